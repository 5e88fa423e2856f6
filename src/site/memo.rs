//! What a site was prepared from the last time, and what came of it: each part is taken again where what it was made from is
//! the same.
//!
//! Nothing here says which edit touches what. Every part stands beside its key, and the key holds all that it depends on.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Checked, catalog::Catalog, links::FileIndex, places::Places, prepared_theme::Theme};
use chrono::NaiveDate;

use crate::{
    analyse::{Chronicle, DependencyGraph, Since, chronicle_with},
    load,
    model::Program,
};

/// What is known from the last time.
#[derive(Debug, Default)]
pub struct Memo {
    /// Of loading.
    pub(super) load: load::Memo,
    /// How much of what has been so for how long is made.
    pub(super) since: Since,
    site: Mutex<Option<Arc<Kept>>>,
}

/// All that is kept of one preparation.
#[derive(Debug)]
pub(super) struct Kept {
    pub theme: Arc<Theme>,
    pub places: Arc<Places>,
    pub files: FileIndex,
    pub catalog: Option<Arc<Catalog>>,
    pub followed: Followed,
}

/// What follows from the facts on a day.
#[derive(Debug, Clone)]
pub(super) struct Followed {
    pub facts: load::Facts,
    pub graph: Arc<DependencyGraph>,
    pub chronicle: Arc<Chronicle>,
}

impl Followed {
    /// What follows from a program; that of before where all facts are the same, on the same day. Titles and texts bear on
    /// nothing of it.
    pub fn again(
        program: &Program,
        facts: load::Facts,
        as_of: NaiveDate,
        before: Option<&Self>,
        since: Since,
    ) -> Self {
        let same = |before: &&Self| before.facts == facts && before.chronicle.now.as_of == as_of;
        before.filter(same).cloned().unwrap_or_else(|| {
            let graph = DependencyGraph::new(program);
            let chronicle = Arc::new(chronicle_with(program, &graph, as_of, since));
            Self { facts, graph: Arc::new(graph), chronicle }
        })
    }
}

impl Memo {
    /// For those who compare states, or ask for their dates, and show no page of the past.
    pub fn of_states() -> Self {
        Self { since: Since::Today, ..Self::default() }
    }

    pub(super) fn kept(&self) -> Option<Arc<Kept>> {
        self.site.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep(&self, checked: &Checked) {
        let kept = Kept {
            theme: Arc::clone(&checked.theme),
            places: Arc::clone(&checked.places),
            files: checked.files.clone(),
            catalog: checked.catalog.get().cloned(),
            followed: Followed {
                facts: checked.facts.clone(),
                graph: Arc::clone(&checked.graph),
                chronicle: Arc::clone(&checked.chronicle),
            },
        };
        let kept = Some(Arc::new(kept));
        let before = std::mem::replace(&mut *self.site.lock().unwrap_or_else(PoisonError::into_inner), kept);
        drop(before);
    }
}
