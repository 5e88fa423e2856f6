//! The page of a sprint: the status report as a page, in the report's order.

pub mod closed;
mod reading;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, Progress, RollUpMember, SprintAnalysis, SprintTime, Tally},
    date::Dates,
    model::{Entity, Key, Milestone, Rag, Sprint, Subject},
    say::{
        ColorOf,
        days::{day, short_day},
        words::listed,
    },
    view::{
        Context, Link, SubjectLink, Word,
        part::{
            answers::Answers,
            asks::{Ask, AskScope, Asks},
            blocker_row::BlockerRow,
            changes::{ChangeDay, ChangeView, ChangesView},
            derived::DerivedRisk,
            escalation_row::SprintEscalations,
            milestone_row::{MilestoneRow, effect},
            moved::Moved,
            risk_row::RiskRow,
            roll_up::RollUpView,
            sprint_row::time_word,
            sprint_trend::TrendStep,
            trouble::{Rows, Trouble},
        },
        word,
    },
};

pub use reading::Reading;

/// What stands on the page of a sprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SprintPage {
    /// Which.
    pub subject: SubjectLink,
    /// The phase it serves.
    pub phase: Option<SubjectLink>,
    /// What it is for.
    pub goal: Option<String>,
    /// Its days.
    pub dates: Dates,
    /// The same in words, and how far it is: `27 Apr – 8 May · day 7 of 9`.
    pub days: String,
    /// How many of each color: `3 red, 2 unknown, 1 green`.
    pub tally: String,
    /// `past`, `current` or `future`.
    #[serde(deserialize_with = "word::read")]
    pub time: Word,
    /// The day whose state the page shows: the sprint's end if it is over, else the status date.
    pub as_of: NaiveDate,
    /// Which state that is, in a sentence.
    pub standing: String,
    /// Who reports.
    pub reporter: String,
    /// How it stands, when it ends, what is needed, what changed.
    pub answers: Answers,
    /// Its color, and what gave it that color.
    pub status: RollUpView,
    /// What else is not green, as a sentence; it stands in the tables.
    pub also: Option<String>,
    /// What readers are asked to do; at the end, for a sprint that is over.
    pub asks: Vec<Ask>,
    /// Milestones in scope, in order of effect.
    pub milestones: Vec<MilestoneRow>,
    /// How many of them stand on the page: fewer where their names are long.
    pub shown: usize,
    /// Blockers and risks, a line each.
    pub trouble: Trouble,
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
    /// What that holds, by what is done with it.
    pub plans: Vec<PlanView>,
    /// The color at the end of each sprint so far.
    pub trend: Vec<TrendStep>,
    /// The latest reports made in it on what is in its scope, newest first; all stand on the pages of their things.
    pub changes: Vec<ChangeDay>,
    /// What its chart is called.
    pub timeline_label: String,
    /// Its chart as a picture.
    pub gantt: String,
    /// What has to reach somebody who can act.
    pub escalations: SprintEscalations,
    /// What moved since the end of the sprint before.
    pub since_last_sprint: Vec<Moved>,
    /// What today's content would say differently of a sprint that was closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<String>,
    /// How many there are of what a template gets only the first of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Counts>,
    /// Minutes it takes to read the page: words at 230 a minute, and a second a row.
    pub reading_minutes: u32,
}

/// A milestone finished in a sprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CompletedView {
    /// Which.
    pub subject: SubjectLink,
    /// When.
    pub on: NaiveDate,
    /// It was finished before the sprint, and reported in it.
    pub late: bool,
    /// What was said then.
    pub note: Option<String>,
}

/// What the next sprint holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NextSprintView {
    /// Which.
    pub subject: SubjectLink,
    /// Its days.
    pub dates: Dates,
    /// What it is for.
    pub goal: Option<String>,
    /// What is carried over, begins, or goes on in it.
    pub milestones: Vec<PreviewView>,
}

