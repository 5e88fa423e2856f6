//! Where each thing has its page, with all that this depends on.
//!
//! Must not know what stands on the pages.

use std::{collections::BTreeMap, sync::Arc};

use super::prepared_theme::Theme;
use crate::{
    diag::{Diagnostic, Place},
    model::{Id, Kind, Program, Subject},
    view::Addresses,
    world::SiteNames,
};

/// Where each thing has its page.
#[derive(Debug)]
pub(super) struct Places {
    /// The names of the site itself.
    own: Arc<SiteNames>,
    named: Vec<Named>,
    former: BTreeMap<Id, Subject>,
    pub addresses: Addresses,
    /// The names in use once every thing has its page.
    pub taken: SiteNames,
    /// What is wrong with them.
    pub found: Vec<Diagnostic>,
}

/// A thing as far as its address depends on it.
#[derive(Debug, PartialEq)]
struct Named {
    kind: Kind,
    id: Id,
    place: Place,
    /// The file.
    path: Option<Arc<str>>,
}

impl Places {
    /// The place of every thing beside the names of the site itself; those of before where all things have the same names.
    pub fn again(
        program: &Program,
        theme: &Theme,
        beside: fn(Kind) -> Vec<&'static str>,
        before: Option<&Arc<Self>>,
    ) -> Arc<Self> {
        let named: Vec<Named> = program.subjects().map(|subject| Named::of(program, subject)).collect();
        let same = |before: &&Arc<Self>| {
            Arc::ptr_eq(&before.own, &theme.taken) && before.named == named && before.former == program.former
        };
        if let Some(before) = before.filter(same) {
            return Arc::clone(before);
        }
        let mut taken = SiteNames::clone(&theme.taken);
        let (mut addresses, found) = Addresses::new(program, &mut taken, beside);
        addresses.brand = theme.brand.clone();
        let (own, former) = (Arc::clone(&theme.taken), program.former.clone());
        Arc::new(Self { own, named, former, addresses, taken, found })
    }
}

impl Named {
    fn of(program: &Program, subject: Subject) -> Self {
        let head = program.head(subject);
        let source = program.sources.get(head.file);
        Self {
            kind: program.kind(subject),
            id: head.id.clone(),
            place: head.place,
            path: source.map(|source| Arc::clone(&source.path)),
        }
    }
}
