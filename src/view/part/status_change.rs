//! What changed from one day that is kept to the next: colors and expected days, then and now, and what was said of it.
//!
//! Changes are found without a word, for there may be many; words are made of those that are shown.

use chrono::NaiveDate;

use crate::{
    analyse::{Snapshot, SprintTime},
    model::{Key, Milestone, Party, Phase, Rag, Sprint, Subject},
    say::change,
    text::said::is_said,
    view::{Context, part::moved::Moved},
};

/// The color and the expected day of something.
type State = (Rag, Option<NaiveDate>);

/// Something whose color or expected day is another than on the day that was kept before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusChange {
    /// Which; `None` for the program.
    pub subject: Option<Subject>,
    /// The sprint in which it changed; `None` after the last one.
    pub sprint: Option<Key<Sprint>>,
    /// The day on which it was told, or on which it was seen.
    pub on: NaiveDate,
    from: State,
    to: State,
    /// The days between which it changed.
    after: NaiveDate,
    until: NaiveDate,
}

/// The same in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeWords {
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

impl Context<'_> {
    /// All changes that are known, newest first; of one day the whole first, then phases, then milestones.
    pub fn status_changes(&self) -> Vec<StatusChange> {
        let days = self.days_kept();
        let mut changes: Vec<StatusChange> =
            days.windows(2).flat_map(|two| self.changed_between(two[0].1, two[1].1, two[1].0)).collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.on));
        changes
    }

    /// Whether a change is of a sprint, or of an owner.
    pub fn is_whose(&self, change: &StatusChange, whose: Whose) -> bool {
        match whose {
            Whose::Program => true,
            // what changed after its end is no change of a sprint, even where none has followed it
            Whose::Sprint(key) => {
                let end = self
                    .chronicle
                    .past
                    .at(key)
                    .filter(|_| self.now().time(key) == SprintTime::Past)
                    .map(|day| day.as_of);
                change.sprint == Some(key) && end.is_none_or(|end| change.until <= end)
            }
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

    /// A change in words.
    pub fn change_words(&self, change: &StatusChange) -> ChangeWords {
        let name = match change.subject {
            Some(subject) => self.plain_link(subject).text,
            None => self.program.settings.title.clone(),
        };
        let what = if matches!(change.subject, Some(Subject::Phase(_))) { "gate" } else { "finish" };
        let title = change::title(&name, what, change.from, change.to);
        let (why, by) = match change.subject {
            Some(Subject::Milestone(key)) => self.why_of_milestone(key, change),
            Some(Subject::Phase(key)) => (self.why_of_many(change, Some(key)), None),
            _ => (self.why_of_many(change, None), None),
        };
        ChangeWords { title, why, by }
    }

    /// What moved in a closed sprint, as its record tells it.
    pub fn moved_words(moved: &Moved) -> ChangeWords {
        let what = if moved.what == "gate" { "gate" } else { "finish" };
        let name = if is_said(&moved.subject.id, &moved.subject.title) {
            format!("{} {}", moved.subject.id, moved.subject.title)
        } else {
            moved.subject.title.clone()
        };
        let (from, to) = ((moved.rag_from, moved.from), (moved.rag_to, moved.to));
        ChangeWords { title: change::title(&name, what, from, to), why: moved.reason.clone(), by: None }
    }

    /// The ends of sprints that are over, and the status date, in order.
    fn days_kept(&self) -> Vec<(Option<Key<Sprint>>, &Snapshot)> {
        let past = self.chronicle.past.days().map(|(key, day)| (Some(key), day));
        let mut kept: Vec<_> = past.collect();
        kept.sort_by_key(|(key, day)| (day.as_of, *key));
        kept.push((self.now().program.current_sprint, &self.chronicle.today));
        kept
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
        let (after, until) = (then.as_of, now.as_of);
        let change = |subject, on, from: State, to: State| {
            (from != to).then_some(StatusChange { subject, sprint, on, from, to, after, until })
        };
        let program = change(None, until, (then.program, None), (now.program, None));
        let phases = self.program.phases.keys().filter_map(|key| {
            let state = |day: &Snapshot| (day.phase(key).rag, day.phase(key).gate);
            change(Some(Subject::Phase(key)), until, state(then), state(now))
        });
        let milestones = self.program.milestones.keys().filter_map(|key| {
            let state = |day: &Snapshot| (day.milestone(key).rag, day.milestone(key).finish);
            let found = change(Some(Subject::Milestone(key)), until, state(then), state(now))?;
            Some(StatusChange { on: self.note(key, &found).map_or(until, |(on, ..)| on), ..found })
        });
        program.into_iter().chain(phases).chain(milestones).collect()
    }

    /// What was said last of a milestone while it changed: when, what, and by whom.
    fn note(&self, key: Key<Milestone>, change: &StatusChange) -> Option<(NaiveDate, &str, Option<&str>)> {
        let told = self.program.milestones[key].history.until(change.until).iter().rev();
        let mut told = told.take_while(|update| update.date > change.after);
        told.find_map(|update| {
            Some((update.date, update.note.as_deref()?, update.by.as_ref().map(|by| self.program.calls(by))))
        })
    }

    fn why_of_milestone(&self, key: Key<Milestone>, change: &StatusChange) -> (String, Option<String>) {
        if let Some((_, note, by)) = self.note(key, change) {
            return (note.to_owned(), by.map(str::to_owned));
        }
        // the rules of past days are not kept
        let fired = &self.now().milestone(key).verdict.fired;
        let rule =
            fired.first().filter(|_| change.until == self.now().as_of).map(|fired| self.voice().rule(fired));
        (change::both(rule, None), None)
    }

    /// What turned the color of a phase or the program, and what its gate waits for.
    fn why_of_many(&self, change: &StatusChange, phase: Option<Key<Phase>>) -> String {
        let days = self.days_kept();
        let on = |day: NaiveDate| days.iter().find(|(_, kept)| kept.as_of == day).map(|(_, kept)| *kept);
        let (Some(then), Some(now)) = (on(change.after), on(change.until)) else {
            return change::both(None, None);
        };
        let of = |key: &Key<Milestone>| phase.is_none() || self.program.milestones[*key].phase == phase;
        let id = |key| self.program.head(Subject::Milestone(key)).id.to_string();
        let turned = |key: &Key<Milestone>| {
            let (then, now) = (then.milestone(*key).rag, now.milestone(*key).rag);
            of(key) && then != now && now == change.to.0
        };
        let turned = (change.from.0 != change.to.0)
            .then(|| self.program.milestones.keys().filter(turned).map(id).collect::<Vec<_>>());
        let turned = turned.map(|ids| change::turned(&ids, change.to.0));
        let gate = change.to.1.filter(|gate| change.from.1 != Some(*gate));
        let last = gate.and_then(|gate| {
            let mut keys = self.program.milestones.keys().filter(of);
            Some((keys.find(|key| now.milestone(*key).finish == Some(gate))?, gate))
        });
        change::both(turned, last.map(|(key, gate)| change::waits_for(&id(key), gate)))
    }
}
