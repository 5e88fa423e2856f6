//! Which settings follow from the keys, words and folders of somebody else's Markdown.
//!
//! Proposes only what its names say: a key that is known to mean one of ours, a word that is known to be a kind. What is
//! not understood becomes a comment for whoever knows it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;

use super::{
    folder::{self, Folder, WHOLE, known},
    front::{FEW, field, single},
};
use crate::{
    diag::{FileId, Sources},
    load::{
        Document, Value,
        fields::snake,
        folders,
        generators::is_theirs,
        preamble::is_known,
        read_document::read_document,
        register, sidecar,
        templates::is_template,
        theirs::{
            kind_of_word,
            kinds::{self, Rule, rule},
        },
        vocabulary::stage,
        words::parse_word,
        yaml::quoted,
    },
    model::Kind,
    world::{ProjectPath, World},
};

/// Keys of other tools, and the fields of ours that they are.
const MEANT: [(&str, &str); 27] = [
    ("assignee", "assigned_to"),
    ("assignees", "assigned_to"),
    ("begin", "start"),
    ("blocked_on", "blocked_by"),
    ("dependencies", "depends_on"),
    ("dependency", "depends_on"),
    ("depends", "depends_on"),
    ("driver", "owner"),
    ("due", "deadline"),
    ("due_date", "deadline"),
    ("end_date", "finish"),
    ("epic", "parent"),
    ("finish_date", "finish"),
    ("identifier", "id"),
    ("issue_id", "id"),
    ("key", "id"),
    ("lead", "owner"),
    ("needs", "depends_on"),
    ("number", "id"),
    ("parent_id", "parent"),
    ("parent_task_id", "parent"),
    ("part_of", "parent"),
    ("point_of_contact", "owner"),
    ("responsible", "owner"),
    ("start_date", "start"),
    ("state", "status"),
    ("target_date", "finish"),
];

/// Keys that name who answers for a milestone or phase, the surest first; the first that is there is the owner.
const OWNERS: [&str; 6] = ["assignee", "assignees", "champion", "owning_sig", "author", "authors"];

/// Files beside READMEs that describe what these are about.
const SIDECARS: [&str; 4] = ["kep.yaml", "proposal.yaml", "metadata.yaml", "project.yaml"];

/// Fewest things that a file lists in tables.
const FEW_ROWS: usize = 3;

/// What the content looks like.
#[derive(Debug, Default)]
pub struct Guesses {
    kinds: BTreeMap<String, Kind>,
    fields: BTreeMap<&'static str, BTreeSet<String>>,
    /// What stands before a number from the name of a file.
    prefixes: BTreeMap<Kind, String>,
    /// Words of statuses that nobody knows, with how often they stand there.
    unknown: BTreeMap<String, usize>,
    /// The same of decisions.
    undecided: BTreeMap<String, usize>,
    ignore: BTreeMap<String, usize>,
    sidecar: Option<&'static str>,
    /// Files, below the content folder, that list things in tables.
    tables: Vec<String>,
}

impl Guesses {
    /// Look at all Markdown of a folder of a repository that is called `title`.
    pub fn new(world: &dyn World, content: &ProjectPath, title: &str) -> Self {
        let paths = world.list_markdown(content).files;
        let mut documents: Vec<Arc<Document>> = paths
            .into_par_iter()
            .filter_map(|path| {
                let read = read_document(FileId::default(), path.clone(), &world.read(&path).ok()?);
                Some(Arc::new(read.1))
            })
            .collect();
        let mut guesses = Self::default();
        let others = world.list(content).files;
        guesses.sidecar = SIDECARS
            .into_iter()
            .find(|name| others.iter().filter(|path| path.file_name() == *name).count() >= FEW);
        if let Some(name) = guesses.sidecar {
            // what is wrong with them is told when they are read under the settings
            drop(sidecar::attach(world, name, &others, &mut documents, &mut Sources::default()));
        }
        let kind_key = guesses.kinds_by_word(&documents);
        guesses.kinds_by_folder(&documents, content, title);
        let things: Vec<&Document> = documents
            .iter()
            .map(|document| &**document)
            .filter(|document| guesses.is_thing(document, content, kind_key))
            .collect();
        guesses.keys(&things, content);
        guesses.titles(&things);
        guesses.owners(&things);
        guesses.tables(&documents, &things, content);
        guesses
    }

