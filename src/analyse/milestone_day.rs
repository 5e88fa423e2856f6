//! What is known of one milestone on a day, folded from its reports: the same on every day between two of them.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;

use super::{
    contradiction::state,
    doubt::{Doubt, doubt},
};
use crate::{
    date::OpenDates,
    diag::{FileId, Place},
    model::{
        Bearing, Fact, Key, Known, LifeCycle, Lost, Milestone, MilestoneFacts, NamedCalendar, Overlay, Owner,
        Program, Told,
    },
};

/// A milestone on the day.
#[derive(Debug, Clone)]
pub struct MilestoneDay {
    /// Its facts.
    pub facts: Arc<MilestoneFacts>,
    /// How far it is.
    pub progress: Progress,
    /// It is under way, and nobody has told since when: then the day asked for counts.
    pub begun_some_day: bool,
    /// The plan that counts, as far as it is written.
    pub baseline: OpenDates,
    /// When it was last reported on.
    pub last_update: Option<NaiveDate>,
    /// The last report of its state; one of words alone tells nothing of that.
    pub last_report: Option<StateReport>,
    /// It was done, and a later report does not say whether it still is.
    pub may_be_done: bool,
    /// Its reports leave it open what is so.
    pub left_open: bool,
    /// What is lost of its facts, its plan and the settings, each place once.
    pub lost: Vec<Lost>,
    /// Its dates may be others because of that.
    pub dates_lost: bool,
}

/// When and by whom a state was reported.
#[derive(Debug, Clone)]
pub struct StateReport {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: Option<Owner>,
    /// Where that was written.
    pub place: Place,
}

/// How far a milestone is, from its facts alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Not begun, as far as is known.
    NotStarted,
    /// Begun on that day: its actual start, else the first report of it being under way.
    UnderWay(NaiveDate),
    /// Finished on that day: its actual finish, else the report of it being done; `None` where front matter alone
    /// says that it is done, and not when.
    Done(Option<NaiveDate>),
    /// Given up.
    Cancelled,
}

impl Progress {
    /// Still to be done: neither done nor given up.
    pub fn is_open(self) -> bool {
        matches!(self, Self::NotStarted | Self::UnderWay(_))
    }

    /// Finished.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done(_))
    }

    /// Begun and not finished.
    pub fn is_under_way(self) -> bool {
        matches!(self, Self::UnderWay(_))
    }
}

impl MilestoneDay {
    pub(super) fn new(program: &Program, milestone: &Milestone, known: Known) -> Self {
        let as_of = known.day;
        let mut facts = state(milestone, known);
        let mut lost = lost(program, milestone, &facts);
        lost.retain(|lost| lost.counts_on(as_of));
        let unknown = |place, on, by| Told::Known(Fact { value: LifeCycle::Unknown, place, on, by });
        let doubt = doubt_of(milestone, known);
        let status_lost = facts.status.lost().cloned();
        if let Some(lost) = status_lost.as_ref() {
            facts.status = unknown(lost.place, lost.on, lost.by.clone());
        } else if let Some(doubt) = &doubt {
            let update = doubt.update();
            facts.status = unknown(update.place, Some(update.date), update.by.clone());
        }
        let counts = program.settings.baseline_on(as_of);
        let told = progress(milestone, &facts, as_of);
        let progress = told.unwrap_or(Progress::UnderWay(as_of));
        let last_update = milestone.history.latest(as_of).map(|update| update.date);
        let last_report = last_report(milestone, as_of);
        let baseline = milestone.baseline_dates(counts).days();
        let may_be_done = status_lost.is_some() || matches!(doubt, Some(Doubt::StillOver(_)));
        Self {
            baseline,
            progress,
            begun_some_day: told.is_none(),
            last_update,
            last_report,
            may_be_done,
            left_open: doubt.is_some(),
            dates_lost: lost.iter().any(|lost| lost.bears == Bearing::Dates),
            lost,
            facts: Arc::new(facts),
        }
    }

    /// Whether it is done.
    pub fn done(&self) -> bool {
        matches!(self.progress, Progress::Done(_))
    }

    /// Whether it was given up.
    pub fn is_cancelled(&self) -> bool {
        self.progress == Progress::Cancelled
    }

    /// Whether it is under way.
    pub fn under_way(&self) -> bool {
        matches!(self.progress, Progress::UnderWay(_))
    }

    /// The reported percentage; 100 when done.
    pub fn percent(&self) -> Option<u8> {
        if self.done() { Some(100) } else { self.facts.percent_complete.as_ref().map(|fact| fact.value) }
    }
}

