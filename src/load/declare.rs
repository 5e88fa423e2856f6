//! The first look at all files: what exists, under which id, in which order. After it every reference can be
//! resolved, whichever file it stands in.
//!
//! Must not know what the things say.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Document,
    claim::Claim,
    folders,
    identity::{Identity, Origin, fit, id_of_file},
    names::Names,
    people::Person,
    reading::{Finding, Somebody, Surroundings},
    settings::Agent,
    theirs::IdRules,
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::{Id, Key, Kind, Subject},
    text::natural_order,
    world::ProjectPath,
};

/// A thing that a file declares.
#[derive(Debug, Clone)]
pub struct Declared {
    /// The id by which content names it.
    pub id: Id,
    /// Where the id was written.
    pub place: Place,
    /// Which of the documents.
    pub document: usize,
    /// Whether its kind is only what was most likely meant, so that nothing can be said to be missing in it.
    pub guessed: bool,
}

/// A page that a file declares.
#[derive(Debug, Clone)]
pub struct DeclaredPage {
    /// The page; its id is its path.
    pub page: Declared,
    /// What the file was meant to be.
    pub meant: Option<Kind>,
}

/// A party.
#[derive(Debug, Clone)]
pub enum DeclaredParty {
    /// One that stands in `milepost.yaml` alone.
    Agent {
        /// The id by which it is named as an owner.
        id: Id,
        /// Which of the agents.
        agent: usize,
    },
    /// One with a file.
    File {
        /// A team or a person.
        kind: Kind,
        /// Id and file.
        declared: Declared,
        /// The agent of the same id.
        agent: Option<usize>,
    },
    /// One that is named, where nobody is listed.
    Named {
        /// Their name as an id has to be.
        id: Id,
        /// Their name in words, else the one by which they go.
        name: String,
    },
}

impl DeclaredParty {
    /// The id by which it is named as an owner.
    pub fn id(&self) -> &Id {
        match self {
            Self::Agent { id, .. }
            | Self::Named { id, .. }
            | Self::File { declared: Declared { id, .. }, .. } => id,
        }
    }
}

/// Everything that is declared, each list in the order of its table.
#[derive(Debug, Default, Clone)]
pub struct Declarations {
    things: BTreeMap<Kind, Vec<Declared>>,
    /// Agents, teams, people.
    pub parties: Vec<DeclaredParty>,
    /// Pages.
    pub pages: Vec<DeclaredPage>,
    /// Further names of pages: the ids they give.
    page_ids: Vec<(Id, usize)>,
}

impl Declarations {
    /// The things of a kind.
    pub fn of(&self, kind: Kind) -> &[Declared] {
        self.things.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The same with those who are named, where nobody is listed.
    pub fn with_people(&self, people: &[Somebody]) -> Self {
        let mut taken = BTreeSet::new();
        let mut party = |one: &Somebody| {
            let id =
                Some(fit(&one.name)).filter(|id| !id.is_empty()).unwrap_or_else(|| "somebody".to_owned());
            let numbered = (2..).map(|number| format!("{id}-{number}"));
            let mut all = std::iter::once(id.clone()).chain(numbered);
            let id = all.find(|id| taken.insert(id.to_lowercase())).unwrap_or_default();
            let name = one.called.clone().unwrap_or_else(|| one.name.clone());
            DeclaredParty::Named { id: Id::new(id), name }
        };
        Self { parties: people.iter().map(&mut party).collect(), ..self.clone() }
    }
}

/// Everybody of those who were named, each once and in order: of spellings that differ in case alone the first. What is too
/// long for a name, or has to be filled in, is nobody.
pub fn everybody(named: Vec<Somebody>) -> Vec<Somebody> {
    let is_name = |one: &Somebody| {
        one.name.chars().any(char::is_alphanumeric)
            && one.name.chars().count() <= LONGEST_NAME
            && !one.name.contains(['<', '>', '{', '}', '[', ']', '\n'])
    };
    let mut all: BTreeMap<String, Somebody> = BTreeMap::new();
    for one in named.into_iter().filter(is_name) {
        all.entry(one.name.to_lowercase()).or_insert(one);
    }
    let mut all: Vec<Somebody> = all.into_values().collect();
    all.sort_by(|a, b| natural_order(&a.name, &b.name));
    all
}

/// Most characters of the name of somebody.
const LONGEST_NAME: usize = 60;

/// Look at all documents, in path order.
pub fn declare(
    around: &Surroundings<'_>,
    documents: &[Arc<Document>],
    claims: &[Arc<Claim>],
    agents: &[Agent],
) -> (Declarations, Names, Vec<Finding>) {
    let mut census = Census {
        around,
        documents,
        claims,
        declarations: Declarations::default(),
        taken: BTreeMap::new(),
        guesses: BTreeMap::new(),
        written: Vec::new(),
        findings: Vec::new(),
    };
    census.files();
    census.agents(agents);
    census.confusable();
    let Census { mut declarations, guesses, written, findings, .. } = census;
    let mut names = name(&mut declarations, documents, &around.theirs.ids);
    written.iter().for_each(|document| names.add_written(documents[*document].path.as_str()));
    for (document, written) in guesses {
        names.add_guess(documents[document].path.as_str(), written.as_deref());
    }
    add_titles(&mut names, documents, claims, agents);
    for (document, claim) in documents.iter().zip(claims) {
        claim.former.iter().for_each(|id| names.add_former(document.path.as_str(), id));
    }
    if !names.lists_parties() {
        claims.iter().flat_map(|claim| &claim.people).for_each(|named| named.add(&mut names));
    }
    for (id, spellings) in &around.theirs.people {
        for spelling in spellings {
            let person = Person::new(spelling);
            person.names().chain([spelling.as_str()]).for_each(|form| names.add_spelling(form, id));
        }
    }
    (declarations, names, findings)
}

struct Taken {
    place: Place,
    numeric: bool,
    party: bool,
    /// Whether the id was written.
    written: bool,
}

struct Census<'a> {
    around: &'a Surroundings<'a>,
    documents: &'a [Arc<Document>],
    claims: &'a [Arc<Claim>],
    declarations: Declarations,
    taken: BTreeMap<Id, Taken>,
    /// The documents whose own id is lost, and what was written in its place.
    guesses: BTreeMap<usize, Option<String>>,
    /// The documents whose own id was written.
    written: Vec<usize>,
    findings: Vec<Finding>,
}

