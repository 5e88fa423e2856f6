//! One file a kind: how its front matter becomes its part of the model.
//!
//! A kind knows its fields and nothing of files, order, or other kinds' fields.

mod blocker;
mod check;
mod contract;
mod decision;
mod dependency;
mod milestone;
mod party;
mod phase;
mod risk;
mod service;
mod stray;
pub mod sprint;
mod task;

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use self::stray::{likeliest, stray};
use super::{
    Document,
    declare::{Declarations, Declared, DeclaredPage, DeclaredParty},
    folders::is_folder_page,
    reader::Reader,
    reading::{Finding, Found, Reading, Somebody, Surroundings},
    relations, scalar,
    settings::Agent,
    templates::is_template,
};
use crate::{
    diag::Sources,
    model::{
        Dependency, Entity, Head, Id, Key, Kind, Milestone, Page, Party, PartyKind, Predecessor, Program,
        Relation, Relations, Settings, Subject, Table, Task, Tie,
    },
    text::visible,
    world::ProjectPath,
};

/// Everything that is read, and what was found wrong.
pub struct Build<'a> {
    around: &'a Surroundings<'a>,
    documents: &'a [Arc<Document>],
    declarations: &'a Arc<Declarations>,
    report: Found,
    /// Plain pages as they were read before.
    before: Option<&'a Pages>,
}

/// What comes of reading everything.
pub struct Built {
    /// The program.
    pub program: Program,
    /// Its plain pages, with what they were made from.
    pub pages: Pages,
    /// Everything found wrong.
    pub findings: Vec<Finding>,
    /// Who is named, where nobody is listed.
    pub people: Vec<Somebody>,
}

/// Plain pages as they were read, with what they were made from: what a page says depends on its file alone.
#[derive(Debug, Clone)]
pub struct Pages {
    documents: Vec<Arc<Document>>,
    declarations: Arc<Declarations>,
    table: Table<Page>,
    found: Arc<Vec<Found>>,
}

impl<'a> Build<'a> {
    /// Begin to read what was declared; `found` is what was found so far.
    pub fn new(
        around: &'a Surroundings<'a>,
        documents: &'a [Arc<Document>],
        declarations: &'a Arc<Declarations>,
        found: Found,
        before: Option<&'a Pages>,
    ) -> Self {
        Self { around, documents, declarations, report: found, before }
    }

    /// Read everything, kind after kind.
    pub fn program(mut self, settings: Settings, agents: &[Agent], sources: Sources) -> Built {
        let pages = self.pages();
        let mut program = Program {
            settings,
            phases: self.table(Kind::Phase, phase::read),
            milestones: Table::default(),
            sprints: self.sprints(),
            risks: self.table(Kind::Risk, risk::read),
            blockers: self.table(Kind::Blocker, blocker::read),
            services: self.table(Kind::Service, service::read),
            contracts: self.table(Kind::Contract, contract::read),
            tasks: self.table(Kind::Task, task::read),
            decisions: self.table(Kind::Decision, decision::read),
            parties: self.parties(agents),
            pages: pages.table.clone(),
            lost: BTreeMap::new(),
            extras: BTreeMap::new(),
            relations: Relations::default(),
            namings: Vec::new(),
            former: BTreeMap::new(),
            unread: Vec::new(),
            records: BTreeMap::new(),
            sources,
        };
        let mut milestones = self.rows(Kind::Milestone, milestone::read);
        let said = std::mem::take(&mut self.report.relations);
        settle(&said, &mut milestones, &mut program.tasks);
        program.relations = Relations::new(said);
        for (key, task) in program.tasks.iter() {
            let Some(milestone) = task.milestone.and_then(|m| milestones.get_mut(m.index())) else {
                continue;
            };
            if !milestone.tasks.contains(&key) {
                milestone.tasks.push(key);
            }
        }
        program.milestones = Table::new(milestones);
        let Found { findings, lost, extras, namings, people, .. } = self.report;
        program.extras = extras.into_iter().collect();
        program.namings = namings;
        program.former = self.around.names.former().map(|(id, of)| (Id::new(id), of)).collect();
        for lost in lost {
            program.lost.entry(lost.place.file).or_default().push(lost);
        }
        program.lost.values_mut().for_each(|lost| lost.sort_by_key(|lost| lost.place));
        Built { program, pages, findings, people }
    }

