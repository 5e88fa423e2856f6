//! What every page model is made from, and the small lookups they share.

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use chrono::NaiveDate;

use super::{
    Addresses, Link, OwnerLink, SubjectLink, addresses,
    part::{named_in::NamedIn, replacements::Replacements},
};
use crate::{
    analyse::{Agreements, Analysis, Chronicle, DependencyGraph, RiskForecast, risk_forecast},
    diag::{Code, Diagnostic, FileId, json::DiagnosticRecord},
    model::{Blocker, Entity, Key, Milestone, Owner, Program, Rag, Risk, Sprint, Subject},
    say::{Voice, left_out},
    text::said::is_said,
};

/// The program with all that follows from it.
pub struct Context<'a> {
    /// What the content says.
    pub program: &'a Program,
    /// Who waits for whom.
    pub graph: &'a DependencyGraph,
    /// What follows from it, now and then.
    pub chronicle: &'a Chronicle,
    /// Where each thing has its page.
    pub addresses: &'a Addresses,
    findings: BTreeMap<FileId, Vec<DiagnosticRecord>>,
    risk_forecast: OnceLock<Option<RiskForecast>>,
    replacements: OnceLock<Replacements>,
    named_in: OnceLock<NamedIn>,
    agreements: OnceLock<Agreements>,
}

impl<'a> Context<'a> {
    /// The program with all that follows from it; pages of things show those of `diagnostics` that are about their file.
    pub fn new(
        program: &'a Program,
        graph: &'a DependencyGraph,
        chronicle: &'a Chronicle,
        addresses: &'a Addresses,
        diagnostics: &[Diagnostic],
    ) -> Self {
        let mut findings = BTreeMap::new();
        for diagnostic in diagnostics {
            if let Some(place) = diagnostic.place {
                let mut record = DiagnosticRecord::new(diagnostic, &program.sources);
                if matches!(diagnostic.code, Code::UnsafeMarkup | Code::MarkupLeftOut) {
                    record.message = left_out::ON_THE_PAGE.to_owned();
                }
                findings.entry(place.file).or_insert_with(Vec::new).push(record);
            }
        }
        Self {
            program,
            graph,
            chronicle,
            addresses,
            findings,
            risk_forecast: OnceLock::new(),
            replacements: OnceLock::new(),
            named_in: OnceLock::new(),
            agreements: OnceLock::new(),
        }
    }
}

