//! The page of a sprint: the status report as a page, in the report's order.

use std::{
    borrow::Cow,
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::NaiveDate;
use serde::Serialize;

use crate::say::words::{day, listed};
use crate::view::{
    Context, Link, SubjectLink,
    page::escalation::EscalationRow,
    part::asks::Ask,
    part::changes::{ChangeDay, ChangeView, ChangesView},
    part::derived::DerivedRisk,
    part::moved::Moved,
    part::parts::{BlockerRow, ColorView, DatesView, MilestoneRow, RiskRow, RollUpView, roll_up_sentence},
    part::reading::{Reading, reading},
};
use crate::{
    analyse::{Analysis, SprintAnalysis, SprintSnapshot, SprintTime},
    model::{Entity, Key, Rag, Sprint, Subject},
};

/// What stands on the page of a sprint.
#[derive(Debug, Clone, Serialize)]
pub struct SprintPage {
    /// Which.
    pub subject: SubjectLink,
    /// The phase it serves.
    pub phase: Option<SubjectLink>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its days.
    pub dates: DatesView,
    /// `past`, `current` or `future`.
    pub time: &'static str,
    /// The day whose state the page shows: the sprint's end if it is over, else the status date.
    pub as_of: NaiveDate,
    /// Which state that is, in a sentence.
    pub standing: String,
    /// Its color, and what gave it that color.
    pub status: RollUpView,
    /// What else is not green, as a sentence; it stands in the tables.
    pub also: Option<String>,
    /// What readers are asked to do; none for a sprint that is over.
    pub asks: Vec<Ask>,
    /// Milestones in scope.
    pub milestones: Vec<MilestoneRow>,
    /// Open risks in scope, worst first.
    pub risks: Vec<RiskRow>,
    /// Those that follow from measurements; none for a sprint that has not begun.
    pub derived: Vec<DerivedRisk>,
    /// Blockers active on the day.
    pub blockers: Vec<BlockerRow>,
    /// Blockers resolved in the sprint.
    pub resolved: Vec<BlockerRow>,
    /// Milestones finished in it.
    pub completed: Vec<CompletedView>,
    /// The sprint after it.
    pub next: Option<NextSprintView>,
    /// The color at the end of each sprint so far.
    pub trend: Vec<TrendStep>,
    /// The latest reports made in it on what is in its scope, newest first; all stand on the pages of their things.
    pub changes: Vec<ChangeDay>,
    /// What its chart is called.
    pub timeline_label: String,
    /// Its chart as a picture.
    pub gantt: String,
    /// What has to reach somebody who can act, the most urgent first.
    pub escalations: Vec<EscalationRow>,
    /// What moved since the end of the sprint before.
    pub since_last_sprint: Vec<Moved>,
    /// Minutes it takes to read the page: words at 230 a minute, and a second a row.
    pub reading_minutes: u32,
}

/// A milestone finished in a sprint.
#[derive(Debug, Clone, Serialize)]
pub struct CompletedView {
    /// Which.
    pub subject: SubjectLink,
    /// When.
    pub on: NaiveDate,
    /// What was said then.
    pub note: Option<String>,
}

/// What the next sprint holds.
#[derive(Debug, Clone, Serialize)]
pub struct NextSprintView {
    /// Which.
    pub subject: SubjectLink,
    /// Its days.
    pub dates: DatesView,
    /// What it is for.
    pub goal: Option<String>,
    /// What is carried over, begins, or goes on in it.
    pub milestones: Vec<PreviewView>,
}

/// A milestone in the preview of a sprint.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewView {
    /// Which.
    pub subject: SubjectLink,
    /// `Complete`, `Continue` or `Begin`.
    pub verb: &'static str,
    /// `30 % remaining`, `5 working days`.
    pub detail: String,
    /// What is to be done next on it.
    pub next_action: Option<String>,
}

