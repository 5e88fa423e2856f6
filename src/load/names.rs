//! Everything in the program that has a name, before any of it is read: ids, files, parties.
//!
//! Must not know how references are written; that is for `references`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use super::{people::Person, theirs::IdRules, words::fold};
use crate::{
    model::{Id, Key, Kind, Party, Subject},
    text::{natural_order, nearest},
};

/// The names of a program. Cheap to copy; a copy knows of nothing that names what has lost its id.
#[derive(Debug, Default)]
pub struct Names {
    known: Arc<Known>,
    /// By title or name, folded; several may have the same.
    titles: Arc<BTreeMap<String, Vec<Subject>>>,
    others: Vec<String>,
    /// Names, without signs and case, of files that would be things but for the ending of their name.
    unread: BTreeSet<String>,
    /// Things whose own id is lost, and whether something was found to name them.
    guesses: BTreeMap<Subject, AtomicBool>,
}

/// What ids and paths say.
#[derive(Debug, Clone, Default)]
struct Known {
    things: BTreeMap<Id, Subject>,
    folded: BTreeMap<String, Option<Subject>>,
    parties: BTreeMap<Id, Key<Party>>,
    /// Whether the parties are those who are named, because nobody is listed.
    unlisted: bool,
    folded_parties: BTreeMap<String, Option<Key<Party>>>,
    files: BTreeMap<String, Subject>,
    /// Other names of things whose id is lost, without signs and case; of a name that several have, none.
    guessed: BTreeMap<String, Option<Subject>>,
    /// What pages were meant to be that could not be read as such.
    meant: BTreeMap<Subject, Kind>,
    teams: Vec<Key<Party>>,
    /// The ids of people by the other forms in which they are named.
    spelled: BTreeMap<String, String>,
    /// The names in words of people who are known by a short one.
    called: BTreeMap<String, String>,
    /// Things by the number at the end of their id, or at the beginning of the name of their file.
    numbers: BTreeMap<u64, Vec<Numbered>>,
    /// Things by the name of their file without its ending, in lower case.
    stems: BTreeMap<String, Vec<Subject>>,
    /// Things whose id was written.
    written: BTreeSet<Subject>,
    /// The folders of things.
    folders: BTreeMap<Subject, String>,
    /// Other beginnings of ids.
    rules: IdRules,
    /// Ids that things had before; of one that several had, none.
    former: BTreeMap<String, Option<Subject>>,
    ids: BTreeMap<Kind, Vec<Id>>,
}

/// A thing with a number.
#[derive(Debug, Clone)]
struct Numbered {
    subject: Subject,
    /// What stands before the number in its id, without signs, in lower case; `None` where the number is that of its file.
    letters: Option<String>,
}

impl Clone for Names {
    fn clone(&self) -> Self {
        Self {
            known: Arc::clone(&self.known),
            titles: Arc::clone(&self.titles),
            others: self.others.clone(),
            unread: self.unread.clone(),
            guesses: self.guesses.keys().map(|subject| (*subject, AtomicBool::new(false))).collect(),
        }
    }
}

impl Names {
    /// No names yet, under the rules of the settings.
    pub fn new(rules: IdRules) -> Self {
        let known = Known { rules, ..Known::default() };
        Self { known: Arc::new(known), ..Self::default() }
    }

    fn known(&mut self) -> &mut Known {
        Arc::make_mut(&mut self.known)
    }

    /// Name a thing.
    pub fn add(&mut self, id: &Id, subject: Subject) {
        let known = self.known();
        known.things.entry(id.clone()).or_insert(subject);
        add_folded(&mut known.folded, id, subject);
        if let Subject::Party(key) = subject {
            known.parties.entry(id.clone()).or_insert(key);
            add_folded(&mut known.folded_parties, id, key);
        }
    }

