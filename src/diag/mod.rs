//! (module diag)
