//! (module site)
