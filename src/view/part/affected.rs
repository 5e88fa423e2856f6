//! A thing that something else holds up or threatens, with its color.

use serde::Serialize;

use crate::{
    model::{Rag, Subject},
    view::{Context, SubjectLink},
};

/// A thing that something else holds up or threatens.
#[derive(Debug, Clone, Serialize)]
pub struct Affected {
    /// Which.
    pub subject: SubjectLink,
    /// Its color, where it has one.
    pub rag: Option<Rag>,
}

impl Context<'_> {
    /// A thing with its color, where it has one.
    pub(in crate::view) fn affected(&self, subject: Subject) -> Affected {
        let now = self.now();
        let rag = match subject {
            Subject::Milestone(key) => Some(now.milestone(key).verdict.shown),
            Subject::Phase(key) => Some(now.phases[key.index()].roll_up.rag),
            Subject::Sprint(key) => Some(self.sprint_rag(key)),
            Subject::Risk(key) => Some(now.risk(key).rag),
            _ => None,
        };
        Affected { subject: self.link(subject), rag }
    }
}
