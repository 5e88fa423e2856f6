//! A page as data, for programs that read it: each fact with its line, its day and its age, each color with its rules, so
//! that nobody takes an old fact for a fresh one, or one that does not count for one that does.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    analyse::SprintTime,
    diag::{Located, Place, json::DiagnosticRecord},
    model::{Fact, Key, Kind, Milestone, Owner, Rag, Sprint, Subject, Told},
    view::{Context, Shell, Word, addresses::beside, part::milestone_row::MilestoneRow},
};

/// Name of the file beside its page.
pub const TWIN_JSON: &str = "index.json";
/// Name of the file beside its page.
pub const TWIN_MARKDOWN: &str = "index.md";

/// The files that lie beside every page.
pub const TWINS: [&str; 2] = [TWIN_JSON, TWIN_MARKDOWN];

/// A page as data.
#[derive(Debug, Clone, Serialize)]
pub struct TwinRecord {
    /// Version of this form.
    pub format: u32,
    /// Title of the program.
    pub program: String,
    /// Path of the page from the site's root.
    pub page: String,
    /// Its whole address, where that of the site is known.
    pub address: Option<String>,
    /// What it is about, in a word.
    pub kind: Word,
    /// The id of that.
    pub id: Option<String>,
    /// Title of the page.
    pub title: String,
    /// The day whose state it shows.
    pub as_of: NaiveDate,
    /// Its color on that day; none where such things have none.
    pub rag: Option<Rag>,
    /// The color as a word, or where the thing stands in its life.
    pub mark: Word,
    /// In a sentence.
    pub headline: String,
    /// The day that matters most about it.
    pub date: Option<NaiveDate>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The rules that gave it its color, worst first.
    pub rules: Vec<RuleFact>,
    /// What is known of it.
    pub facts: Vec<FactRecord>,
    /// What the page lists; of the milestones of a sprint no more than 100.
    pub items: Vec<ItemRecord>,
    /// How many more of them there are; all stand in `api/program.json`.
    #[serde(skip_serializing_if = "is_none")]
    pub more_items: usize,
    /// What is wrong with its source.
    pub findings: Vec<DiagnosticRecord>,
}

/// A rule that fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleFact {
    /// Its stable name.
    pub rule: Word,
    /// The color it gives.
    pub rag: Rag,
    /// Why.
    pub reason: String,
    /// Where the facts that it read were written.
    pub source: Option<SourceRecord>,
}

/// A place in the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceRecord {
    /// Path from the project's root.
    pub file: String,
    /// From 1 on.
    pub line: usize,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactRecord {
    /// The field.
    pub name: Word,
    /// What it says; none where it does not count.
    pub value: Option<String>,
    /// Something was written that does not count, and why: then nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lost: Option<String>,
    /// The day it was reported; none for what nobody reported on a day.
    pub reported: Option<NaiveDate>,
    /// By whom.
    pub by: Option<String>,
    /// Working days from that day to the day of the page.
    pub age: Option<i32>,
    /// Older than a report of work under way may be.
    pub stale: bool,
    /// Where it was written.
    pub source: SourceRecord,
}

/// One that is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemRecord {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is, in a word.
    pub kind: Word,
    /// Its color.
    pub rag: Option<Rag>,
    /// The color as a word, or where it stands in its life.
    pub mark: Word,
    /// The day that matters most about it.
    pub date: Option<NaiveDate>,
    /// Its own data, from the site's root.
    pub data: Option<String>,
}

/// Most milestones of a sprint in its twin: what is carried over stands in each sprint again.
const MOST: usize = 100;

fn is_none(count: &usize) -> bool {
    *count == 0
}

impl ItemRecord {
    /// A milestone of a sprint that was closed.
    fn as_it_was(row: MilestoneRow) -> Self {
        Self {
            id: row.subject.id,
            title: row.subject.title,
            kind: Kind::Milestone.word(),
            rag: Some(row.rag),
            mark: row.rag.word(),
            date: row.forecast_finish,
            data: row.subject.href.map(|page| beside(&page, TWIN_JSON)),
        }
    }
}