impl Census<'_> {
    /// What is written counts before what is only the name of a file.
    fn files(&mut self) {
        let mut unwritten = Vec::new();
        let mut misnamed: BTreeMap<ProjectPath, (Kind, Place)> = BTreeMap::new();
        for (index, (document, claim)) in self.documents.iter().zip(self.claims).enumerate() {
            let identity = claim.identity.clone();
            self.findings.extend(claim.findings.iter().cloned());
            if let Some(folder) = &identity.misnamed {
                let start = Place::new(document.file, crate::text::Span::default());
                misnamed.entry(folder.clone()).or_insert((identity.kind, start));
            }
            match identity.origin {
                Origin::Written => unwritten.extend(self.written(index, identity)),
                _ => unwritten.push((index, identity)),
            }
        }
        for (index, identity) in unwritten {
            self.unwritten(index, identity);
        }
        self.findings
            .extend(misnamed.iter().map(|(folder, (kind, first))| misnamed_folder(folder, *kind, *first)));
    }

    /// A thing with an id of its own; back if another has it already.
    fn written(&mut self, index: usize, mut identity: Identity) -> Option<(usize, Identity)> {
        let id = identity.id.clone()?;
        let Some(first) = self.taken.get(&id) else {
            self.written.push(index);
            self.declare(index, identity, true);
            return None;
        };
        let other = self.documents.iter().find(|document| document.file == first.place.file);
        let other = other.map_or_else(
            || "another thing".to_owned(),
            |document| match document.is_listed {
                true => document.path.parent().to_string(),
                false => document.path.to_string(),
            },
        );
        let own = id_of_file(identity.kind, &self.documents[index].path, &self.around.theirs.ids);
        let hint = match identity.kind {
            Kind::Page => "give one of the two another id".to_owned(),
            _ => {
                format!("give one of the two another id; until then this one is read as `{own}`, by its file")
            }
        };
        let diagnostic = Diagnostic::new(
            Code::DuplicateId,
            identity.place,
            format!("`{id}` is the id of `{other}` already"),
        )
        .hint(hint)
        .label(first.place, "first defined here");
        self.findings.push(diagnostic.into());
        identity.origin = Origin::Guessed(None);
        identity.id = (identity.kind != Kind::Page).then_some(own);
        Some((index, identity))
    }

    /// A thing whose id is that of its file, made distinct where that is taken.
    fn unwritten(&mut self, index: usize, mut identity: Identity) {
        if let Origin::Guessed(written) = &identity.origin
            && identity.id.is_some()
        {
            self.guesses.insert(index, written.clone());
        }
        if let Some(id) = &identity.id {
            let folder = self.folder_of(index).map(|folder| Id::new(format!("{id}-{folder}")));
            let numbered = (2..).map(|number| Id::new(format!("{id}-{number}")));
            let all = std::iter::once(id.clone()).chain(folder).chain(numbered);
            identity.id = all.into_iter().find(|id| !self.taken.contains_key(id));
        }
        self.declare(index, identity, false);
    }

    /// The name of the nearest folder of a file that is not that of its kind: what tells two teams apart that both count
    /// from one.
    fn folder_of(&self, index: usize) -> Option<String> {
        let mut folder = self.documents[index].path.parent();
        while folder != *self.around.content && !folder.is_root() {
            let name = folder.file_name();
            let says_nothing = ["doc", "docs", "arch", "architecture", "documentation"];
            if folders::kind_of(name).is_none() && !says_nothing.contains(&name.to_lowercase().as_str()) {
                let clean: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
                return Some(clean.trim_matches('-').to_lowercase()).filter(|clean| !clean.is_empty());
            }
            folder = folder.parent();
        }
        None
    }

    fn declare(&mut self, index: usize, identity: Identity, written: bool) {
        let Identity { kind, id, place, numeric, guessed, .. } = identity;
        let document = &self.documents[index];
        let incomplete = kind == Kind::Sprint && !self.claims[index].dated;
        let declared = |id| Declared { id, place, document: index, guessed };
        let page = declared(Id::new(page_path(self.around, &document.path)));
        let Some(id) = id else {
            return self.declarations.pages.push(DeclaredPage { page, meant: None });
        };
        let party = matches!(kind, Kind::Team | Kind::Person);
        self.taken.insert(id.clone(), Taken { place, numeric, party, written });
        if kind == Kind::Page || incomplete {
            self.declarations.page_ids.push((id, index));
            self.declarations.pages.push(DeclaredPage { page, meant: incomplete.then_some(kind) });
        } else if party {
            let declared = declared(id);
            self.declarations.parties.push(DeclaredParty::File { kind, declared, agent: None });
        } else {
            self.declarations.things.entry(kind).or_default().push(declared(id));
        }
    }

    /// Agents are parties; one with a file of its own is one party with it.
    fn agents(&mut self, agents: &[Agent]) {
        let mut seen: BTreeMap<&Id, Place> = BTreeMap::new();
        for (index, agent) in agents.iter().enumerate() {
            let other = seen.insert(&agent.id, agent.place);
            let other =
                other.or_else(|| self.taken.get(&agent.id).filter(|taken| !taken.party).map(|t| t.place));
            if let Some(place) = other {
                let message = format!("`{}` is the id of another thing already", agent.id);
                let diagnostic = Diagnostic::new(Code::DuplicateId, agent.place, message)
                    .hint("give one of the two another id")
                    .label(place, "the other one");
                self.findings.push(diagnostic.into());
            }
            let known = self.declarations.parties.iter_mut().find(|party| *party.id() == agent.id);
            match known {
                Some(DeclaredParty::File { agent, .. }) => *agent = agent.or(Some(index)),
                Some(DeclaredParty::Agent { .. } | DeclaredParty::Named { .. }) => {}
                None => {
                    let party = DeclaredParty::Agent { id: agent.id.clone(), agent: index };
                    self.declarations.parties.push(party);
                }
            }
        }
    }

    /// Ids that people and programs mistake for each other.
    fn confusable(&mut self) {
        let mut seen: BTreeMap<String, (&Id, Place)> = BTreeMap::new();
        let mut ids: Vec<_> = self.taken.iter().filter(|(_, taken)| taken.written).collect();
        ids.sort_by_key(|(_, taken)| taken.place);
        for (id, taken) in ids {
            let Some((first, place)) = seen.insert(confusion_key(id, taken.numeric), (id, taken.place))
            else {
                continue;
            };
            let diagnostic = Diagnostic::new(
                Code::ConfusableId,
                taken.place,
                format!("`{id}` is easily mistaken for `{first}`"),
            )
            .hint("give one of the two an id that differs in more")
            .label(place, format!("`{first}`"));
            self.findings.push(diagnostic.into());
        }
    }
}

