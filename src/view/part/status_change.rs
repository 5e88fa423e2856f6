//! What changed from one day that is kept to the next: colors and expected days, then and now, and what was said of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::{
    analyse::Snapshot,
    model::{Key, Milestone, Party, Rag, Sprint, Subject},
    say::change,
    view::Context,
};

/// Something whose color or expected day is another than on the day that was kept before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    /// Which; `None` for the program.
    pub subject: Option<Subject>,
    /// The sprint in which it changed; `None` after the last one.
    pub sprint: Option<Key<Sprint>>,
    /// The day on which it was told, or on which it was seen.
    pub on: NaiveDate,
    /// From what to what.
    pub title: String,
    /// What was said of it, or what made it.
    pub why: String,
    /// Who said it.
    pub by: Option<String>,
}

/// Whose changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    Program,
    /// Those of a sprint's own time.
    Sprint(Key<Sprint>),
    /// Of what somebody answers for.
    Owner(Key<Party>),
}

/// The color and the expected day of something.
type State = (Rag, Option<NaiveDate>);

impl Context<'_> {
    /// All changes that are known, newest first; of one day the whole first, then phases, then milestones.
    pub fn status_changes(&self) -> Vec<StatusChange> {
        let mut kept: Vec<(Option<Key<Sprint>>, &Snapshot)> =
            self.chronicle.past.days().map(|(key, day)| (Some(key), day)).collect();
        kept.sort_by_key(|(key, day)| (day.as_of, *key));
        kept.push((self.now().program.current_sprint, &self.chronicle.today));
        let mut changes: Vec<StatusChange> =
            kept.windows(2).flat_map(|two| self.changed_between(two[0].1, two[1].1, two[1].0)).collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.on));
        changes
    }

    /// Those of a sprint, or of an owner.
    pub fn is_whose(&self, change: &StatusChange, whose: Whose) -> bool {
        match whose {
            Whose::Program => true,
            Whose::Sprint(key) => change.sprint == Some(key),
            Whose::Owner(party) => change.subject.is_some_and(|subject| self.is_answered_by(subject, party)),
        }
    }

    /// Whether somebody answers for a milestone or a phase.
    pub(in crate::view) fn is_answered_by(&self, subject: Subject, party: Key<Party>) -> bool {
        let owner = match subject {
            Subject::Milestone(key) => {
                self.now().milestone(key).facts.owner.as_ref().map(|owner| &owner.value)
            }
            Subject::Phase(key) => self.program.phases[key].owner.as_ref(),
            _ => None,
        };
        owner.is_some_and(|owner| owner.party == Some(party))
    }

    fn changed_between(
        &self,
        then: &Snapshot,
        now: &Snapshot,
        sprint: Option<Key<Sprint>>,
    ) -> Vec<StatusChange> {
        if now.as_of <= then.as_of {
            return Vec::new();
        }
        let days = (then.as_of, now.as_of);
        let mut changes = Vec::new();
        let mut turned: BTreeSet<(Rag, Key<Milestone>)> = BTreeSet::new();
        for key in self.program.milestones.keys() {
            let state = |day: &Snapshot| (day.milestone(key).rag, day.milestone(key).finish);
            if then.milestone(key).rag != now.milestone(key).rag {
                turned.insert((now.milestone(key).rag, key));
            }
            changes.extend(self.milestone_change(key, (state(then), state(now)), days, sprint));
        }
        let phases = self.program.phases.keys().filter_map(|key| {
            let state = |day: &Snapshot| (day.phase(key).rag, day.phase(key).gate);
            let of = |milestone: &Key<Milestone>| self.program.milestones[*milestone].phase == Some(key);
            let turned = (then.phase(key).rag != now.phase(key).rag)
                .then(|| self.turned(&turned, now.phase(key).rag, of));
            let last = now.phase(key).gate.filter(|gate| then.phase(key).gate != Some(*gate));
            let last = last.and_then(|gate| self.done_last(now, gate, of));
            let why = change::both(turned, last);
            let title = change::title(&self.named(Subject::Phase(key)), "gate", state(then), state(now))?;
            Some(StatusChange {
                subject: Some(Subject::Phase(key)),
                sprint,
                on: now.as_of,
                title,
                why,
                by: None,
            })
        });
        let mut all: Vec<StatusChange> = phases.collect();
        let program =
            change::title(&self.program.settings.title, "finish", (then.program, None), (now.program, None));
        if let Some(title) = program {
            let why = change::both(Some(self.turned(&turned, now.program, |_| true)), None);
            all.insert(0, StatusChange { subject: None, sprint, on: now.as_of, title, why, by: None });
        }
        all.append(&mut changes);
        all
    }

    fn milestone_change(
        &self,
        key: Key<Milestone>,
        (from, to): (State, State),
        (after, until): (NaiveDate, NaiveDate),
        sprint: Option<Key<Sprint>>,
    ) -> Option<StatusChange> {
        let subject = Subject::Milestone(key);
        let title = change::title(&self.named(subject), "finish", from, to)?;
        let told = self.program.milestones[key].history.until(until).iter().rev();
        let told = told.take_while(|update| update.date > after).find(|update| update.note.is_some());
        let why = match told.and_then(|update| update.note.as_deref()) {
            Some(note) => note.to_owned(),
            None => self.rule_that_holds(key, until).unwrap_or_else(|| change::NOT_TOLD.to_owned()),
        };
        let by = told.and_then(|update| update.by.as_ref()).map(|by| by.name.to_string());
        Some(StatusChange {
            subject: Some(subject),
            sprint,
            on: told.map_or(until, |update| update.date),
            title,
            why,
            by,
        })
    }

    /// The worst rule that gives a milestone its color, where that is known: on the status date.
    fn rule_that_holds(&self, key: Key<Milestone>, on: NaiveDate) -> Option<String> {
        let fired = self.now().milestone(key).verdict.fired.first().filter(|_| on == self.now().as_of)?;
        Some(self.voice().rule(fired))
    }

    fn turned(
        &self,
        turned: &BTreeSet<(Rag, Key<Milestone>)>,
        rag: Rag,
        of: impl Fn(&Key<Milestone>) -> bool,
    ) -> String {
        let named = turned.iter().filter(|(color, key)| *color == rag && of(key));
        let ids: Vec<String> =
            named.map(|(_, key)| self.program.head(Subject::Milestone(*key)).id.to_string()).collect();
        change::turned(&ids, rag)
    }

    /// What of a phase was expected to be done on the day of its gate.
    fn done_last(
        &self,
        on: &Snapshot,
        gate: NaiveDate,
        of: impl Fn(&Key<Milestone>) -> bool,
    ) -> Option<String> {
        let mut keys = self.program.milestones.keys().filter(of);
        let last = keys.find(|key| on.milestone(*key).finish == Some(gate))?;
        Some(change::waits_for(&self.program.head(Subject::Milestone(last)).id, gate))
    }

    fn named(&self, subject: Subject) -> String {
        self.plain_link(subject).text
    }
}
