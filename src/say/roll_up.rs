//! Why a sprint, phase or program has its color.

use super::{
    Voice,
    rule::rating,
    words::{capitalized, counted, listed},
};
use crate::{
    analyse::{Analysis, Cause, RollUpMember},
    model::{Blocker, Key, Override, Severity, Subject},
};

impl Voice<'_> {
    /// Why one in scope has its color on the day of `analysis`, to stand beside its title.
    pub fn member(self, analysis: &Analysis, member: &RollUpMember) -> String {
        match member.cause {
            Cause::Rule(_) | Cause::Declared | Cause::Overridden => self.shown(analysis, member),
            Cause::Risk { probability, impact } => format!("{}.", capitalized(&rating(probability, impact))),
            Cause::Blocker { severity, raised } => match member.subject {
                Subject::Blocker(key) => self.open_blocker(analysis, key, severity, raised),
                _ => String::new(),
            },
            Cause::SignedUnmet => "The gate was decided go while a criterion is not met.".to_owned(),
            Cause::GateUnclear => match member.subject {
                Subject::Phase(key) => {
                    let unclear = analysis.phases[key.index()].gate.unclear.as_ref();
                    unclear.map_or_else(String::new, |unclear| self.unclear(unclear))
                }
                _ => String::new(),
            },
        }
    }

    /// `Set to amber by tpm until 8 May: the team is whole again.`
    pub fn overridden(self, set: &Override) -> String {
        let until = self.day(set.expires);
        format!("Set to {} by {} until {until}: {}", set.rag.word(), set.by.name, set.reason)
    }

    fn shown(self, analysis: &Analysis, member: &RollUpMember) -> String {
        let Subject::Milestone(key) = member.subject else { return String::new() };
        let milestone = analysis.milestone(key);
        let facts = &milestone.facts;
        match (member.cause, &milestone.verdict.overridden) {
            (Cause::Overridden, Some(set)) => self.overridden(set),
            (Cause::Rule(_), _) => milestone.worst().map_or_else(String::new, |worst| self.rule(worst)),
            _ => match (&facts.rag, &facts.note) {
                (Some(rag), Some(note)) => {
                    let told = self.when_and_who(&rag.reported());
                    format!("Reported {}{told}: {}", rag.value.word(), note.value)
                }
                (Some(rag), None) => {
                    format!("Reported {}{}.", rag.value.word(), self.when_and_who(&rag.reported()))
                }
                (None, _) => String::new(),
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
        let ids: Vec<String> = blocks.iter().map(|subject| self.id(subject.value).to_owned()).collect();
        let blocks = (!ids.is_empty()).then(|| format!("blocks {}", listed(&ids)));
        let severity = severity.is_none().then(|| "severity not known".to_owned());
        let parts: Vec<String> = open.into_iter().chain(blocks).chain(severity).collect();
        if parts.is_empty() { "Open.".to_owned() } else { format!("{}.", capitalized(&parts.join(", "))) }
    }
}