/// Milestones of the next sprint with which the same is done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PlanView {
    /// `Complete`, `Continue` or `Begin`.
    #[serde(deserialize_with = "word::read")]
    pub verb: Word,
    /// The first of them.
    pub milestones: Vec<PreviewView>,
    /// How many more there are.
    pub more: usize,
}

/// A milestone in the preview of a sprint.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PreviewView {
    /// Which.
    pub subject: SubjectLink,
    /// `Complete`, `Continue` or `Begin`.
    #[serde(deserialize_with = "word::read")]
    pub verb: Word,
    /// `30 % remaining`, `5 working days`.
    pub detail: String,
    /// What is to be done next on it.
    pub next_action: Option<String>,
    /// What it directly waits for and is not done, where it is yet to begin.
    pub once: Vec<String>,
}

/// How many reports stand open.
const RECENT: usize = 3;

/// How many milestones there are in the scope of a sprint, and what was done in it, where the lists hold fewer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Milestones in scope.
    pub milestones: usize,
    /// Blockers resolved in it.
    pub resolved: usize,
    /// Milestones finished in it.
    pub completed: usize,
}

/// Most rows of any list that a template gets.
const LISTED: usize = 100;

impl SprintPage {
    /// How many there are of what the lists may hold only the first of.
    pub fn in_all(&self) -> Counts {
        self.of.unwrap_or(Counts {
            milestones: self.milestones.len(),
            resolved: self.resolved.len(),
            completed: self.completed.len(),
        })
    }

    /// The page with no more of each list than somebody reads, and how many there are of each.
    #[must_use]
    pub fn on_page(mut self) -> Self {
        self.of = Some(self.in_all());
        self.milestones.truncate(LISTED);
        self.status.because.truncate(LISTED);
        self.asks.truncate(LISTED);
        self.resolved.truncate(LISTED);
        self.completed.truncate(LISTED);
        self.since_last_sprint.truncate(LISTED);
        if let Some(next) = &mut self.next {
            next.milestones.truncate(LISTED);
        }
        self
    }
}