    /// The key that holds the kind, where the words in it are known for kinds.
    fn kinds_by_word(&mut self, documents: &[Arc<Document>]) -> Option<&'static str> {
        for key in ["kind", "type", "item_type", "issue_type"] {
            let mut words: BTreeMap<String, usize> = BTreeMap::new();
            for document in documents {
                if let Some(word) = field(document, key).and_then(single) {
                    *words.entry(word.to_owned()).or_default() += 1;
                }
            }
            let found: Vec<(String, Kind)> =
                words.keys().filter_map(|word| Some((word.clone(), kind_of_word(word)?))).collect();
            if found.is_empty() {
                continue;
            }
            for (word, kind) in found {
                if parse_word::<Kind>(&word).is_none() {
                    self.kinds.insert(word, kind);
                }
            }
            if key != "kind" {
                self.fields.entry("kind").or_default().insert(key.to_owned());
            }
            return Some(key);
        }
        None
    }

    /// Folders whose names say what lies in them and whose files say where they stand, and those whose files are numbered
    /// proposals. The content folder is one of them, unless it has folders whose names say so.
    fn kinds_by_folder(&mut self, documents: &[Arc<Document>], content: &ProjectPath, title: &str) {
        if !self.kinds.is_empty() {
            return;
        }
        let mut counts: BTreeMap<(String, Option<Kind>), Folder> = BTreeMap::new();
        let (mut own, mut has_named, mut has_records) = (Folder::default(), false, false);
        for document in documents.iter().filter(|document| !is_template(document, content)) {
            let mut path = String::new();
            let mut place = None;
            for part in document.path.parent().strip(content).unwrap_or_default().split('/') {
                path = if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") };
                if let Some(ours) = folders::kind_of(part) {
                    has_records |= ours == Kind::Decision;
                    place = Some(None);
                } else if let Some(kind) = known(part) {
                    place = Some(Some((path.clone(), Some(kind))));
                    break;
                }
            }
            has_named |= place.is_some();
            own.add(document, self.sidecar);
            let unnamed = || Some((folder::around(document, content), None));
            if let Some(place) = place.unwrap_or_else(unnamed) {
                counts.entry(place).or_default().add(document, self.sidecar);
            }
        }
        let name = content.file_name();
        if let Some(kind) = known(name).filter(|_| !has_named && folders::kind_of(name).is_none()) {
            counts.clear();
            counts.insert((WHOLE.to_owned(), Some(kind)), own.clone());
        }
        if let Some(kind) = folders::kind_of(name).filter(|kind| !has_named && *kind != Kind::Page) {
            // its own name would say what lies in it, were it not the content folder
            if own.tells() {
                self.kinds.insert(format!("{WHOLE}/"), kind);
            }
            return;
        }
        for ((path, kind), folder) in counts {
            let last = if path == WHOLE { name } else { path.rsplit('/').next().unwrap_or(&path) };
            let Some(kind) = folder.kind(last, kind) else { continue };
            let prefix = folder.prefix(last, title).filter(|_| !(has_records && kind == Kind::Decision));
            if let Some(prefix) = prefix {
                self.prefixes.insert(kind, prefix);
            }
            match folder.names(&own).filter(|_| path == WHOLE) {
                Some(names) => {
                    // those of that name elsewhere are something else
                    let fits = |document: &&Arc<Document>| {
                        names.iter().any(|name| kinds::fits(name, document.path.file_name()))
                    };
                    for document in documents.iter().filter(fits) {
                        let below = document.path.strip(content).unwrap_or_default();
                        if let Some((folder, _)) = below.split_once('/') {
                            self.kinds.entry(format!("{folder}/")).or_insert(Kind::Page);
                        }
                    }
                    self.kinds.extend(names.into_iter().map(|name| (name, kind)));
                }
                None => {
                    self.kinds.insert(format!("{path}/"), kind);
                }
            }
        }
    }

    /// The kind that a file has by its folder, or by what is proposed for its folder or its name.
    fn kind_by_place(&self, document: &Document, content: &ProjectPath) -> Option<Kind> {
        let node = document.front_matter.as_ref();
        match folders::of(&document.path, content, node) {
            folders::Folder::Ours(kind) | folders::Folder::Nearly(kind, _) => return Some(kind),
            folders::Folder::Other => {}
        }
        let parent = document.path.parent();
        let below = parent.strip(content).unwrap_or_default();
        let fits = |key: &str| match rule(key) {
            Rule::Folder(folder) => folder == WHOLE || below.starts_with(folder),
            Rule::Name(name) => kinds::fits(name, document.path.file_name()),
            Rule::Word(_) => false,
        };
        self.kinds.iter().find(|(key, _)| fits(key)).map(|(_, kind)| *kind)
    }

    fn is_thing(&self, document: &Document, content: &ProjectPath, kind_key: Option<&str>) -> bool {
        let by_word = || kind_key.and_then(|key| field(document, key)).is_some();
        self.kind_by_place(document, content).is_some() || by_word()
    }

    /// Files that list things which have no files: where some do, a table may only tell how they stand.
    fn tables(&mut self, documents: &[Arc<Document>], things: &[&Document], content: &ProjectPath) {
        let has_file = |kind: Kind| {
            things.iter().any(|document| {
                let node = document.front_matter.as_ref();
                folders::of(&document.path, content, node) == folders::Folder::Ours(kind)
            })
        };
        if !self.kinds.is_empty() || has_file(Kind::Milestone) || has_file(Kind::Risk) {
            return;
        }
        let lists = |document: &&Arc<Document>| {
            !things.iter().any(|thing| thing.path == document.path) && register::count(document) >= FEW_ROWS
        };
        let names = documents.iter().filter(lists).map(|document| document.path.strip(content));
        self.tables = names.flatten().map(str::to_owned).collect();
    }

    /// `summary` is the title where the texts have no other.
    fn titles(&mut self, things: &[&Document]) {
        let untitled = |document: &&&Document| {
            field(document, "summary").is_some()
                && field(document, "title").is_none()
                && document.heading().is_none()
        };
        if things.iter().filter(untitled).count() >= FEW {
            self.fields.entry("title").or_default().insert("summary".to_owned());
            self.ignore.remove("summary");
        }
    }

    /// Milestones and phases have an owner, whom other tools call by other names.
    fn owners(&mut self, things: &[&Document]) {
        let owned = self.kinds.values().any(|kind| matches!(kind, Kind::Milestone | Kind::Phase));
        let named = |key: &str| things.iter().filter(|thing| field(thing, key).is_some()).count() >= FEW;
        if !owned || self.fields.contains_key("owner") || named("owner") || named("owners") {
            return;
        }
        if let Some(key) = OWNERS.into_iter().find(|key| named(key)) {
            self.fields.entry("owner").or_default().insert(key.to_owned());
            self.ignore.remove(key);
        }
    }

    /// Keys that are ours under another name, keys that are nobody's, words that nobody knows.
    fn keys(&mut self, things: &[&Document], content: &ProjectPath) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for document in things {
            let Some(Value::Map(entries)) = document.front_matter.as_ref().map(|node| &node.value) else {
                continue;
            };
            let names: BTreeSet<String> =
                entries.iter().map(|(key, _)| snake(&key.text).into_owned()).collect();
            // what decisions say of theirs is read under many names, and told by how many are read
            let is_decision = self.kind_by_place(document, content) == Some(Kind::Decision);
            for name in &names {
                *counts.entry(name.clone()).or_default() += 1;
                let meant = MEANT.iter().filter(|_| !is_decision).find(|(theirs, _)| theirs == name);
                if let Some(ours) = meant.map(|(_, ours)| *ours).filter(|ours| !names.contains(*ours)) {
                    self.fields.entry(ours).or_default().insert(name.clone());
                }
            }
            if is_decision {
                continue;
            }
            let status =
                ["status", "state"].into_iter().find_map(|key| field(document, key)).and_then(single);
            if let Some(word) = status.filter(|word| word.len() < 40 && stage(word).is_none()) {
                *self.unknown.entry(word.to_owned()).or_default() += 1;
            }
        }
        let taken: BTreeSet<&String> = self.fields.values().flatten().collect();
        let nobodys = |name: &String| {
            !crate::load::fields::is_key(name)
                && !is_known(name)
                && !is_theirs(name)
                && !OURS.contains(&name.as_str())
                && !taken.contains(name)
        };
        self.ignore = counts.into_iter().filter(|(name, _)| nobodys(name)).collect();
    }

    /// Leave keys out of what is told: they stand in several files, and nobody reads them there.
    pub fn ignore(&mut self, keys: impl IntoIterator<Item = (String, usize)>) {
        let taken: BTreeSet<&String> = self.fields.values().flatten().collect();
        let several = keys.into_iter().filter(|(key, count)| *count >= FEW && !taken.contains(key));
        let several: Vec<(String, usize)> = several.collect();
        self.ignore.extend(several);
    }

    /// Words of the statuses of decisions that nobody knows, with how often they stand there.
    pub fn undecided(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words.into_iter().filter(|word| word.len() < 40 && stage(word).is_none()) {
            *self.undecided.entry(word).or_default() += 1;
        }
    }

    /// The settings as text for a file.
    pub fn settings(&self, title: &str, start: &str) -> String {
        let mut text = format!("title: {}\nstart: {start}\n", quoted(title));
        if let Some(name) = self.sidecar {
            text.push_str(&format!("sidecar: {name}  # front matter beside a README.md\n"));
        }
        if !self.tables.is_empty() {
            let names: Vec<String> = self.tables.iter().map(|name| plain(name)).collect();
            text.push_str(&format!(
                "tables: [{}]  # each row of their tables is a thing\n",
                names.join(", ")
            ));
        }
        if !self.kinds.is_empty() {
            text.push_str("kinds:  # a word of the field that holds the kind, or a folder ending in /\n");
            for (key, kind) in &self.kinds {
                text.push_str(&format!("  {}: {}\n", plain(key), kind.word()));
            }
        }
        if !self.fields.is_empty() {
            let fields = self.fields.iter().map(|(ours, theirs)| {
                let theirs: Vec<&str> = theirs.iter().map(String::as_str).collect();
                match theirs.as_slice() {
                    [one] => format!("{ours}: {one}"),
                    several => format!("{ours}: [{}]", several.join(", ")),
                }
            });
            text.push_str(&format!(
                "fields: {{{}}}  # ours: theirs\n",
                fields.collect::<Vec<_>>().join(", ")
            ));
        }
        if !self.prefixes.is_empty() {
            let prefixes: Vec<String> =
                self.prefixes.iter().map(|(kind, prefix)| format!("{}: {prefix}", kind.word())).collect();
            text.push_str(&format!(
                "ids: {{prefixes: {{{}}}}}  # before the number in the name of a file\n",
                prefixes.join(", ")
            ));
        }
        if !self.ignore.is_empty() {
            let keys: Vec<String> = self.ignore.keys().take(40).map(|key| plain(key)).collect();
            text.push_str(&format!("ignore: [{}]  # shown, and never told\n", keys.join(", ")));
        }
        if !(self.unknown.is_empty() && self.undecided.is_empty()) {
            text.push_str(
                "# statuses:  # words that are not known: say which of ours each is, and take away the `#`\n",
            );
            for (word, count) in &self.unknown {
                text.push_str(&format!(
                    "#   {}: planned  # {count} times; or in_progress, blocked, done, cancelled\n",
                    plain(word)
                ));
            }
            for (word, count) in &self.undecided {
                text.push_str(&format!(
                    "#   {}: accepted  # {count} times; or proposed, rejected, deprecated, superseded\n",
                    plain(word)
                ));
            }
        }
        text
    }
}

