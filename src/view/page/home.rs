//! The first page: is the program fine, what is late, what is asked of whom.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::MilestoneAnalysis,
    date::{Dates, OpenDates},
    model::{Blocker, Entity, Key, Milestone, Rag, Subject},
    say::{
        ColorOf,
        days::day,
        words::{against_plan, listed},
    },
    view::{
        Context, SubjectLink, addresses,
        chart::{forecast::RiskForecastView, history::HistoryView},
        part::{
            asks::Ask, changes::ChangesView, figure::FigureView, moved::Moved, phase_step::PhaseStep,
            roll_up::RollUpView, sprint_row::SprintRow, sprint_trend::TrendStep,
        },
    },
};

/// What stands on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Title of the program.
    pub title: String,
    /// How the work got done.
    pub progress: HistoryView,
    /// When it may finish, and what swings that.
    pub risk: Option<RiskForecastView>,
    /// What it is, in the words of its own first page.
    pub summary: Option<String>,
    /// Its color and why.
    pub status: RollUpView,
    /// What counts: finish, next gate, milestones done, and where there are any, watermelons, unknown states, escalations,
    /// blockers, errors in the content.
    pub figures: Vec<FigureView>,
    /// The approved dates.
    pub baseline: Option<OpenDates>,
    /// The expected dates.
    pub forecast: Option<Dates>,
    /// Expected minus approved finish, in working days.
    pub variance: Option<i32>,
    /// The status date.
    pub as_of: NaiveDate,
    /// What readers are asked to do, soonest first.
    pub asks: Vec<Ask>,
    /// The phases in order, with their gates.
    pub phases: Vec<PhaseStep>,
    /// The current sprint.
    pub sprint: Option<SprintRow>,
    /// The color of every sprint.
    pub trend: Vec<TrendStep>,
    /// Reports since the end of the last sprint, newest first.
    pub changes: ChangesView,
    /// What moved since then.
    pub since_last_sprint: Vec<Moved>,
    /// The day after which they were made.
    pub changes_since: Option<NaiveDate>,
    /// The same in words.
    pub changes_lead: String,
    /// Milestones that give the program its finish, in order of time; not yet done.
    pub critical_path: Vec<SubjectLink>,
    /// Milestones done, and of how many.
    pub done: usize,
    /// Number of milestones.
    pub milestones: usize,
}

/// How many reports stand open.
const RECENT: usize = 8;

