//! What readers are asked to do: by whom, by when, for what.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::Analysis,
    model::{Blocker, Key, Milestone, Rag},
    view::{Context, OwnerLink, SubjectLink, part::next_action::NextActionView},
};

/// Something a reader is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What; `None` where nobody has said.
    pub action: Option<String>,
    /// Who.
    pub owner: Option<OwnerLink>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
    /// The worst color of what it is about.
    pub rag: Rag,
    /// What it is about: one thing, or several that wait for the same.
    pub subjects: Vec<SubjectLink>,
}

impl Context<'_> {
    /// What readers are asked to do: next actions of what is off the plan, in order of their day; without one last.
    /// Things that wait for the same action share one ask.
    pub fn asks(
        &self,
        analysis: &Analysis,
        milestones: &[Key<Milestone>],
        blockers: &[Key<Blocker>],
    ) -> Vec<Ask> {
        let mut asks: Vec<Ask> = Vec::new();
        for key in blockers.iter().filter(|key| analysis.blockers[key.index()].active) {
            let row = self.blocker_row(analysis, *key);
            let owner = row.required_from.clone();
            join(&mut asks, ask(row.next_action, owner, row.rag, row.subject, analysis.as_of));
        }
        for key in milestones {
            let row = self.milestone_row(analysis, *key);
            let open = analysis.milestone(*key).progress.is_open();
            if open && matches!(row.rag, Rag::Red | Rag::Amber | Rag::Unknown) {
                join(&mut asks, ask(row.next_action, row.owner, row.rag, row.subject, analysis.as_of));
            }
        }
        asks.sort_by(|a, b| (a.due.is_none(), a.due).cmp(&(b.due.is_none(), b.due)).then(b.rag.cmp(&a.rag)));
        asks
    }
}

/// A thing off the plan without an action stays in the list: that nobody has said what to do is itself news.
/// Where its state is unknown the question is put instead, and is due at once.
fn ask(
    action: Option<NextActionView>,
    owner: Option<OwnerLink>,
    rag: Rag,
    subject: SubjectLink,
    today: NaiveDate,
) -> Ask {
    let subjects = vec![subject];
    match action {
        Some(action) => Ask {
            action: Some(action.text),
            owner: action.owner.or(owner),
            due: action.due,
            overdue: action.overdue,
            rag,
            subjects,
        },
        None if rag == Rag::Unknown => {
            let question = "Report where it stands".to_owned();
            Ask { action: Some(question), owner, due: Some(today), overdue: false, rag, subjects }
        }
        None => Ask { action: None, owner, due: None, overdue: false, rag, subjects },
    }
}

/// Add an ask, or what it is about to the one that asks the same.
fn join(asks: &mut Vec<Ask>, new: Ask) {
    let same = |ask: &&mut Ask| {
        new.action.is_some() && (&ask.action, &ask.owner, ask.due) == (&new.action, &new.owner, new.due)
    };
    match asks.iter_mut().find(same) {
        Some(ask) => {
            ask.rag = ask.rag.max(new.rag);
            ask.subjects.extend(new.subjects);
        }
        None => asks.push(new),
    }
}