impl Context<'_> {
    /// A page that is about a thing, as data; `kept` are the milestones of a sprint that was closed, as its record has them.
    pub fn twin_of(&self, subject: Subject, shell: &Shell, kept: Option<Vec<MilestoneRow>>) -> TwinRecord {
        let glance = self.glance(subject);
        let head = self.program.head(subject);
        let state = match subject {
            Subject::Milestone(key) => Some(&self.now().milestone(key).verdict),
            _ => None,
        };
        let rules = state.map_or_else(Vec::new, |verdict| {
            let rule = |fired: &crate::analyse::Fired| RuleFact {
                rule: fired.code.name(),
                rag: fired.rag,
                reason: self.voice().rule(fired),
                source: fired.place.map(|place| self.place_record_of(place)),
            };
            verdict.fired.iter().map(rule).collect()
        });
        let (items, more_items) = match (kept, subject) {
            (Some(rows), _) => {
                let more = rows.len().saturating_sub(MOST);
                (rows.into_iter().take(MOST).map(ItemRecord::as_it_was).collect(), more)
            }
            (None, Subject::Sprint(key)) => self.items_of_sprint(key),
            (None, subject) => (self.items_of(subject), 0),
        };
        TwinRecord {
            kind: glance.kind,
            id: Some(head.id.to_string()),
            rag: glance.rag,
            mark: glance.mark,
            date: glance.date,
            owner: glance.owner,
            rules,
            facts: self.facts_of(subject),
            items,
            more_items,
            ..self.twin(shell)
        }
    }

    /// A page that lists things, as data.
    pub fn twin_of_list(&self, subjects: &[Subject], shell: &Shell) -> TwinRecord {
        TwinRecord { items: subjects.iter().map(|subject| self.item(*subject)).collect(), ..self.twin(shell) }
    }

    fn twin(&self, shell: &Shell) -> TwinRecord {
        TwinRecord {
            format: 1,
            program: shell.site.title.clone(),
            page: shell.path.clone(),
            address: shell.address.clone(),
            kind: "overview",
            id: None,
            title: shell.title.clone(),
            as_of: shell.site.as_of,
            rag: shell.rag,
            mark: shell.mark,
            headline: shell.description.clone(),
            date: None,
            owner: None,
            rules: Vec::new(),
            facts: Vec::new(),
            items: Vec::new(),
            more_items: 0,
            findings: shell.findings.clone(),
        }
    }

    fn place_record_of(&self, place: Place) -> SourceRecord {
        let sources = &self.program.sources;
        SourceRecord {
            file: sources.path(place.file).to_owned(),
            line: sources.position(place).line as usize,
        }
    }

    fn item(&self, subject: Subject) -> ItemRecord {
        let (head, glance) = (self.program.head(subject), self.glance(subject));
        let data = self.exists(subject).then(|| beside(self.addresses.of(subject), TWIN_JSON));
        ItemRecord {
            id: head.id.to_string(),
            title: head.title.clone(),
            kind: glance.kind,
            rag: glance.rag,
            mark: glance.mark,
            date: glance.date,
            data,
        }
    }

    /// What belongs to a thing and has a page of its own.
    fn items_of(&self, subject: Subject) -> Vec<ItemRecord> {
        let (program, now) = (self.program, self.now());
        let mut items: Vec<Subject> = Vec::new();
        match subject {
            Subject::Phase(key) => {
                items.extend(now.phases[key.index()].milestones.iter().map(|key| Subject::Milestone(*key)));
            }
            Subject::Milestone(key) => {
                let named = |subject| program.milestones[key].is_named_by(key, subject);
                items.extend(
                    self.known_blockers()
                        .filter(|other| program.blockers[*other].blocks.iter().any(|it| named(it.value)))
                        .map(Subject::Blocker),
                );
                items.extend(
                    self.known_risks()
                        .filter(|other| program.risks[*other].affects.iter().any(|it| named(it.value)))
                        .map(Subject::Risk),
                );
                items.extend(program.milestones[key].tasks.iter().map(|key| Subject::Task(*key)));
            }
            Subject::Risk(key) => items.extend(program.risks[key].affects.iter().map(|it| it.value)),
            Subject::Blocker(key) => items.extend(program.blockers[key].blocks.iter().map(|it| it.value)),
            Subject::Service(key) => {
                items.extend(program.services[key].provides.iter().map(|key| Subject::Contract(*key)));
            }
            Subject::Party(key) => {
                let mine = |subject: &Subject| self.is_answered_by(*subject, key);
                items.extend(program.phases.keys().map(Subject::Phase).filter(mine));
                items.extend(program.milestones.keys().map(Subject::Milestone).filter(mine));
            }
            _ => {}
        }
        items.into_iter().filter(|subject| self.exists(*subject)).map(|subject| self.item(subject)).collect()
    }

    /// The first milestones of a sprint, in the colors that its page shows, and how many more there are.
    fn items_of_sprint(&self, key: Key<Sprint>) -> (Vec<ItemRecord>, usize) {
        let (_, scope) = self.chronicle.scope_of(key);
        let past = self.chronicle.past.at(key).filter(|_| self.now().time(key) == SprintTime::Past);
        let item = |milestone: &Key<Milestone>| {
            let item = self.item(Subject::Milestone(*milestone));
            match past.map(|day| day.milestone(*milestone)) {
                Some(then) => {
                    ItemRecord { rag: Some(then.rag), mark: then.rag.word(), date: then.finish, ..item }
                }
                None => item,
            }
        };
        let more = scope.milestones.len().saturating_sub(MOST);
        (scope.milestones.iter().take(MOST).map(item).collect(), more)
    }

    fn facts_of(&self, subject: Subject) -> Vec<FactRecord> {
        let mut facts = Facts { cx: self, list: Vec::new() };
        let program = self.program;
        match subject {
            Subject::Milestone(key) => {
                let state = &self.now().milestone(key).facts;
                facts.told("status", &state.status, |it| it.word().to_owned());
                facts.told("percent_complete", &state.percent_complete, u8::to_string);
                facts.told("rag", &state.rag, |it| it.word().to_owned());
                facts.told("rag_override", &state.rag_override, |it| it.rag.word().to_owned());
                facts.told("forecast_finish", &state.forecast_finish, NaiveDate::to_string);
                facts.told("actual_start", &state.actual_start, NaiveDate::to_string);
                facts.told("actual_finish", &state.actual_finish, NaiveDate::to_string);
                facts.told("owner", &state.owner, |it| it.name.to_string());
                facts.fact("note", state.note.as_ref(), String::clone);
                facts.fact("next_action", state.next_action.as_ref(), |it| it.text.clone());
                let milestone = &program.milestones[key];
                facts.written("baseline_start", milestone.baseline_start.as_ref(), NaiveDate::to_string);
                facts.written("baseline_finish", milestone.baseline_finish.as_ref(), NaiveDate::to_string);
                facts.written("deadline", milestone.deadline.as_ref(), NaiveDate::to_string);
            }
            Subject::Phase(key) => {
                let state = &self.now().phases[key.index()].gate.facts;
                facts.told("decision", &state.decision, |it| it.word().to_owned());
                facts.told("decided_by", &state.decided_by, |it| it.name.to_string());
                facts.told("decided_on", &state.decided_on, NaiveDate::to_string);
                facts.owner("owner", program.phases[key].owner.as_ref());
            }
            Subject::Risk(key) => {
                let state = &self.now().risk(key).facts;
                facts.told("status", &state.status, |it| it.word().to_owned());
                facts.told("probability", &state.probability, |it| it.word().to_owned());
                facts.told("impact", &state.impact, |it| it.word().to_owned());
                facts.told("owner", &state.owner, |it| it.name.to_string());
                facts.fact("mitigation", state.mitigation.as_ref(), String::clone);
                facts.fact("note", state.note.as_ref(), String::clone);
                facts.fact("next_action", state.next_action.as_ref(), |it| it.text.clone());
                facts.written("raised_on", program.risks[key].raised_on.as_ref(), NaiveDate::to_string);
                facts.written("review_by", program.risks[key].review_by.as_ref(), NaiveDate::to_string);
            }
            Subject::Blocker(key) => {
                let state = &self.now().blockers[key.index()].facts;
                facts.told("severity", &state.severity, |it| it.word().to_owned());
                facts.told("required_from", &state.required_from, |it| it.name.to_string());
                facts.told("resolved_on", &state.resolved_on, NaiveDate::to_string);
                facts.fact("note", state.note.as_ref(), String::clone);
                facts.fact("next_action", state.next_action.as_ref(), |it| it.text.clone());
                facts.written("raised_on", program.blockers[key].raised_on.as_ref(), NaiveDate::to_string);
            }
            Subject::Decision(key) => {
                let decision = &program.decisions[key];
                let known = self.now().known.decided(decision);
                facts
                    .written("status", decision.status.as_ref().filter(|_| known), |it| it.word().to_owned());
                facts.written("date", decision.date.as_ref().filter(|_| known), NaiveDate::to_string);
                decision.makers.iter().for_each(|maker| facts.owner("decision_makers", Some(maker)));
            }
            Subject::Service(key) => facts.owner("owner", program.services[key].owner.as_ref()),
            Subject::Contract(key) => {
                let definition = program.contracts[key].definition.as_ref();
                facts.written("definition", definition, |it| it.path.clone());
            }
            Subject::Task(key) => facts.owner("assigned_to", program.tasks[key].assigned_to.as_ref()),
            Subject::Sprint(_) | Subject::Party(_) | Subject::Page(_) => {}
        }
        facts.list
    }
}

