//! What is seen of a thing at a glance: what it is, its color, the day that matters most about it. Search results, cards
//! beside links and titles of previews show it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::Progress,
    model::{Known, Milestone, Owner, PartyKind, Rag, Subject, Update},
    view::{Context, word::Word},
};

/// A thing at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Glance {
    /// What it is: `milestone`, `decision`.
    pub kind: Word,
    /// Its color; `None` where such things have none.
    pub rag: Option<Rag>,
    /// The sign of its color, or where it stands in its life where that says more: `done`, `resolved`, `accepted`.
    pub mark: Word,
    /// The day that matters most about it: the expected or actual finish, the gate, the last day, the day it was raised.
    pub date: Option<NaiveDate>,
    /// Who answers for it.
    pub owner: Option<String>,
}

impl Context<'_> {
    /// A thing at a glance, on the status date; a sprint that is over, at its end.
    pub fn glance(&self, subject: Subject) -> Glance {
        let (program, now) = (self.program, self.now());
        let colored = |rag: Rag, date| (Some(rag), rag.word(), date);
        let (rag, mark, date) = match subject {
            Subject::Milestone(key) => {
                let analysis = now.milestone(key);
                let finish = match analysis.progress {
                    Progress::Done(on) => on,
                    _ => analysis.schedule.as_ref().ok().map(|place| place.forecast.finish),
                };
                let rag = analysis.verdict.shown;
                let done = matches!(analysis.progress, Progress::Done(_)) && rag == Rag::Green;
                (Some(rag), if done { "done" } else { rag.word() }, finish)
            }
            Subject::Phase(key) => {
                let phase = &now.phases[key.index()];
                colored(phase.roll_up.rag, phase.gate.forecast)
            }
            Subject::Sprint(key) => colored(self.sprint_rag(key), Some(program.sprints[key].end)),
            Subject::Risk(key) => {
                let risk = now.risk(key);
                let raised = program.risks[key].raised_on.map(|on| on.value);
                let status = risk.facts.status.as_ref().map_or("unknown", |fact| fact.value.word());
                if risk.open { colored(risk.rag, raised) } else { (None, status, raised) }
            }
            Subject::Blocker(key) => {
                let (blocker, day) = (&program.blockers[key], &now.blockers[key.index()]);
                let raised = blocker.raised_on.map(|on| on.value);
                match day.facts.resolved_on.as_ref().filter(|_| !day.active) {
                    Some(resolved) => (None, "resolved", Some(resolved.value)),
                    None => (None, "blocked", raised),
                }
            }
            Subject::Decision(key) => {
                let status = now.known.decision(program, key).map_or("", |status| status.word());
                let date = program.decisions[key].date.map(|date| date.value);
                (None, status, date.filter(|date| *date <= now.as_of))
            }
            Subject::Contract(key) => (None, program.contracts[key].status.word(), None),
            Subject::Task(key) => {
                (None, program.tasks[key].status.map_or("unknown", |status| status.word()), None)
            }
            Subject::Service(_) | Subject::Party(_) | Subject::Page(_) => (None, "", None),
        };
        Glance { kind: self.kind_word(subject), rag, mark, date, owner: self.answers_for(subject) }
    }

    fn kind_word(&self, subject: Subject) -> Word {
        match subject {
            Subject::Party(key) if self.program.parties[key].kind == PartyKind::Agent => "agent",
            _ => self.program.kind(subject).word(),
        }
    }

    fn answers_for(&self, subject: Subject) -> Option<String> {
        let owner = match subject {
            Subject::Milestone(key) => {
                self.now().milestone(key).facts.owner.as_ref().map(|owner| &owner.value)
            }
            Subject::Phase(key) => self.program.phases[key].owner.as_ref(),
            Subject::Risk(key) => self.now().risk(key).facts.owner.as_ref().map(|owner| &owner.value),
            Subject::Service(key) => self.program.services[key].owner.as_ref(),
            Subject::Task(key) => self.program.tasks[key].assigned_to.as_ref(),
            _ => None,
        };
        owner.map(|owner: &Owner| self.program.calls(owner).to_owned())
    }

    /// What is said of a thing beside its title and its text, for the search: one text for each thing that was said.
    pub fn said_of(&self, subject: Subject) -> Vec<&str> {
        let (program, now) = (self.program, self.now());
        let mut said: Vec<&str> = Vec::new();
        match subject {
            Subject::Milestone(key) => {
                let facts = &now.milestone(key).facts;
                said.extend(facts.owner.as_ref().map(|owner| program.calls(&owner.value)));
                said.extend(facts.note.as_ref().map(|note| note.value.as_str()));
                said.extend(facts.next_action.as_ref().map(|action| action.value.text.as_str()));
                said.extend(notes(&program.milestones[key], now.known));
            }
            Subject::Phase(key) => {
                let phase = &program.phases[key];
                said.extend(phase.owner.as_ref().map(|owner| program.calls(owner)));
                said.extend(phase.gate.criteria.iter().map(|criterion| criterion.text.as_str()));
            }
            Subject::Sprint(key) => said.extend(program.sprints[key].goal.as_deref()),
            Subject::Risk(key) => {
                let (risk, facts) = (&program.risks[key], &now.risk(key).facts);
                let written = [&risk.cause, &risk.event, &risk.effect, &risk.response, &risk.proximity];
                said.extend(written.into_iter().filter_map(|text| text.as_deref()));
                said.extend(facts.owner.as_ref().map(|owner| program.calls(&owner.value)));
                said.extend(
                    [&facts.mitigation, &facts.note].into_iter().flatten().map(|fact| fact.value.as_str()),
                );
                said.extend(facts.next_action.as_ref().map(|action| action.value.text.as_str()));
            }
            Subject::Blocker(key) => {
                let facts = &now.blockers[key.index()].facts;
                said.extend(program.blockers[key].workaround.as_deref());
                said.extend(facts.required_from.as_ref().map(|owner| program.calls(&owner.value)));
                said.extend(facts.note.as_ref().map(|note| note.value.as_str()));
                said.extend(facts.next_action.as_ref().map(|action| action.value.text.as_str()));
            }
            Subject::Service(key) => {
                let service = &program.services[key];
                said.extend(service.owner.as_ref().map(|owner| program.calls(owner)));
                said.extend(service.depends_on.iter().filter_map(|used| used.purpose.as_deref()));
            }
            Subject::Contract(key) => {
                let contract = &program.contracts[key];
                said.extend(contract.definition.as_ref().map(|definition| definition.value.path.as_str()));
                said.extend(contract.topics.iter().map(|topic| topic.value.as_str()));
            }
            Subject::Task(key) => {
                said.extend(program.tasks[key].assigned_to.as_ref().map(|owner| program.calls(owner)))
            }
            Subject::Decision(key) => {
                said.extend(program.decisions[key].makers.iter().map(|maker| program.calls(maker)))
            }
            Subject::Party(key) => said.extend(program.parties[key].role.as_deref()),
            Subject::Page(_) => {}
        }
        said
    }
}

/// What was said in the updates of a milestone up to the day.
fn notes(milestone: &Milestone, known: Known) -> impl Iterator<Item = &str> {
    milestone.history.until(known.day).iter().filter_map(|update: &Update<_>| update.note.as_deref())
}
