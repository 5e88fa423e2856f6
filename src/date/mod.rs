//! (module date)