    fn table<T: Entity + Send>(&mut self, kind: Kind, read: fn(&mut Reader<'_>, Head) -> T) -> Table<T> {
        Table::new(self.rows(kind, read))
    }

    fn rows<T: Send>(&mut self, kind: Kind, read: fn(&mut Reader<'_>, Head) -> T) -> Vec<T> {
        let declarations = self.declarations;
        self.each(declarations.of(kind), |build, declared| build.file(kind, declared, read))
    }

    /// A sprint that has no dates after all would shift the keys of those behind it; it was declared with dates.
    fn sprints(&mut self) -> Table<crate::model::Sprint> {
        let rows = self.rows(Kind::Sprint, sprint::read);
        Table::new(rows.into_iter().flatten().collect())
    }

    fn parties(&mut self, agents: &[Agent]) -> Table<Party> {
        let declarations = self.declarations;
        Table::new(self.each(&declarations.parties, |build, party| build.party(party, agents)))
    }

    fn pages(&mut self) -> Pages {
        let (declarations, documents) = (self.declarations, self.documents);
        let before = self.before.filter(|before| Arc::ptr_eq(&before.declarations, declarations));
        let (table, found) = match before {
            Some(before) => {
                let (mut table, mut found) = (before.table.clone(), Arc::clone(&before.found));
                for (index, page) in declarations.pages.iter().enumerate() {
                    let document = page.page.document;
                    if page.meant.is_some() || !Arc::ptr_eq(&before.documents[document], &documents[document])
                    {
                        let (row, of_page) = self.page(page);
                        table.put(Key::new(index), row);
                        Arc::make_mut(&mut found)[index] = of_page;
                    }
                }
                (table, found)
            }
            None => {
                let read: Vec<_> = declarations.pages.par_iter().map(|page| self.page(page)).collect();
                let (rows, found): (Vec<Page>, Vec<Found>) = read.into_iter().unzip();
                (Table::new(rows), Arc::new(found))
            }
        };
        found.iter().cloned().for_each(|found| self.report.add(found));
        Pages { documents: documents.to_vec(), declarations: Arc::clone(declarations), table, found }
    }

    /// Read items in parallel; results and findings keep their order.
    fn each<I: Sync, T: Send>(
        &mut self,
        items: &[I],
        read: impl Fn(&Self, &I) -> (T, Found) + Sync,
    ) -> Vec<T> {
        let build = &*self;
        let done: Vec<(T, Found)> = items.par_iter().map(|item| read(build, item)).collect();
        let (rows, reports): (Vec<T>, Vec<_>) = done.into_iter().unzip();
        reports.into_iter().for_each(|report| self.report.add(report));
        rows
    }

    /// Read one file as a thing of `kind`.
    fn file<T>(
        &self,
        kind: Kind,
        declared: &Declared,
        read: impl FnOnce(&mut Reader<'_>, Head) -> T,
    ) -> (T, Found) {
        let document = &self.documents[declared.document];
        let reading = Reading::new(self.around, document.front(), &document.path);
        let mut reader = Reader::of_document(&reading, document);
        reader.is_of(kind.word());
        if document.is_cut(kind, &self.around.theirs.fields) {
            reader.tear();
        }
        if self.around.theirs.kinds.speaks() {
            // Where these stand follows from what they hold; what theirs says is shown beside it.
            let follows =
                matches!(kind, Kind::Phase | Kind::Sprint | Kind::Service | Kind::Team | Kind::Person);
            follows.then(|| reader.tolerate("status"));
        }
        // A decision reads its text itself; a page shows it.
        if !matches!(kind, Kind::Decision | Kind::Page) {
            reader.with_table();
        }
        if declared.guessed {
            reader.excuse();
        }
        if document.is_listed {
            // A table has the columns that it has; others are shown beside ours.
            reader.allow_any_column();
        }
        for known_elsewhere in ["kind", "id"] {
            reader.beside(|reader| reader.take(known_elsewhere));
        }
        if kind != Kind::Page {
            reader.beside(|reader| reader.take("aliases"));
        }
        let head = head(&mut reader, kind, declared, document);
        let thing = read(&mut reader, head);
        let relations = match self.around.names.in_file(document.path.as_str()) {
            Some(subject) if kind == Kind::Page => relations::of_page(&mut reader, subject),
            Some(subject) => relations::read(&mut reader, kind, subject),
            None => Vec::new(),
        };
        reader.finish();
        (thing, Found { relations, ..reading.into_found() })
    }

    fn party(&self, party: &DeclaredParty, agents: &[Agent]) -> (Party, Found) {
        match party {
            DeclaredParty::Agent { agent, .. } => (party::of_agent(&agents[*agent]), Found::default()),
            DeclaredParty::Named { id, name } => (party::of_somebody(id, name), Found::default()),
            DeclaredParty::File { kind, declared, agent } => {
                let sort = if *kind == Kind::Team { PartyKind::Team } else { PartyKind::Person };
                let agent = agent.and_then(|index| agents.get(index));
                self.file(*kind, declared, |reader, head| party::read(reader, head, sort, agent))
            }
        }
    }

    /// A plain page; or that of a file that is no thing of its kind, read as one all the same for its findings.
    fn page(&self, declared: &DeclaredPage) -> (Page, Found) {
        let path = declared.page.id.to_string();
        let document = &self.documents[declared.page.document];
        let template = is_template(document, self.around.content);
        let page = |head, stray| Page { head, path, meant: declared.meant, template, stray };
        let Some(meant) = declared.meant else {
            let excused = Declared { guessed: declared.page.guessed || template, ..declared.page.clone() };
            return self.file(Kind::Page, &excused, |reader, head| {
                reader.allow_any_key();
                let stray = match declared.page.guessed {
                    _ if template => None,
                    true => likeliest(reader),
                    false => stray(reader.reading(), document),
                };
                page(head, stray)
            });
        };
        let read: fn(&mut Reader<'_>, Head) = match meant {
            Kind::Phase => |reader, head| drop(phase::read(reader, head)),
            Kind::Milestone => |reader, head| drop(milestone::read(reader, head)),
            Kind::Sprint => |reader, head| drop(sprint::read(reader, head)),
            Kind::Risk => |reader, head| drop(risk::read(reader, head)),
            Kind::Blocker => |reader, head| drop(blocker::read(reader, head)),
            Kind::Service => |reader, head| drop(service::read(reader, head)),
            Kind::Contract => |reader, head| drop(contract::read(reader, head)),
            Kind::Task => |reader, head| drop(task::read(reader, head)),
            Kind::Decision => |reader, head| drop(decision::read(reader, head)),
            Kind::Team => |reader, head| drop(party::read(reader, head, PartyKind::Team, None)),
            Kind::Person => |reader, head| drop(party::read(reader, head, PartyKind::Person, None)),
            Kind::Page => |_, _| (),
        };
        self.file(meant, &declared.page, |reader, head| {
            read(reader, head.clone());
            page(head, Some(meant).filter(|_| !template))
        })
    }
}

/// What relations of all things mean for milestones and tasks in their own terms: a part of a milestone is a task of it, and
/// a milestone that is held up waits.
fn settle(said: &[Relation], milestones: &mut [Milestone], tasks: &mut Table<Task>) {
    for relation in said {
        match (relation.tie, relation.from, relation.to) {
            (Tie::PartOf, Subject::Task(task), Subject::Milestone(milestone)) => {
                if let Some(task) = tasks.get_mut(task) {
                    task.milestone = task.milestone.or(Some(milestone));
                }
            }
            (Tie::PartOf, Subject::Milestone(part), Subject::Phase(phase)) => {
                if let Some(part) = milestones.get_mut(part.index()) {
                    part.phase = part.phase.or(Some(phase));
                }
            }
            (Tie::WaitsFor, Subject::Milestone(waits), Subject::Milestone(on)) if waits != on => {
                let place = relation.by_to.or(relation.by_from);
                let Some((waits, place)) = milestones.get_mut(waits.index()).zip(place) else { continue };
                if waits.depends_on.iter().all(|entry| !entry.milestones().contains(&on)) {
                    waits.depends_on.push(Dependency::on(Predecessor::Milestone(on), place));
                }
            }
            _ => {}
        }
    }
}

/// What a file is called where its text does not say: its own name, or that of the folder that it tells about.
/// The words of the name of a record without its number: `Private fields` of `0001-private-fields`. Nothing where it has no
/// number, or nothing else.
fn words_of_file(path: &ProjectPath) -> Option<String> {
    let parent = path.parent();
    let stem = if is_folder_page(path) { parent.file_name() } else { path.file_stem() };
    let letters = stem.find(|c: char| !c.is_ascii_alphabetic())?;
    let number = stem[letters..].trim_start_matches(['-', '_', ' ']);
    let words = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = letters <= 5 && words.len() < number.len() && words.starts_with(['-', '_', ' ']);
    let words = words.replace(['-', '_'], " ");
    let mut signs = words.trim().chars();
    let first = signs.next().filter(|c| is_numbered && c.is_alphabetic())?;
    Some(first.to_uppercase().chain(signs).collect())
}

fn name_of_file<'a>(path: &'a ProjectPath, content: &ProjectPath) -> &'a str {
    let folder = path.as_str().rsplit('/').nth(1);
    let of_folder = is_folder_page(path) && path.parent() != *content;
    folder.filter(|_| of_folder).unwrap_or(path.file_stem())
}

/// What every thing begins with. The title is the field, else the first heading, else the id; that of a page its name.
fn head(reader: &mut Reader<'_>, kind: Kind, declared: &Declared, document: &Document) -> Head {
    let field = match kind {
        Kind::Team | Kind::Person => "name",
        _ => "title",
    };
    // what files of others leave out is no fault of theirs
    let theirs = reader.reading().around.theirs.kinds.speaks();
    let required = !theirs && !matches!(kind, Kind::Sprint | Kind::Contract | Kind::Decision | Kind::Page);
    let written = reader.text(field).map(|title| title.value);
    let heading = || {
        let reading = reader.reading();
        let start = reading.place(document.body.span);
        let words = (kind == Kind::Decision).then(|| words_of_file(&document.path)).flatten();
        let heading = if words.is_some() { document.title_of_record() } else { document.heading() };
        heading.map(|text| {
            visible::closed(scalar::shortened(
                reading,
                "the first heading",
                text.to_owned(),
                scalar::LONGEST_NAME,
                start,
            ))
        })
    };
    let title = written.or_else(heading).unwrap_or_else(|| {
        if required {
            let hint = format!("add `{field}: …`; `{}` stands in for it", declared.id);
            reader.beside(|reader| reader.missing(field, Some(hint)));
        }
        match kind {
            Kind::Page => name_of_file(&document.path, reader.reading().around.content).to_owned(),
            Kind::Decision => words_of_file(&document.path).unwrap_or_else(|| declared.id.to_string()),
            _ => declared.id.to_string(),
        }
    });
    Head {
        id: declared.id.clone(),
        title,
        file: document.front(),
        place: declared.place,
        body: Arc::clone(&document.body),
    }
}
