//! How the color of a milestone came about, and why it is shown.

use super::{
    Voice,
    words::{against_plan, color},
};
use crate::{
    analyse::{MilestoneAnalysis, Progress},
    model::{Override, Rag, Reported},
    text::visible::apart,
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
            // The color that is shown is never put into the mouth of somebody who said another.
            (_, Some(declared)) if verdict.watermelon || declared != verdict.shown => {
                format!("Reported {}, but the facts {facts}.", declared.word())
            }
            (_, Some(declared)) if declared == verdict.computed => {
                let who = self.declarer(milestone).map(|who| format!("{who} agrees"));
                format!("{shown}. {}.", who.as_deref().unwrap_or("Its file says the same"))
            }
            (_, Some(_)) => {
                let who = self.declarer(milestone).map(|who| format!("{who} says so"));
                format!("{shown}. {}; the facts alone {facts}.", who.as_deref().unwrap_or("Its file says so"))
            }
            (_, None) => match verdict.shown {
                Rag::Planned => "Planned. Nothing is wrong.".to_owned(),
                Rag::Green => "Green. Nothing is wrong.".to_owned(),
                Rag::Unknown if milestone.last_update.is_none() => {
                    "Unknown: nobody has reported on it.".to_owned()
                }
                Rag::Unknown if milestone.last_report.is_none() => {
                    "Unknown: no report says how it stands.".to_owned()
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
                let reported = rag.reported();
                let told = self.when_and_who(&reported);
                let said = said(&reported);
                let note = facts
                    .note
                    .as_ref()
                    .map_or_else(|| ".".to_owned(), |note| format!(": {}", apart(&note.value)));
                format!("{said} {}{told}{note}", rag.value.word())
            }
            (_, Some(worst)) => self.rule(worst),
            (_, None) => String::new(),
        }
    }

    /// `Set to amber by Ines Varga until 8 May: the team is whole again.`
    pub fn overridden(self, set: &Override) -> String {
        let until = self.day(set.expires);
        format!("Set to {} by {} until {until}: {}", set.rag.word(), self.calls(&set.by), apart(&set.reason))
    }

    /// Who declared the color of a milestone: its owner, or somebody by name; `None` where front matter alone says it.
    fn declarer(self, milestone: &MilestoneAnalysis) -> Option<String> {
        let by = milestone.facts.rag.as_ref()?.by.as_ref()?;
        let owner = milestone.facts.owner.as_ref().map(|owner| &owner.value);
        let same = owner.is_some_and(|owner| match (owner.party, by.party) {
            (Some(owner), Some(by)) => owner == by,
            _ => owner.name == by.name,
        });
        Some(if same { "The owner".to_owned() } else { self.calls(by).into_owned() })
    }
}

/// `Reported`, of a report; `Marked`, of front matter, which nobody reported on a day.
pub(super) fn said(told: &Reported) -> &'static str {
    if told.on.is_some() { "Reported" } else { "Marked" }
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
