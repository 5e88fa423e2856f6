//! The diagram as its readers meet it.
