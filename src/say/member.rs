//! Why one of many made the color of a sprint, phase or program, to stand beside its title.

use super::{
    Voice,
    rule::rating,
    words::{capitalized, counted, first_of},
};
use crate::{
    analyse::{Analysis, Cause, RollUpMember},
    diag::Located,
    model::{Blocker, Key, Severity, Subject},
    text::visible::apart,
};

/// Most things that a blocker is said to hold up by name.
const NAMED: usize = 5;

impl Voice<'_> {
    /// Why one in scope has its color on the day of `analysis`.
    pub fn member(self, analysis: &Analysis, member: &RollUpMember) -> String {
        match member.cause {
            Cause::Rule(_) | Cause::Declared | Cause::Overridden => match member.subject {
                Subject::Milestone(key) => self.shown(analysis.milestone(key)),
                _ => String::new(),
            },
            Cause::Risk { probability, impact } => format!("{}.", capitalized(&rating(probability, impact))),
            Cause::Blocker { severity, raised } => match member.subject {
                Subject::Blocker(key) => self.open_blocker(analysis, key, severity, raised),
                _ => String::new(),
            },
            Cause::Stray => {
                "Its file is read as a page, and may be a part of the plan: what it is cannot be told."
                    .to_owned()
            }
            Cause::Unread => match self.program.unread.first() {
                Some(file) => {
                    let path = self.program.sources.path(*file);
                    format!("A file that may belong to it is not read, for the ending of its name: {path}.")
                }
                None => String::new(),
            },
            Cause::Astray => {
                "May be a part of it: what its file says of its phase cannot be read.".to_owned()
            }
            Cause::PartsLost => "What its file says of its parts cannot be read.".to_owned(),
            Cause::FinishLate { days } => self.late_finish(analysis, days),
            Cause::SignedUnmet
            | Cause::GateNoGo
            | Cause::GatePending { .. }
            | Cause::GateConditional
            | Cause::GateLate { .. }
            | Cause::GateAsksNothing
            | Cause::GateUnclear => match member.subject {
                Subject::Phase(key) => self.gate_member(analysis, key, member.cause),
                _ => String::new(),
            },
        }
    }

    /// `Open 14 days, blocks M2.5.`
    fn open_blocker(
        self,
        analysis: &Analysis,
        key: Key<Blocker>,
        severity: Option<Severity>,
        raised: Option<chrono::NaiveDate>,
    ) -> String {
        let open = raised.map(|on| {
            let days = usize::try_from((analysis.as_of - on).num_days()).unwrap_or(0);
            format!("open {}", counted(days, "day"))
        });
        let blocks = &self.program.blockers[key].blocks;
        // The ids of tasks are for programs; people are told their titles.
        let name = |subject: &Located<Subject>| match subject.value {
            Subject::Task(_) => apart(&self.head(subject.value).title),
            other => self.id(other),
        };
        let names: Vec<_> = blocks.iter().take(NAMED).map(name).collect();
        let blocks = (!names.is_empty()).then(|| format!("blocks {}", first_of(&names, blocks.len())));
        let severity = severity.is_none().then(|| "severity not known".to_owned());
        let parts: Vec<String> = open.into_iter().chain(blocks).chain(severity).collect();
        if parts.is_empty() { "Open.".to_owned() } else { format!("{}.", capitalized(&parts.join(", "))) }
    }
}
