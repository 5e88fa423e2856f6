//! How the color of a milestone came about, and why it is shown.

use super::{
    Voice,
    words::{against_plan, color},
};
use crate::{
    analyse::{MilestoneAnalysis, Progress},
    model::{Override, Rag},
};

impl Voice<'_> {
    /// `Red. The owner agrees.`
    pub fn verdict(self, milestone: &MilestoneAnalysis) -> String {
        let verdict = &milestone.verdict;
        let (shown, facts) = (color(verdict.shown), say(verdict.computed));
        if verdict.overridden.is_some() {
            return format!("{shown} by override; the facts alone {facts}.");
        }
        match (milestone.progress, verdict.declared) {
            (Progress::Done(Some(on)), _) if verdict.shown == Rag::Green => {
                let variance = milestone.schedule.as_ref().ok().and_then(|placement| placement.variance);
                let plan = variance.map_or_else(String::new, |days| format!(", {}", against_plan(days)));
                format!("Done on {}{plan}.", self.day(on))
            }
            (Progress::Cancelled, _) => "Given up.".to_owned(),
            (_, Some(declared)) if verdict.watermelon => {
                format!("Reported {}, but the facts {facts}.", declared.word())
            }
            (_, Some(declared)) if declared == verdict.computed => format!("{shown}. The owner agrees."),
            (_, Some(_)) => format!("{shown}. The owner says so; the facts alone {facts}."),
            (_, None) => match verdict.shown {
                Rag::Planned => "Planned. Nothing is wrong.".to_owned(),
                Rag::Green => "Green. Nothing is wrong.".to_owned(),
                Rag::Unknown if milestone.last_report.is_none() => {
                    "Unknown: nobody has reported on it.".to_owned()
                }
                Rag::Red | Rag::Amber | Rag::Unknown => format!("{shown}. No color was reported."),
            },
        }
    }

    /// Why a milestone is shown in its color: an override, what its owner says, or the worst rule.
    pub fn shown(self, milestone: &MilestoneAnalysis) -> String {
        let (verdict, facts) = (&milestone.verdict, &milestone.facts);
        if let Some(set) = &verdict.overridden {
            return self.overridden(set);
        }
        match (facts.rag.as_ref(), milestone.worst()) {
            (Some(rag), _) if verdict.shown != verdict.computed => {
                let told = self.when_and_who(&rag.reported());
                let note =
                    facts.note.as_ref().map_or_else(|| ".".to_owned(), |note| format!(": {}", note.value));
                format!("Reported {}{told}{note}", rag.value.word())
            }
            (_, Some(worst)) => self.rule(worst),
            (_, None) => String::new(),
        }
    }

    /// `Set to amber by tpm until 8 May: the team is whole again.`
    pub fn overridden(self, set: &Override) -> String {
        let until = self.day(set.expires);
        format!("Set to {} by {} until {until}: {}", set.rag.word(), set.by.name, set.reason)
    }
}

/// What the facts say of a color: `say red`.
fn say(computed: Rag) -> &'static str {
    match computed {
        Rag::Red => "say red",
        Rag::Amber => "say amber",
        Rag::Green => "say green",
        Rag::Planned => "say planned",
        Rag::Unknown => "do not tell",
    }
}