impl Context<'_> {
    /// The page of a sprint, in the state that it shows: see [`sprint_state`](Self::sprint_state).
    pub fn sprint_page(&self, key: Key<Sprint>, analysis: &Analysis) -> SprintPage {
        self.sprint_page_with(key, analysis, usize::MAX)
    }

    /// The same with no more milestones than stand on a page or in a report.
    pub fn short_sprint_page(&self, key: Key<Sprint>, analysis: &Analysis) -> SprintPage {
        self.sprint_page_with(key, analysis, LISTED)
    }

    fn sprint_page_with(&self, key: Key<Sprint>, analysis: &Analysis, most: usize) -> SprintPage {
        let sprint = &self.program.sprints[key];
        let scope = analysis.sprint(key);
        let time = self.now().time(key);
        let (active, resolved): (Vec<_>, Vec<_>) = scope
            .blockers
            .iter()
            .map(|blocker| (*blocker, self.blocker_row(analysis, *blocker)))
            .partition(|(_, row)| row.active);
        let mut risks: Vec<_> =
            scope.risks.iter().map(|risk| (*risk, self.risk_row(analysis, *risk))).collect();
        risks.sort_by_key(|(_, row)| Reverse(row.rag));
        let derived = match time {
            SprintTime::Future => Vec::new(),
            SprintTime::Current | SprintTime::Past => self.derived_risks(analysis, Some(&scope.milestones)),
        };
        let blockers = active.len();
        let rows = Rows { blockers: &active, risks: &risks, derived: &derived };
        let trouble = self.trouble(key, analysis, &rows);
        let mut milestones = scope.milestones.clone();
        milestones.sort_by_key(|key| effect(analysis.milestone(*key)));
        let milestones: Vec<MilestoneRow> =
            milestones.into_iter().take(most).map(|key| self.milestone_row(analysis, key)).collect();
        let before = self.sprint_before(key).map(|before| self.program.last_day(before));
        let mut status = self.short_roll_up(analysis, &scope.roll_up, ColorOf::Sprint, most);
        let also = also(status.rag, &scope.roll_up.because);
        let color = status.rag;
        status.because.retain(|reason| reason.rag == color);
        let asks = match time {
            SprintTime::Current | SprintTime::Past => self.asks(
                analysis,
                AskScope {
                    milestones: &scope.milestones,
                    blockers: &scope.blockers,
                    decisions: &self.decisions_about(&scope.milestones),
                },
            ),
            SprintTime::Future => Asks::default(),
        };
        let next = self.sprint_after(key).map(|next| self.next_sprint(analysis, next));
        let mut page = SprintPage {
            days: self.days_in_words(key),
            tally: tally(&scope.roll_up.tally),
            subject: self.link(Subject::Sprint(key)),
            phase: sprint.phase.map(|phase| self.link(Subject::Phase(phase))),
            goal: sprint.goal.clone(),
            dates: Dates { start: sprint.start, finish: sprint.end },
            time: time_word(time),
            as_of: analysis.as_of,
            standing: self.standing(key),
            reporter: self.program.settings.reporter.clone(),
            status,
            also,
            answers: self.sprint_answers(key, analysis, &asks),
            asks: asks.rows,
            shown: shown(&milestones),
            milestones,
            trouble,
            risks: risks.into_iter().map(|(_, row)| row).collect(),
            derived,
            blockers: active.into_iter().map(|(_, row)| row).collect(),
            resolved: resolved.into_iter().map(|(_, row)| row).collect(),
            completed: self.completed(analysis, key),
            plans: next.as_ref().map_or_else(Vec::new, plans),
            next,
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
            since_last_sprint: self.moved_in(key, analysis, &scope.milestones, most),
            corrections: Vec::new(),
            of: (most < scope.milestones.len()).then(|| Counts {
                milestones: scope.milestones.len(),
                resolved: scope.blockers.len() - blockers,
                completed: scope.completed.len(),
            }),
            reading_minutes: 0,
        };

        page.reading_minutes = reading::reading(&page, sprint.head().body.words).minutes();
        page
    }

    /// How long the page of a sprint takes to read.
    pub fn sprint_reading(&self, key: Key<Sprint>, page: &SprintPage) -> Reading {
        reading::reading(page, self.program.sprints[key].head().body.words)
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

    fn completed(&self, analysis: &Analysis, key: Key<Sprint>) -> Vec<CompletedView> {
        let (completed, first) = (&analysis.sprint(key).completed, self.program.days_of(key).start);
        let view = |key: &Key<Milestone>| {
            let milestone = analysis.milestone(*key);
            let Progress::Done(Some(on)) = milestone.progress else { return None };
            let note = milestone.facts.note.as_ref().map(|note| note.value.clone());
            Some(CompletedView { subject: self.milestone(*key), on, late: on < first, note })
        };
        completed.iter().filter_map(view).collect()
    }

    /// What a milestone directly waits for and is not done, by id.
    fn open_before(&self, analysis: &Analysis, key: Key<Milestone>) -> Vec<String> {
        let before = self.graph.predecessors(key).iter();
        let open = before.filter(|key| analysis.milestone(**key).progress.is_open());
        open.map(|key| self.milestone(*key).id).collect()
    }

    fn next_sprint(&self, analysis: &Analysis, key: Key<Sprint>) -> NextSprintView {
        let sprint = &self.program.sprints[key];
        let milestones = &analysis.sprint(key).milestones;
        let preview = |milestone: &Key<Milestone>| {
            let state = analysis.milestone(*milestone);
            let placement = state.schedule.as_ref().ok();
            let ends = placement.is_some_and(|placement| placement.forecast.finish <= sprint.end);
            let (verb, detail) = match (state.life_cycle().word(), state.percent()) {
                ("done" | "cancelled", _) => return None,
                ("planned", _) => {
                    let days = placement.map_or(0, |placement| placement.duration);
                    ("Begin", if days == 0 { String::new() } else { format!("{days} working days") })
                }
                (_, Some(percent)) => {
                    let left = format!("{} % left", 100 - percent.min(100));
                    (if ends { "Complete" } else { "Continue" }, left)
                }
                (_, None) => ("Continue", "no report".to_owned()),
            };
            let next_action = self.current_action(analysis, state).map(|action| action.text);
            let once = if verb == "Begin" { self.open_before(analysis, *milestone) } else { Vec::new() };
            Some(PreviewView { subject: self.milestone(*milestone), verb, detail, next_action, once })
        };
        NextSprintView {
            subject: self.link(Subject::Sprint(key)),
            dates: Dates { start: sprint.start, finish: sprint.end },
            goal: sprint.goal.clone(),
            milestones: milestones.iter().filter_map(preview).collect(),
        }
    }

    /// `27 Apr – 8 May · day 7 of 9`
    fn days_in_words(&self, key: Key<Sprint>) -> String {
        let sprint = &self.program.sprints[key];
        let days = format!("{} – {}", short_day(sprint.start), short_day(sprint.end));
        self.sprint_day(key).map_or(days.clone(), |(on, of)| format!("{days} · day {on} of {of}"))
    }

    /// Which state the page of a sprint shows.
    fn standing(&self, key: Key<Sprint>) -> String {
        match (self.now().time(key), self.sprint_day(key)) {
            (SprintTime::Past, _) => {
                format!(
                    "This sprint is over and not closed. The page is worked out from what was known on {}.",
                    day(self.program.last_day(key))
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

    /// A link to the neighbors of a sprint: the one before, the one after.
    pub fn sprint_neighbors(&self, key: Key<Sprint>) -> (Option<Link>, Option<Link>) {
        let link = |key| self.plain_link(Subject::Sprint(key));
        (self.sprint_before(key).map(link), self.sprint_after(key).map(link))
    }
}

/// Most milestones of the next sprint that are named for each thing that is done.
const PLANNED: usize = 3;

/// The milestones of a sprint by what is done with them.
fn plans(next: &NextSprintView) -> Vec<PlanView> {
    let of = |verb: Word| {
        let of_it: Vec<&PreviewView> = next.milestones.iter().filter(|it| it.verb == verb).collect();
        (!of_it.is_empty()).then(|| PlanView {
            verb,
            more: of_it.len().saturating_sub(PLANNED),
            milestones: of_it.into_iter().take(PLANNED).cloned().collect(),
        })
    };
    ["Complete", "Continue", "Begin"].into_iter().filter_map(of).collect()
}

/// Most rows of milestones on the page of a sprint, most words of them, and how few stand there in any case.
const MOST: usize = 6;
const ROOM: usize = 110;
const LEAST: usize = 3;

/// How many milestones the page has room for.
fn shown(rows: &[MilestoneRow]) -> usize {
    let mut words = 0;
    let fits = rows.iter().take_while(|row| {
        words +=
            6 + row.subject.title.split_whitespace().count() + row.reason.split_whitespace().count().min(12);
        words <= ROOM + 20
    });
    fits.count().clamp(LEAST, MOST).min(rows.len())
}

/// `3 red, 2 unknown, 1 green`
fn tally(of: &Tally) -> String {
    let counts = [
        (of.red, Rag::Red),
        (of.amber, Rag::Amber),
        (of.unknown, Rag::Unknown),
        (of.green, Rag::Green),
        (of.planned, Rag::Planned),
    ];
    let said = counts.into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, rag)| format!("{count} {}", rag.word())).collect::<Vec<_>>().join(", ")
}

/// `Also 2 unknown and 5 amber, in the tables below.`
fn also(color: Rag, members: &[RollUpMember]) -> Option<String> {
    let mut others: BTreeMap<Reverse<Rag>, usize> = BTreeMap::new();
    for member in members.iter().filter(|member| member.rag != color) {
        *others.entry(Reverse(member.rag)).or_default() += 1;
    }
    let words: Vec<String> = others.iter().map(|(rag, count)| format!("{count} {}", rag.0.word())).collect();
    (!words.is_empty()).then(|| format!("Also {}, below.", listed(&words)))
}