    /// Say which file a thing was read from.
    pub fn add_file(&mut self, path: &str, subject: Subject) {
        let known = self.known();
        known.files.entry(path.to_owned()).or_insert(subject);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
        let digits = stem.find(|c: char| !c.is_ascii_digit()).unwrap_or(stem.len());
        known.folders.entry(subject).or_insert_with(|| folder.to_owned());
        if let Ok(number) = stem[..digits].parse() {
            known.numbers.entry(number).or_default().push(Numbered { subject, letters: None });
        }
        known.stems.entry(stem).or_default().push(subject);
    }

    /// Say that the id of the thing of a file is its own: then the name of the file is no other name of it.
    pub fn add_written(&mut self, path: &str) {
        if let Some(&subject) = self.known.files.get(path) {
            self.known().written.insert(subject);
        }
    }

    /// Say which number the id of a thing ends in.
    pub fn add_number(&mut self, id: &str, subject: Subject) {
        if let Some((letters, number)) = lettered(id) {
            self.known()
                .numbers
                .entry(number)
                .or_default()
                .push(Numbered { subject, letters: Some(letters) });
        }
    }

    /// Say in which other form somebody is named.
    pub fn add_spelling(&mut self, form: &str, id: &str) {
        self.known().spelled.entry(form.to_lowercase()).or_insert_with(|| id.to_owned());
    }

    /// Say that a short name and a name in words are those of one person.
    pub fn add_called(&mut self, id: &str, name: &str) {
        self.add_spelling(name, id);
        self.known().called.entry(id.to_owned()).or_insert_with(|| name.to_owned());
    }

    /// The name in words of somebody who is known by a short one.
    pub fn called(&self, id: &str) -> Option<&str> {
        self.known.called.get(id).map(String::as_str)
    }

    /// Somebody as they are known: the name by which they go, and the party.
    pub fn person(&self, text: &str) -> (String, Option<Key<Party>>) {
        let text = text.trim();
        let text = text.strip_prefix("[[").and_then(|n| n.strip_suffix("]]")).unwrap_or(text);
        let plain = text.strip_prefix('@').unwrap_or(text).trim();
        if let Some(party) = self.party(plain) {
            return (plain.to_owned(), Some(party));
        }
        let person = Person::new(text);
        let known = person.names().find_map(|name| Some((name.to_owned(), self.party(name)?)));
        let spelled = || {
            let id =
                person.names().chain([text]).find_map(|form| self.known.spelled.get(&form.to_lowercase()))?;
            Some((id.clone(), self.party(id)))
        };
        // A name beside a handle or an address is no slip for an id.
        let titled = || {
            let name = person.name.filter(|_| person.handle.is_some() || person.mail.is_some())?;
            match self.titled(name, &[Kind::Person])? {
                Subject::Party(key) => Some((self.id(Subject::Party(key)).to_owned(), Some(key))),
                _ => None,
            }
        };
        let own = || (person.id().unwrap_or(plain).to_owned(), None);
        known.map(|(name, party)| (name, Some(party))).or_else(spelled).or_else(titled).unwrap_or_else(own)
    }

    /// The thing that a name means which is no id: another beginning of one, the name of a file, a number with or without
    /// letters before it. Of several, that in the same folder as `from`, a file.
    /// With whether it is only loosely named so.
    pub fn find_spelled(&self, text: &str, kinds: &[Kind], from: &str) -> Option<(Subject, bool)> {
        let text = text.trim();
        let by_alias = || {
            let id = self.known.rules.with_own_beginning(text)?;
            self.find(&id).or_else(|| self.find_folded(&id))
        };
        let name = text.to_lowercase();
        let is_file = name.ends_with(".md");
        let stem = name.strip_suffix(".md").unwrap_or(&name);
        let fits = |subject: &Subject| {
            (kinds.is_empty() || kinds.contains(&kind_of(*subject)))
                && !matches!(subject, Subject::Page(_))
                && (is_file || !self.known.written.contains(subject))
        };
        let by_stem = || {
            let found = self.known.stems.get(stem)?.iter().copied().filter(fits);
            self.only(found.collect(), from)
        };
        let exact = by_alias().or_else(by_stem).map(|subject| (subject, false));
        exact.or_else(|| self.by_number(text, kinds, from).map(|subject| (subject, true)))
    }

