//! The reading of one file: what exists around it, and what was found wrong in it.
//!
//! Must not know what kind of thing the file describes.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    sync::Arc,
};

use super::{names::Names, placeholder::is_nobody, planning_names::PlanningNames, theirs::Theirs};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Severity},
    model::{Bearing, Extra, Kind, Loss, Lost, Naming, Owner, Relation, Subject},
    text::Span,
    world::{ProjectPath, World},
};

/// What all readings of one load share.
pub struct Surroundings<'a> {
    /// The project, for files named by the content.
    pub world: &'a dyn World,
    /// Where the content lies.
    pub content: &'a ProjectPath,
    /// Everything that has a name.
    pub names: Names,
    /// What the settings say about content of other tools.
    pub theirs: Theirs,
    /// Working days of a week, for lengths such as `2w`.
    pub days_per_week: u32,
    /// Names of calendars and baselines.
    pub planning: PlanningNames,
    /// Whether it cannot be read who the agents are, so that nobody can be said to be unknown; what they say does not
    /// count until it can.
    pub parties_lost: bool,
}

/// A diagnostic whose hint may still have to be looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What is wrong, with its place; the hint may come later.
    pub diagnostic: Diagnostic,
    /// What was written where the name of something was expected; the nearest name becomes the hint.
    pub meant: Option<Meant>,
    /// Whether it only follows from what is told elsewhere; it counts, and is not told.
    pub follows: bool,
    /// What it has in common with findings of other places that say the same.
    pub group: Option<String>,
}

/// A name that names nothing.
#[derive(Debug, Clone, PartialEq)]
pub enum Meant {
    /// A thing.
    Thing {
        /// The name as written, which nothing has.
        text: String,
        /// The kinds that can stand there; any where none is given.
        kinds: Vec<Kind>,
        /// The thing in whose file it stands, which cannot be meant.
        own: Option<Subject>,
        /// Whether the place of the finding holds nothing else, so that an id can be written there.
        alone: bool,
    },
    /// Nothing was written where a thing of a kind has to be named.
    Choice {
        /// The key of the field, as it is written in front matter.
        field: &'static str,
        /// The kind of things of which one has to be named.
        kind: Kind,
    },
    /// An agent, team or person.
    Party {
        /// The name as written, which nothing has.
        text: String,
        /// Whether the place of the finding holds nothing else, so that an id can be written there.
        alone: bool,
    },
    /// A file that is no page.
    File {
        /// Its path from the project root.
        path: String,
        /// The file that names it.
        from: ProjectPath,
    },
    /// What the settings declare; the hint is there.
    Declared,
    /// The path of a file in a link.
    Link {
        /// The file that holds the link.
        from: ProjectPath,
        /// Where it leads, from the project root.
        to: String,
    },
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, meant: None, follows: false, group: None }
    }
}

/// What came of a reading beside what was read.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Everything found wrong.
    pub findings: Vec<Finding>,
    /// What does not count.
    pub lost: Vec<Lost>,
    /// What is written and not read, by file.
    pub extras: Vec<(FileId, Vec<Extra>)>,
    /// What is said of other things.
    pub relations: Vec<Relation>,
    /// What names something.
    pub namings: Vec<Naming>,
    /// Who is named, where nobody is listed.
    pub people: Vec<Somebody>,
}

/// Somebody who is named, in a program that lists nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Somebody {
    /// The name by which they go.
    pub name: String,
    /// Their name in words, where they go by a short one.
    pub called: Option<String>,
}

impl Found {
    /// Take another with it.
    pub fn add(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.lost.extend(other.lost);
        self.extras.extend(other.extras);
        self.relations.extend(other.relations);
        self.namings.extend(other.namings);
        self.people.extend(other.people);
    }
}