impl Context<'_> {
    /// Which decisions replace which; found when first asked for.
    pub fn replacements(&self) -> &Replacements {
        self.replacements.get_or_init(|| Replacements::new(self))
    }

    /// Which things name which; found when first asked for.
    pub fn named_in(&self) -> &NamedIn {
        self.named_in.get_or_init(|| NamedIn::new(self.program))
    }

    /// The contracts behind uses of services; found when first asked for.
    pub fn agreements(&self) -> &Agreements {
        self.agreements.get_or_init(|| Agreements::new(self.program))
    }

    /// The forecast with risk on the status date; worked out when first asked for. It runs on many threads itself: ask for
    /// it before pages are made in parallel.
    pub fn forecast_with_risk(&self) -> Option<&RiskForecast> {
        let forecast = || risk_forecast(self.program, self.graph, self.now().as_of);
        self.risk_forecast.get_or_init(forecast).as_ref()
    }

    /// The state on the status date.
    pub fn now(&self) -> &Analysis {
        &self.chronicle.now
    }

    /// Who says in words what was found.
    pub fn voice(&self) -> Voice<'_> {
        self.voice_on(self.now().as_of)
    }

    /// The same on another day, so that what is said of the past does not change with the status date.
    pub fn voice_on(&self, day: NaiveDate) -> Voice<'_> {
        Voice::new(self.program, day)
    }

    /// The state that the page of a sprint shows: at its end if it is over, else now. The former is worked out anew at
    /// each call: ask for it only where the page of the sprint is made.
    pub fn sprint_state(&self, key: Key<Sprint>) -> Cow<'_, Analysis> {
        self.chronicle.for_sprint(self.program, self.graph, key)
    }

    /// The risks that anybody knows of on the status date.
    pub fn known_risks(&self) -> impl Iterator<Item = Key<Risk>> {
        self.program.risks.keys().filter(|key| self.now().risk(*key).known)
    }

    /// The blockers that anybody knows of on the status date.
    pub fn known_blockers(&self) -> impl Iterator<Item = Key<Blocker>> {
        self.program.blockers.keys().filter(|key| self.now().blockers[key.index()].known)
    }

    /// Whether a thing exists on the status date; what does not yet has no page.
    pub fn exists(&self, subject: Subject) -> bool {
        self.now().known.exists(self.program, subject)
    }

    /// The color of a sprint: at its end if it is over, else now.
    pub fn sprint_rag(&self, key: Key<Sprint>) -> Rag {
        let then = self.chronicle.past.at(key).and_then(|then| then.sprint.as_ref());
        then.map_or_else(|| self.now().sprint(key).roll_up.rag, |sprint| sprint.rag)
    }

    /// A thing with its id, title and page.
    pub fn link(&self, subject: Subject) -> SubjectLink {
        let head = self.program.head(subject);
        SubjectLink {
            id: head.id.to_string(),
            title: head.title.clone(),
            href: self.exists(subject).then(|| self.addresses.of(subject).to_owned()),
        }
    }

    /// The same for a milestone.
    pub fn milestone(&self, key: Key<Milestone>) -> SubjectLink {
        self.link(Subject::Milestone(key))
    }

    /// Somebody with their page.
    pub fn owner(&self, owner: &Owner) -> OwnerLink {
        let href = owner.party.map(|party| self.addresses.of(Subject::Party(party)).to_owned());
        let listed = owner.party.map(|party| self.program.parties[party].head().title.clone());
        let called = listed.or_else(|| owner.called.as_deref().map(str::to_owned));
        let with = owner.with.iter().map(|other| self.owner(other)).collect();
        OwnerLink { name: owner.name.to_string(), called, href, with }
    }

    /// A plain link to a thing, by id and title.
    pub fn plain_link(&self, subject: Subject) -> Link {
        let head = self.program.head(subject);
        let said = self.program.kind(subject).says_ids() && is_said(&head.id, &head.title);
        let text = if said { format!("{} {}", head.id, head.title) } else { head.title.clone() };
        Link::new(text, self.addresses.of(subject))
    }

    /// Where a file can be edited on the web.
    pub fn edit(&self, file: FileId) -> Option<String> {
        self.program.settings.edit_on_the_web(self.program.sources.path(file))
    }

    /// What is wrong with a file.
    pub fn findings(&self, file: FileId) -> Vec<DiagnosticRecord> {
        self.findings.get(&file).cloned().unwrap_or_default()
    }

    /// The sprint before one, in order of time.
    pub fn sprint_before(&self, key: Key<Sprint>) -> Option<Key<Sprint>> {
        let order = self.sprints_in_time();
        let at = order.iter().position(|k| *k == key)?;
        at.checked_sub(1).map(|before| order[before])
    }

    /// The sprint whose end is what the status date is compared with: the one before the current one, or the current one
    /// itself where that is over.
    pub fn last_sprint_over(&self) -> Option<Key<Sprint>> {
        let current = self.current_sprint()?;
        if self.chronicle.past.at(current).is_some() { Some(current) } else { self.sprint_before(current) }
    }

    /// The sprint after one, in order of time.
    pub fn sprint_after(&self, key: Key<Sprint>) -> Option<Key<Sprint>> {
        self.program.sprint_after(key)
    }

    /// All sprints in order of time.
    pub fn sprints_in_time(&self) -> Vec<Key<Sprint>> {
        self.program.sprints_in_time()
    }

    /// The page that `/sprints/current/` stands for: the sprint of the status date, else the last that began, else
    /// the first.
    pub fn current_sprint(&self) -> Option<Key<Sprint>> {
        let order = self.sprints_in_time();
        let begun = |key: &Key<Sprint>| self.program.sprints[*key].start <= self.now().as_of;
        self.now()
            .program
            .current_sprint
            .or_else(|| order.iter().rev().copied().find(begun))
            .or_else(|| order.first().copied())
    }

    /// The first page, as the start of every breadcrumb.
    pub fn home(&self) -> Link {
        Link::new(self.program.settings.title.clone(), addresses::HOME)
    }
}
