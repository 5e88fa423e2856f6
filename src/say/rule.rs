//! What a rule found, in one or two sentences.

use super::{
    Voice, coverage,
    plan::constraint_kind,
    verdict::said,
    words::{first_of, sentence, working_days},
};
use crate::{
    analyse::{Asked, Facts, Fired, Missed, OpenBefore, PlannedStart, Untold, coverage::Unmeasured},
    date::{Dates, OpenDates},
    model::{
        Blocker, ConstraintKind, Entity, Impact, Key, Probability, Rag, Reported, Risk, Severity, Subject,
    },
    text::visible::apart,
};

impl Voice<'_> {
    /// `Due 16 Apr, 13 working days overdue.`
    pub fn rule(self, fired: &Fired) -> String {
        match &fired.facts {
            Facts::Overdue { finish, deadline, late } if self.is_at_length() => {
                let what = if *deadline { "Deadline" } else { "Baseline finish" };
                let (on, late) = (self.day(*finish), working_days(*late));
                format!("{what} {on} passed {late} ago, and the milestone is not done.")
            }
            Facts::Overdue { finish, deadline, late } => {
                let due = if *deadline { "Deadline" } else { "Due" };
                format!("{due} {}, {} overdue.", self.day(*finish), working_days(*late))
            }
            Facts::Deadline { missed, expected, at_least } => self.missed(missed, *expected, *at_least),
            Facts::Slip { forecast, baseline, days, limit, owner, at_least } if self.is_at_length() => {
                let (from, least) = if *at_least { ("not before ", "at least ") } else { ("", "") };
                let (on, late) = (self.day(*forecast), working_days(*days));
                let (approved, told) = (self.day(*baseline), self.reported(owner.as_ref()));
                format!(
                    "Forecast finish {from}{on} is {least}{late} after the baseline finish {approved} (limit {limit}).{told}"
                )
            }
            Facts::Slip { forecast, days, limit, at_least: true, .. } => {
                let late = working_days(*days);
                format!("Not before {}: at least {late} late (limit {limit}).", self.day(*forecast))
            }
            Facts::Slip { forecast, days, limit, owner, .. } => {
                let who = if owner.is_some() { "Finish expected" } else { "Forecast" };
                let told = self.reported(owner.as_ref());
                format!("{who} {}, {} late (limit {limit}).{told}", self.day(*forecast), working_days(*days))
            }
            Facts::Blocked { by, severity, raised } => self.blocked(*by, *severity, *raised),
            Facts::ReportedBlocked(told) => {
                format!("{} blocked{}, but no blocker names it.", said(told), self.when_and_who(told))
            }
            Facts::LowCoverage { service, short } => {
                let service = self.id(Subject::Service(*service));
                let measured = coverage::measured(self, short);
                format!("Test coverage of {service} is {}{measured}.", coverage::shortfall(short))
            }
            Facts::Unmeasured { service, what } => {
                self.unmeasured(&self.id(Subject::Service(*service)), *what)
            }
            Facts::Behind { percent, reported, expected, limit, .. } => {
                let told = self.reported(Some(reported));
                format!("{percent} % done after {expected} % of the time (limit {limit} points).{told}")
            }
            Facts::OutOfSequence { done, reported, open, more, certain } => {
                self.out_of_sequence(*done, reported.as_ref(), open, *more, *certain)
            }
            Facts::WaitsForCancelled { on, more } => {
                let names: Vec<_> = on.iter().map(|key| self.id(Subject::Milestone(*key))).collect();
                let was = if names.len() + more == 1 { "was" } else { "were" };
                format!("Waits for {}, which {was} cancelled.", first_of(&names, names.len() + more))
            }
            Facts::Risk { risk, rag, probability, impact } => {
                self.open_risk(*risk, *rag, *probability, *impact)
            }
            Facts::Stale { last, days, limit } => {
                let told = last.on.map_or_else(String::new, |_| self.when_and_who(last));
                format!("No report for {} (limit {limit}). Last report{told}.", working_days(*days))
            }
            Facts::SilentInSprint { sprint, ended } => {
                let sprint = self.id(Subject::Sprint(*sprint));
                format!("Nothing reported; its sprint {sprint} ended on {}.", self.day(*ended))
            }
            Facts::Silent { from, start, days, limit } => {
                let since = self.planned_start(*from, *start);
                format!("Nothing reported; {since}, {} ago (limit {limit}).", working_days(*days))
            }
            Facts::NoOwner { since, stranger: None } => {
                format!("Under way since {} without an owner.", self.day(*since))
            }
            Facts::NoOwner { since, stranger: Some(name) } => {
                format!("Under way since {}; its owner {name} is not in the program.", self.day(*since))
            }
            Facts::Lost { lost, more } => self.lost(lost, *more),
            Facts::LostBefore(key) => {
                let id = self.id(Subject::Milestone(*key));
                format!("Waits for {id}, of which something that decides about its dates does not count.")
            }
            Facts::LostReach(subject @ Subject::Page(_)) => {
                format!("{} may affect it or hold it up: what it is cannot be told.", self.id(*subject))
            }
            Facts::LostReach(subject) => {
                let verb = if matches!(subject, Subject::Blocker(_) | Subject::Milestone(_)) {
                    "hold it up"
                } else {
                    "affect it"
                };
                format!("{} may {verb}: what it names cannot be read.", self.id(*subject))
            }
            Facts::NoFacts(untold) => self.untold(untold),
            Facts::Unscheduled(why) => format!("Not scheduled: {}.", self.unscheduled(why)),
            Facts::Done { on, reported, missed } => {
                let late = missed
                    .as_ref()
                    .map_or_else(String::new, |missed| format!(", {}", self.kept_late(missed)));
                format!("Done on {}{late}.{}", self.day(*on), self.reported(reported.as_ref()))
            }
            Facts::OnTrack { percent, reported } => {
                let at = percent.map_or_else(String::new, |percent| format!(" at {percent} %"));
                format!("On track{at}.{}", self.reported(reported.as_ref()))
            }
            Facts::NotDue(OpenDates { start: Some(start), .. }) => {
                format!("Planned to start on {}.", self.day(*start))
            }
            Facts::NotDue(OpenDates { finish: Some(finish), .. }) => {
                format!("Planned to be finished on {}.", self.day(*finish))
            }
            Facts::NotDue(_) => "Planned, without a baseline.".to_owned(),
            Facts::Cancelled(told) => format!("Given up.{}", self.reported(Some(told))),
        }
    }

    /// `Has to finish no later than 5 Mar; forecast 10 Mar, 3 working days late.`
    fn missed(self, missed: &Missed, expected: Dates, at_least: bool) -> String {
        let days = working_days(missed.days);
        let asked = match missed.asked {
            Asked::Deadline => format!("Deadline {}", self.day(missed.date)),
            Asked::Constraint(kind) => format!("Has to {} {}", constraint_kind(kind), self.day(missed.date)),
        };
        if let Some(by) = missed.held_by {
            let by = match by {
                Subject::Phase(_) => format!("the gate of {}", self.id(by)),
                _ => self.id(by).into_owned(),
            };
            return format!("{asked}, {days} before {by} lets it.");
        }
        let of_start = matches!(missed.asked, Asked::Constraint(ConstraintKind::Snlt | ConstraintKind::Mso));
        let (what, on) = if of_start { ("start", expected.start) } else { ("forecast", expected.finish) };
        if at_least {
            return format!("{asked}; not before {}: at least {days} late.", self.day(on));
        }
        format!("{asked}; {what} {}, {days} late.", self.day(on))
    }

    /// `2 working days after its deadline of 18 Mar`: of what was done.
    fn kept_late(self, missed: &Missed) -> String {
        let days = if missed.days == 0 { String::new() } else { format!("{} ", working_days(missed.days)) };
        let what = match missed.asked {
            Asked::Deadline => "its deadline of",
            Asked::Constraint(_) => "the finish asked for by its constraint,",
        };
        format!("{days}after {what} {}", self.day(missed.date))
    }

    /// `it could have begun after M1 on 4 Mar`.
    fn planned_start(self, from: PlannedStart, start: chrono::NaiveDate) -> String {
        let on = self.day(start);
        match from {
            PlannedStart::Sprint(sprint) => {
                format!("its sprint {} began on {on}", self.id(Subject::Sprint(sprint)))
            }
            PlannedStart::After(last) => {
                format!("it could have begun after {} on {on}", self.id(Subject::Milestone(last)))
            }
            PlannedStart::Program => {
                format!("it waits for nothing and could have begun with the program on {on}")
            }
            PlannedStart::Constraint(kind) => format!("it has to {} {on}", constraint_kind(kind)),
        }
    }

    fn unmeasured(self, service: &str, what: Unmeasured) -> String {
        let what_of = match (what.unit, what.integration) {
            (true, true) => "unit and integration coverage",
            (true, false) => "unit coverage",
            (false, _) => "integration coverage",
        };
        let on = what.on.map_or_else(String::new, |on| format!(" on {}", self.day(on)));
        if what.unit && what.integration && what.on.is_none() {
            return format!("The test coverage of {service} was never measured.");
        }
        format!("The {what_of} of {service} was not measured{on}.")
    }

    fn blocked(
        self,
        by: Key<Blocker>,
        severity: Option<Severity>,
        raised: Option<chrono::NaiveDate>,
    ) -> String {
        let head = self.program.blockers[by].head();
        let since = raised.map_or_else(String::new, |on| format!(" since {}", self.day(on)));
        let severity = severity.map_or("unknown", Severity::word);
        format!("Blocked by {} ({severity} severity){since}: {}", head.id, apart(&sentence(&head.title)))
    }

    fn out_of_sequence(
        self,
        done: bool,
        told: Option<&Reported>,
        open: &[OpenBefore],
        more: usize,
        certain: bool,
    ) -> String {
        let said = told.map_or("Marked", said);
        let what = if done { format!("{said} done") } else { format!("{said} as begun") };
        let told = told.map_or_else(String::new, |told| self.when_and_who(told));
        let one = open.len() == 1 && more == 0;
        let end = match (open.iter().all(|before| before.to_begin), open.iter().any(|before| before.to_begin))
        {
            (true, _) if one => "has not started",
            (true, _) => "have not started",
            (false, true) => "have not started or are not done",
            (false, false) if one => "is not done",
            (false, false) => "are not done",
        };
        let names: Vec<String> = open.iter().map(|before| self.open_before(before)).collect();
        let names = first_of(&names, open.len() + more);
        if certain {
            format!("{what}{told}, but it waits for {names}, which {end}.")
        } else {
            format!("{what}{told}, but it is not known whether what it waits for is done: {names}.")
        }
    }

    fn open_before(self, before: &OpenBefore) -> String {
        let id = self.id(Subject::Milestone(before.milestone));
        match before.percent {
            Some(percent) => format!("{id} ({percent} %)"),
            None => format!("{id} (no progress reported)"),
        }
    }

    fn open_risk(
        self,
        risk: Key<Risk>,
        rag: Rag,
        probability: Option<Probability>,
        impact: Option<Impact>,
    ) -> String {
        let head = self.program.risks[risk].head();
        let what = if rag == Rag::Red { "Open red risk" } else { "Open risk of unknown color" };
        let rated = rating(probability, impact);
        format!("{what} {} ({rated}): {}", head.id, apart(&sentence(&head.title)))
    }

    fn untold(self, untold: &Untold) -> String {
        let told = |told: &Reported| self.when_and_who(told);
        match untold {
            Untold::StillOver(report) => {
                format!("The update of{} does not say whether it is still done or given up.", told(report))
            }
            Untold::Empty(report) => format!("The update of{} says nothing.", told(report)),
            Untold::CompleteNotDone(report) => {
                format!(
                    "{} 100 % complete{}, but no status says that it is done.",
                    said(report),
                    told(report)
                )
            }
            Untold::StatusUnknown(report) => {
                format!("{} as of unknown status{}.", said(report), told(report))
            }
            Untold::DoneUndated => "Marked done without a date.".to_owned(),
            Untold::NeverReported => "Under way, but no dated report says how far it is.".to_owned(),
            Untold::NoPercent => "Under way, but no percentage was ever reported.".to_owned(),
            Untold::NotSaidBegun(due) => {
                format!("Planned to start on {}, but no report says whether it has.", self.day(*due))
            }
        }
    }
}

/// `high probability, critical impact`; `probability not known, high impact`.
pub fn rating(probability: Option<Probability>, impact: Option<Impact>) -> String {
    let said = |what: &str, word: Option<&str>| {
        word.map_or_else(|| format!("{what} not known"), |word| format!("{word} {what}"))
    };
    let probability = said("probability", probability.map(Probability::word));
    format!("{probability}, {}", said("impact", impact.map(Impact::word)))
}
