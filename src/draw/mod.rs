//! (module draw)
