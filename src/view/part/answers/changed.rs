//! What moved since the last sprint, the largest first, each with the cause that was reported; where none was, what it
//! waits for. Never the arithmetic of a rule.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    analyse::{Analysis, Snapshot},
    model::{Key, Milestone, MilestoneFacts, Phase, Sprint, Subject, Update},
    say::answers::beginning,
    view::{Context, SubjectLink, Word, word},
};

/// What moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Since the end of which sprint; `None` where none has ended before.
    pub since: Option<SubjectLink>,
    /// The largest moves.
    pub rows: Vec<ChangedRow>,
    /// How many more there are.
    pub more: usize,
}

/// Something that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    /// `milestone`, `gate` or `finish`.
    #[serde(deserialize_with = "word::read")]
    pub what: Word,
    /// Which; `None` for the finish of the program.
    pub subject: Option<SubjectLink>,
    /// The day expected then.
    pub from: Option<NaiveDate>,
    /// The day expected now.
    pub to: Option<NaiveDate>,
    /// Working days from the one to the other.
    pub days: i32,
    /// Percent then and now, where only that changed.
    pub percent: Option<(u8, u8)>,
    /// Why.
    pub cause: Option<Cause>,
}

/// Why something moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// In a sentence.
    pub text: String,
    /// The day on which it was reported in these words; `None` where they are ours.
    pub said_on: Option<NaiveDate>,
}

/// How many stand on a first screen, and on the page that has all of them.
const SHOWN: usize = 3;
const ALL: usize = 40;

impl Changed {
    /// The first of them.
    fn first(mut self, most: usize) -> Self {
        self.more = self.rows.len().saturating_sub(most);
        self.rows.truncate(most);
        self
    }

    /// Those of one thing alone.
    pub(super) fn only_of(self, id: &str) -> Self {
        let rows = self.rows.into_iter().filter(|row| row.subject.as_ref().is_some_and(|it| it.id == id));
        Self { rows: rows.collect(), more: 0, ..self }
    }
}

