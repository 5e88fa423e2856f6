//! The plan as a Gantt chart: which rows, in which order, with which words.
//!
//! `rows` makes rows of milestones and gates, `summary` those of whole phases, `choice` bounds their number, `window`
//! the time around a sprint. Must not know how anything is drawn.

mod choice;
mod rows;
mod summary;
mod window;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Weekday;

use crate::{
    analyse::{Analysis, Unscheduled},
    date::Dates,
    model::{Entity, Key, Milestone, Party, Phase, Sprint, Subject},
    say::days::long_day,
    view::{
        Context, addresses,
        chart::gantt::{GanttRow, GanttSprint, GanttView, Unplaced, bounded_span},
    },
};

/// A description names so many milestones; a longer list helps nobody who listens to it.
const MOST_NAMED: usize = 12;

/// Which part of the plan a chart shows.
#[derive(Debug, Clone, Copy)]
pub enum PlanScope {
    /// Its phases and gates; all of it where there are no phases to tell apart.
    Overview,
    /// All of it; phases and gates alone where it is long.
    Program,
    /// The milestones of a phase, and its gate.
    Phase(Key<Phase>),
    /// The milestones in scope of a sprint, around its time.
    Sprint(Key<Sprint>),
    /// The milestones that a party and those who act for it answer for, with their dates after leveling.
    Owner(Key<Party>),
}

impl Context<'_> {
    /// The chart of a part of the plan on the status date.
    pub fn gantt(&self, scope: PlanScope) -> GanttView {
        self.gantt_of(self.now(), scope)
    }

    /// The same on the day of an analysis.
    pub fn gantt_of(&self, analysis: &Analysis, scope: PlanScope) -> GanttView {
        let keys: Vec<Key<Milestone>> = match scope {
            PlanScope::Overview | PlanScope::Program => self.program.milestones.keys().collect(),
            PlanScope::Phase(key) => analysis.phases[key.index()].milestones.clone(),
            PlanScope::Sprint(key) => analysis.sprint(key).milestones.clone(),
            PlanScope::Owner(key) => self.milestones_of(&self.side(key)),
        };
        let mut chart = Chart::new(self, analysis, scope);
        let in_short = match scope {
            PlanScope::Overview => chart.has_phases(&keys),
            PlanScope::Program => chart.is_long(&keys),
            PlanScope::Phase(_) | PlanScope::Sprint(_) | PlanScope::Owner(_) => false,
        };
        if in_short {
            return chart.summary(&keys);
        }
        let most = match scope {
            PlanScope::Sprint(_) => choice::MOST_SPRINT_ROWS,
            PlanScope::Owner(_) => choice::MOST_OWNER_ROWS,
            PlanScope::Overview | PlanScope::Program => choice::MOST_ROWS,
            PlanScope::Phase(_) => choice::MOST_PHASE_ROWS,
        };
        let shown = choice::shown(analysis, &keys, most);
        chart.shown = shown.iter().copied().collect();
        let mut view = chart.view(scope, &shown);
        view.description = chart.description(&keys);
        view.note = choice::note(keys.len() - shown.len(), chart.table(scope));
        view
    }

    /// The phases of a long plan as rows, as the chart of the program shows them; nothing where it shows milestones.
    pub fn plan_by_phase(&self) -> Vec<GanttRow> {
        let chart = Chart::new(self, self.now(), PlanScope::Program);
        let keys: Vec<Key<Milestone>> = self.program.milestones.keys().collect();
        if chart.is_long(&keys) { chart.phase_rows(&keys) } else { Vec::new() }
    }
}

struct Chart<'a> {
    cx: &'a Context<'a>,
    analysis: &'a Analysis,
    shown: BTreeSet<Key<Milestone>>,
    gates: bool,
    leveled: bool,
}

impl<'a> Chart<'a> {
    fn new(cx: &'a Context<'a>, analysis: &'a Analysis, scope: PlanScope) -> Self {
        Chart {
            cx,
            analysis,
            shown: BTreeSet::new(),
            gates: matches!(scope, PlanScope::Overview | PlanScope::Program | PlanScope::Phase(_)),
            leveled: matches!(scope, PlanScope::Owner(_)),
        }
    }

    /// A chart of some milestones, without its description.
    fn view(&self, scope: PlanScope, keys: &[Key<Milestone>]) -> GanttView {
        let program = self.cx.program;
        let mut by_phase: BTreeMap<(bool, Option<Key<Phase>>), Vec<GanttRow>> = BTreeMap::new();
        let mut view = self.empty(self.title(scope));
        for key in keys {
            match &self.analysis.milestone(*key).schedule {
                Ok(_) => {
                    let phase = program.milestones[*key].phase;
                    by_phase.entry((phase.is_none(), phase)).or_default().push(self.row(*key));
                }
                Err(reason) => view.unplaced.push(self.unplaced(*key, reason)),
            }
        }
        view.phases = by_phase.into_iter().map(|((_, phase), rows)| self.phase(phase, rows)).collect();
        view.range = bounded_span(&view.dates(), self.analysis.as_of);
        if let PlanScope::Sprint(key) = scope {
            view.range = window::around(self.cx, key, view.range);
            view.without_headings();
        }
        // one heading that says of all rows that they have no phase says nothing
        if program.phases.is_empty() {
            view.without_headings();
        }
        view.sort_rows();
        view
    }

