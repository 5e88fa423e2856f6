//! What a party owes others and what it waits for: next actions, blockers, decisions, agreements, work.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::{Need, WaitingOn},
    model::{Decision, Entity, Key, Milestone, Owner, Rag, Subject},
    view::{
        Context, OwnerLink, SubjectLink,
        part::{agreement::AcknowledgementState, next_action::NextActionView, side::Side},
    },
};

/// Something that is asked of a party.
#[derive(Debug, Clone, Serialize)]
pub struct Owed {
    /// `act`, `unblock`, `decide`, `agree`.
    pub what: &'static str,
    /// What is to be done.
    pub text: String,
    /// What it is about.
    pub subject: SubjectLink,
    /// The color of that, where it has one.
    pub rag: Option<Rag>,
    /// Who of the party.
    pub who: OwnerLink,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
}

/// Something that a party waits for.
#[derive(Debug, Clone, Serialize)]
pub struct Awaited {
    /// `blocker`, `decision`, `milestone`, `gate`, `agreement`.
    pub what: &'static str,
    /// What.
    pub subject: SubjectLink,
    /// Its color, where it has one.
    pub rag: Option<Rag>,
    /// Who has to give it.
    pub from: Option<OwnerLink>,
    /// When it is needed or, for milestones and gates, expected.
    pub on: Option<NaiveDate>,
    /// The day has passed.
    pub overdue: bool,
    /// What of the party waits for it.
    pub holds_up: Vec<SubjectLink>,
}