impl Context<'_> {
    /// The first page; the content has `errors`.
    pub fn home_page(&self, errors: usize) -> HomePage {
        let now = self.now();
        let milestones: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
        let blockers: Vec<Key<Blocker>> = self.known_blockers().collect();
        let current = self.current_sprint();
        let last = self.last_sprint_over();
        let since = last.map(|key| self.program.last_day(key));
        let done = now.milestones.iter().filter(|m| m.progress.is_done()).count();
        let phases: Vec<PhaseStep> =
            self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect();
        HomePage {
            title: self.program.settings.title.clone(),
            progress: self.program_history(),
            risk: self.risk_forecast(),
            summary: self.home_summary(),
            figures: [self.program_figures(&phases, done), self.open_figures(errors)].concat(),
            status: self.roll_up(now, &now.program.roll_up, ColorOf::Program),
            baseline: now.program.headline.baseline.known(),
            forecast: now.program.headline.forecast,
            variance: now.program.headline.variance,
            as_of: now.as_of,
            asks: self.asks(now, &milestones, &blockers),
            phases,
            sprint: current.map(|key| self.sprint_row(key)),
            trend: self.trend(current),
            changes: ChangesView::new(self.changes(since, now.as_of), RECENT),
            since_last_sprint: last.map_or_else(Vec::new, |key| self.moved_since(key, now)),
            changes_since: since,
            changes_lead: match since {
                Some(since) => {
                    format!("Reports since the last sprint ended on {}, newest first.", day(since))
                }
                None => "All reports so far, newest first.".to_owned(),
            },
            critical_path: now
                .program
                .critical_path
                .iter()
                .map(|key| self.link(Subject::Milestone(*key)))
                .collect(),
            done,
            milestones: milestones.len(),
        }
    }

    fn home_summary(&self) -> Option<String> {
        let is_home = |key| self.addresses.of(Subject::Page(key)) == addresses::HOME;
        let (_, page) = self.program.pages.iter().find(|(key, _)| is_home(*key))?;
        let summary = &page.head.body.summary;
        (!summary.is_empty()).then(|| summary.clone())
    }

    fn program_figures(&self, phases: &[PhaseStep], done: usize) -> Vec<FigureView> {
        let now = self.now();
        let mut figures = Vec::new();
        if let Some(forecast) = now.program.headline.forecast {
            let note = self.voice().headline(&now.program.headline);
            figures.push(FigureView::new("Finish expected", day(forecast.finish)).note(note.join(", ")));
        }
        if let Some((step, on)) = next_gate(phases) {
            let variance = step.variance.map(against_plan);
            let of = format!("{} {}", step.subject.id, step.subject.title);
            let left_out = Some(step.note.clone()).filter(|note| !note.is_empty());
            let note: Vec<String> = std::iter::once(of).chain(variance).chain(left_out).collect();
            let figure = FigureView::new("Next gate", day(on)).note(note.join(", "));
            figures.push(figure.link(step.subject.href.as_ref().map(|href| format!("{href}#gate"))));
        }
        let all = now.milestones.len();
        let under_way = now.milestones.iter().filter(|m| m.progress.is_under_way()).count();
        let figure = FigureView::new("Milestones done", format!("{done} of {all}"));
        figures.push(figure.note(format!("{under_way} under way")));
        let watermelons = self.ids_where(|milestone| milestone.verdict.watermelon);
        if !watermelons.is_empty() {
            let figure = FigureView::new("Reported too well", watermelons.len());
            figures.push(figure.note(format!("the facts say worse: {}", listed(&watermelons))));
        }
        let unknown = self.ids_where(|milestone| milestone.verdict.shown == Rag::Unknown);
        if !unknown.is_empty() {
            let figure = FigureView::new("State unknown", unknown.len()).note(listed(&unknown));
            figures.push(figure.rag(Rag::Unknown));
        }
        figures
    }

    /// What is open and has a list of its own; nothing of which there is none.
    fn open_figures(&self, errors: usize) -> Vec<FigureView> {
        let blockers = self.now().blockers.iter().filter(|blocker| blocker.active).count();
        let figures = [
            (self.chronicle.escalations.len(), "Escalations", "all escalations", addresses::ESCALATIONS),
            (blockers, "Active blockers", "all blockers", addresses::BLOCKERS),
            (errors, "Errors in the content", "all checks", addresses::CHECKS),
        ];
        let open = figures.into_iter().filter(|(count, ..)| *count > 0);
        let figure = |(count, label, all, list): (usize, &str, &str, &str)| {
            FigureView::new(label, count).note(all.to_owned()).link(Some(list.to_owned()))
        };
        open.map(figure).collect()
    }

    fn ids_where(&self, holds: impl Fn(&MilestoneAnalysis) -> bool) -> Vec<String> {
        let milestones = self.program.milestones.iter();
        let found = milestones.filter(|(key, _)| holds(self.now().milestone(*key)));
        found.map(|(_, milestone)| milestone.head().id.to_string()).collect()
    }
}

/// The first phase whose gate still lies ahead.
fn next_gate(phases: &[PhaseStep]) -> Option<(&PhaseStep, NaiveDate)> {
    let ahead = phases.iter().filter(|step| step.done < step.milestones);
    ahead.filter_map(|step| Some((step, step.gate_forecast?))).min_by_key(|(_, on)| *on)
}
