//! A color with what made it: of a sprint, a phase, the program.

use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, RollUp, Tally},
    model::Rag,
    say::ColorOf,
    view::{Context, OwnerLink, SubjectLink},
};

/// A color with what made it.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
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
    pub fn roll_up(&self, analysis: &Analysis, roll_up: &RollUp, of: ColorOf) -> RollUpView {
        self.short_roll_up(analysis, roll_up, of, usize::MAX)
    }

    /// The same with at most so many of those that made it.
    pub(in crate::view) fn short_roll_up(
        &self,
        analysis: &Analysis,
        roll_up: &RollUp,
        of: ColorOf,
        most: usize,
    ) -> RollUpView {
        let voice = self.voice_on(analysis.as_of);
        let members = analysis.worst_first(roll_up).into_iter().take(most);
        let because = members.map(|member| ReasonView {
            subject: self.link(member.subject),
            rag: member.rag,
            reason: voice.member(analysis, &member),
            owner: analysis.answers_for(self.program, member.subject).map(|owner| self.owner(owner)),
        });
        RollUpView {
            rag: roll_up.rag,
            sentence: voice.roll_up(analysis, roll_up, of),
            because: because.collect(),
            tally: roll_up.tally,
            watermelons: roll_up.watermelons,
        }
    }
}
