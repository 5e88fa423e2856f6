//! (module analyse)