/// The color of one sprint in the strip.
#[derive(Debug, Clone, Serialize)]
pub struct TrendStep {
    /// Which.
    pub subject: SubjectLink,
    /// Its color at its end, or now.
    pub rag: Rag,
    /// It is the sprint of the page.
    pub here: bool,
    /// It has not begun.
    pub future: bool,
}

/// A sprint as a row of the list.
#[derive(Debug, Clone, Serialize)]
pub struct SprintRow {
    /// Which.
    pub subject: SubjectLink,
    /// The phase it serves.
    pub phase: Option<SubjectLink>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its days.
    pub dates: DatesView,
    /// `past`, `current` or `future`.
    pub time: &'static str,
    /// `working day 7 of 9`, while it is under way.
    pub progress: Option<String>,
    /// Its color and why.
    pub status: ColorView,
    /// Milestones finished in it.
    pub completed: usize,
    /// Milestones in scope.
    pub milestones: usize,
}

/// How many reports stand open.
const RECENT: usize = 3;

fn time_word(time: SprintTime) -> &'static str {
    match time {
        SprintTime::Past => "past",
        SprintTime::Current => "current",
        SprintTime::Future => "future",
    }
}

impl Context<'_> {
    /// The page of a sprint, in the state that it shows: see [`sprint_state`](Self::sprint_state).
    pub fn sprint_page(&self, key: Key<Sprint>, analysis: &Analysis) -> SprintPage {
        let sprint = &self.program.sprints[key];
        let scope = &analysis.sprints[key.index()];
        let time = self.now().sprints[key.index()].time;
        let (active, resolved): (Vec<BlockerRow>, Vec<BlockerRow>) = scope
            .blockers
            .iter()
            .map(|blocker| self.blocker_row(analysis, *blocker))
            .partition(|row| row.active);
        let mut risks: Vec<RiskRow> = scope.risks.iter().map(|risk| self.risk_row(analysis, *risk)).collect();
        risks.sort_by_key(|row| Reverse(row.rag));
        let before = self.sprint_before(key).map(|before| self.program.sprints[before].end);
        let mut status = self.roll_up(analysis, &scope.roll_up);
        let also = also(&status);
        let color = status.rag;
        status.because.retain(|reason| reason.rag == color);
        let mut page = SprintPage {
            subject: self.link(Subject::Sprint(key)),
            phase: sprint.phase.map(|phase| self.link(Subject::Phase(phase))),
            goal: sprint.goal.clone(),
            dates: DatesView { start: sprint.start, finish: sprint.end },
            time: time_word(time),
            as_of: analysis.as_of,
            standing: self.standing(key),
            status,
            also,
            asks: match time {
                SprintTime::Current => self.asks(analysis, &scope.milestones, &scope.blockers),
                SprintTime::Past | SprintTime::Future => Vec::new(),
            },
            milestones: scope
                .milestones
                .iter()
                .map(|milestone| self.milestone_row(analysis, *milestone))
                .collect(),
            risks,
            derived: match time {
                SprintTime::Future => Vec::new(),
                SprintTime::Current | SprintTime::Past => {
                    self.derived_risks(analysis, Some(&scope.milestones))
                }
            },
            blockers: active,
            resolved,
            completed: self.completed(analysis, key),
            next: self.sprint_after(key).map(|next| self.next_sprint(analysis, next)),
            trend: self.trend_until(Some(key), analysis.as_of),
            changes: ChangesView::new(
                match time {
                    SprintTime::Future => Vec::new(),
                    SprintTime::Past | SprintTime::Current => {
                        self.changes_in_scope(scope, before, analysis.as_of)
                    }
                },
                RECENT,
            )
            .recent,
            timeline_label: format!("Timeline of {}", sprint.head().title),
            gantt: self.addresses.beside(Subject::Sprint(key), "gantt.svg"),
            escalations: self.sprint_escalations(key, analysis),
            since_last_sprint: self.moved_in_scope(key, analysis),
            reading_minutes: 0,
        };
        page.reading_minutes = reading(&page, sprint.head().body.words).minutes();
        page
    }

    /// How long the page of a sprint takes to read.
    pub fn sprint_reading(&self, key: Key<Sprint>, page: &SprintPage) -> Reading {
        reading(page, self.program.sprints[key].head().body.words)
    }

    /// Reports of some days on the milestones, risks and blockers of a sprint.
    fn changes_in_scope(
        &self,
        scope: &SprintAnalysis,
        after: Option<NaiveDate>,
        until: NaiveDate,
    ) -> Vec<ChangeView> {
        let milestones = scope.milestones.iter().map(|key| Subject::Milestone(*key));
        let risks = scope.risks.iter().map(|key| Subject::Risk(*key));
        let blockers = scope.blockers.iter().map(|key| Subject::Blocker(*key));
        let ids: BTreeSet<&str> =
            milestones.chain(risks).chain(blockers).map(|subject| &*self.program.head(subject).id).collect();
        let mut changes = self.changes(after, until);
        changes.retain(|change| ids.contains(change.subject.id.as_str()));
        changes
    }

    /// What moved since the sprint before: gates, and milestones of this one.
    fn moved_in_scope(&self, key: Key<Sprint>, analysis: &Analysis) -> Vec<Moved> {
        let scope = &analysis.sprints[key.index()].milestones;
        let ids: BTreeSet<&str> =
            scope.iter().map(|key| &*self.program.head(Subject::Milestone(*key)).id).collect();
        let mut moved = self.moved_in(key, analysis);
        moved.retain(|it| it.what == "gate" || ids.contains(it.subject.id.as_str()));
        moved
    }

    fn completed(&self, analysis: &Analysis, key: Key<Sprint>) -> Vec<CompletedView> {
        let completed = &analysis.sprints[key.index()].completed;
        let view = |key: &Key<crate::model::Milestone>| {
            let milestone = analysis.milestone(*key);
            let crate::analyse::Progress::Done(Some(on)) = milestone.progress else { return None };
            let note = milestone.facts.note.as_ref().map(|note| note.value.clone());
            Some(CompletedView { subject: self.milestone(*key), on, note })
        };
        completed.iter().filter_map(view).collect()
    }

    fn next_sprint(&self, analysis: &Analysis, key: Key<Sprint>) -> NextSprintView {
        let sprint = &self.program.sprints[key];
        let milestones = &analysis.sprints[key.index()].milestones;
        let preview = |milestone: &Key<crate::model::Milestone>| {
            let row = self.milestone_row(analysis, *milestone);
            let ends = row.forecast.is_some_and(|dates| dates.finish <= sprint.end);
            let (verb, detail) = match (row.status, row.percent_complete) {
                ("done" | "cancelled", _) => return None,
                ("planned", _) => {
                    let days = analysis.milestone(*milestone).schedule.as_ref().map_or(0, |p| p.duration);
                    ("Begin", if days == 0 { String::new() } else { format!("{days} working days") })
                }
                (_, Some(percent)) => {
                    let left = format!("{} % remaining", 100 - percent.min(100));
                    (if ends { "Complete" } else { "Continue" }, left)
                }
                (_, None) => ("Continue", "no percentage reported".to_owned()),
            };
            let next_action = row.next_action.map(|action| action.text);
            Some(PreviewView { subject: row.subject, verb, detail, next_action })
        };
        NextSprintView {
            subject: self.link(Subject::Sprint(key)),
            dates: DatesView { start: sprint.start, finish: sprint.end },
            goal: sprint.goal.clone(),
            milestones: milestones.iter().filter_map(preview).collect(),
        }
    }

    /// The color of every sprint: at its end where it is over, now for the current one.
    pub fn trend(&self, here: Option<Key<Sprint>>) -> Vec<TrendStep> {
        self.trend_until(here, self.now().as_of)
    }

    /// The same as seen on a day: sprints that begin after it have no color yet.
    fn trend_until(&self, here: Option<Key<Sprint>>, day: NaiveDate) -> Vec<TrendStep> {
        let step = |key: Key<Sprint>| {
            let future = self.program.sprints[key].start > day;
            TrendStep {
                subject: self.link(Subject::Sprint(key)),
                rag: if future { Rag::Planned } else { self.sprint_rag(key) },
                here: Some(key) == here,
                future,
            }
        };
        self.sprints_in_time().into_iter().map(step).collect()
    }

    /// Which state the page of a sprint shows.
    fn standing(&self, key: Key<Sprint>) -> String {
        let sprint = &self.program.sprints[key];
        match (self.now().sprints[key.index()].time, self.sprint_day(key)) {
            (SprintTime::Past, _) => {
                format!(
                    "This sprint is over. The page shows how things stood at its end, {}.",
                    day(sprint.end)
                )
            }
            (SprintTime::Future, _) => {
                "This sprint has not begun. The page shows what is planned for it; nothing is judged yet."
                    .to_owned()
            }
            (SprintTime::Current, Some((on, of))) => {
                format!("State of {}, working day {on} of {of}.", day(self.now().as_of))
            }
            (SprintTime::Current, None) => format!("State of {}.", day(self.now().as_of)),
        }
    }

    /// Which of its working days a sprint that is under way has reached.
    fn sprint_day(&self, key: Key<Sprint>) -> Option<(u32, u32)> {
        let (sprint, today) = (&self.program.sprints[key], self.now().as_of);
        let calendar = &self.program.settings.calendar.calendar;
        let current = self.now().sprints[key.index()].time == SprintTime::Current;
        current.then(|| {
            (calendar.days_of_span(sprint.start, today), calendar.days_of_span(sprint.start, sprint.end))
        })
    }

    /// A sprint as a row of the list.
    pub fn sprint_row(&self, key: Key<Sprint>) -> SprintRow {
        let sprint = &self.program.sprints[key];
        let then = self.chronicle.past.at(key).and_then(|then| then.sprint.as_ref());
        let kept = then
            .map_or_else(|| Cow::Owned(SprintSnapshot::new(self.program, self.now(), key)), Cow::Borrowed);
        SprintRow {
            subject: self.link(Subject::Sprint(key)),
            phase: sprint.phase.map(|phase| self.link(Subject::Phase(phase))),
            goal: sprint.goal.clone(),
            dates: DatesView { start: sprint.start, finish: sprint.end },
            time: time_word(self.now().sprints[key.index()].time),
            progress: self.sprint_day(key).map(|(on, of)| format!("working day {on} of {of}")),
            status: ColorView {
                rag: kept.rag,
                sentence: roll_up_sentence(kept.rag, &kept.because),
                tally: kept.tally,
            },
            completed: kept.completed,
            milestones: kept.milestones,
        }
    }

    /// A link to the neighbors of a sprint: the one before, the one after.
    pub fn sprint_neighbors(&self, key: Key<Sprint>) -> (Option<Link>, Option<Link>) {
        let link = |key| self.plain_link(Subject::Sprint(key));
        (self.sprint_before(key).map(link), self.sprint_after(key).map(link))
    }
}

/// `Also 2 unknown and 5 amber, in the tables below.`
fn also(status: &RollUpView) -> Option<String> {
    let mut others: BTreeMap<Reverse<Rag>, usize> = BTreeMap::new();
    for reason in status.because.iter().filter(|reason| reason.rag != status.rag) {
        *others.entry(Reverse(reason.rag)).or_default() += 1;
    }
    let words: Vec<String> = others.iter().map(|(rag, count)| format!("{count} {}", rag.0.word())).collect();
    (!words.is_empty()).then(|| format!("Also {}, below.", listed(&words)))
}
