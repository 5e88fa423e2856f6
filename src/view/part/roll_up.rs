//! A color with what made it: of a sprint, a phase, the program.

use std::cmp::Reverse;

use serde::Serialize;

use crate::{
    analyse::{Analysis, RollUp, RollUpMember, Tally, counted as counted_by_kind},
    model::{Kind, Rag, Subject},
    say::words::{color, counted, listed},
    view::{Context, OwnerLink, SubjectLink},
};

/// A color with what made it.
#[derive(Debug, Clone, Serialize)]
pub struct RollUpView {
    /// The color.
    pub rag: Rag,
    /// In one sentence.
    pub sentence: String,
    /// What made it, worst first.
    pub because: Vec<ReasonView>,
    /// How many of each color.
    pub tally: Tally,
    /// How many declared better than computed.
    pub watermelons: usize,
}

/// A color in short.
#[derive(Debug, Clone, Serialize)]
pub struct ColorView {
    /// The color.
    pub rag: Rag,
    /// In one sentence.
    pub sentence: String,
    /// How many of each color.
    pub tally: Tally,
}

/// One that made a color.
#[derive(Debug, Clone, Serialize)]
pub struct ReasonView {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
}

impl Context<'_> {
    /// A color with what made it in the state of `analysis`: the worst first, and of these what most depends on.
    pub fn roll_up(&self, analysis: &Analysis, roll_up: &RollUp) -> RollUpView {
        let mut members: Vec<&RollUpMember> = roll_up.because.iter().collect();
        members.sort_by_key(|member| {
            (Reverse(member.rag), Reverse(self.weight_in_plan(analysis, member.subject)))
        });
        let because: Vec<ReasonView> = members
            .into_iter()
            .map(|member| ReasonView {
                subject: self.link(member.subject),
                rag: member.rag,
                reason: self.voice().member(analysis, member),
                owner: analysis.answers_for(self.program, member.subject).map(|owner| self.owner(owner)),
            })
            .collect();
        let sentence = roll_up_sentence(roll_up.rag, &counted_by_kind(self.program, roll_up));
        RollUpView {
            rag: roll_up.rag,
            sentence,
            because,
            tally: roll_up.tally,
            watermelons: roll_up.watermelons,
        }
    }

    /// How much depends on a thing: critical milestones, the latest first, then what holds work up, then the others.
    fn weight_in_plan(&self, analysis: &Analysis, subject: Subject) -> (u8, i32) {
        match subject {
            Subject::Milestone(key) => {
                let milestone = analysis.milestone(key);
                let placement = milestone.schedule.as_ref().ok();
                let open = milestone.progress.is_open();
                let critical = open && placement.is_some_and(|placement| placement.critical);
                let late = placement.and_then(|placement| placement.variance).unwrap_or(0);
                (if critical { 3 } else { u8::from(open) }, late)
            }
            Subject::Blocker(_) => (2, 0),
            _ => (0, 0),
        }
    }
}

/// `Red because of 3 milestones, 1 risk and 1 blocker.`
pub(in crate::view) fn roll_up_sentence(rag: Rag, because: &[(Rag, Kind, usize)]) -> String {
    match rag {
        Rag::Planned => return "Nothing in scope is due yet.".to_owned(),
        Rag::Green => return "Green: no rule found anything wrong.".to_owned(),
        Rag::Red | Rag::Amber | Rag::Unknown => {}
    }
    let counts = |of: Rag| {
        let counts = because.iter().filter(|(rag, ..)| *rag == of);
        // A phase is among the reasons for its gate alone.
        let noun = |kind: &Kind| if *kind == Kind::Phase { "gate" } else { kind.word() };
        listed(&counts.map(|(_, kind, count)| counted(*count, noun(kind))).collect::<Vec<_>>())
    };
    let (made_it, unknown) = (counts(rag), counts(Rag::Unknown));
    let color = color(rag);
    match (rag, made_it.is_empty(), unknown.is_empty()) {
        (Rag::Amber, true, _) => format!("{color} because the state of {unknown} is unknown."),
        (Rag::Amber, false, false) => {
            format!("{color} because of {made_it}, and because the state of {unknown} is unknown.")
        }
        (Rag::Unknown, ..) => format!("{color}: nothing recent is known of {unknown}."),
        _ => format!("{color} because of {made_it}."),
    }
}