/// What is true of a day and not for ever: it grows old.
const AGING: [Word; 9] = [
    "status",
    "percent_complete",
    "rag",
    "forecast_finish",
    "probability",
    "impact",
    "severity",
    "note",
    "next_action",
];

/// Gathers facts.
struct Facts<'a> {
    cx: &'a Context<'a>,
    list: Vec<FactRecord>,
}

impl Facts<'_> {
    fn push(
        &mut self,
        name: Word,
        value: Option<String>,
        place: Place,
        on: Option<NaiveDate>,
        by: Option<&Owner>,
    ) {
        let now = self.cx.now();
        let age = on.map(|on| self.cx.age(now, on));
        let limit = i64::from(self.cx.program.settings.thresholds.stale_after);
        self.list.push(FactRecord {
            name,
            value,
            lost: None,
            reported: on,
            by: by.map(|by| by.name.to_string()),
            age,
            stale: AGING.contains(&name) && age.is_some_and(|age| i64::from(age) > limit),
            source: self.cx.place_record_of(place),
        });
    }

    /// A fact that may be lost.
    fn told<T>(&mut self, name: Word, told: &Told<T>, words: impl Fn(&T) -> String) {
        self.fact(name, told.as_ref(), words);
        if let Some(lost) = told.lost() {
            self.push(name, None, lost.place, lost.on, lost.by.as_ref());
            if let Some(last) = self.list.last_mut() {
                last.lost = Some(self.cx.voice().lost(lost, 0));
            }
        }
    }

    fn fact<T>(&mut self, name: Word, fact: Option<&Fact<T>>, words: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            self.push(name, Some(words(&fact.value)), fact.place, fact.on, fact.by.as_ref());
        }
    }

    /// A part of the plan, which has no day.
    fn written<T>(&mut self, name: Word, value: Option<&Located<T>>, words: impl Fn(&T) -> String) {
        if let Some(value) = value {
            self.push(name, Some(words(&value.value)), value.place, None, None);
        }
    }

    fn owner(&mut self, name: Word, owner: Option<&Owner>) {
        if let Some(owner) = owner {
            self.push(name, Some(owner.name.to_string()), owner.place, None, None);
        }
    }
}
