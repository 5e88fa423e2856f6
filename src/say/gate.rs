//! The gate of a phase: why a criterion is met or not, and why nobody can tell what was decided.

use super::{
    Voice,
    agreement::agreement,
    words::{counted, first_of},
};
use crate::{
    analyse::{Analysis, ContractGap, CriterionAnalysis, Evidence, Measured, Unclear},
    model::{Check, Criterion, Found, Key, Kind, Milestone, Phase, Severity, Subject},
};

/// Most things that are named in one sentence.
const NAMED: usize = 5;

impl Voice<'_> {
    /// Why a criterion is met, or why not.
    pub fn criterion(self, criterion: &Criterion, judged: &CriterionAnalysis) -> String {
        let check = criterion.check.as_ref().map(|check| &check.value);
        match &judged.evidence {
            Evidence::Expired(on) => format!("The evidence expired on {}.", self.day(*on)),
            Evidence::NoCheck { given: true } => "Evidence is given, but no check confirms it.".to_owned(),
            Evidence::NoCheck { given: false } => "There is neither a check nor evidence.".to_owned(),
            Evidence::Lost(lost) => self.lost(lost, 0),
            Evidence::Unreadable => "The check cannot be read.".to_owned(),
            Evidence::NamesNothing => "The check names nothing.".to_owned(),
            Evidence::NeverOpen(_) => "Only blockers and risks can be open.".to_owned(),
            Evidence::Done { open, .. } => self.done(check, open),
            Evidence::NeverMeasured(service) => {
                let id = self.id(Subject::Service(*service));
                format!("The coverage of {id} was never measured on a day that is known.")
            }
            Evidence::Coverage { service, unit, integration, on } => {
                let id = self.id(Subject::Service(*service));
                let on = on.map_or_else(String::new, |on| format!(", measured {}", self.day(on)));
                format!(
                    "Coverage of {id}: {}, {}{on}.",
                    measured("unit", *unit),
                    measured("integration", *integration)
                )
            }
            Evidence::NoOpen { kind, least, open } => self.no_open(*kind, *least, open),
            Evidence::Contracts(missing) => self.contracts(missing),
            Evidence::File { .. } | Evidence::Json => file(check),
            Evidence::Signed => self.signed(check, judged.met),
        }
    }

    /// What the gate of a phase waits for: `Waits for M2.6 (27 May).`
    pub fn gate_waits(self, analysis: &Analysis, key: Key<Phase>) -> String {
        let Some(last) = analysis.phases[key.index()].gate.driving else { return String::new() };
        let on = analysis.milestone(last).forecast().map(|dates| format!(" ({})", self.day(dates.finish)));
        format!("Waits for {}{}.", self.id(Subject::Milestone(last)), on.unwrap_or_default())
    }

    /// Why nobody can tell what was decided at a gate.
    pub fn unclear(self, unclear: &Unclear) -> String {
        match unclear {
            Unclear::Lost => {
                "An update or a field of the gate says nothing, cannot be read or does not count.".to_owned()
            }
            Unclear::Untold { on, by } => {
                let on = on.map_or_else(String::new, |on| format!(" on {}", self.day(on)));
                let by = by.as_ref().map_or_else(String::new, |by| format!(" by {}", by.name));
                format!("The gate was decided{on}{by}, but the decision is not recorded.")
            }
        }
    }

    fn done(self, check: Option<&Check>, open: &[Key<Milestone>]) -> String {
        let all = match check {
            Some(Check::Done(all)) => all.as_slice(),
            _ => &[],
        };
        let (what, keys) = if open.is_empty() { ("Done", all) } else { ("Not done", open) };
        format!("{what}: {}.", self.ids(keys.iter().map(|key| Subject::Milestone(*key)), keys.len()))
    }

    fn no_open(self, kind: Kind, least: Option<Severity>, open: &[Subject]) -> String {
        let of = least.map_or_else(String::new, |least| format!(" of severity {} or more", least.word()));
        match open {
            [] => format!("No open {}{of}.", kind.word()),
            _ => {
                let ids = self.ids(open.iter().copied(), open.len());
                format!("{}{of}: {ids}.", counted(open.len(), &format!("open {}", kind.word())))
            }
        }
    }

    fn contracts(self, missing: &[ContractGap]) -> String {
        if missing.is_empty() {
            return "Agreed, and acknowledged by all consumers.".to_owned();
        }
        let said = missing.iter().take(NAMED).map(|gap| match *gap {
            ContractGap::Lost(key) => {
                format!("part of {} cannot be read", self.id(Subject::Contract(key)))
            }
            ContractGap::Status(key, status) => {
                format!("{} is {}", self.id(Subject::Contract(key)), status.word())
            }
            ContractGap::Consumer(key, consumer, is) => {
                agreement(self, self.id(Subject::Service(consumer)), self.id(Subject::Contract(key)), is)
            }
        });
        let said: Vec<String> = said.collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!("; {more} more") };
        format!("{}{more}.", said.join("; "))
    }

    fn signed(self, check: Option<&Check>, met: bool) -> String {
        let Some(Check::Signed { by, on }) = check else { return String::new() };
        match on {
            Some(on) if met => format!("Signed by {} on {}.", by.name, self.day(*on)),
            Some(on) => format!("To be signed by {} on {}.", by.name, self.day(*on)),
            None => format!("{} has not signed.", by.name),
        }
    }

    /// The first few ids of `count` things.
    fn ids(self, subjects: impl Iterator<Item = Subject>, count: usize) -> String {
        let ids: Vec<&str> = subjects.take(NAMED).map(|subject| self.id(subject)).collect();
        first_of(&ids, count)
    }
}

/// `unit 85 % (80 % required)`.
fn measured(what: &str, measured: Measured) -> String {
    match measured.percent {
        Some(percent) => format!("{what} {percent} % ({} % required)", measured.least),
        None => format!("{what} not measured ({} % required)", measured.least),
    }
}

fn file(check: Option<&Check>) -> String {
    match check {
        Some(Check::File { path, exists: true }) => format!("{path} exists."),
        Some(Check::File { path, exists: false }) => format!("{path} does not exist."),
        Some(Check::Json { path, pointer, equals, found }) => {
            let name = pointer.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("the value");
            match found {
                Some(Found::Expected) => format!("{name} is {equals} in {path}."),
                Some(Found::Shown(found)) => format!("{name} is {found}, not {equals}, in {path}."),
                Some(Found::Other) => format!("{name} is another value than {equals} in {path}."),
                None => format!("{path} has nothing at {pointer}, or cannot be read."),
            }
        }
        _ => String::new(),
    }
}