impl Context<'_> {
    /// All that moved in the program since the last sprint that is over, with its cause: what first screens show the
    /// first of.
    pub fn all_changed(&self) -> Changed {
        self.all_moves(self.last_sprint_over(), self.now(), None).first(ALL)
    }

    /// The first of what moved from the end of a sprint to a state. `within` are the milestones in scope; all where there
    /// is none.
    pub(super) fn changed_since(
        &self,
        sprint: Option<Key<Sprint>>,
        state: &Analysis,
        within: Option<&[Key<Milestone>]>,
    ) -> Changed {
        self.all_moves(sprint, state, within).first(SHOWN)
    }

    /// What moved from the end of a sprint to a state: the milestone that moved furthest, the gate, the finish; then what
    /// moved next.
    fn all_moves(
        &self,
        sprint: Option<Key<Sprint>>,
        state: &Analysis,
        within: Option<&[Key<Milestone>]>,
    ) -> Changed {
        let Some((sprint, then)) = sprint.and_then(|key| Some((key, self.chronicle.past.at(key)?))) else {
            return Changed::default();
        };
        if then.as_of >= state.as_of {
            return Changed::default();
        }
        let keys: Vec<Key<Milestone>> =
            within.map_or_else(|| self.program.milestones.keys().collect(), <[_]>::to_vec);
        let mut milestones: Vec<ChangedRow> =
            keys.iter().filter_map(|key| self.milestone_moved(then, state, *key)).collect();
        // What drives the end counts before what only moved further.
        milestones.sort_by_key(|row| (row.days == 0, std::cmp::Reverse(row.days.abs())));
        let phases = self.program.phases.keys().filter(|phase| {
            within.is_none() || keys.iter().any(|key| self.program.milestones[*key].phase == Some(*phase))
        });
        let mut gates: Vec<(NaiveDate, ChangedRow)> =
            phases.filter_map(|key| self.gate_moved(then, state, key)).collect();
        gates.sort_by_key(|(on, _)| *on);
        let mut gates = gates.into_iter().map(|(_, row)| row);
        let finish = self.finish_moved(then, state);
        let mut rest = milestones.split_off(milestones.len().min(1));
        let mut rows = milestones;
        rows.extend(gates.next());
        rows.extend(finish);
        rest.extend(gates);
        rest.sort_by_key(|row| (row.days == 0, std::cmp::Reverse(row.days.abs())));
        rows.extend(rest);
        Changed { since: Some(self.link(Subject::Sprint(sprint))), rows, more: 0 }
    }

    fn milestone_moved(&self, then: &Snapshot, state: &Analysis, key: Key<Milestone>) -> Option<ChangedRow> {
        let (was, is) = (then.milestone(key), state.milestone(key));
        let (from, to) = (was.finish, is.forecast().map(|dates| dates.finish));
        let percent = was.percent.zip(is.percent()).filter(|(was, is)| was != is);
        let moved = from != to && from.is_some();
        (moved || percent.is_some()).then(|| ChangedRow {
            what: "milestone",
            subject: Some(self.milestone(key)),
            from,
            to,
            days: self.between(from, to),
            percent: percent.filter(|_| !moved),
            cause: self.cause_reported(key, then.as_of, state.as_of).or_else(|| {
                let text = self.voice_on(state.as_of).held_by(is);
                (!text.is_empty()).then_some(Cause { text, said_on: None })
            }),
        })
    }

    /// The note of the report that moved a milestone: of those since then the one that moved its finish furthest.
    fn cause_reported(&self, key: Key<Milestone>, after: NaiveDate, until: NaiveDate) -> Option<Cause> {
        let history = &self.program.milestones[key].history;
        let finish =
            |update: &Update<MilestoneFacts>| update.facts.forecast_finish.as_ref().map(|fact| fact.value);
        let mut last = history.until(after).iter().filter_map(finish).next_back();
        let mut best: Option<(i64, &Update<MilestoneFacts>)> = None;
        for update in history.until(until).iter().filter(|update| update.date > after) {
            let said = finish(update);
            let days = said.zip(last.or(said)).map_or(0, |(is, was)| (is - was).num_days().abs());
            last = said.or(last);
            // a note beside nothing that moves a date is news, not a cause
            let moves = said.is_some()
                || update.facts.status.as_ref().is_some()
                || update.facts.percent_complete.is_some();
            if moves && update.note.is_some() && best.is_none_or(|(most, _)| days > most) {
                best = Some((days, update));
            }
        }
        let (_, update) = best?;
        Some(Cause { text: beginning(update.note.as_deref()?), said_on: Some(update.date) })
    }

    fn gate_moved(
        &self,
        then: &Snapshot,
        state: &Analysis,
        key: Key<Phase>,
    ) -> Option<(NaiveDate, ChangedRow)> {
        let (was, gate) = (then.phase(key), &state.phases[key.index()].gate);
        let (from, to) = (was.gate, gate.forecast);
        let cause = gate.driving.map(|last| Cause {
            text: self.voice_on(state.as_of).waits_for_it(Subject::Milestone(last)),
            said_on: None,
        });
        (gate.open && from.is_some() && to.is_some() && from != to).then(|| {
            let row = ChangedRow {
                what: "gate",
                subject: Some(self.link(Subject::Phase(key))),
                from,
                to,
                days: self.between(from, to),
                percent: None,
                cause,
            };
            (to.unwrap_or(state.as_of), row)
        })
    }

    /// The finish of the program, where all of it has certain days now and had then.
    fn finish_moved(&self, then: &Snapshot, state: &Analysis) -> Option<ChangedRow> {
        let headline = &state.program.headline;
        let to = headline.forecast.filter(|_| headline.left_out == 0)?.finish;
        let open = state.milestones.iter().any(|milestone| milestone.progress.is_open());
        let from = then.milestones.iter().filter_map(|milestone| milestone.finish).max()?;
        let last = headline.last.filter(|key| state.milestone(*key).progress.is_open());
        let cause = last.map(|key| Cause { text: self.chain_to(state, key), said_on: None });
        let row = ChangedRow {
            what: "finish",
            subject: None,
            from: Some(from),
            to: Some(to),
            days: self.between(Some(from), Some(to)),
            percent: None,
            cause: cause.filter(|cause| !cause.text.is_empty()),
        };
        (open && from != to).then_some(row)
    }

    /// What the last milestone waits for: the first gate up its chain, else what drives it.
    fn chain_to(&self, state: &Analysis, key: Key<Milestone>) -> String {
        let driver = |subject: Subject| match subject {
            Subject::Milestone(key) => state.milestone(key).schedule.as_ref().ok().and_then(|p| p.driving),
            Subject::Phase(phase) => state.phases[phase.index()].gate.driving.map(Subject::Milestone),
            _ => None,
        };
        let is_open_gate =
            |subject: &Subject| matches!(subject, Subject::Phase(key) if state.phases[key.index()].gate.open);
        let first = driver(Subject::Milestone(key));
        let chain = std::iter::successors(first, |subject| driver(*subject)).take(state.milestones.len() + 1);
        // Of the gates on the way the one that is reached first holds up all after it.
        let gate = chain.filter(is_open_gate).last();
        gate.or(first).map_or_else(String::new, |subject| self.voice_on(state.as_of).waits_for_it(subject))
    }

    fn between(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> i32 {
        let calendar = &self.program.settings.calendar.calendar;
        from.zip(to).map_or(0, |(from, to)| calendar.days_between(from, to))
    }
}