/// The reading of one file.
pub struct Reading<'a> {
    /// What is around it.
    pub around: &'a Surroundings<'a>,
    /// The file being read.
    pub file: FileId,
    /// Its path from the root of the project.
    pub path: &'a ProjectPath,
    findings: RefCell<Vec<Finding>>,
    lost: RefCell<Vec<Lost>>,
    extras: RefCell<Vec<Extra>>,
    namings: RefCell<Vec<Naming>>,
    people: RefCell<Vec<Somebody>>,
    /// What depends on what is being read.
    bearing: Cell<Bearing>,
    /// The field that was taken last, and what that is a part of.
    field: Cell<&'static str>,
    within: RefCell<Option<Arc<str>>>,
    /// How many of the findings are errors, and how many are about references that lead nowhere.
    errors: Cell<usize>,
    nowhere: Cell<usize>,
    /// The places of what is lost.
    lost_places: RefCell<BTreeSet<Place>>,
}

impl<'a> Reading<'a> {
    /// Begin to read a file.
    pub fn new(around: &'a Surroundings<'a>, file: FileId, path: &'a ProjectPath) -> Self {
        Self {
            around,
            file,
            path,
            findings: RefCell::default(),
            lost: RefCell::default(),
            extras: RefCell::default(),
            namings: RefCell::default(),
            people: RefCell::default(),
            bearing: Cell::new(Bearing::Dates),
            field: Cell::new(""),
            within: RefCell::default(),
            errors: Cell::new(0),
            nowhere: Cell::new(0),
            lost_places: RefCell::default(),
        }
    }

    /// What depends on what is being read.
    pub fn bearing(&self) -> Bearing {
        self.bearing.get()
    }

    /// Read something on which at most so much depends. All else may move dates.
    pub fn bearing_at_most<T>(&self, most: Bearing, read: impl FnOnce() -> T) -> T {
        let before = self.bearing.replace(most.min(self.bearing.get()));
        let read = read();
        self.bearing.set(before);
        read
    }

    /// Say which field is being read, and what it is a part of.
    pub fn begin(&self, field: &'static str, within: Option<&Arc<str>>) {
        self.field.set(field);
        self.within.replace(within.cloned());
    }