    fn by_number(&self, text: &str, kinds: &[Kind], from: &str) -> Option<Subject> {
        let (letters, number) = lettered(text)?;
        let numbered = self.known.numbers.get(&number)?.iter();
        let own = self.in_file(from).map(kind_of);
        let fits = |found: &&Numbered| {
            let kind = kind_of(found.subject);
            kinds.contains(&kind) || (kinds.is_empty() && Some(kind) == own)
        };
        let same = |found: &&Numbered| {
            letters.is_empty() || found.letters.as_ref().is_some_and(|own| *own == letters)
        };
        let found: BTreeSet<Subject> =
            numbered.clone().filter(fits).filter(same).map(|found| found.subject).collect();
        self.only(found.into_iter().collect(), from)
    }

    /// The only one of some things, else the only one in the folder of a file.
    fn only(&self, found: Vec<Subject>, from: &str) -> Option<Subject> {
        if let [only] = found[..] {
            return Some(only);
        }
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut near = found
            .into_iter()
            .filter(|subject| self.known.folders.get(subject).is_some_and(|own| own == folder));
        near.next().filter(|_| near.next().is_none())
    }

    /// Say by which title the thing of a file goes.
    pub fn add_title(&mut self, path: &str, title: &str) {
        let Some(subject) = self.in_file(path) else { return };
        Arc::make_mut(&mut self.titles).entry(fold(title)).or_default().push(subject);
        if self.guesses.contains_key(&subject) {
            self.also_guess(title, subject);
        }
    }

    /// Say that the thing of a file goes by another title than it did. Whether it can be said so: what has lost its id is also
    /// known by its title, and somebody by the name that the settings give.
    pub fn retitle(&mut self, path: &str, before: Option<&str>, after: Option<&str>) -> bool {
        let Some(subject) = self.in_file(path) else { return true };
        if self.guesses.contains_key(&subject) || matches!(subject, Subject::Party(_)) {
            return false;
        }
        let titles = Arc::make_mut(&mut self.titles);
        if let Some(known) = before.and_then(|before| titles.get_mut(&fold(before))) {
            known.retain(|other| *other != subject);
        }
        if let Some(after) = after {
            titles.entry(fold(after)).or_default().push(subject);
        }
        true
    }

    /// Say by which name a party goes.
    pub fn add_name(&mut self, id: &str, name: &str) {
        let Some(&key) = self.known.parties.get(id) else { return };
        let known = Arc::make_mut(&mut self.titles).entry(fold(name)).or_default();
        if !known.contains(&Subject::Party(key)) {
            known.push(Subject::Party(key));
        }
    }

