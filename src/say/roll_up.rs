//! Why a sprint, phase or program has its color, in a sentence or two: the worst driver, and what it does.

use std::cmp::Reverse;

use super::{
    Voice,
    words::{capitalized, color, counted, listed, working_days},
};
use crate::{
    analyse::{Analysis, Asked, Cause, Facts, MilestoneAnalysis, RollUp, RollUpMember},
    model::{Key, Kind, Phase, Rag, Subject},
};

/// Whose color a roll-up is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColorOf {
    /// That of the program.
    Program,
    /// That of a phase.
    Phase(Key<Phase>),
    /// That of a sprint.
    Sprint,
}

/// Most that is said of the worst driver.
const SAID: usize = 2;

impl Voice<'_> {
    /// `Red: M2.5 Payment is 13 working days overdue and blocked by B-2; the finish moves to 4 Aug (+2 working days).
    /// 3 more are red.`
    pub fn roll_up(self, analysis: &Analysis, roll_up: &RollUp, of: ColorOf) -> String {
        match roll_up.rag {
            Rag::Planned => return "Nothing in scope is due yet.".to_owned(),
            Rag::Green => {
                let closed = match of {
                    ColorOf::Phase(key) => self.closed(analysis, key),
                    ColorOf::Program | ColorOf::Sprint => None,
                };
                return format!("Green: {}.", closed.as_deref().unwrap_or("nothing is wrong"));
            }
            Rag::Red | Rag::Amber | Rag::Unknown => {}
        }
        let members = analysis.worst_first(roll_up);
        // An unknown one makes amber, where nothing else does.
        let worst = members.iter().find(|member| member.rag == roll_up.rag).or(members.first());
        let Some(worst) = worst else { return format!("{}.", color(roll_up.rag)) };
        // What is said of the worst is not said again.
        let told = matches!(worst.cause, Cause::GateLate { .. } | Cause::FinishLate { .. });
        let moved =
            self.moved(analysis, of).filter(|_| !told).map_or_else(String::new, |moved| format!("; {moved}"));
        let driver = self.driver(analysis, worst);
        format!("{}: {driver}{moved}.{}", color(roll_up.rag), others(&members, worst))
    }

    /// What a color of a phase or the program means for its end, where that is late and still to come.
    fn moved(self, analysis: &Analysis, of: ColorOf) -> Option<String> {
        let (what, open, headline) = match of {
            ColorOf::Program => {
                let open = analysis.milestones.iter().any(|milestone| milestone.progress.is_open());
                ("the finish moves", open, &analysis.program.headline)
            }
            ColorOf::Phase(key) => {
                let gate = &analysis.phases[key.index()].gate;
                ("the gate moves", gate.open, &gate.headline)
            }
            ColorOf::Sprint => return None,
        };
        let (finish, variance) = (headline.compared?, headline.variance?);
        let later = format!("{what} to {} (+{})", self.day(finish), working_days(variance));
        (open && variance > 0).then_some(later)
    }

    /// One that made a color with what is wrong with it: `M2.5 Payment is 13 working days overdue`.
    pub(super) fn driver(self, analysis: &Analysis, member: &RollUpMember) -> String {
        let name = self.named(member.subject);
        match (member.cause, member.subject) {
            (Cause::Rule(_), Subject::Milestone(key)) => {
                format!("{name} {}", self.trouble(analysis.milestone(key), member.rag))
            }
            (Cause::Overridden, _) => format!("{name} is set to {} by hand", member.rag.word()),
            (Cause::Blocker { raised: Some(on), .. }, _) => {
                format!("{name} has been open since {}", self.day(on))
            }
            (Cause::Risk { .. } | Cause::Blocker { .. }, _) => format!("{name} is open"),
            (Cause::GateNoGo, _) => format!("the gate of {name} was decided no go"),
            (Cause::GatePending { due, .. }, _) => {
                format!("the gate of {name} was due on {} and is not decided", self.day(due))
            }
            (Cause::GateConditional, _) => {
                format!("the gate of {name} was passed with a condition that is not met")
            }
            (Cause::GateLate { days }, _) => format!("the gate of {name} is {} late", working_days(days)),
            (Cause::FinishLate { days }, _) => {
                format!("the finish is {} late, with {name}", working_days(days))
            }
            (Cause::SignedUnmet, _) => {
                format!("the gate of {name} was decided go while a criterion was not met")
            }
            (Cause::GateAsksNothing, _) => {
                format!("the gate of {name} was passed without a single criterion")
            }
            (Cause::GateUnclear, _) => format!("it is not clear what was decided at the gate of {name}"),
            (Cause::Stray, _) => format!("{name} is read as a page and may be a part of the plan"),
            (Cause::Unread, _) => format!("a file that may belong to {name} is not read"),
            (Cause::Astray, _) => format!("{name} may be a part of it: its phase cannot be read"),
            (Cause::PartsLost, _) => format!("what is part of {name} cannot be read"),
            (Cause::Rule(_) | Cause::Declared, subject) => {
                let rag = match subject {
                    Subject::Milestone(key) => analysis.milestone(key).facts.rag.as_ref(),
                    _ => None,
                };
                let by = rag.and_then(|rag| rag.by.as_ref());
                let said = if by.is_some() { "reported" } else { "marked" };
                format!("{name} is {said} {}{}", member.rag.word(), self.by(by))
            }
        }
    }

    /// What gives a milestone its color: `is 13 working days overdue and blocked by B-2`.
    pub(super) fn trouble(self, milestone: &MilestoneAnalysis, rag: Rag) -> String {
        let facts =
            || milestone.verdict.fired.iter().filter(|fired| fired.rag == rag).map(|fired| &fired.facts);
        // What is overdue is late as well: that is said once.
        let overdue = facts().any(|facts| matches!(facts, Facts::Overdue { .. }));
        let telling =
            facts().filter(|facts| !overdue || !matches!(facts, Facts::Slip { .. } | Facts::Deadline { .. }));
        let said: Vec<(&str, String)> = telling.filter_map(|facts| self.in_short(facts)).take(SAID).collect();
        match said.as_slice() {
            [] => format!("is {}", rag.word()),
            [(verb, one)] => format!("{verb} {one}"),
            [(verb, one), (other, two), ..] if verb == other => format!("{verb} {one} and {two}"),
            [(verb, one), (other, two), ..] => format!("{verb} {one} and {other} {two}"),
        }
    }

    /// A verb and what follows it.
    fn in_short(self, facts: &Facts) -> Option<(&'static str, String)> {
        let id = |subject| self.id(subject);
        Some(match facts {
            Facts::Overdue { late, .. } => ("is", format!("{} overdue", working_days(*late))),
            Facts::Slip { days, at_least, .. } => {
                let least = if *at_least { "at least " } else { "" };
                ("is", format!("{least}{} late", working_days(*days)))
            }
            Facts::Deadline { missed, at_least, .. } => {
                let least = if *at_least { "at least " } else { "" };
                let what = if missed.asked == Asked::Deadline { "its deadline" } else { "its constraint" };
                ("misses", format!("{what} by {least}{}", working_days(missed.days)))
            }
            Facts::SilentInSprint { .. } | Facts::Silent { .. } => ("was", "never reported on".to_owned()),
            Facts::Blocked { by, .. } => ("is", format!("blocked by {}", id(Subject::Blocker(*by)))),
            Facts::ReportedBlocked(told) => {
                ("is", if told.on.is_some() { "reported blocked" } else { "marked blocked" }.to_owned())
            }
            Facts::LowCoverage { .. } => ("has", "too little test coverage".to_owned()),
            Facts::Unmeasured { .. } => ("has", "test coverage that was not measured".to_owned()),
            Facts::Behind { percent, expected, .. } => {
                ("is", format!("{percent} % done after {expected} % of the time"))
            }
            Facts::OutOfSequence { done, certain: true, reported, .. } => {
                let done = if *done { "done" } else { "begun" };
                let told = reported.as_ref().is_some_and(|told| told.on.is_some());
                let said = if told { "reported" } else { "marked" };
                ("is", format!("{said} {done} before what it waits for"))
            }
            Facts::OutOfSequence { .. } => ("waits", "for something that may not be done".to_owned()),
            Facts::WaitsForCancelled { .. } => ("waits", "for something that was cancelled".to_owned()),
            Facts::Risk { risk, .. } => ("is", format!("threatened by {}", id(Subject::Risk(*risk)))),
            Facts::Stale { days, .. } => ("has", format!("no report for {}", working_days(*days))),
            Facts::NoOwner { .. } => ("has", "no owner".to_owned()),
            Facts::NoFacts(_) => ("has", "a status that is not known".to_owned()),
            Facts::Lost { .. } => ("has", "facts that do not count".to_owned()),
            Facts::LostBefore(key) => {
                ("waits", format!("for {}, whose dates are not known", id(Subject::Milestone(*key))))
            }
            Facts::LostReach(subject) => ("may", format!("be concerned by {}", id(*subject))),
            Facts::Unscheduled(_) => ("has", "no dates".to_owned()),
            Facts::Done { .. } | Facts::OnTrack { .. } | Facts::NotDue(_) | Facts::Cancelled(_) => {
                return None;
            }
        })
    }
}