    /// A span of this file as a place.
    pub fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }

    /// Say what is wrong.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.lose_with(&diagnostic);
        self.found(diagnostic.into());
    }

    /// Who says that a value cannot be read, or names nothing, loses it.
    fn lose_with(&self, diagnostic: &Diagnostic) {
        let why = match diagnostic.code {
            Code::BadDate | Code::BadDuration | Code::WrongType | Code::OutOfRange | Code::UnknownValue => {
                Loss::Unreadable
            }
            Code::UnknownReference | Code::WrongReference => Loss::Unknown,
            _ => return,
        };
        if let Some(place) = diagnostic.place {
            let within = self.within.borrow().clone();
            self.lose(Lost { within, ..Lost::new(self.field.get(), place, why) });
        }
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        self.errors.get()
    }

    /// How many references so far lead nowhere, or to something that cannot stand there.
    pub fn unknown_references(&self) -> usize {
        self.nowhere.get()
    }

    fn found(&self, finding: Finding) {
        let Diagnostic { severity, code, .. } = finding.diagnostic;
        self.errors.set(self.errors.get() + usize::from(severity == Severity::Error));
        let nowhere = matches!(code, Code::UnknownReference | Code::WrongReference);
        self.nowhere.set(self.nowhere.get() + usize::from(nowhere));
        self.findings.borrow_mut().push(finding);
    }

    /// Say that a name names nothing.
    pub fn report_meant(&self, diagnostic: Diagnostic, meant: Meant) {
        // A name that a template left to be filled in, `task_<uuid>`, has never named anything.
        let to_fill_in =
            matches!(&meant, Meant::Thing { text, .. } if text.contains('<') && text.ends_with('>'));
        if !to_fill_in {
            self.lose_with(&diagnostic);
        }
        self.found(Finding { meant: Some(meant), ..diagnostic.into() });
    }

    /// Count what only follows from something that is told elsewhere.
    pub fn count(&self, diagnostic: Diagnostic) {
        self.lose_with(&diagnostic);
        self.found(Finding { follows: true, ..diagnostic.into() });
    }

    /// Say what is wrong, which may be so in many files for the same reason.
    pub fn report_of(&self, diagnostic: Diagnostic, group: impl Into<String>) {
        self.lose_with(&diagnostic);
        self.found(Finding { group: Some(group.into()), ..diagnostic.into() });
    }

    /// Note that a text names things.
    pub fn names(&self, place: Place, subjects: &[Subject]) {
        self.namings.borrow_mut().push(Naming { place, subjects: subjects.to_vec() });
    }

    /// Keep what is written and not read, to be shown.
    pub fn keep(&self, extras: Vec<Extra>) {
        self.extras.borrow_mut().extend(extras);
    }

    /// Note that something was written and does not count; of what is lost at one place, the first note stays, with what
    /// later ones know of the words written there. The same with what depends on it.
    pub fn lose(&self, lost: Lost) -> Lost {
        let lost = Lost { bears: lost.bears.min(self.bearing()), ..lost };
        if self.lost_places.borrow_mut().insert(lost.place) {
            self.lost.borrow_mut().push(lost.clone());
        } else if lost.written.is_some()
            && let Some(first) = self.lost.borrow_mut().iter_mut().find(|first| first.place == lost.place)
        {
            first.written.get_or_insert_with(|| lost.written.clone().unwrap_or_default());
        }
        lost
    }

    /// How much was told so far.
    pub fn told(&self) -> usize {
        self.findings.borrow().len()
    }

    /// How much is lost so far.
    pub fn losses(&self) -> usize {
        self.lost.borrow().len()
    }

    /// The first loss since there were so many that bears on a color. All of them are claimed: whoever asks says
    /// himself what is lost.
    pub fn claim_since(&self, losses: usize) -> Option<Lost> {
        let mut all = self.lost.borrow_mut();
        let since = all.get_mut(losses..)?;
        let first = since.iter().find(|lost| lost.bears_on_color() && !lost.claimed).cloned();
        since.iter_mut().for_each(|lost| lost.claimed = true);
        first
    }

    /// Whether somebody who is named is nobody of the program, as far as that can be read. Where it lists nobody, all
    /// exist but those who are still to be named.
    pub fn is_stranger(&self, owner: &Owner) -> bool {
        let listed = || self.around.parties_lost || self.around.names.lists_parties();
        owner.party.is_none() && (is_nobody(&owner.name) || listed())
    }

    /// The party named `text`, in whatever form. A name that is nobody's is reported, and still an owner.
    pub fn owner(&self, field: &str, text: &str, place: Place) -> Owner {
        let (name, party) = self.around.names.person(text);
        if let Some(party) = party {
            self.names(place, &[Subject::Party(party)]);
        }
        let called = self.around.names.called(&name);
        if !self.around.names.lists_parties() && !self.around.parties_lost && !is_nobody(&name) {
            let called = called.map(str::to_owned);
            self.people.borrow_mut().push(Somebody { name: name.clone(), called });
        }
        let called = called.filter(|_| party.is_none());
        let owner = Owner { called: called.map(Into::into), ..Owner::new(name.as_str(), place, party) };
        // Where it cannot be read who there is, that is told.
        if !name.is_empty() && self.is_stranger(&owner) && !self.around.parties_lost {
            let told = match self.around.names.lists_parties() {
                true => "who is neither an agent of `milepost.yaml` nor a team or person",
                false => "which is nobody's name",
            };
            let message = format!("`{field}` names `{name}`, {told}");
            let diagnostic = Diagnostic::new(Code::UnknownOwner, place, message);
            if !self.around.names.lists_parties() {
                self.report(diagnostic.hint("write who it is, or take the line out"));
                return owner;
            }
            let alone = name == text.trim();
            self.report_meant(diagnostic, Meant::Party { text: name, alone });
        }
        owner
    }

    /// Everything found wrong, in the order it was found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings.into_inner()
    }

    /// Everything found wrong, and what is lost, both in the order they were found.
    pub fn into_found(self) -> Found {
        let extras = self.extras.into_inner();
        let extras = if extras.is_empty() { Vec::new() } else { vec![(self.file, extras)] };
        Found {
            findings: self.findings.into_inner(),
            lost: self.lost.into_inner(),
            extras,
            relations: Vec::new(),
            namings: self.namings.into_inner(),
            people: self.people.into_inner(),
        }
    }
}
