//! Colors without a next action, declared too well, overridden for too long.

use chrono::NaiveDate;

use super::{Said, id};
use crate::{
    analyse::findings::{StatusFault, Wanting},
    model::{Program, Subject},
    say::{Voice, words::phrase},
};

/// Working days after the status date of the day that an example has.
const EXAMPLE_IN: i32 = 5;

pub(super) fn said(program: &Program, fault: &StatusFault) -> Said {
    let milestone = |key| id(program, Subject::Milestone(key));
    let risk = |key| id(program, Subject::Risk(key));
    match fault {
        StatusFault::NoNextAction { subject, rag, wanting, as_of } => {
            let is = rag.map_or("active", |rag| rag.word());
            let missing = match wanting {
                Wanting::Action => "next action",
                Wanting::Due => "next action with a due date",
                Wanting::Actor | Wanting::RiskOwner => "owner",
            };
            Said::new(
                format!("{} is {is} but has no {missing}", id(program, *subject)),
                next_action(program, *wanting, *as_of),
            )
        }
        StatusFault::Watermelon { milestone: key, declared, computed, fired } => {
            let reason = fired.as_ref().map_or_else(String::new, |fired| Voice::lasting(program).rule(fired));
            let reason = phrase(&reason);
            let (id, declared, computed) = (milestone(*key), declared.word(), computed.word());
            Said::new(
                format!("{id} is reported {declared}, but the facts say {computed}: {reason}"),
                "report what is known, or give an `override` with reason, name and expiry",
            )
        }
        StatusFault::ExpiredOverride { milestone: key, expires } => Said::new(
            format!("the override of {} expired on {expires} and no longer counts", milestone(*key)),
            "remove it, or renew it with a new date",
        ),
        StatusFault::ReviewOverdue { risk: key, by } => Said::new(
            format!("{} was to be reviewed by {by}", risk(*key)),
            "review it: add an update, and move `review_by` on or close it",
        ),
        StatusFault::RiskColor { risk: key, typed, computed } => Said::new(
            format!(
                "{} is typed {}, but the risk matrix makes it {}",
                risk(*key),
                typed.word(),
                computed.word()
            ),
            "remove `rag`, or correct `probability` and `impact`",
        ),
    }
}

/// What to write, with a day that lies ahead.
fn next_action(program: &Program, wanting: Wanting, as_of: NaiveDate) -> String {
    if wanting == Wanting::RiskOwner {
        return "add `owner:`".to_owned();
    }
    let due = program.settings.calendar.calendar.add_days(as_of, EXAMPLE_IN);
    format!("add `next_action: {{text: ..., owner: ..., due: {due}}}`")
}