/// How many working days after its baseline an open milestone is expected, where that is later.
pub(super) fn late_by(milestone: &MilestoneAnalysis) -> Option<i32> {
    let placement = milestone.schedule.as_ref().ok().filter(|placement| !placement.incomplete)?;
    placement.variance.filter(|days| *days > 0 && milestone.progress.is_open())
}

/// ` 3 more are red, 1 is unknown.`, to follow a sentence about the worst.
fn others(members: &[RollUpMember], worst: &RollUpMember) -> String {
    let count = |rag: Rag| members.iter().filter(|member| member.rag == rag && *member != worst).count();
    let said = [Rag::Red, Rag::Amber, Rag::Unknown].into_iter().filter_map(|rag| {
        let more = if rag == worst.rag { " more" } else { "" };
        match count(rag) {
            0 => None,
            1 => Some(format!("1{more} is {}", rag.word())),
            many => Some(format!("{many}{more} are {}", rag.word())),
        }
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { format!(" {}.", said.join(", ")) }
}

/// What made a color, counted: `3 red milestones, 1 red risk and 2 unknown milestones.`
pub fn counts(because: &[(Rag, Kind, usize)]) -> String {
    let mut because = because.to_vec();
    because.sort_by_key(|(rag, kind, _)| (Reverse(*rag), *kind));
    let said = because.iter().map(|(rag, kind, count)| {
        // A phase is among the reasons for its gate alone.
        let noun = if *kind == Kind::Phase { "gate" } else { kind.word() };
        counted(*count, &format!("{} {noun}", rag.word()))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::new() } else { format!("{}.", capitalized(&listed(&said))) }
}
