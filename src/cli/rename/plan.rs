//! What a new name changes: an edit of every file that names the thing, and the files that carry it in their own name.
//!
//! Two looks are taken. The first puts the new name wherever the old one stands and means the thing. The second reads the
//! project as it would be, and puts right what would then name something else: a range that would hold others, a number that
//! leads nowhere, a link to a heading that held the name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alias;
use super::edits::Edits;
use super::file_name::renamed;
use super::listed::listed;
use super::name::NewName;
use super::texts;
use crate::cli::exit::Failure;
use crate::cli::overlay::Overlay;
use crate::diag::FileId;
use crate::load::{links, read_document};
use crate::model::{Program, Subject, record::RECORD_ENDING};
use crate::site::{self, Checked, Config, path_of_record};
use crate::text::{Span, visible};
use crate::world::{ProjectPath, World};

/// How often the project is read as it would be, before what is still otherwise is told.
const ROUNDS: usize = 3;

/// A file of the project.
struct Text {
    path: ProjectPath,
    text: Arc<str>,
    edits: Edits,
}

/// Everything that a new name changes.
pub struct Plan<'a> {
    world: &'a dyn World,
    before: &'a Checked,
    config: &'a Config,
    subject: Subject,
    name: &'a NewName,
    texts: BTreeMap<FileId, Text>,
    /// Old and new paths.
    pub moved: BTreeMap<ProjectPath, ProjectPath>,
    /// Whether the thing has a file that keeps its earlier ids.
    pub keeps_old: bool,
}

/// A file as it is and as it is to be, both with the mark at their beginning.
pub struct NewFile {
    /// Where it is.
    pub old: ProjectPath,
    /// Where it is to be.
    pub new: ProjectPath,
    /// Its text now.
    pub was: String,
    /// Its text then.
    pub is: String,
    /// In how many places it changes.
    pub places: usize,
}

impl<'a> Plan<'a> {
    /// What gives a thing a new name, and the project as it would be then.
    ///
    /// # Errors
    /// When a file that names it cannot be edited surely, or a new file would take the place of another.
    pub fn new(
        world: &'a dyn World,
        before: &'a Checked,
        config: &'a Config,
        subject: Subject,
        name: &'a NewName,
    ) -> Result<(Self, Checked), Failure> {
        let sources = before.program.sources.iter();
        let texts = sources.filter_map(|(file, source)| {
            let path = ProjectPath::new(&source.path).ok()?;
            Some((file, Text { path, text: Arc::clone(&source.text), edits: Edits::default() }))
        });
        let mut plan = Self {
            world,
            before,
            config,
            subject,
            name,
            texts: texts.collect(),
            moved: BTreeMap::new(),
            keeps_old: false,
        };
        plan.move_files()?;
        plan.look_at_fields();
        plan.look_at_texts();
        plan.keep_old(false)?;
        let after = plan.settled()?;
        Ok((plan, after))
    }

    /// The files that change.
    ///
    /// # Errors
    /// When one holds what cannot be read, so that the places in it would be wrong.
    pub fn files(&self) -> Result<Vec<NewFile>, Failure> {
        let changed =
            self.texts.values().filter(|text| !text.edits.is_empty() || self.moved.contains_key(&text.path));
        changed
            .map(|text| {
                let bytes =
                    self.world.read(&text.path).map_err(|error| Failure::Unreadable(error.to_string()))?;
                let unreadable = || {
                    Failure::Usage(format!(
                        "nothing is written: {} holds bytes or control characters that cannot be read; take them out first",
                        visible::name(text.path.as_str())
                    ))
                };
                let was = String::from_utf8(bytes).map_err(|_| unreadable())?;
                let content = was.strip_prefix('\u{feff}').unwrap_or(&was);
                if *content != *text.text {
                    return Err(unreadable());
                }
                let mark = &was[..was.len() - content.len()];
                let is = format!("{mark}{}", text.edits.applied(content));
                let (old, new) = (text.path.clone(), self.path_of(&text.path).clone());
                Ok(NewFile { old, new, was, is, places: text.edits.len() })
            })
            .collect()
    }

    /// A text with the new name and the new paths in the place of the old.
    pub fn put_into(&self, text: &str) -> String {
        let text = self.name.put_into(text);
        self.moved.iter().fold(text, |text, (old, new)| text.replace(old.as_str(), new.as_str()))
    }