/// A folder with nearly the name of one of ours.
fn misnamed_folder(folder: &ProjectPath, kind: Kind, first: Place) -> Finding {
    let message = format!(
        "no kind of thing has a folder `{folder}`, but its files look like {} and are read as such",
        kind.folder()
    );
    let hint = format!("rename it to `{}`", kind.folder());
    Diagnostic::new(Code::Misnamed, first, message).hint(hint).into()
}

/// By what else people call the things: their titles and names.
fn add_titles(names: &mut Names, documents: &[Arc<Document>], claims: &[Arc<Claim>], agents: &[Agent]) {
    for (document, claim) in documents.iter().zip(claims) {
        if let Some(title) = &claim.title {
            names.add_title(document.path.as_str(), title);
        }
    }
    for agent in agents {
        if let Some(name) = &agent.name {
            names.add_name(&agent.id, name);
        }
        if let Some(subject) = names.find(&agent.id) {
            agent.former.iter().for_each(|id| names.add_former_of(subject, id));
        }
    }
}

/// Equal for ids that differ only in case or, where both are bare numbers, in zeros at the end.
fn confusion_key(id: &str, numeric: bool) -> String {
    let folded = id.to_lowercase();
    match numeric && folded.contains('.') {
        true => folded.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => folded,
    }
}