impl Context<'_> {
    /// What is asked of a party, soonest first; what has no day last.
    pub(in crate::view) fn owes(&self, side: &Side) -> Vec<Owed> {
        let mut owes = self.owed_actions(side);
        owes.extend(self.owed_unblocking(side));
        owes.extend(self.owed_decisions(side));
        owes.extend(self.owed_agreements(side));
        owes.sort_by(|a, b| (a.due.is_none(), a.due).cmp(&(b.due.is_none(), b.due)).then(b.rag.cmp(&a.rag)));
        owes
    }

    /// Next actions of open milestones and risks; one that names nobody is its owner's.
    fn owed_actions(&self, side: &Side) -> Vec<Owed> {
        let now = self.now();
        let milestones =
            self.program.milestones.keys().filter(|key| self.now().milestone(*key).progress.is_open()).map(
                |key| {
                    let facts = &now.milestone(key).facts;
                    (Subject::Milestone(key), facts.next_action.as_ref(), facts.owner.as_ref())
                },
            );
        let risks = self.program.risks.keys().filter(|key| now.risk(*key).open).map(|key| {
            let facts = &now.risk(key).facts;
            (Subject::Risk(key), facts.next_action.as_ref(), facts.owner.as_ref())
        });
        let owed = milestones.chain(risks).filter_map(|(subject, action, owner)| {
            let action = &action?.value;
            let who = action.owner.as_ref().or(owner.map(|fact| &fact.value)).filter(|who| side.is(who))?;
            Some(self.owed("act", subject, self.next_action(now, action), who))
        });
        owed.collect()
    }

    /// Active blockers: their next actions, and the blockers themselves of those who must act.
    fn owed_unblocking(&self, side: &Side) -> Vec<Owed> {
        let now = self.now();
        let mut owed = Vec::new();
        for key in self.program.blockers.keys().filter(|key| now.blockers[key.index()].active) {
            let facts = &now.blockers[key.index()].facts;
            let required = facts.required_from.as_ref().map(|fact| &fact.value);
            let action = facts.next_action.as_ref().map(|fact| &fact.value);
            let actor = action.and_then(|action| action.owner.as_ref()).or(required);
            let subject = Subject::Blocker(key);
            if let (Some(action), Some(who)) = (action, actor.filter(|who| side.is(who))) {
                owed.push(self.owed("act", subject, self.next_action(now, action), who));
            } else if let Some(who) = required.filter(|who| side.is(who)) {
                let text = "Get it out of the way".to_owned();
                owed.push(self.owed("unblock", subject, self.asked(text, now.needed_by.blocker(key)), who));
            }
        }
        owed
    }

    fn owed_decisions(&self, side: &Side) -> Vec<Owed> {
        // Who is named and nobody of the program is found by their name alone.
        let decisions: Vec<Key<Decision>> = match side.has_strangers() {
            true => self.program.decisions.keys().collect(),
            false => self.records_of(side),
        };
        let owed = decisions.into_iter().filter(|key| self.undecided(*key)).filter_map(|key| {
            let decision = &self.program.decisions[key];
            let who = decision.makers.iter().find(|maker| side.is(maker))?;
            let asked = self.asked(decision.head().title.clone(), self.now().needed_by.decision(key));
            Some(self.owed("decide", Subject::Decision(key), asked, who))
        });
        owed.collect()
    }

    /// Contracts that a service of the party relies on and has not agreed to.
    fn owed_agreements(&self, side: &Side) -> Vec<Owed> {
        let owners = |service: &str| {
            let key = self.program.services.key(service)?;
            self.program.services[key].owner.as_ref().filter(|owner| side.is(owner))
        };
        let contracts = self.program.contracts.keys();
        let owed = contracts.flat_map(|key| {
            let users = self.users(key).into_iter();
            users.filter_map(move |user| {
                let who =
                    owners(&user.service.id).filter(|_| user.state != AcknowledgementState::Acknowledged)?;
                let text = format!("Agree to it for {} ({})", user.service.title, user.words);
                Some(self.owed("agree", Subject::Contract(key), self.asked(text, None), who))
            })
        });
        owed.collect()
    }

    /// Something to be done, by the day on which what is held up needs it.
    fn asked(&self, text: String, need: Option<Need>) -> NextActionView {
        let due = need.map(|need| need.by);
        NextActionView { text, owner: None, due, overdue: due.is_some_and(|due| due < self.now().as_of) }
    }

    fn owed(&self, what: &'static str, subject: Subject, asked: NextActionView, who: &Owner) -> Owed {
        let rag = match subject {
            Subject::Blocker(key) => Some(self.blocker_row(self.now(), key).rag),
            other => self.affected(other).rag,
        };
        let (text, due, overdue) = (asked.text, asked.due, asked.overdue);
        Owed { what, text, subject: self.link(subject), rag, who: self.owner(who), due, overdue }
    }

    /// What a party waits for from others, soonest first.
    pub(in crate::view) fn waits(&self, side: &Side) -> Vec<Awaited> {
        let open: Vec<Key<Milestone>> = self
            .milestones_of(side)
            .into_iter()
            .filter(|milestone| self.now().milestone(*milestone).progress.is_open())
            .collect();
        let mut waits = self.awaited_blockers(side, &open);
        waits.extend(self.awaited_decisions(side, &open));
        waits.extend(self.awaited_work(side, &open));
        waits.extend(self.awaited_agreements(side));
        waits.sort_by_key(|awaited| (awaited.on.is_none(), awaited.on));
        waits
    }

    fn awaited_blockers(&self, side: &Side, open: &[Key<Milestone>]) -> Vec<Awaited> {
        let now = self.now();
        if open.is_empty() {
            return Vec::new();
        }
        let active = self.program.blockers.iter().filter(|(key, _)| now.blockers[key.index()].active);
        let awaited = active.filter_map(|(key, blocker)| {
            let from = now.blockers[key.index()].facts.required_from.as_ref().map(|fact| &fact.value);
            let blocks: Vec<Subject> = blocker.blocks.iter().map(|subject| subject.value).collect();
            let subject = Subject::Blocker(key);
            let awaited = self.awaited("blocker", subject, from.into_iter(), &blocks, side, open)?;
            Some((key, awaited))
        });
        let colored =
            awaited.map(|(key, awaited)| Awaited { rag: Some(self.blocker_row(now, key).rag), ..awaited });
        colored.collect()
    }

    fn awaited_decisions(&self, side: &Side, open: &[Key<Milestone>]) -> Vec<Awaited> {
        if open.is_empty() {
            return Vec::new();
        }
        let open_decisions = self.program.decisions.iter().filter(|(key, _)| self.undecided(*key));
        let awaited = open_decisions.filter_map(|(key, decision)| {
            let (subject, blocks) = (Subject::Decision(key), self.held_up_by(key));
            self.awaited("decision", subject, decision.makers.iter(), &blocks, side, open)
        });
        awaited.collect()
    }

    /// Something that holds up milestones of the party and that others have to give.
    fn awaited<'o>(
        &self,
        what: &'static str,
        subject: Subject,
        mut from: impl Iterator<Item = &'o Owner> + Clone,
        blocks: &[Subject],
        side: &Side,
        open: &[Key<Milestone>],
    ) -> Option<Awaited> {
        let names = |key: &Key<Milestone>| {
            blocks.iter().any(|subject| self.program.milestones[*key].is_named_by(*key, *subject))
        };
        let waiting: Vec<Key<Milestone>> = open.iter().copied().filter(names).collect();
        if waiting.is_empty() || from.clone().any(|owner| side.is(owner)) {
            return None;
        }
        let now = self.now();
        let on = Need::of_first(&now.milestones, waiting.iter().copied()).map(|need| need.by);
        Some(Awaited {
            what,
            subject: self.link(subject),
            rag: None,
            from: from.next().map(|owner| self.owner(owner)),
            on,
            overdue: on.is_some_and(|on| on < now.as_of),
            holds_up: waiting.into_iter().map(|milestone| self.milestone(milestone)).collect(),
        })
    }

    /// Milestones and gates of others that milestones of the party wait for, each once.
    fn awaited_work(&self, side: &Side, open: &[Key<Milestone>]) -> Vec<Awaited> {
        let now = self.now();
        let mut held_up: BTreeMap<Subject, Vec<SubjectLink>> = BTreeMap::new();
        for milestone in open {
            for waiting in self.graph.waits_for(*milestone) {
                let subject = match waiting.on {
                    WaitingOn::Milestone(key) => Subject::Milestone(key),
                    WaitingOn::Gate(key) => Subject::Phase(key),
                    WaitingOn::Everything => continue,
                };
                held_up.entry(subject).or_default().push(self.milestone(*milestone));
            }
        }
        let awaited = held_up.into_iter().filter_map(|(subject, holds_up)| {
            let (what, from, on) = match subject {
                Subject::Milestone(key) if self.now().milestone(key).progress.is_open() => {
                    let analysis = now.milestone(key);
                    let owner = analysis.facts.owner.as_ref().map(|fact| &fact.value);
                    ("milestone", owner, analysis.forecast().map(|dates| dates.finish))
                }
                Subject::Phase(key)
                    if now.phases[key.index()]
                        .milestones
                        .iter()
                        .any(|m| self.now().milestone(*m).progress.is_open()) =>
                {
                    ("gate", self.program.phases[key].owner.as_ref(), now.phases[key.index()].gate.forecast)
                }
                _ => return None,
            };
            let theirs = from.is_none_or(|owner| !side.is(owner));
            let (link, rag) = (self.link(subject), self.affected(subject).rag);
            let from = from.map(|owner| self.owner(owner));
            theirs.then_some(Awaited { what, subject: link, rag, from, on, overdue: false, holds_up })
        });
        awaited.collect()
    }

    /// Consumers of others that have not agreed to a contract which a service of the party keeps.
    fn awaited_agreements(&self, side: &Side) -> Vec<Awaited> {
        let kept = self.program.contracts.iter().filter(|(_, contract)| {
            let provider = contract.provider.map(|provider| &self.program.services[provider.value]);
            provider.and_then(|service| service.owner.as_ref()).is_some_and(|owner| side.is(owner))
        });
        let awaited = kept.flat_map(|(key, _)| {
            let users = self.users(key).into_iter();
            users.filter_map(move |user| {
                let service = self.program.services.key(&user.service.id)?;
                let owner = self.program.services[service].owner.as_ref();
                let theirs = owner.is_none_or(|owner| !side.is(owner));
                (theirs && user.state != AcknowledgementState::Acknowledged).then(|| Awaited {
                    what: "agreement",
                    subject: self.link(Subject::Contract(key)),
                    rag: None,
                    from: user.owner,
                    on: None,
                    overdue: false,
                    holds_up: vec![user.service],
                })
            })
        });
        awaited.collect()
    }
}
