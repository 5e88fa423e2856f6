//! What stands on the card that others show beside a link: color, headline, the dates that count.

use chrono::NaiveDate;

use crate::{
    model::{Entity, GateDecision, Key, Phase, Rag, Sprint},
    say::card,
    view::Context,
};

/// What stands on a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardView {
    /// Title of the program.
    pub program: String,
    /// Title of the page.
    pub title: String,
    /// What it is, for titles that cannot be written.
    pub fallback: String,
    /// Its color.
    pub rag: Rag,
    /// Why, for people.
    pub headline: String,
    /// The dates that count: what each is, and which.
    pub figures: Vec<(String, String)>,
    /// Of which day all of it is.
    pub status_of: String,
}

/// A figure of a card.
type Figure = (String, String);

impl Context<'_> {
    /// The figures of the program: its finish and its next gate.
    pub fn program_card(&self) -> Vec<Figure> {
        let headline = &self.now().program.headline;
        let finish = headline.forecast.map(|on| card::finish(self.short(on.finish), headline.variance));
        finish.into_iter().chain(self.next_gate()).collect()
    }

    /// Those of a sprint: its days, and where it is not over the finish of the program and its next gate.
    pub fn sprint_card(&self, key: Key<Sprint>) -> Vec<Figure> {
        let sprint = &self.program.sprints[key];
        match self.chronicle.past.at(key) {
            Some(_) => vec![card::days(sprint.start, sprint.end)],
            None => self.program_card(),
        }
    }

    /// Those of a phase: the day of its gate, and how much is done.
    pub fn phase_card(&self, key: Key<Phase>) -> Vec<Figure> {
        let phase = &self.now().phases[key.index()];
        let gate = phase.gate.forecast.map(|on| card::gate(None, self.short(on), phase.gate.variance));
        let done =
            phase.milestones.iter().filter(|key| self.now().milestone(**key).progress.is_done()).count();
        gate.into_iter().chain([card::done(done, phase.milestones.len())]).collect()
    }

    /// The first gate that nobody has let pass yet.
    fn next_gate(&self) -> Option<Figure> {
        let passed = |decision| matches!(decision, GateDecision::Go | GateDecision::Conditional);
        let ahead = self.program.phases.iter().filter_map(|(key, phase)| {
            let gate = &self.now().phases[key.index()].gate;
            let open = gate.facts.decision.as_ref().is_none_or(|decision| !passed(decision.value));
            Some((gate.forecast.filter(|_| open)?, phase, gate.variance))
        });
        let (on, phase, variance) = ahead.min_by_key(|(on, ..)| *on)?;
        Some(card::gate(Some(&phase.head().id), self.short(on), variance))
    }

    fn short(&self, day: NaiveDate) -> String {
        self.voice().day(day)
    }
}
