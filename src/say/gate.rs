//! The gate of a phase: why a criterion is met or not, and why nobody can tell what was decided.

use super::{
    Voice,
    agreement::agreement,
    words::{counted, first_of, working_days},
};
use crate::{
    analyse::{Analysis, Cause, ContractGap, CriterionAnalysis, Evidence, GateAnalysis, Measured, Unclear},
    model::{Check, Criterion, Found, Key, Kind, Milestone, Phase, Severity, Subject},
    text::visible::apart,
};

/// Most things that are named in one sentence.
const NAMED: usize = 5;

impl Voice<'_> {
    /// Why a criterion is met, or why not.
    pub fn criterion(self, criterion: &Criterion, judged: &CriterionAnalysis) -> String {
        let check = criterion.check.as_ref().map(|check| &check.value);
        match &judged.evidence {
            Evidence::Expired(on) => format!("The evidence expired on {}.", self.day(*on)),
            Evidence::NotYet(Some(since)) => {
                format!("The evidence is there since {} only.", self.day(*since))
            }
            Evidence::NotYet(None) => "Nobody has said since when the evidence is there.".to_owned(),
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

    /// Why a gate has a say in the color of its phase.
    pub(super) fn gate_member(self, analysis: &Analysis, key: Key<Phase>, cause: Cause) -> String {
        let gate = &analysis.phases[key.index()].gate;
        let on = gate.decided_on.map_or_else(String::new, |on| format!(" on {}", self.day(on)));
        match cause {
            Cause::GateNoGo => format!("The gate was decided no go{on}."),
            Cause::GatePending { due, unmet } => {
                let open = if unmet == 0 { "every criterion is met".to_owned() } else { not_met(unmet) };
                format!("The gate was due on {} and is not decided; {open}.", self.day(due))
            }
            Cause::GateConditional => {
                format!(
                    "The gate was passed with conditions{on}; not met yet: {}.",
                    self.still_unmet(key, gate)
                )
            }
            Cause::SignedUnmet => {
                let still = self.still_unmet(key, gate);
                format!("The gate was decided go{on} while not met, and not met yet: {still}.")
            }
            Cause::GateAsksNothing => {
                format!(
                    "The gate was passed{on} without a single criterion: nothing was asked, so nothing is known."
                )
            }
            Cause::GateLate { days } => self.late_gate(gate, days),
            _ => gate.unclear.as_ref().map_or_else(String::new, |unclear| self.unclear(unclear)),
        }
    }

    fn late_gate(self, gate: &GateAnalysis, days: i32) -> String {
        let (Some(is), Some(due)) = (gate.headline.compared, gate.baseline) else { return String::new() };
        let what = if gate.open { "Gate forecast" } else { "The work before the gate was done on" };
        format!("{what} {}, {} late (baseline {}).", self.day(is), working_days(days), self.day(due))
    }

    /// `Finish of the program 10 Mar, 2 working days late (baseline 6 Mar).`
    pub(super) fn late_finish(self, analysis: &Analysis, days: i32) -> String {
        let headline = &analysis.program.headline;
        let (Some(is), Some(due)) = (headline.compared, headline.baseline.finish) else {
            return String::new();
        };
        format!(
            "Finish of the program {}, {} late (baseline {}).",
            self.day(is),
            working_days(days),
            self.day(due)
        )
    }

    /// The criteria that were not met when a gate was decided, and are not met yet.
    fn still_unmet(self, key: Key<Phase>, gate: &GateAnalysis) -> String {
        let criteria = &self.program.phases[key].gate.criteria;
        let still = gate.unmet_when_decided.iter().filter(|index| !gate.criteria[**index].met);
        let ids: Vec<&str> = still.map(|index| criteria[*index].id.as_str()).collect();
        first_of(&ids[..ids.len().min(NAMED)], ids.len())
    }

    /// `closed 19 Mar, 1 exception`: a phase whose gate was decided go, with nothing open before it.
    pub(super) fn closed(self, analysis: &Analysis, key: Key<Phase>) -> Option<String> {
        let (on, exceptions) = analysis.phases[key.index()].gate.closed()?;
        let on = on.map_or_else(String::new, |on| format!(" {}", self.day(on)));
        let but =
            if exceptions == 0 { String::new() } else { format!(", {}", counted(exceptions, "exception")) };
        Some(format!("closed{on}{but}"))
    }

    /// Why nobody can tell what was decided at a gate.
    pub fn unclear(self, unclear: &Unclear) -> String {
        match unclear {
            Unclear::Lost => {
                "An update or a field of the gate says nothing, cannot be read or does not count.".to_owned()
            }
            Unclear::Untold { on, by } => {
                let on = on.map_or_else(String::new, |on| format!(" on {}", self.day(on)));
                let by = self.by(by.as_ref());
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
                agreement(self, &self.id(Subject::Service(consumer)), &self.id(Subject::Contract(key)), is)
            }
        });
        let said: Vec<String> = said.collect();
        let more = missing.len().saturating_sub(NAMED);
        let more = if more == 0 { String::new() } else { format!("; {more} more") };
        format!("{}{more}.", said.join("; "))
    }

    fn signed(self, check: Option<&Check>, met: bool) -> String {
        let Some(Check::Signed { by, on }) = check else { return String::new() };
        let who = self.calls(by);
        match on {
            Some(on) if met => format!("Signed by {who} on {}.", self.day(*on)),
            Some(on) => format!("To be signed by {who} on {}.", self.day(*on)),
            None => format!("{who} has not signed."),
        }
    }

    /// The first few ids of `count` things.
    fn ids(self, subjects: impl Iterator<Item = Subject>, count: usize) -> String {
        let ids: Vec<_> = subjects.take(NAMED).map(|subject| self.id(subject)).collect();
        first_of(&ids, count)
    }
}

/// `1 criterion is not met`.
fn not_met(count: usize) -> String {
    if count == 1 { "1 criterion is not met".to_owned() } else { format!("{count} criteria are not met") }
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
        Some(Check::File { path, exists: true }) => format!("{} exists.", apart(path)),
        Some(Check::File { path, exists: false }) => format!("{} does not exist.", apart(path)),
        Some(Check::Json { path, pointer, equals, found }) => {
            let name = pointer.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("the value");
            let [path, name, pointer, equals] = [path.as_str(), name, pointer, equals].map(apart);
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
