//! The page of a phase: its gate with criteria and evidence, its milestones, its dates.

use serde::Serialize;

use crate::{
    date::{Dates, OpenDates},
    model::{Blocker, Entity, GateFacts, Key, Phase, Risk, Subject, Update},
    say::{ColorOf, days::day},
    view::{
        Context, OwnerLink, SubjectLink,
        chart::{history::HistoryView, spread::SpreadView},
        part::{
            answers::Answers,
            asks::{Ask, AskScope},
            blocker_row::BlockerRow,
            changes::ChangeView,
            figure::FigureView,
            gate::GateView,
            milestone_row::MilestoneRow,
            risk_row::RiskRow,
            roll_up::RollUpView,
        },
    },
};

/// What stands on the page of a phase.
#[derive(Debug, Clone, Serialize)]
pub struct PhasePage {
    /// Which.
    pub subject: SubjectLink,
    /// How its forecasts moved and its work got done.
    pub progress: HistoryView,
    /// When its gate may be reached.
    pub spread: Option<SpreadView>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// The sprints it was planned for.
    pub sprints: Vec<SubjectLink>,
    /// How it stands, when it ends, what is needed, what changed.
    pub answers: Answers,
    /// Its color and why.
    pub status: RollUpView,
    /// Mean of the percentages of its milestones, weighed by duration.
    pub percent_complete: Option<u8>,
    /// The approved dates.
    pub baseline: Option<OpenDates>,
    /// The expected dates.
    pub forecast: Option<Dates>,
    /// What counts: gate, progress, criteria.
    pub figures: Vec<FigureView>,
    /// How it ends.
    pub gate: GateView,
    /// What was said on its gate, newest first.
    pub decisions: Vec<ChangeView>,
    /// Its milestones.
    pub milestones: Vec<MilestoneRow>,
    /// Open risks that affect it.
    pub risks: Vec<RiskRow>,
    /// Active blockers on it.
    pub blockers: Vec<BlockerRow>,
    /// What readers are asked to do.
    pub asks: Vec<Ask>,
    /// What its chart is called.
    pub timeline_label: String,
    /// Its chart as a picture.
    pub gantt: String,
    /// Its map of dependencies as a picture.
    pub map: String,
}

impl Context<'_> {
    /// The page of a phase, on the status date.
    pub fn phase_page(&self, key: Key<Phase>) -> PhasePage {
        let (phase, now) = (&self.program.phases[key], self.now());
        let analysis = &now.phases[key.index()];
        let mut risks: Vec<RiskRow> =
            self.phase_risks(key).iter().map(|risk| self.risk_row(now, *risk)).collect();
        risks.sort_by_key(|row| std::cmp::Reverse(row.rag));
        let blockers = self.phase_blockers(key);
        let gate = self.gate(now, key);
        let asks = self.asks(
            now,
            AskScope {
                milestones: &analysis.milestones,
                blockers: &blockers,
                decisions: &self.decisions_about(&analysis.milestones),
            },
        );
        PhasePage {
            subject: self.link(Subject::Phase(key)),
            progress: self.phase_history(key),
            spread: self.gate_spread(key),
            owner: phase.owner.as_ref().map(|owner| self.owner(owner)),
            sprints: phase.sprints.iter().map(|sprint| self.link(Subject::Sprint(*sprint))).collect(),
            status: self.roll_up(now, &analysis.roll_up, ColorOf::Phase(key)),
            percent_complete: analysis.percent_complete,
            baseline: analysis.baseline.known(),
            forecast: analysis.forecast,
            figures: self.phase_figures(key, &gate),
            decisions: self.gate_decisions(key),
            gate,
            milestones: analysis
                .milestones
                .iter()
                .map(|milestone| self.milestone_row(now, *milestone))
                .collect(),
            risks,
            blockers: blockers.iter().map(|blocker| self.blocker_row(now, *blocker)).collect(),
            answers: self.with_chances_of_gate(key, self.phase_answers(key, &asks)),
            asks: asks.rows,
            timeline_label: format!("Timeline of {}", phase.head().title),
            gantt: self.addresses.beside(Subject::Phase(key), "gantt.svg"),
            map: self.addresses.beside(Subject::Phase(key), "dependencies.svg"),
        }
    }

    fn phase_figures(&self, key: Key<Phase>, gate: &GateView) -> Vec<FigureView> {
        let phase = &self.now().phases[key.index()];
        let done =
            phase.milestones.iter().filter(|milestone| self.now().milestone(**milestone).progress.is_done());
        let (done, all) = (done.count(), phase.milestones.len());
        let mut figures = Vec::new();
        if let Some(on) = gate.forecast {
            let note = self.voice().headline(&phase.gate.headline);
            let label = if done == all { "Work finished" } else { "Work finishes" };
            figures.push(FigureView::new(label, day(on)).note(note.join(", ")));
        }
        let progress = phase.percent_complete.map(|percent| format!("{percent} % of the work"));
        let figure = FigureView::new("Milestones done", format!("{done} of {all}"));
        figures.push(figure.note(progress.unwrap_or_default()));
        if !gate.criteria.is_empty() {
            let figure =
                FigureView::new("Gate criteria met", format!("{} of {}", gate.met, gate.criteria.len()));
            figures.push(figure.note(gate.decision.replace('_', " ")));
        }
        figures
    }

    /// What was decided at a gate up to the status date.
    fn gate_decisions(&self, key: Key<Phase>) -> Vec<ChangeView> {
        let updates = self.program.phases[key].gate.history.until(self.now().as_of);
        let view = |update: &Update<GateFacts>| ChangeView {
            date: update.date,
            subject: self.link(Subject::Phase(key)),
            by: update.by.as_ref().map(|by| self.owner(by)),
            note: update.note.clone(),
            facts: update
                .facts
                .decision
                .as_ref()
                .into_iter()
                .map(|fact| fact.value.word().replace('_', " "))
                .collect(),
            rag: None,
        };
        updates.iter().rev().map(view).collect()
    }

    fn phase_risks(&self, key: Key<Phase>) -> Vec<Key<Risk>> {
        let risks = self.program.risks.iter().filter(|(risk, _)| self.now().risk(*risk).open);
        let affecting = risks.filter(|(_, row)| self.touches(key, row.affects.iter().map(|s| s.value)));
        affecting.map(|(risk, _)| risk).collect()
    }

    fn phase_blockers(&self, key: Key<Phase>) -> Vec<Key<Blocker>> {
        let blockers =
            self.program.blockers.iter().filter(|(blocker, _)| self.now().blockers[blocker.index()].active);
        let on_it = blockers.filter(|(_, row)| self.touches(key, row.blocks.iter().map(|s| s.value)));
        on_it.map(|(blocker, _)| blocker).collect()
    }

    /// Whether a list names the phase or one of its milestones.
    fn touches(&self, key: Key<Phase>, mut subjects: impl Iterator<Item = Subject>) -> bool {
        let milestones = &self.now().phases[key.index()].milestones;
        subjects.any(|subject| {
            subject == Subject::Phase(key)
                || milestones.iter().any(|m| self.program.milestones[*m].is_named_by(*m, subject))
        })
    }

    /// The title of a phase with its id.
    pub fn phase_title(&self, key: Key<Phase>) -> String {
        let head = self.program.phases[key].head();
        format!("{} {}", head.id, head.title)
    }
}
