//! Decisions that replace each other: both must say so, and the older one no longer counts.

use std::collections::BTreeMap;

use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Decision, DecisionStatus, Entity, Key, Program},
};

pub(super) fn run(program: &Program) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for ((old, new), said) in links(program) {
        let (old, new) = (&program.decisions[old], &program.decisions[new]);
        let standing = old
            .status
            .filter(|status| matches!(status.value, DecisionStatus::Accepted | DecisionStatus::Proposed));
        findings.extend(match standing {
            Some(status) => Some(still_accepted(old, new, status.place, said)),
            None => one_sided(old, new, said),
        });
    }
    findings
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
        if let Some(by) = decision.superseded_by {
            links.entry((key, by.value)).or_default().by_old = Some(by.place);
        }
        for old in &decision.supersedes {
            links.entry((old.value, key)).or_default().by_new = Some(old.place);
        }
    }
    links
}

fn still_accepted(old: &Decision, new: &Decision, status: Place, said: Said) -> Diagnostic {
    let (old, new) = (&old.head().id, &new.head().id);
    let message = format!("`{old}` is superseded by `{new}`, but its status does not say so");
    let diagnostic = Diagnostic::new(Code::SupersededAccepted, status, message)
        .hint(format!("write `status: superseded by {new}`"));
    match said.by_new {
        Some(place) => diagnostic.label(place, format!("`{new}` says that it supersedes `{old}`")),
        None => diagnostic,
    }
}

fn one_sided(old: &Decision, new: &Decision, said: Said) -> Option<Diagnostic> {
    let (old, new) = (&old.head().id, &new.head().id);
    let (place, message, hint) = match (said.by_old, said.by_new) {
        (Some(_), Some(_)) | (None, None) => return None,
        (Some(place), None) => (
            place,
            format!("`{old}` says that `{new}` supersedes it, but `{new}` does not"),
            format!("add `supersedes: [{old}]` to `{new}`"),
        ),
        (None, Some(place)) => (
            place,
            format!("`{new}` says that it supersedes `{old}`, but `{old}` does not"),
            format!("write `status: superseded by {new}` in `{old}`"),
        ),
    };
    Some(Diagnostic::new(Code::OneSidedSupersession, place, message).hint(hint))
}
