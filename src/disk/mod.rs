//! (module disk)
