//! The first page: is the program fine, what is late, what is asked of whom.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    model::{DecisionStatus, Key, Sprint, Subject},
    say::{
        ColorOf,
        answers::beginning,
        holdings::{Holdings, holdings},
    },
    view::{
        Context, addresses,
        part::{
            answers::Answers, decision_row::DecisionRow, figure::FigureView, folders::FolderGlance,
            phase_step::PhaseStep, roll_up::RollUpView, sprint_row::SprintRow, sprint_trend::TrendStep,
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
    /// Whether anything has dates: else a time axis is empty.
    pub scheduled: bool,
    /// What the site is, where there is no plan.
    pub holdings: Option<String>,
    /// The decisions, where there is no plan: how many are in force, and the newest.
    pub decisions: Option<DecisionsGlance>,
    /// The folders of plain pages, with the first of each.
    pub folders: Vec<FolderGlance>,
}

/// The decisions on the first page.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionsGlance {
    /// How many there are.
    pub count: usize,
    /// How many are in force.
    pub accepted: usize,
    /// How many are still to be taken.
    pub open: usize,
    /// Of how many nobody can tell.
    pub unread: usize,
    /// The newest, those still to be taken first.
    pub newest: Vec<DecisionRow>,
}

/// Most decisions on the first page.
const DECISIONS: usize = 8;

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
            phases: self.program.phases.keys().map(|phase| self.phase_step(now, phase)).collect(),
            sprint: current.map(|key| self.sprint_row(key)),
            place: current.and_then(|key| self.place_in_time(key)),
            trend: self.trend(current),
            done,
            milestones: self.program.milestones.len(),
            scheduled: now.milestones.iter().any(|milestone| milestone.schedule.is_ok()),
            holdings: (!self.is_planned()).then(|| holdings(self.held())),
            decisions: (!self.is_planned()).then(|| self.decisions_glance()).flatten(),
            folders: self.folder_glances(),
        }
    }

    fn is_planned(&self) -> bool {
        !self.program.milestones.is_empty() || !self.program.phases.is_empty()
    }

    fn held(&self) -> Holdings {
        Holdings {
            milestones: self.program.milestones.len(),
            decisions: self.program.decisions.len(),
            tasks: self.program.tasks.len(),
            risks: self.program.risks.len(),
            services: self.program.services.len(),
            pages: self.own_texts().filter(|key| !self.program.pages[*key].template).count(),
        }
    }

    fn decisions_glance(&self) -> Option<DecisionsGlance> {
        let mut rows: Vec<DecisionRow> =
            self.program.decisions.keys().map(|key| self.decision_row(key)).collect();
        let count = |is: fn(&DecisionRow) -> bool| rows.iter().filter(|row| is(row)).count();
        let (accepted, open, unread) = (
            count(|row| row.status == DecisionStatus::Accepted.word() && !row.open),
            count(|row| row.open),
            count(|row| row.unread),
        );
        let all = rows.len();
        rows.sort_by_key(|row| (!row.open, std::cmp::Reverse(row.date)));
        rows.truncate(DECISIONS);
        (all > 0).then_some(DecisionsGlance { count: all, accepted, open, unread, newest: rows })
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
