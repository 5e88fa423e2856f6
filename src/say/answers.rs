//! The sentences of the first screen: how it stands, when it ends, what moved and why. For people: names before ids, a day
//! before a rule.
//!
//! Each says only what the analysis found; nothing is said of what has no date.

use chrono::NaiveDate;

use super::{
    ColorOf, Voice,
    roll_up::late_by,
    words::{against_plan, counted, phrase, sentence, working_days},
};
use crate::{
    analyse::{Analysis, Headline, MilestoneAnalysis, RollUp, Why},
    model::{Key, Milestone, Phase, Rag, Subject},
    text::visible::apart,
};

/// Shortest sentence that says something by itself, in words: `Re-estimated.` waits for the next one.
const SAYS_SOMETHING: usize = 4;
/// Longest part of a note on a first screen, in characters.
const LONGEST: usize = 120;

impl Voice<'_> {
    /// `Payment is 21 working days late: Stripe account has no 3-D Secure. Gate P2 moves to 27 May, the finish to 4 Aug.`
    pub fn headline_from_facts(self, analysis: &Analysis, roll_up: &RollUp, of: ColorOf) -> String {
        let what = self.worst_in_short(analysis, roll_up);
        [Some(what), self.effect(analysis, of)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// What gives a color, in a sentence, without the word of the color.
    pub fn worst_in_short(self, analysis: &Analysis, roll_up: &RollUp) -> String {
        let members = analysis.worst_first(roll_up);
        let worst = members.iter().find(|member| member.rag == roll_up.rag).or(members.first());
        match (roll_up.rag, worst) {
            (Rag::Planned, _) => "Nothing is due yet.".to_owned(),
            (Rag::Red | Rag::Amber | Rag::Unknown, Some(worst)) => match worst.subject {
                Subject::Milestone(key) => self.late_milestone(analysis, key, worst.rag),
                _ => sentence(&super::words::capitalized(&self.driver(analysis, worst))),
            },
            _ => "Nothing is wrong.".to_owned(),
        }
    }

    /// `Payment is 21 working days late: Stripe account has no 3-D Secure.`
    fn late_milestone(self, analysis: &Analysis, key: Key<Milestone>, rag: Rag) -> String {
        let milestone = analysis.milestone(key);
        let title = self.called(Subject::Milestone(key));
        let trouble = late_by(milestone)
            .map_or_else(|| self.trouble(milestone, rag), |days| format!("is {} late", working_days(days)));
        let blocker = blocked_by(milestone)
            .map(|blocker| format!(": {}", apart(phrase(&self.head(Subject::Blocker(blocker)).title))));
        sentence(&format!("{title} {trouble}{}", blocker.unwrap_or_default()))
    }

    /// `Gate P2 moves to 27 May, the finish to 4 Aug.`; what is not late stays unsaid, but for the finish.
    fn effect(self, analysis: &Analysis, of: ColorOf) -> Option<String> {
        let gate = match of {
            ColorOf::Phase(key) => Some(key),
            ColorOf::Program | ColorOf::Sprint => next_gate(analysis),
        };
        let gate = gate.and_then(|key| {
            let gate = &analysis.phases[key.index()].gate;
            let late = gate.open && gate.variance.is_some_and(|days| days > 0);
            Some((key, gate.forecast.filter(|_| late)?))
        });
        let gate =
            gate.map(|(key, on)| format!("gate {} moves to {}", self.id(Subject::Phase(key)), self.day(on)));
        let headline = &analysis.program.headline;
        let open = analysis.milestones.iter().any(|milestone| milestone.progress.is_open());
        let finish = headline.compared.zip(headline.variance).filter(|_| open);
        let said = match (gate, finish) {
            (Some(gate), Some((on, 1..))) => format!("{gate}, the finish to {}", self.day(on)),
            (Some(gate), Some((on, _))) => format!("{gate}; the finish stays on {}", self.day(on)),
            (Some(gate), None) => gate,
            (None, Some((on, 1..))) => format!("the finish moves to {}", self.day(on)),
            (None, Some((on, _))) => format!("the finish stays on {}", self.day(on)),
            (None, None) => return None,
        };
        Some(sentence(&super::words::capitalized(&said)))
    }

    /// The title of a thing; its id where it has no other.
    pub fn called(self, subject: Subject) -> String {
        apart(phrase(&self.head(subject).title)).into_owned()
    }

    /// What stands under a headline: how far it is, what is better reported than it is, what is unknown.
    pub fn beside_headline(
        self,
        analysis: &Analysis,
        milestones: &[Key<Milestone>],
        roll_up: &RollUp,
    ) -> Vec<String> {
        let is_done = |key: &&Key<Milestone>| analysis.milestone(**key).progress.is_done();
        let done = milestones.iter().filter(is_done).count();
        let mut said = Vec::new();
        if !milestones.is_empty() {
            said.push(format!("{done} of {} done", counted(milestones.len(), "milestone")));
        }
        if roll_up.watermelons > 0 {
            said.push(format!("{} worse than reported", roll_up.watermelons));
        }
        if roll_up.tally.unknown > 0 {
            said.push(format!("{} unknown", roll_up.tally.unknown));
        }
        said
    }

    /// `2 working days late`; where some of the work has no approved date, what is compared.
    pub fn finish_against(self, headline: &Headline) -> Option<String> {
        let (compared, variance) = headline.compared.zip(headline.variance)?;
        let whole = headline.forecast.is_some_and(|forecast| forecast.finish == compared);
        let against = against_in_short(variance);
        Some(if whole {
            against
        } else {
            format!("work in the baseline by {}, {against}", self.day(compared))
        })
    }

    /// `Baseline 31 Jul`, and what is left out.
    pub fn finish_notes(self, headline: &Headline) -> Vec<String> {
        let baseline = headline.baseline.finish.map(|on| format!("Baseline {}", self.day(on)));
        baseline.into_iter().chain(super::headline::headline_notes(headline)).collect()
    }

    /// `Even chance by 6 Aug; 80 % sure by 11 Aug.`
    pub fn chances(self, even: NaiveDate, sure: NaiveDate) -> String {
        format!("Even chance by {}; 80 % sure by {}.", self.day(even), self.day(sure))
    }

    /// What holds a milestone where it is, in a short sentence: what it waits for, else why it has its dates.
    pub fn held_by(self, milestone: &MilestoneAnalysis) -> String {
        let Ok(placement) = &milestone.schedule else { return String::new() };
        match placement.why {
            Why::Link { from, happened: false, .. } | Why::NotBefore { from, .. } => self.waits_for_it(from),
            Why::Done { .. } => String::new(),
            _ => self.why_of(milestone),
        }
    }

    /// `Waits for Event wiring.`, `Waits for gate P2.`
    pub fn waits_for_it(self, subject: Subject) -> String {
        match subject {
            Subject::Phase(_) => format!("Waits for gate {}.", self.id(subject)),
            _ => format!("Waits for {}.", self.called(subject)),
        }
    }
}

/// `2 days late`, of working days as all slips are; beside a date in large letters.
pub fn against_in_short(days: i32) -> String {
    against_plan(days).replace("working day", "day")
}

/// The first gate that is still to be reached and has a day.
pub fn next_gate(analysis: &Analysis) -> Option<Key<Phase>> {
    let open = analysis.phases.iter().enumerate().filter(|(_, phase)| phase.gate.open);
    let dated = open.filter_map(|(index, phase)| Some((phase.gate.forecast?, index)));
    dated.min().map(|(_, index)| Key::new(index))
}

fn blocked_by(milestone: &MilestoneAnalysis) -> Option<Key<crate::model::Blocker>> {
    milestone.verdict.fired.iter().find_map(|fired| match fired.facts {
        crate::analyse::Facts::Blocked { by, .. } => Some(by),
        _ => None,
    })
}

/// How a note begins: its first sentence, with the next where that says nothing by itself.
pub fn beginning(note: &str) -> String {
    let text = note.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        let ends = matches!(c, '。' | '！' | '？')
            || matches!(c, '.' | '!' | '?') && (after.is_empty() || after.starts_with(' '));
        if ends {
            end = at + c.len_utf8();
            let is_short = text[..end].split(' ').count() < SAYS_SOMETHING && c != '。';
            let is_abbreviation = text[..at].rsplit(' ').next().is_some_and(|word| word.len() <= 1);
            if !is_short && !is_abbreviation {
                break;
            }
        }
    }
    let first = if end == 0 { text.as_str() } else { &text[..end] };
    shortened(first)
}

/// A text of bounded length, cut between words.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{} …", cut.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_note_begins_with_what_says_something() {
        assert_eq!(
            beginning("Re-estimated. The account makes it a conversation. More."),
            "Re-estimated. The account makes it a conversation."
        );
        assert_eq!(
            beginning("Payment intents work. Without it nothing can be proven."),
            "Payment intents work. Without it nothing can be proven."
        );
        assert_eq!(beginning("All of it works at 3.5 ms. The rest waits."), "All of it works at 3.5 ms.");
        assert_eq!(beginning("No end"), "No end");
        assert_eq!(beginning(""), "");
        assert_eq!(beginning("面粉到了。烤箱没有。"), "面粉到了。");
        assert!(beginning(&"word ".repeat(100)).chars().count() <= 122);
    }
}
