//! The page of a phase: its gate with criteria and evidence, its milestones, its dates.

use chrono::NaiveDate;
use serde::Serialize;

use crate::say::words::{against_plan, day, with_dates};
use crate::view::{
    Context, OwnerLink, SubjectLink,
    page::milestone::SourceLink,
    part::asks::Ask,
    part::changes::ChangeView,
    part::fact_age::age_words,
    part::parts::{BlockerRow, DatesView, FigureView, MilestoneRow, RiskRow, RollUpView},
};
use crate::{
    analyse::Analysis,
    model::{Blocker, Entity, GateDecision, Key, Phase, Rag, Risk, Subject},
    text::address::{Reach, is_web, reach},
};

/// What stands on the page of a phase.
#[derive(Debug, Clone, Serialize)]
pub struct PhasePage {
    /// Which.
    pub subject: SubjectLink,
    /// How its forecasts moved and its work got done.
    pub progress: crate::view::chart::history::HistoryView,
    /// When its gate may be reached.
    pub spread: Option<crate::view::chart::spread::SpreadView>,
    /// Who answers for it.
    pub owner: Option<OwnerLink>,
    /// The sprints it was planned for.
    pub sprints: Vec<SubjectLink>,
    /// Its color and why.
    pub status: RollUpView,
    /// Mean of the percentages of its milestones, weighed by duration.
    pub percent_complete: Option<u8>,
    /// The approved dates.
    pub baseline: Option<DatesView>,
    /// The expected dates.
    pub forecast: Option<DatesView>,
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

/// A gate.
#[derive(Debug, Clone, Serialize)]
pub struct GateView {
    /// `go`, `conditional`, `no_go`, `pending`.
    pub decision: &'static str,
    /// Who took it.
    pub decided_by: Option<OwnerLink>,
    /// When.
    pub decided_on: Option<NaiveDate>,
    /// The approved day.
    pub baseline: Option<NaiveDate>,
    /// The expected day.
    pub forecast: Option<NaiveDate>,
    /// Expected minus approved, in working days.
    pub variance: Option<i32>,
    /// How many criteria are met.
    pub met: usize,
    /// Each criterion.
    pub criteria: Vec<CriterionView>,
    /// Decided `go` while a criterion is not met.
    pub signed_unmet: bool,
}

/// A criterion of a gate.
#[derive(Debug, Clone, Serialize)]
pub struct CriterionView {
    /// Its id.
    pub id: String,
    /// What must hold.
    pub text: String,
    /// Whether it does.
    pub met: bool,
    /// Why, or why not.
    pub reason: String,
    /// What was given to show it.
    pub evidence: Option<SourceLink>,
    /// The day of the facts it was judged by, where they have one.
    pub on: Option<NaiveDate>,
    /// How old they are: `1 working day ago`; `no date` where evidence was given and nothing dates it.
    pub age: Option<String>,
    /// The last day on which the evidence counts.
    pub expires: Option<NaiveDate>,
    /// That day has passed.
    pub expired: bool,
    /// Where the facts were written.
    pub source: Option<SourceLink>,
}

/// A phase as a step of the strip on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseStep {
    /// Which.
    pub subject: SubjectLink,
    /// Its color.
    pub rag: Rag,
    /// Its color and why.
    pub status: RollUpView,
    /// Mean of the percentages.
    pub percent_complete: Option<u8>,
    /// The approved dates.
    pub baseline: Option<DatesView>,
    /// The expected dates.
    pub forecast: Option<DatesView>,
    /// The status date lies in it.
    pub current: bool,
    /// The expected day of its gate.
    pub gate_forecast: Option<NaiveDate>,
    /// The gate's decision.
    pub decision: &'static str,
    /// Expected minus approved day of the gate, in working days.
    pub variance: Option<i32>,
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
    /// The page of a phase, on the status date.
    pub fn phase_page(&self, key: Key<Phase>) -> PhasePage {
        let (phase, now) = (&self.program.phases[key], self.now());
        let analysis = &now.phases[key.index()];
        let mut risks: Vec<RiskRow> =
            self.phase_risks(key).iter().map(|risk| self.risk_row(now, *risk)).collect();
        risks.sort_by_key(|row| std::cmp::Reverse(row.rag));
        let blockers = self.phase_blockers(key);
        let gate = self.gate(now, key);
        PhasePage {
            subject: self.link(Subject::Phase(key)),
            progress: self.phase_history(key),
            spread: self.gate_spread(key),
            owner: phase.owner.as_ref().map(|owner| self.owner(owner)),
            sprints: phase.sprints.iter().map(|sprint| self.link(Subject::Sprint(*sprint))).collect(),
            status: self.roll_up(now, &analysis.roll_up),
            percent_complete: analysis.percent_complete,
            baseline: analysis.baseline.map(Into::into),
            forecast: analysis.forecast.map(Into::into),
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
            asks: self.asks(now, &analysis.milestones, &blockers),
            timeline_label: format!("Timeline of {}", phase.head().title),
            gantt: self.addresses.beside(Subject::Phase(key), "gantt.svg"),
            map: self.addresses.beside(Subject::Phase(key), "dependencies.svg"),
        }
    }