    fn program(&self) -> &'a Program {
        &self.before.program
    }

    fn path_of<'p>(&'p self, old: &'p ProjectPath) -> &'p ProjectPath {
        self.moved.get(old).unwrap_or(old)
    }

    fn edits(&mut self, file: FileId) -> Option<(&Arc<str>, &mut Edits)> {
        self.texts.get_mut(&file).map(|text| (&text.text, &mut text.edits))
    }

    /// The file of the thing, and the record beside it, where their names carry the old id.
    fn move_files(&mut self) -> Result<(), Failure> {
        let program = self.program();
        let Some(old) = self.texts.get(&program.head(self.subject).file).map(|text| text.path.clone()) else {
            return Ok(());
        };
        let Some(new) = renamed(&old, self.name) else { return Ok(()) };
        if let Subject::Sprint(key) = self.subject
            && let Some(record) = path_of_record(program, key).filter(|record| self.world.exists(record))
            && record.file_name() == format!("{}{RECORD_ENDING}", old.file_stem())
            && let Ok(beside) = record.parent().join(&format!("{}{RECORD_ENDING}", new.file_stem()))
        {
            self.moved.insert(record, beside);
        }
        self.moved.insert(old, new);
        match self.moved.values().find(|new| self.world.exists(new)) {
            Some(new) => {
                Err(Failure::Usage(format!("nothing is written: {new} is in the way; move it first")))
            }
            None => Ok(()),
        }
    }

    /// The id itself, and every field that names the thing.
    fn look_at_fields(&mut self) {
        let program = self.program();
        let own = program.head(self.subject).place;
        let named = program.namings.iter().filter(|naming| naming.subjects.contains(&self.subject));
        let places: Vec<_> = named.map(|naming| naming.place).chain([own]).collect();
        let name = self.name;
        for place in places {
            let Some((text, edits)) = self.edits(place.file) else { continue };
            let start = place.span.range().start;
            for range in name.words(text.get(place.span.range()).unwrap_or_default()) {
                edits.put(start + range.start..start + range.end, name.to.clone());
            }
        }
    }

    /// Prose, records, paths.
    fn look_at_texts(&mut self) {
        let (name, content) = (self.name, &self.config.content);
        let moved = self.moved.clone();
        for text in self.texts.values_mut() {
            let Text { path, text, edits } = text;
            if path.as_str().ends_with(RECORD_ENDING) {
                texts::in_record(text, name, edits);
            } else if path.is_markdown() {
                let (_, document) = read_document(FileId::default(), path.clone(), text.as_bytes());
                document.front_matter.iter().for_each(|node| texts::in_values(text, node, name, edits));
                let body = document.body.span.range();
                texts::in_markdown(&text[body.clone()], body.start, name, edits);
            }
            for moved in &moved {
                texts::paths(text, path, content, moved, edits);
            }
        }
    }

    /// Keeps the old id in the file of the thing.
    fn keep_old(&mut self, with_id: bool) -> Result<(), Failure> {
        let name = self.name;
        let file = self.program().head(self.subject).file;
        let Some((text, edits)) = self.edits(file) else { return Ok(()) };
        let text = Arc::clone(text);
        if file == FileId::default() {
            // A form in which nothing can be put is told: nothing finds it by its old id then.
            self.keeps_old = alias::keep_in_settings(&text, name, edits).is_ok();
            return Ok(());
        }
        alias::keep(&text, name, with_id, edits).map_err(|unsure| {
            let path = &self.texts[&file].path;
            Failure::Usage(format!("nothing is written, because {path} would be left as it is: {unsure}"))
        })?;
        self.keeps_old = true;
        Ok(())
    }

    /// The project as it would be, once nothing in it names something else than before.
    fn settled(&mut self) -> Result<Checked, Failure> {
        let mut with_id = false;
        for round in 0.. {
            let after = self.read()?;
            let found = after.program.find(&self.name.to);
            let kind = self.program().kind(self.subject);
            let is_there = found.is_some_and(|found| after.program.kind(found) == kind);
            let mut wrong = Vec::new();
            if !is_there && !with_id {
                with_id = true;
                self.keep_old(true)?;
            } else if !is_there {
                let word = kind.word();
                return Err(Failure::Usage(format!(
                    "nothing is written: {} would not be read as a {word} {}",
                    self.program().sources.path(self.program().head(self.subject).file),
                    self.name.to
                )));
            } else {
                self.rename_again(&after);
                wrong = self.put_right(&after);
                self.follow_headings(&after);
            }
            let again = self.read()?;
            if self.differs(&after, &again) && round < ROUNDS {
                continue;
            }
            return match wrong.first() {
                Some(place) => Err(Failure::Usage(format!(
                    "nothing is written: {place} would name other things than now; name them there one by one first"
                ))),
                None => Ok(again),
            };
        }
        self.read()
    }

    fn differs(&self, one: &Checked, other: &Checked) -> bool {
        let texts = |checked: &Checked| {
            checked.program.sources.iter().map(|(_, source)| Arc::clone(&source.text)).collect::<Vec<_>>()
        };
        texts(one) != texts(other)
    }

    fn read(&self) -> Result<Checked, Failure> {
        let mut files = BTreeMap::new();
        for file in self.files()? {
            if file.new != file.old {
                files.insert(file.old, None);
            }
            files.insert(file.new, Some(file.is));
        }
        Ok(site::check(&Overlay { world: self.world, files }, self.config))
    }

    /// Who has the id a second time, as an agent of the settings that also has a page, gets the new one there, too.
    fn rename_again(&mut self, after: &Checked) {
        let Some(still) = after.program.find(&self.name.from) else { return };
        if after.program.kind(still) != self.program().kind(self.subject)
            && !matches!(still, Subject::Party(_))
        {
            return;
        }
        let place = after.program.head(still).place;
        let path = after.program.sources.path(place.file);
        let name = self.name;
        let old: Vec<FileId> = self
            .texts
            .iter()
            .filter(|(_, text)| self.path_of(&text.path).as_str() == path)
            .map(|(id, _)| *id)
            .collect();
        for file in old {
            let Some((text, edits)) = self.edits(file) else { continue };
            let at = |start: usize| edits.moved(start) == place.span.range().start;
            let found = name.words(text).into_iter().find(|range| at(range.start));
            found.into_iter().for_each(|range| edits.put(range, name.to.clone()));
        }
    }

    /// What every text of a field names, by the place that it has now and would have then.
    fn named(
        &self,
        program: &Program,
        is_after: bool,
    ) -> BTreeMap<(String, usize), (FileId, Span, Vec<String>)> {
        let mut named: BTreeMap<(String, usize), (FileId, Span, Vec<String>)> = BTreeMap::new();
        for naming in &program.namings {
            let (file, span) = (naming.place.file, naming.place.span);
            let start = span.range().start;
            let key = match self.texts.get(&file).filter(|_| !is_after) {
                Some(text) => (self.path_of(&text.path).to_string(), text.edits.moved(start)),
                None => (program.sources.path(file).to_owned(), start),
            };
            let ids = naming.subjects.iter().map(|subject| &*program.head(*subject).id);
            let ids =
                ids.map(|id| if !is_after && *id == *self.name.from { self.name.to.as_str() } else { id });
            let known = &mut named.entry(key).or_insert_with(|| (file, span, Vec::new())).2;
            known.extend(ids.map(str::to_owned));
        }
        named
    }

    /// Writes out what would name something else. Where that cannot be done surely, the place.
    fn put_right(&mut self, after: &Checked) -> Vec<String> {
        let (was, is) = (self.named(self.program(), false), self.named(&after.program, true));
        let set = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
        let mut wrong = Vec::new();
        for (key, (file, span, ids)) in was {
            if is.get(&key).is_some_and(|(_, _, now)| set(now) == set(&ids)) {
                continue;
            }
            let put = self.texts.get(&file).and_then(|text| listed(&text.text, span, &ids));
            match (put, self.texts.get_mut(&file)) {
                (Some((range, new)), Some(text)) => text.edits.put_over(range, new),
                _ => {
                    let at = self.program().sources.position(crate::diag::Place::new(file, span));
                    wrong.push(format!("{}:{}:{}", self.program().sources.path(file), at.line, at.column));
                }
            }
        }
        wrong
    }

    /// Links to headings that held the name lead to them as they are called then.
    fn follow_headings(&mut self, after: &Checked) {
        let anchors = |program: &Program| -> BTreeMap<String, Vec<String>> {
            let heads = program.subjects().map(|subject| program.head(subject));
            let of = |head: &crate::model::Head| {
                head.body.headings.iter().map(|heading| heading.anchor.clone()).collect()
            };
            heads.map(|head| (program.sources.path(head.file).to_owned(), of(head))).collect()
        };
        let (was, is) = (anchors(self.program()), anchors(&after.program));
        let mut new_anchors = BTreeMap::new();
        for text in self.texts.values() {
            let (Some(was), Some(is)) =
                (was.get(text.path.as_str()), is.get(self.path_of(&text.path).as_str()))
            else {
                continue;
            };
            for (old, new) in was.iter().zip(is).filter(|(old, new)| old != new) {
                new_anchors.insert((text.path.clone(), old.clone()), new.clone());
            }
        }
        if new_anchors.is_empty() {
            return;
        }
        let program = self.program();
        for head in program.subjects().map(|subject| program.head(subject)) {
            let Some(Text { path, text, edits }) = self.texts.get_mut(&head.file) else { continue };
            for link in head.body.links.iter() {
                let Some(target) = links::target(&self.config.content, path, &link.target) else { continue };
                let Some(anchor) = target.anchor else { continue };
                let new = target.files.into_iter().find_map(|file| new_anchors.get(&(file, anchor.clone())));
                let written = format!("#{anchor}");
                let span = link.span.range();
                let at = text.get(span.clone()).and_then(|link| link.rfind(&written));
                if let (Some(new), Some(at)) = (new, at) {
                    let start = span.start + at + 1;
                    edits.put(start..start + anchor.len(), new.clone());
                }
            }
        }
    }
}
