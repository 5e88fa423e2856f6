//! (module world)
