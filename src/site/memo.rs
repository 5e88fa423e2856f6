//! What a site was prepared from the last time, and what came of it: each part is taken again where what it was made from is
//! the same.
//!
//! Nothing here says which edit touches what. Every part stands beside its key, and the key holds all that it depends on.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Checked, catalog::Catalog, links::FileIndex, places::Places, prepared_theme::Theme};
use crate::load;

/// What is known from the last time.
#[derive(Debug, Default)]
pub struct Memo {
    /// Of loading.
    pub(super) load: load::Memo,
    site: Mutex<Option<Arc<Kept>>>,
}

/// All that is kept of one preparation.
#[derive(Debug)]
pub(super) struct Kept {
    pub theme: Arc<Theme>,
    pub places: Arc<Places>,
    pub files: FileIndex,
    pub catalog: Option<Arc<Catalog>>,
}

impl Memo {
    pub(super) fn kept(&self) -> Option<Arc<Kept>> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep(&self, checked: &Checked) {
        let kept = Kept {
            theme: Arc::clone(&checked.theme),
            places: Arc::clone(&checked.places),
            files: checked.files.clone(),
            catalog: checked.catalog.get().cloned(),
        };
        let kept = Some(Arc::new(kept));
        let before = std::mem::replace(&mut *self.site.lock().unwrap_or_else(PoisonError::into_inner), kept);
        drop(before);
    }
}