/// What is lost of its facts, its plan and the settings, each place once.
fn lost(program: &Program, milestone: &Milestone, facts: &MilestoneFacts) -> Vec<Lost> {
    let plan = program.lost_of(milestone.head.file).chain(program.lost_of(FileId::default()));
    let calendar = calendar_lost(program, milestone, facts);
    let all = facts.lost().cloned().chain(calendar).chain(plan.cloned());
    let mut told = BTreeSet::new();
    all.filter(|lost| told.insert(lost.place)).collect()
}

/// An owner who is lost, where the calendar of one may decide about dates.
fn calendar_lost(program: &Program, milestone: &Milestone, facts: &MilestoneFacts) -> Option<Lost> {
    let decides =
        milestone.calendar.is_none() && program.parties.rows().iter().any(|party| party.calendar.is_some());
    let lost = facts.owner.lost().filter(|_| decides)?;
    Some(Lost { bears: Bearing::Dates, ..lost.clone() })
}

/// Where the reports on a milestone leave it open whether it is done.
///
/// A day on which it was finished says that it is; after it was cancelled that is one word against the other.
pub(super) fn doubt_of(milestone: &Milestone, known: Known) -> Option<Doubt<'_, MilestoneFacts>> {
    let mut cancelled = false;
    doubt(&milestone.history, known, |facts| match facts.status.as_ref().map(|status| status.value) {
        Some(status) => {
            cancelled = status == LifeCycle::Cancelled;
            Some(matches!(status, LifeCycle::Done | LifeCycle::Cancelled))
        }
        None if cancelled => None,
        None => facts.actual_finish.as_ref().map(|_| true),
    })
}

/// The last update that says how far the milestone is or when it will be done.
fn last_report(milestone: &Milestone, as_of: NaiveDate) -> Option<StateReport> {
    let tells = |facts: &MilestoneFacts| {
        !facts.status.is_silent()
            || !facts.percent_complete.is_silent()
            || !facts.rag.is_silent()
            || !facts.remaining.is_silent()
            || !facts.forecast_finish.is_silent()
            || !facts.actual_start.is_silent()
            || !facts.actual_finish.is_silent()
    };
    let update = milestone.history.until(as_of).iter().rev().find(|update| tells(&update.facts))?;
    Some(StateReport { on: update.date, by: update.by.clone(), place: update.place })
}

/// The calendar that a milestone, else its owner on the day, names.
pub fn named_calendar(
    program: &Program,
    milestone: &Milestone,
    facts: &MilestoneFacts,
) -> Option<Key<NamedCalendar>> {
    let owner = || facts.owner.as_ref()?.value.party;
    milestone.calendar.or_else(|| program.parties[owner()?].calendar)
}

/// How far a milestone is; `None` where it is under way and nobody has told since when.
fn progress(milestone: &Milestone, facts: &MilestoneFacts, as_of: NaiveDate) -> Option<Progress> {
    let known = |fact: &Told<NaiveDate>| fact.as_ref().map(|f| f.value).filter(|date| *date <= as_of);
    let status = facts.status.as_ref().map(|fact| fact.value);
    let percent = facts.percent_complete.as_ref().map_or(0, |fact| fact.value);
    let finished = known(&facts.actual_finish);
    match status {
        Some(LifeCycle::Cancelled) => return Some(Progress::Cancelled),
        Some(LifeCycle::Done) if facts.actual_finish.is_none() || finished.is_some() => {
            let reported = facts.status.as_ref().and_then(|fact| fact.on);
            return Some(Progress::Done(finished.or(reported)));
        }
        _ => {}
    }
    let started = known(&facts.actual_start);
    if started.is_none() && facts.actual_start.is_some() {
        return Some(Progress::NotStarted);
    }
    let begun = matches!(status, Some(LifeCycle::InProgress | LifeCycle::Blocked))
        || percent > 0
        || finished.is_some();
    match started {
        Some(start) => Some(Progress::UnderWay(start)),
        None if begun => first_report_under_way(milestone, as_of).map(Progress::UnderWay),
        None => Some(Progress::NotStarted),
    }
}

/// The first dated report of work under way; `None` where only undated front matter says so.
fn first_report_under_way(milestone: &Milestone, as_of: NaiveDate) -> Option<NaiveDate> {
    let says_so = |facts: &MilestoneFacts| {
        facts.percent_complete.as_ref().is_some_and(|fact| fact.value > 0)
            || facts
                .status
                .as_ref()
                .is_some_and(|f| matches!(f.value, LifeCycle::InProgress | LifeCycle::Blocked))
    };
    let reports = milestone.history.until(as_of).iter();
    reports.filter(|update| says_so(&update.facts)).map(|update| update.date).next()
}
