//! A phase as a step of the way: its color, its dates, how far its gate is.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Analysis,
    date::{Dates, OpenDates},
    model::{Key, Phase, Rag, Subject},
    say::ColorOf,
    view::{Context, SubjectLink, part::roll_up::RollUpView},
};

/// A phase as a step of the strip on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseStep {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// Its color and why.
    pub status: RollUpView,
    /// What gives it that color, in a sentence; empty where nothing is wrong.
    pub because: String,
    /// Mean of the percentages.
    pub percent_complete: Option<u8>,
    /// The approved dates.
    pub baseline: Option<OpenDates>,
    /// The expected dates.
    pub forecast: Option<Dates>,
    /// The status date lies in it.
    pub current: bool,
    /// The expected day of its gate.
    pub gate_forecast: Option<NaiveDate>,
    /// The gate's decision.
    pub decision: &'static str,
    /// Expected minus approved day of the gate, in working days.
    pub variance: Option<i32>,
    /// What is left out of its dates; empty where nothing is.
    pub note: String,
    /// Criteria met, and of how many.
    pub met: usize,
    /// Number of criteria.
    pub criteria: usize,
    /// Number of milestones done.
    pub done: usize,
    /// Number of milestones.
    pub milestones: usize,
}

impl Context<'_> {
    /// A phase as a step, in the state of `analysis`.
    pub fn phase_step(&self, analysis: &Analysis, key: Key<Phase>) -> PhaseStep {
        let phase = &analysis.phases[key.index()];
        let gate = self.gate(analysis, key);
        let done =
            phase.milestones.iter().filter(|milestone| analysis.milestone(**milestone).progress.is_done());
        PhaseStep {
            subject: self.link(Subject::Phase(key)),
            rag: phase.roll_up.rag,
            status: self.roll_up(analysis, &phase.roll_up, ColorOf::Phase(key)),
            because: match phase.roll_up.rag {
                Rag::Green | Rag::Planned => String::new(),
                _ => self.voice_on(analysis.as_of).worst_in_short(analysis, &phase.roll_up),
            },
            current: analysis.as_of_in(phase.baseline.whole().or(phase.forecast)),
            gate_forecast: gate.forecast,
            percent_complete: phase.percent_complete,
            baseline: phase.baseline.known(),
            forecast: phase.forecast,
            decision: gate.decision,
            variance: gate.variance,
            note: gate.note,
            met: gate.met,
            criteria: gate.criteria.len(),
            done: done.count(),
            milestones: phase.milestones.len(),
        }
    }
}
