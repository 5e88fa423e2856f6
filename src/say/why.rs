//! Why a milestone has its dates, or has none.

use super::{Voice, words::working_days};
use crate::{
    analyse::{Unscheduled, Why},
    date::Length,
    model::{ConstraintKind, LinkKind, Subject},
};

impl Voice<'_> {
    /// `Waits for M2.6 Payment (27 May).`
    pub fn why(self, why: &Why) -> String {
        match *why {
            Why::Done { start: Some(start), finish } => {
                format!("Done from {} to {}.", self.day(start), self.day(finish))
            }
            Why::Done { start: None, finish } => format!("Done on {}.", self.day(finish)),
            Why::ProgramStart(on) => {
                format!("Waits for nothing, so it starts with the program on {}.", self.day(on))
            }
            Why::WorkLeft { days, from, blocked } => {
                let best = if blocked { " It is blocked, so this is the best case." } else { "" };
                let days = working_days(days);
                format!("{days} of work left, counted from {}.{best}", self.day(from))
            }
            Why::StatusDate(today) => {
                format!("Can start on {} at the earliest; nothing it waits for is open.", self.day(today))
            }
            Why::OwnerExpects(Some(finish)) => {
                format!("Its owner expects to finish on {}.", self.day(finish))
            }
            Why::OwnerExpects(None) => "Its owner expects it to take longer.".to_owned(),
            Why::Constraint { kind, date } => {
                let date = date.map_or_else(String::new, |date| format!(" {}", self.day(date)));
                format!("Fixed by its constraint: {}{date}.", constraint(kind))
            }
            Why::Link { from, kind, lag, on } => {
                let what = match from {
                    Subject::Phase(_) => format!("the gate of {}", self.named(from)),
                    _ => self.named(from),
                };
                let on = on.map_or_else(String::new, |on| format!(" ({})", self.day(on)));
                match tie(kind, lag) {
                    None => format!("Waits for {what}{on}."),
                    Some((begins, end)) => format!("{begins} {what} {end}{on}."),
                }
            }
            Why::OwnerBusy => "Its owner is not free earlier.".to_owned(),
        }
    }

    /// Why a milestone has no dates, to stand after a colon: `it waits for itself: M2 → M3 → M2`.
    pub fn unscheduled(self, why: &Unscheduled) -> String {
        match why {
            Unscheduled::Cycle(members) => {
                let ids = members.iter().chain(members.first()).map(|subject| self.id(*subject));
                format!("it waits for itself: {}", ids.collect::<Vec<_>>().join(" → "))
            }
            Unscheduled::NoDuration => "it has neither a duration nor both dates".to_owned(),
            Unscheduled::UnknownReference => "it waits for something that is not in the program".to_owned(),
            Unscheduled::FinishedSomeDay => "it is done, but nobody has said when".to_owned(),
            Unscheduled::Cancelled => "it was given up".to_owned(),
            Unscheduled::NoStart => "the program has no start date".to_owned(),
        }
    }
}

/// How two ends are tied, in words before and after what is waited for; none where it simply comes first.
fn tie(kind: LinkKind, lag: Length) -> Option<(String, &'static str)> {
    if kind == LinkKind::FinishStart && lag.days() == 0 {
        return None;
    }
    let begins = if kind.to_start() { "Starts" } else { "Finishes" };
    let end = if kind.from_finish() { "finishes" } else { "starts" };
    let days = match lag {
        Length::Working(days) => working_days(days),
        Length::Elapsed(days) => super::words::counted(days.unsigned_abs() as usize, "calendar day"),
    };
    let when = match lag.days() {
        0 => "after".to_owned(),
        1.. => format!("{days} after"),
        _ => format!("{days} before"),
    };
    Some((format!("{begins} {when}"), end))
}

/// `start no earlier than`, to be followed by a date.
pub fn constraint(kind: ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Snet => "start no earlier than",
        ConstraintKind::Snlt => "start no later than",
        ConstraintKind::Fnet => "finish no earlier than",
        ConstraintKind::Fnlt => "finish no later than",
        ConstraintKind::Mso => "start on",
        ConstraintKind::Mfo => "finish on",
    }
}
