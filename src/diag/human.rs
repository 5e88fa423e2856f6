//! Diagnostics for people at a terminal.