    fn phase_figures(&self, key: Key<Phase>, gate: &GateView) -> Vec<FigureView> {
        let phase = &self.now().phases[key.index()];
        let done = phase.milestones.iter().filter(|milestone| {
            matches!(self.now().milestone(**milestone).progress, crate::analyse::Progress::Done(_))
        });
        let (done, all) = (done.count(), phase.milestones.len());
        let mut figures = Vec::new();
        if let Some(on) = gate.forecast {
            let variance = gate.variance.map(against_plan);
            let baseline = gate.baseline.map(|baseline| format!("baseline {}", day(baseline)));
            let note: Vec<String> = variance.into_iter().chain(baseline).collect();
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
        let view = |update: &crate::model::Update<crate::model::GateFacts>| ChangeView {
            date: update.date,
            subject: self.link(Subject::Phase(key)),
            by: update.by.as_ref().map(|by| self.owner(by)),
            note: update.note.clone(),
            facts: update.facts.decision.iter().map(|fact| fact.value.word().replace('_', " ")).collect(),
            rag: None,
        };
        updates.iter().rev().map(view).collect()
    }

    /// A phase as a step, in the state of `analysis`.
    pub fn phase_step(&self, analysis: &Analysis, key: Key<Phase>) -> PhaseStep {
        let phase = &analysis.phases[key.index()];
        let gate = self.gate(analysis, key);
        let done = phase.milestones.iter().filter(|milestone| {
            matches!(analysis.milestone(**milestone).progress, crate::analyse::Progress::Done(_))
        });
        PhaseStep {
            subject: self.link(Subject::Phase(key)),
            rag: phase.roll_up.rag,
            status: self.roll_up(analysis, &phase.roll_up),
            current: analysis.as_of_in(phase.baseline.or(phase.forecast)),
            gate_forecast: gate.forecast,
            percent_complete: phase.percent_complete,
            baseline: phase.baseline.map(Into::into),
            forecast: phase.forecast.map(Into::into),
            decision: gate.decision,
            variance: gate.variance,
            met: gate.met,
            criteria: gate.criteria.len(),
            done: done.count(),
            milestones: phase.milestones.len(),
        }
    }

    /// The gate of a phase, in the state of `analysis`.
    pub fn gate(&self, analysis: &Analysis, key: Key<Phase>) -> GateView {
        let (gate, state) = (&self.program.phases[key].gate, &analysis.phases[key.index()].gate);
        let criteria: Vec<CriterionView> = gate
            .criteria
            .iter()
            .zip(&state.criteria)
            .map(|(criterion, judged)| CriterionView {
                id: criterion.id.clone(),
                text: criterion.text.clone(),
                met: judged.met,
                reason: with_dates(&judged.reason),
                evidence: criterion.evidence.as_ref().map(|evidence| self.evidence(&evidence.value)),
                on: judged.on,
                age: (judged.on.is_some() || criterion.evidence.is_some())
                    .then(|| age_words(judged.on.map(|on| self.age(analysis, on)))),
                expires: criterion.expires.map(|expires| expires.value),
                expired: criterion.expires.is_some_and(|expires| expires.value < analysis.as_of),
                source: judged.place.map(|place| self.source(place)),
            })
            .collect();
        let decided = state.facts.decision.as_ref().filter(|fact| fact.value != GateDecision::Pending);
        GateView {
            decision: state.facts.decision.as_ref().map_or("pending", |decision| decision.value.word()),
            decided_by: state
                .facts
                .decided_by
                .as_ref()
                .map(|by| &by.value)
                .or_else(|| decided.and_then(|decision| decision.by.as_ref()))
                .map(|by| self.owner(by)),
            decided_on: state
                .facts
                .decided_on
                .as_ref()
                .map(|on| on.value)
                .or_else(|| decided.and_then(|decision| decision.on)),
            baseline: state.baseline,
            forecast: state.forecast,
            variance: state.variance,
            met: criteria.iter().filter(|criterion| criterion.met).count(),
            criteria,
            signed_unmet: state.signed_unmet,
        }
    }

    /// Evidence as written: a path of the project is linked on the web where there is a repository.
    fn evidence(&self, text: &str) -> SourceLink {
        let is_path = text.contains('/') && !text.contains(' ') && reach(text) == Reach::Relative;
        let href = match is_path {
            true => self.program.settings.on_the_web("blob", text),
            false => is_web(text).then(|| text.to_owned()),
        };
        SourceLink { text: text.to_owned(), href }
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