/// The path of a page: that of its file under the content folder, without ending.
fn page_path(around: &Surroundings<'_>, path: &ProjectPath) -> String {
    let below = path.strip(around.content).unwrap_or(path.as_str());
    match path.is_markdown() {
        true => below[..below.len() - path.extension().len() - 1].to_owned(),
        false => below.to_owned(),
    }
}

/// Put everything in the order of its table, and name it.
fn name(declarations: &mut Declarations, documents: &[Arc<Document>], rules: &IdRules) -> Names {
    let mut names = Names::new(rules.clone());
    let path = |declared: &Declared| documents.get(declared.document).map_or("", |d| d.path.as_str());
    for (&kind, things) in &mut declarations.things {
        things.sort_by(|a, b| natural_order(&a.id, &b.id));
        names.set_order(kind, things.iter().map(|thing| thing.id.clone()).collect());
        for (index, thing) in things.iter().enumerate() {
            let Some(subject) = subject(kind, index) else { continue };
            names.add(&thing.id, subject);
            names.add_number(&thing.id, subject);
            names.add_file(path(thing), subject);
        }
    }
    declarations.parties.sort_by(|a, b| natural_order(a.id(), b.id()));
    names.set_order(Kind::Person, declarations.parties.iter().map(|party| party.id().clone()).collect());
    for (index, party) in declarations.parties.iter().enumerate() {
        let key = Key::new(index);
        names.add(party.id(), Subject::Party(key));
        if let DeclaredParty::File { kind, declared, .. } = party {
            names.add_file(path(declared), Subject::Party(key));
            if *kind == Kind::Team {
                names.add_team(key);
            }
        }
    }
    name_pages(declarations, documents, &mut names);
    names
}

fn name_pages(declarations: &mut Declarations, documents: &[Arc<Document>], names: &mut Names) {
    let mut paths = BTreeSet::new();
    for DeclaredPage { page, .. } in &mut declarations.pages {
        if !paths.insert(page.id.clone()) {
            let ending = documents.get(page.document).map_or("", |document| document.path.extension());
            page.id = Id::new(format!("{}.{ending}", page.id));
            paths.insert(page.id.clone());
        }
    }
    declarations.pages.sort_by(|a, b| natural_order(&a.page.id, &b.page.id));
    names.set_order(Kind::Page, declarations.pages.iter().map(|page| page.page.id.clone()).collect());
    let mut by_document = BTreeMap::new();
    for (index, DeclaredPage { page, meant }) in declarations.pages.iter().enumerate() {
        let subject = Subject::Page(Key::new(index));
        by_document.insert(page.document, subject);
        names.add(&page.id, subject);
        names.add_file(documents.get(page.document).map_or("", |d| d.path.as_str()), subject);
        if let Some(kind) = meant {
            names.add_meant(subject, *kind);
        }
    }
    for (id, document) in &declarations.page_ids {
        if let Some(&subject) = by_document.get(document) {
            names.add(id, subject);
        }
    }
}

/// Row `index` of the table of `kind`; parties and pages are numbered apart.
fn subject(kind: Kind, index: usize) -> Option<Subject> {
    Some(match kind {
        Kind::Phase => Subject::Phase(Key::new(index)),
        Kind::Milestone => Subject::Milestone(Key::new(index)),
        Kind::Sprint => Subject::Sprint(Key::new(index)),
        Kind::Risk => Subject::Risk(Key::new(index)),
        Kind::Blocker => Subject::Blocker(Key::new(index)),
        Kind::Service => Subject::Service(Key::new(index)),
        Kind::Contract => Subject::Contract(Key::new(index)),
        Kind::Task => Subject::Task(Key::new(index)),
        Kind::Decision => Subject::Decision(Key::new(index)),
        Kind::Team | Kind::Person | Kind::Page => return None,
    })
}
