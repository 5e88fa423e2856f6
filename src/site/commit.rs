//! The name of the commit that a project is at: asked for when a page tells it, for asking takes longer than most pages.
//!
//! Must not know how it is found.

use std::sync::OnceLock;

/// See the module.
pub(super) struct Commit<'a> {
    ask: &'a (dyn Fn() -> Option<String> + Sync),
    known: OnceLock<Option<String>>,
}

impl<'a> Commit<'a> {
    /// One that is known.
    pub fn known(name: Option<&str>) -> Self {
        Self { ask: &|| None, known: OnceLock::from(name.map(str::to_owned)) }
    }

    /// One that is asked for when somebody wants to know it.
    pub fn asked(ask: &'a (dyn Fn() -> Option<String> + Sync)) -> Self {
        Self { ask, known: OnceLock::new() }
    }

    /// Its name.
    pub fn name(&self) -> Option<&str> {
        self.known.get_or_init(self.ask).as_deref()
    }
}