    fn empty(&self, title: String) -> GanttView {
        let calendar = &self.cx.program.settings.calendar;
        GanttView {
            title,
            description: String::new(),
            range: Dates { start: self.analysis.as_of, finish: self.analysis.as_of },
            status_date: self.analysis.as_of,
            days_off: days_off(&calendar.calendar),
            holidays: calendar.holidays.clone(),
            sprints: self.sprints(),
            phases: Vec::new(),
            unplaced: Vec::new(),
            note: None,
        }
    }

    fn unplaced(&self, key: Key<Milestone>, reason: &Unscheduled) -> Unplaced {
        let head = self.cx.program.milestones[key].head();
        Unplaced {
            id: head.id.to_string(),
            title: head.title.clone(),
            href: self.href(Subject::Milestone(key)),
            reason: self.cx.voice().unscheduled(reason),
        }
    }

    /// The table with all milestones of a chart.
    fn table(&self, scope: PlanScope) -> String {
        let of = |subject, anchor: &str| format!("{}#{anchor}", self.cx.addresses.of(subject));
        match scope {
            PlanScope::Overview | PlanScope::Program => addresses::MILESTONES.to_owned(),
            PlanScope::Phase(key) => of(Subject::Phase(key), "milestones"),
            PlanScope::Sprint(key) => of(Subject::Sprint(key), "milestones"),
            PlanScope::Owner(key) => of(Subject::Party(key), "page-milestones"),
        }
    }

    fn href(&self, subject: Subject) -> String {
        self.cx.addresses.of(subject).to_owned()
    }

    fn title(&self, scope: PlanScope) -> String {
        let of = |subject| {
            let head = self.cx.program.head(subject);
            if *head.id == *head.title { head.title.clone() } else { format!("{} {}", head.id, head.title) }
        };
        match scope {
            PlanScope::Overview | PlanScope::Program => {
                format!("Timeline of {}", self.cx.program.settings.title)
            }
            PlanScope::Phase(key) => format!("Timeline of {}", of(Subject::Phase(key))),
            PlanScope::Sprint(key) => format!("Timeline of {}", of(Subject::Sprint(key))),
            PlanScope::Owner(key) => format!("Timeline of {}", self.cx.program.parties[key].head().title),
        }
    }

    /// How many, until when, and what is critical, for those who cannot see the chart.
    fn description(&self, keys: &[Key<Milestone>]) -> String {
        let finish =
            |key: &Key<Milestone>| self.analysis.milestone(*key).forecast().map(|dates| dates.finish);
        let placed: Vec<Key<Milestone>> = keys.iter().copied().filter(|key| finish(key).is_some()).collect();
        let Some(last) = placed.iter().filter_map(finish).max() else {
            return "Nothing is scheduled.".to_owned();
        };
        let mut critical: Vec<Key<Milestone>> =
            placed.iter().copied().filter(|key| self.critical(*key)).collect();
        critical.sort_by_key(finish);
        let named = critical.iter().take(MOST_NAMED).map(|key| &*self.cx.program.milestones[*key].head().id);
        let path = match (critical.len(), named.collect::<Vec<_>>().join(", ")) {
            (0, _) => "None of them is critical.".to_owned(),
            (all, names) if all > MOST_NAMED => format!("Critical: {names} and {} more.", all - MOST_NAMED),
            (_, names) => format!("Critical: {names}."),
        };
        let many = if placed.len() == 1 { "milestone" } else { "milestones" };
        format!("{} {many}, expected to finish on {}. {path}", placed.len(), long_day(last))
    }

    fn sprints(&self) -> Vec<GanttSprint> {
        let band = |key: Key<Sprint>| {
            let sprint = &self.cx.program.sprints[key];
            let digits: String = sprint.head().id.chars().skip_while(|c| !c.is_ascii_digit()).collect();
            let short = digits.trim_start_matches('0').to_owned();
            GanttSprint {
                name: sprint.head().title.clone(),
                short_name: if short.is_empty() { sprint.head().id.to_string() } else { short },
                span: Dates { start: sprint.start, finish: sprint.end },
                href: self.href(Subject::Sprint(key)),
            }
        };
        self.cx.sprints_in_time().into_iter().map(band).collect()
    }
}

/// The days of the week on which nobody works.
fn days_off(calendar: &crate::date::WorkCalendar) -> Vec<Weekday> {
    let week =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    week.into_iter().filter(|day| !calendar.works_on(*day)).collect()
}
