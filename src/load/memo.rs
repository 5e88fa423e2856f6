//! What loading gave the last time, so that only what changed is read again.
//!
//! Each step keeps what it made together with what it was made from, and gives it again where that is the same: nothing here
//! says which edit touches what. Must not know where bytes come from, nor when they changed.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{
    Document,
    claim::Claim,
    declare::{Declarations, DeclaredParty, declare},
    gather::Texts,
    kinds::Pages,
    links::Verdicts,
    names::Names,
    reading::{Finding, Somebody, Surroundings},
    settings::Agent,
};
use crate::model::Kind;

/// What loading gave the last time.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Option<Arc<Kept>>>);

/// All that is kept of one loading.
#[derive(Debug)]
pub(super) struct Kept {
    /// The files.
    pub texts: Texts,
    /// Their names.
    pub names: Known,
    /// Plain pages.
    pub pages: Pages,
    /// What is wrong with the links of each document.
    pub verdicts: Verdicts,
    /// The state of the facts.
    pub facts: Facts,
}

/// A state of the facts of a program: while it is the same, so are all facts, whatever titles and texts say.
#[derive(Debug, Clone, Default)]
pub struct Facts(Arc<()>);

impl PartialEq for Facts {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Names, and what they were made from beside the documents.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The text of the settings, which hold the names of fields and agents.
    pub settings: Arc<str>,
    /// What each document says of its own name.
    pub claims: Vec<Arc<Claim>>,
    /// What is declared.
    pub declarations: Arc<Declarations>,
    /// Who is named, where nobody is listed.
    pub people: Vec<Somebody>,
    /// All names.
    pub names: Names,
    /// What is wrong with them.
    pub findings: Vec<Finding>,
}

impl Known {
    /// The names of all documents; those that were known before, where every document says the same of itself.
    pub fn again(
        around: &Surroundings<'_>,
        texts: &Texts,
        settings: Arc<str>,
        agents: &[Agent],
        kept: Option<&Kept>,
    ) -> Self {
        let documents = &texts.documents;
        let kept =
            kept.filter(|kept| kept.names.settings == settings && kept.texts.is_of_same_listing(texts));
        let before = |index: usize| {
            let kept = kept?;
            let stands = Arc::ptr_eq(&kept.texts.documents[index], &documents[index]);
            stands.then(|| Arc::clone(&kept.names.claims[index]))
        };
        let claim = |(index, document): (usize, &Arc<Document>)| {
            before(index).unwrap_or_else(|| Arc::new(Claim::of(around, document)))
        };
        let claims: Vec<Arc<Claim>> = documents.par_iter().enumerate().map(claim).collect();
        kept.and_then(|kept| kept.names.retitled(documents, &claims)).unwrap_or_else(|| {
            let (declarations, names, findings) = declare(around, documents, &claims, agents);
            let declarations = Arc::new(declarations);
            let known = Self { settings, claims, declarations, people: Vec::new(), names, findings };
            // Most likely they are those of before; who they are is known when all is read.
            let people = kept.map_or_else(Vec::new, |kept| kept.names.people.clone());
            if known.names.lists_parties() || people.is_empty() { known } else { known.with_people(people) }
        })
    }

    /// The same with those who are named, where nobody is listed.
    pub fn with_people(self, people: Vec<Somebody>) -> Self {
        let mut names = self.names;
        let declarations = self.declarations.with_people(&people);
        let ids = declarations.parties.iter().map(DeclaredParty::id);
        names.add_named(ids.zip(people.iter().map(|one| one.name.as_str())));
        Self { declarations: Arc::new(declarations), people, names, ..self }
    }

    /// The state of the facts, that of before where nothing has changed on which one depends.
    pub fn facts(&self, texts: &Texts, kept: Option<&Kept>) -> Facts {
        let of_decision = |index: usize| self.claims[index].identity.kind == Kind::Decision;
        let same = |kept: &&Kept| {
            Arc::ptr_eq(&kept.names.declarations, &self.declarations)
                && texts.has_same_facts(&kept.texts, of_decision)
        };
        kept.filter(same).map_or_else(Facts::default, |kept| kept.facts.clone())
    }

    /// The same with other titles; `None` where more than those is otherwise.
    fn retitled(&self, documents: &[Arc<Document>], claims: &[Arc<Claim>]) -> Option<Self> {
        let mut names = self.names.clone();
        for (document, (before, now)) in documents.iter().zip(self.claims.iter().zip(claims)) {
            if Arc::ptr_eq(before, now) {
                continue;
            }
            let titles = (before.title.as_deref(), now.title.as_deref());
            let same = before.is_same_but_for_title(now);
            if !same || titles.0 != titles.1 && !names.retitle(document.path.as_str(), titles.0, titles.1) {
                return None;
            }
        }
        Some(Self { claims: claims.to_vec(), names, ..self.clone() })
    }
}

impl Memo {
    pub(super) fn kept(&self) -> Option<Arc<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn keep(&self, kept: Kept) {
        let kept = Some(Arc::new(kept));
        let before = std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), kept);
        drop(before);
    }
}
