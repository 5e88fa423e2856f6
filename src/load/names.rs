//! Everything in the program that has a name, before any of it is read: ids, files, parties.
//!
//! Must not know how references are written; that is for `references`.

use std::collections::BTreeMap;

use crate::{
    model::{Id, Key, Kind, Party, Subject},
    text::nearest,
};

/// The names of a program.
#[derive(Debug, Default)]
pub struct Names {
    things: BTreeMap<Id, Subject>,
    folded: BTreeMap<String, Option<Subject>>,
    parties: BTreeMap<Id, Key<Party>>,
    folded_parties: BTreeMap<String, Option<Key<Party>>>,
    files: BTreeMap<String, Subject>,
    others: Vec<String>,
    teams: Vec<Key<Party>>,
    ids: BTreeMap<Kind, Vec<Id>>,
}

impl Names {
    /// Name a thing.
    pub fn add(&mut self, id: &Id, subject: Subject) {
        self.things.entry(id.clone()).or_insert(subject);
        add_folded(&mut self.folded, id, subject);
        if let Subject::Party(key) = subject {
            self.parties.entry(id.clone()).or_insert(key);
            add_folded(&mut self.folded_parties, id, key);
        }
    }

    /// Say which file a thing was read from.
    pub fn add_file(&mut self, path: &str, subject: Subject) {
        self.files.entry(path.to_owned()).or_insert(subject);
    }

    /// Say which files there are that are no things.
    pub fn set_others(&mut self, paths: impl IntoIterator<Item = String>) {
        self.others = paths.into_iter().collect();
    }

    /// Say in which order the things of a kind stand in their table.
    pub fn set_order(&mut self, kind: Kind, ids: Vec<Id>) {
        self.ids.insert(kind, ids);
    }

    /// Say that a party is a team.
    pub fn add_team(&mut self, key: Key<Party>) {
        self.teams.push(key);
    }

    /// The thing of that id.
    pub fn find(&self, id: &str) -> Option<Subject> {
        self.things.get(id).copied()
    }

    /// The only thing whose id differs from `id` in nothing but case.
    pub fn find_folded(&self, id: &str) -> Option<Subject> {
        self.folded.get(&id.to_lowercase()).copied().flatten()
    }

    /// The thing that was read from a file.
    pub fn in_file(&self, path: &str) -> Option<Subject> {
        self.files.get(path).copied()
    }

    /// The party of that name, in any case.
    pub fn party(&self, id: &str) -> Option<Key<Party>> {
        let exact = self.parties.get(id).copied();
        exact.or_else(|| self.folded_parties.get(&id.to_lowercase()).copied().flatten())
    }

    /// The id of a thing, for messages.
    pub fn id(&self, subject: Subject) -> &str {
        let index = match subject {
            Subject::Phase(key) => key.index(),
            Subject::Milestone(key) => key.index(),
            Subject::Sprint(key) => key.index(),
            Subject::Risk(key) => key.index(),
            Subject::Blocker(key) => key.index(),
            Subject::Service(key) => key.index(),
            Subject::Contract(key) => key.index(),
            Subject::Task(key) => key.index(),
            Subject::Decision(key) => key.index(),
            Subject::Party(key) => key.index(),
            Subject::Page(key) => key.index(),
        };
        let kind = match kind_of(subject) {
            Kind::Team => Kind::Person,
            kind => kind,
        };
        self.ids.get(&kind).and_then(|ids| ids.get(index)).map_or("", |id| id)
    }

    /// What kind a thing is of.
    pub fn kind(&self, subject: Subject) -> Kind {
        match subject {
            Subject::Party(key) if self.teams.contains(&key) => Kind::Team,
            _ => kind_of(subject),
        }
    }

    /// The id most like `id`.
    pub fn nearest_thing(&self, id: &str) -> Option<&str> {
        nearest(id, self.things.keys().map(|id| &**id))
    }

    /// The party most like `id`.
    pub fn nearest_party(&self, id: &str) -> Option<&str> {
        nearest(id, self.parties.keys().map(|id| &**id))
    }

    /// The file most like `path`: one of the same name elsewhere, else the nearest spelling.
    pub fn nearest_file(&self, path: &str) -> Option<&str> {
        let file_name = path.rsplit('/').next().unwrap_or(path);
        let files = || self.files.keys().chain(&self.others).map(String::as_str);
        let elsewhere = files().find(|file| file.rsplit('/').next() == Some(file_name));
        elsewhere.or_else(|| nearest(path, files()))
    }
}

fn add_folded<T: Copy + PartialEq>(map: &mut BTreeMap<String, Option<T>>, id: &str, value: T) {
    let known = map.entry(id.to_lowercase()).or_insert(Some(value));
    if *known != Some(value) {
        *known = None;
    }
}

fn kind_of(subject: Subject) -> Kind {
    match subject {
        Subject::Phase(_) => Kind::Phase,
        Subject::Milestone(_) => Kind::Milestone,
        Subject::Sprint(_) => Kind::Sprint,
        Subject::Risk(_) => Kind::Risk,
        Subject::Blocker(_) => Kind::Blocker,
        Subject::Service(_) => Kind::Service,
        Subject::Contract(_) => Kind::Contract,
        Subject::Task(_) => Kind::Task,
        Subject::Decision(_) => Kind::Decision,
        Subject::Party(_) => Kind::Person,
        Subject::Page(_) => Kind::Page,
    }
}
