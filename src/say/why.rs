//! Why a milestone has its dates, or has none.

use super::{
    Voice,
    plan::constraint_kind,
    words::{length, working_days},
};
use crate::{
    analyse::{MilestoneAnalysis, Unscheduled, Why},
    date::Length,
    model::{Fact, LinkKind, Subject},
};

/// Most members of a circle that are named.
const NAMED: usize = 12;

impl Voice<'_> {
    /// `Waits for M2.6 Payment (27 May).`
    pub fn why(self, why: &Why) -> String {
        match *why {
            Why::Done { start: Some(start), finish } => {
                format!("Done from {} to {}.", self.day(start), self.day(finish))
            }
            Why::Done { start: None, finish } => format!("Done on {}.", self.day(finish)),
            Why::ProgramStart { on, waits } => {
                let what = if waits { "Nothing it waits for holds it" } else { "Waits for nothing" };
                format!("{what}, so it could begin with the program on {}.", self.day(on))
            }
            Why::NotBefore { from, on } => {
                let what = match from {
                    Subject::Phase(_) => format!("the gate of {}", self.named(from)),
                    _ => self.named(from),
                };
                format!("Not before {}: waits for {what}, which has no certain date.", self.day(on))
            }
            Why::WorkLeft { days, from, blocked } => {
                let best = if blocked { " It is blocked, so this is the best case." } else { "" };
                let days = working_days(days);
                format!("{days} of work left, counted from {}.{best}", self.day(from))
            }
            Why::StatusDate { on, open } => {
                let held = if open {
                    "what it waits for does not hold it longer"
                } else {
                    "nothing it waits for is open"
                };
                format!("Could begin on {} at the earliest; {held}.", self.day(on))
            }
            Why::OwnerExpects(Some(finish)) => format!("Reported to finish on {}.", self.day(finish)),
            Why::OwnerExpects(None) => "Reported to take longer.".to_owned(),
            Why::Constraint { kind, date } => {
                let date = date.map_or_else(String::new, |date| format!(" {}", self.day(date)));
                format!("Fixed by its constraint: {}{date}.", constraint_kind(kind))
            }
            Why::Link { from, kind, lag, on, happened } => {
                let what = match from {
                    Subject::Phase(_) => format!("the gate of {}", self.named(from)),
                    _ => self.named(from),
                };
                let on = on.map_or_else(String::new, |on| format!(" ({})", self.day(on)));
                match tie(kind, lag, happened) {
                    None if happened => format!("Could begin after {what}, which is done{on}."),
                    None => format!("Waits for {what}{on}."),
                    Some((begins, end)) => format!("{begins} {what} {end}{on}."),
                }
            }
            Why::OwnerBusy => "Its owner is not free earlier.".to_owned(),
        }
    }

    /// Why a milestone has its dates, and who said what they come from; empty where it has none.
    pub fn why_of(self, milestone: &MilestoneAnalysis) -> String {
        let Ok(placement) = &milestone.schedule else { return String::new() };
        let facts = &milestone.facts;
        let told = match placement.why {
            Why::Done { .. } => {
                facts.actual_finish.as_ref().map(Fact::reported).or(facts.status.as_ref().map(Fact::reported))
            }
            Why::OwnerExpects(_) => facts.forecast_finish.as_ref().map(Fact::reported),
            Why::WorkLeft { .. } if facts.remaining.is_some() => facts.remaining.as_ref().map(Fact::reported),
            Why::WorkLeft { .. } => match facts.percent_complete.as_ref() {
                Some(percent) => {
                    let told = self.when_and_who(&percent.reported());
                    return format!("{} {} % done reported{told}.", self.why(&placement.why), percent.value);
                }
                None => return format!("{} No percentage was reported.", self.why(&placement.why)),
            },
            _ => None,
        };
        let why = format!("{}{}", self.why(&placement.why), self.reported(told.as_ref()));
        let Some(could) = placement.could_begin else { return why };
        let planned = format!("Planned for {}", self.day(placement.forecast.start));
        if placement.incomplete {
            return format!("{planned}. {why}");
        }
        format!("{planned}; could begin on {}. {why}", self.day(could))
    }

    /// Why a milestone has no dates, to stand after a colon: `it waits for itself: M2 → M3 → M2`.
    pub fn unscheduled(self, why: &Unscheduled) -> String {
        match why {
            Unscheduled::Cycle(members) => {
                format!("it waits for itself: {}", self.circle(members, " → "))
            }
            Unscheduled::NoDuration => "it has neither a duration nor both dates".to_owned(),
            Unscheduled::UnknownReference => "it waits for something that is not in the program".to_owned(),
            Unscheduled::LostLink => "what it waits for cannot be read".to_owned(),
            Unscheduled::FinishedSomeDay => "it is done, but nobody has said when".to_owned(),
            Unscheduled::Cancelled => "it was given up".to_owned(),
            Unscheduled::NoStart => "the program has no start date".to_owned(),
        }
    }
}

impl Voice<'_> {
    /// `M1 → M2 → M1`; long ones with a gap before the end.
    pub(super) fn circle(self, members: &[Subject], arrow: &str) -> String {
        let mut path: Vec<String> =
            members.iter().take(NAMED).map(|subject| self.id(*subject).into_owned()).collect();
        let left_out = members.len().saturating_sub(NAMED);
        path.extend((left_out > 0).then(|| format!("({left_out} more)")));
        path.extend(members.first().map(|first| self.id(*first).into_owned()));
        path.join(arrow)
    }
}

/// How two ends are tied, in words before and after what is waited for; none where it simply comes first.
fn tie(kind: LinkKind, lag: Length, happened: bool) -> Option<(String, &'static str)> {
    if kind == LinkKind::FinishStart && lag.days() == 0 {
        return None;
    }
    let begins = if kind.to_start() { "Starts" } else { "Finishes" };
    let end = match (kind.from_finish(), happened) {
        (true, false) => "finishes",
        (true, true) => "finished",
        (false, false) => "starts",
        (false, true) => "started",
    };
    let days = length(lag);
    let when = match lag.days() {
        0 => "after".to_owned(),
        1.. => format!("{days} after"),
        _ => format!("{days} before"),
    };
    Some((format!("{begins} {when}"), end))
}