/// Fields that are read beside those of the table of names.
const OURS: [&str; 21] = [
    "authors",
    "author",
    "blocked_by",
    "children",
    "created",
    "date",
    "enables",
    "last_updated",
    "owners",
    "parent",
    "replaces",
    "requires",
    "superseded_by",
    "supersedes",
    "updated",
    "created_on",
    "updated_on",
    "waits_for",
    "stage",
    "state",
    "decided_by",
];

/// A text as YAML: in quotes where it has to be.
fn plain(text: &str) -> String {
    let is_plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ' '));
    match is_plain && !text.starts_with(['-', ' ', '.']) && !text.ends_with(' ') {
        true => text.to_owned(),
        false => quoted(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::Memory;

    #[test]
    fn names_say_what_is_meant() {
        let world = Memory::of([
            (
                "content/backlog/a.md",
                "---\nid: B-1\ntitle: A\nstatus: Simmering\nassignee: ines\neffort: 3\n---\n",
            ),
            ("content/backlog/b.md", "---\nid: B-2\ntitle: B\nstatus: To Do\ndependencies: [B-1]\n---\n"),
        ])
        .expect("clean paths");
        let content = ProjectPath::new("content").expect("clean");
        let text = Guesses::new(&world, &content, "Seeds").settings("Seeds", "2026-01-05");
        assert_eq!(
            text,
            "title: \"Seeds\"\nstart: 2026-01-05\n\
             kinds:  # a word of the field that holds the kind, or a folder ending in /\n  backlog/: task\n\
             fields: {assigned_to: assignee, depends_on: dependencies}  # ours: theirs\n\
             ignore: [effort]  # shown, and never told\n\
             # statuses:  # words that are not known: say which of ours each is, and take away the `#`\n\
             #   Simmering: planned  # 1 times; or in_progress, blocked, done, cancelled\n"
        );
    }
}
