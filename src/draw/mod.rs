//! (module draw)

pub mod layout;