    /// Say that the id of the thing of a file is lost; `written` stood in its place.
    pub fn add_guess(&mut self, path: &str, written: Option<&str>) {
        let Some(subject) = self.in_file(path) else { return };
        self.guesses.insert(subject, AtomicBool::new(false));
        let stem = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(stem, _)| stem);
        for name in stem.into_iter().chain(written) {
            self.also_guess(name, subject);
        }
    }

    fn also_guess(&mut self, name: &str, subject: Subject) {
        let known = self.known().guessed.entry(squeezed(name)).or_insert(Some(subject));
        if *known != Some(subject) {
            *known = None;
        }
    }

    /// Say that a page was meant to be a thing of a kind.
    pub fn add_meant(&mut self, subject: Subject, kind: Kind) {
        self.known().meant.insert(subject, kind);
    }

    /// Say that a file is not read for the ending of its name.
    pub fn add_unread(&mut self, stem: &str) {
        self.unread.insert(squeezed(stem));
    }

    /// Say which files there are that are no things.
    pub fn set_others(&mut self, paths: impl IntoIterator<Item = String>) {
        self.others = paths.into_iter().collect();
    }

    /// Say in which order the things of a kind stand in their table.
    pub fn set_order(&mut self, kind: Kind, ids: Vec<Id>) {
        self.known().ids.insert(kind, ids);
    }

    /// Whether the program lists anybody: else parties are made up from use, and all of them exist.
    pub fn lists_parties(&self) -> bool {
        !self.known.parties.is_empty() && !self.known.unlisted
    }

    /// Name those who exist because they are named, in the order of their table: the id that each has, and the name by which
    /// they go. They are found where somebody has to stand, and nowhere else.
    pub fn add_named<'a>(&mut self, people: impl Iterator<Item = (&'a Id, &'a str)>) {
        let (ids, people): (Vec<Id>, Vec<&str>) = people.map(|(id, name)| (id.clone(), name)).unzip();
        let known = self.known();
        known.unlisted = true;
        known.parties.clear();
        known.folded_parties.clear();
        for (index, name) in people.into_iter().enumerate() {
            known.parties.insert(Id::new(name), Key::new(index));
            add_folded(&mut known.folded_parties, name, Key::new(index));
        }
        known.ids.insert(Kind::Person, ids);
    }

    /// Whether there is anything of a kind, read or not.
    pub fn has_any(&self, kind: Kind) -> bool {
        self.known.ids.get(&kind).is_some_and(|ids| !ids.is_empty())
            || self.known.meant.values().any(|meant| *meant == kind)
            || !self.unread.is_empty()
    }

    /// Say that a party is a team.
    pub fn add_team(&mut self, key: Key<Party>) {
        self.known().teams.push(key);
    }

    /// The thing of that id.
    pub fn find(&self, id: &str) -> Option<Subject> {
        self.known.things.get(id).copied()
    }

    /// The only thing whose id differs from `id` in nothing but case.
    pub fn find_folded(&self, id: &str) -> Option<Subject> {
        self.known.folded.get(&id.to_lowercase()).copied().flatten()
    }

    /// Say which id the thing of a file had before. Pages are called by their files.
    pub fn add_former(&mut self, path: &str, id: &str) {
        let subject = self.in_file(path).filter(|subject| !matches!(subject, Subject::Page(_)));
        if let Some(subject) = subject {
            self.add_former_of(subject, id);
        }
    }

    /// The same of a thing.
    pub fn add_former_of(&mut self, subject: Subject, id: &str) {
        let known = self.known().former.entry(id.to_owned()).or_insert(Some(subject));
        if *known != Some(subject) {
            *known = None;
        }
    }

    /// The thing that had an id before, which no other has now.
    pub fn find_former(&self, id: &str) -> Option<Subject> {
        let subject = self.known.former.get(id).copied().flatten()?;
        (self.find(id).is_none() && self.find_folded(id).is_none()).then_some(subject)
    }

    /// All ids that things had before and none has now.
    pub fn former(&self) -> impl Iterator<Item = (&str, Subject)> {
        self.known.former.keys().filter_map(|id| Some((id.as_str(), self.find_former(id)?)))
    }

    /// The thing whose id is lost, if it is what `name` most likely means.
    pub fn find_guessed(&self, name: &str) -> Option<Subject> {
        let subject = self.known.guessed.get(&squeezed(name)).copied().flatten()?;
        self.is_guessed(subject).then_some(subject)
    }

    /// Whether the id of a thing is lost, so that nobody can name it rightly. It is noted that something names it.
    pub fn is_guessed(&self, subject: Subject) -> bool {
        let Some(named) = self.guesses.get(&subject) else { return false };
        named.store(true, Ordering::Relaxed);
        true
    }

    /// The kinds of the things (of some kinds, of any where none is given) that have lost their id and are not yet named
    /// by anything.
    pub fn unnamed_guesses(&self, kinds: &[Kind]) -> Vec<Kind> {
        let fits = |subject: Subject| kinds.is_empty() || kinds.contains(&kind_of(subject));
        let open =
            |(subject, named): &(&Subject, &AtomicBool)| fits(**subject) && !named.load(Ordering::Relaxed);
        self.guesses.iter().filter(open).map(|(subject, _)| kind_of(*subject)).collect()
    }

    /// The ids of the things of a kind that have not lost theirs.
    pub fn named_of(&self, kind: Kind) -> Vec<&str> {
        let all = self.of_kinds(&[kind]).into_iter();
        all.filter(|(_, subject)| !self.guesses.contains_key(subject)).map(|(id, _)| id).collect()
    }

    /// Whether a page was meant to be a thing of one of these kinds.
    pub fn is_meant(&self, subject: Subject, kinds: &[Kind]) -> bool {
        self.known.meant.get(&subject).is_some_and(|kind| kinds.contains(kind))
    }

    /// Whether a file of that name is not read for its ending.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(&squeezed(name))
    }

    /// The thing that was read from a file.
    pub fn in_file(&self, path: &str) -> Option<Subject> {
        self.known.files.get(path).copied()
    }

    /// The party of that name, in any case.
    pub fn party(&self, id: &str) -> Option<Key<Party>> {
        let exact = self.known.parties.get(id).copied();
        let former = || match self.find_former(id)? {
            Subject::Party(key) => Some(key),
            _ => None,
        };
        exact.or_else(|| self.known.folded_parties.get(&id.to_lowercase()).copied().flatten()).or_else(former)
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
        self.known.ids.get(&kind).and_then(|ids| ids.get(index)).map_or("", |id| id)
    }

    /// What kind a thing is of.
    pub fn kind(&self, subject: Subject) -> Kind {
        match subject {
            Subject::Party(key) if self.known.teams.contains(&key) => Kind::Team,
            _ => kind_of(subject),
        }
    }

    /// The things of some kinds (of any but pages, where none is given), in their order.
    pub fn of_kinds(&self, kinds: &[Kind]) -> Vec<(&str, Subject)> {
        let fits = |subject: Subject| match kinds {
            [] => !matches!(subject, Subject::Page(_) | Subject::Party(_)),
            _ => kinds.contains(&kind_of(subject)),
        };
        let mut found: Vec<(&str, Subject)> = self
            .known
            .things
            .iter()
            .map(|(id, subject)| (&**id, *subject))
            .filter(|(_, subject)| fits(*subject))
            .collect();
        found.sort_by(|a, b| natural_order(a.0, b.0));
        found
    }

    /// The only thing of some kinds that goes by this title or name.
    pub fn titled(&self, title: &str, kinds: &[Kind]) -> Option<Subject> {
        let fits = |subject: &&Subject| kinds.is_empty() || kinds.contains(&kind_of(**subject));
        let mut found = self.titles.get(&fold(title))?.iter().filter(fits);
        found.next().copied().filter(|_| found.next().is_none())
    }

    /// The file most like `path`: one of the same name elsewhere, else the nearest spelling.
    pub fn nearest_file(&self, path: &str) -> Option<&str> {
        let file_name = path.rsplit('/').next().unwrap_or(path);
        let files = || self.known.files.keys().chain(&self.others).map(String::as_str);
        let elsewhere = files().find(|file| file.rsplit('/').next() == Some(file_name));
        // A thing of the program is no definition or evidence, however like its name is.
        let is_thing = |file: &str| self.known.files.contains_key(file);
        let wanted = path.rsplit_once('.').is_none_or(|(_, ending)| ending.eq_ignore_ascii_case("md"));
        elsewhere.or_else(|| nearest(path, files().filter(|file| wanted || !is_thing(file))))
    }
}

/// The letters, without signs and in lower case, and the number of `ADR-0004`, `adr 4`, `#4` and `4`.
fn lettered(text: &str) -> Option<(String, u64)> {
    let text = text.trim();
    let digits = text.len() - text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, number) = text.split_at(text.len() - digits);
    let plain = before.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_' | ' ' | '#' | '/'));
    let letters = before.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    plain.then_some((letters, number.parse().ok()?))
}

/// A name without signs and case: `m1` for `M-1` and `M 1`.
fn squeezed(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn add_folded<T: Copy + PartialEq>(map: &mut BTreeMap<String, Option<T>>, id: &str, value: T) {
    let known = map.entry(id.to_lowercase()).or_insert(Some(value));
    if *known != Some(value) {
        *known = None;
    }
}

/// The kind of a thing; teams and agents count as persons.
pub fn kind_of(subject: Subject) -> Kind {
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
