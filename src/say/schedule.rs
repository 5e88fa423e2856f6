//! Words for a milestone's place in the schedule.

use crate::{analyse::Unscheduled, model::Program};

/// Why a milestone has no dates, as a clause: `it has neither a duration nor both dates`.
pub fn unscheduled(program: &Program, reason: &Unscheduled) -> String {
    match reason {
        Unscheduled::Cycle(members) => {
            let mut ids: Vec<&str> = members.iter().map(|subject| &*program.head(*subject).id).collect();
            ids.extend(ids.first().copied());
            format!("it waits for itself: {}", ids.join(" → "))
        }
        Unscheduled::NoDuration => "it has neither a duration nor both dates".to_owned(),
        Unscheduled::UnknownReference => "it waits for something that is not in the program".to_owned(),
        Unscheduled::Cancelled => "it was given up".to_owned(),
        Unscheduled::FinishedSomeDay => "it is done, but nobody has said when".to_owned(),
        Unscheduled::NoStart => "the program has no start date".to_owned(),
    }
}
