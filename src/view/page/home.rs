//! The first page: is the program fine, what is late, what is asked of whom.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{Key, Sprint, Subject},
    say::{ColorOf, answers::beginning},
    view::{
        Context, addresses,
        part::{
            answers::Answers, asks::Ask, figure::FigureView, phase_step::PhaseStep, roll_up::RollUpView,
            sprint_row::SprintRow, sprint_trend::TrendStep,
        },
    },
};

/// What stands on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Title of the program.
    pub title: String,
    /// What it is, in the words of its own first page.
    pub summary: Option<String>,
    /// How it stands, when it ends, what is needed, what changed.
    pub answers: Answers,
    /// Its color with every reason.
    pub status: RollUpView,
    /// What is open and has a list of its own: escalations, blockers, errors in the content.
    pub figures: Vec<FigureView>,
    /// The status date.
    pub as_of: NaiveDate,
    /// The first of what is asked.
    pub asks: Vec<Ask>,
    /// How many asks there are.
    pub asks_count: usize,
    /// The phases in order, with their gates.
    pub phases: Vec<PhaseStep>,
    /// The current sprint.
    pub sprint: Option<SprintRow>,
    /// Which of how many sprints that is: `Sprint 6 of 12`.
    pub place: Option<String>,
    /// The color of every sprint.
    pub trend: Vec<TrendStep>,
    /// Milestones done, and of how many.
    pub done: usize,
    /// Number of milestones.
    pub milestones: usize,
}

/// How many asks stand on the first page.
const ASKS: usize = 6;

impl Context<'_> {
    /// The first page; the content has `errors`.
    pub fn home_page(&self, errors: usize) -> HomePage {
        let now = self.now();
        let current = self.current_sprint();
        let done = now.milestones.iter().filter(|m| m.progress.is_done()).count();
        let asks = self.program_asks();
        HomePage {
            title: self.program.settings.title.clone(),
            summary: self.home_summary(),
            answers: self.with_chances(&self.program_answers(&asks)),
            figures: self.open_figures(errors),
            status: self.roll_up(now, &now.program.roll_up, ColorOf::Program),
            as_of: now.as_of,
            asks_count: asks.rows.len(),
            asks: asks.rows.into_iter().take(ASKS).collect(),
            phases: self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect(),
            sprint: current.map(|key| self.sprint_row(key)),
            place: current.and_then(|key| self.place_in_time(key)),
            trend: self.trend(current),
            done,
            milestones: self.program.milestones.len(),
        }
    }

    /// `Sprint 6 of 12`.
    fn place_in_time(&self, key: Key<Sprint>) -> Option<String> {
        let order = self.sprints_in_time();
        let at = order.iter().position(|other| *other == key)?;
        Some(format!("Sprint {} of {}", at + 1, order.len()))
    }

    fn home_summary(&self) -> Option<String> {
        let is_home = |key| self.addresses.of(Subject::Page(key)) == addresses::HOME;
        let (_, page) = self.program.pages.iter().find(|(key, _)| is_home(*key))?;
        let summary = &page.head.body.summary;
        (!summary.is_empty()).then(|| beginning(summary))
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
}
