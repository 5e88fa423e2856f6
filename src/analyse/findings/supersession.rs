//! Decisions that replace each other: both must say so, and the older one no longer counts.

use std::collections::BTreeMap;

use crate::{
    analyse::{Analysis, Finding},
    diag::{Code, Place},
    model::{Decision, DecisionStatus, Key, Program},
};

/// Two decisions of which the newer replaces the older.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supersession {
    /// The status of the older one does not say so.
    StillAccepted {
        /// The older one.
        old: Key<Decision>,
        /// The newer one.
        new: Key<Decision>,
        /// Where the newer one says so, if it does.
        said: Option<Place>,
    },
    /// Only one of the two says so.
    OneSided {
        /// The older one.
        old: Key<Decision>,
        /// The newer one.
        new: Key<Decision>,
        /// Which one.
        by: Side,
    },
}

/// One of two decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one that is replaced.
    Old,
    /// The one that replaces it.
    New,
}

impl Supersession {
    pub(in crate::analyse) fn code(&self) -> Code {
        match self {
            Self::StillAccepted { .. } => Code::SupersededAccepted,
            Self::OneSided { .. } => Code::OneSidedSupersession,
        }
    }
}

pub(super) fn replaced(program: &Program, now: &Analysis) -> Vec<Finding> {
    // one that is to come replaces nothing yet
    let links = links(program).into_iter().filter(|((_, new), _)| now.known.supersedes(program, *new));
    links.filter_map(|((old, new), said)| finding(program, old, new, said)).collect()
}

/// Where each of two decisions says that the newer replaces the older.
#[derive(Default, Clone, Copy)]
struct Said {
    by_old: Option<Place>,
    by_new: Option<Place>,
}

/// Every pair of an older and a newer decision that one of the two names.
fn links(program: &Program) -> BTreeMap<(Key<Decision>, Key<Decision>), Said> {
    let mut links: BTreeMap<_, Said> = BTreeMap::new();
    for (key, decision) in program.decisions.iter() {
        for by in &decision.superseded_by {
            links.entry((key, by.value)).or_default().by_old = Some(by.place);
        }
        for old in &decision.supersedes {
            links.entry((old.value, key)).or_default().by_new = Some(old.place);
        }
    }
    links
}

fn finding(program: &Program, old: Key<Decision>, new: Key<Decision>, said: Said) -> Option<Finding> {
    let counts =
        |status: DecisionStatus| matches!(status, DecisionStatus::Accepted | DecisionStatus::Proposed);
    if let Some(status) = program.decisions[old].status.filter(|status| counts(status.value)) {
        return Some(Finding::new(status.place, Supersession::StillAccepted { old, new, said: said.by_new }));
    }
    let (place, by) = match (said.by_old, said.by_new) {
        (Some(place), None) => (place, Side::Old),
        (None, Some(place)) => (place, Side::New),
        (Some(_), Some(_)) | (None, None) => return None,
    };
    Some(Finding::new(place, Supersession::OneSided { old, new, by }))
}
