//! All files of a project, read in parallel and put in the order of their paths.
//!
//! Must not know what the files say.

use std::{collections::BTreeSet, sync::Arc};

use rayon::prelude::*;

use super::{
    Document, Node, SETTINGS_FILE, Value, conflict, misnamed,
    read_document::{decode, read_document, told},
    register, sidecar,
    theirs::Theirs,
    yaml,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Source, Sources},
    text::Span,
    world::{ListFailure, ListProblem, Moment, ProjectPath, World},
};

/// The files of a project.
pub struct Gathered {
    /// All texts; the first is that of the settings, empty where there are none.
    pub sources: Sources,
    /// Where the settings stand.
    pub settings_path: ProjectPath,
    /// The settings; `None` where they cannot be read.
    pub settings: Option<Node>,
    /// Whether settings may have been lost with what could not be read.
    pub settings_lossy: bool,
    /// The lines of the settings of which it is told already that they cannot be read as they stand.
    pub told: Vec<Span>,
    /// The Markdown files, and the names of the others.
    pub texts: Texts,
    /// The same as they were read, where front matter from beside them was put into them, or what they list behind them.
    pub alone: Option<Texts>,
    /// Files that would be things but for their ending, with their names without one.
    pub unread: Vec<(FileId, String)>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// The Markdown files of a content folder, and the names of the others.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The folder.
    content: ProjectPath,
    /// When they were read, where the world knows its moments.
    moment: Option<Moment>,
    /// When they were listed.
    listed: Option<Moment>,
    /// When another file than these was changed for the last time.
    pub beside: Option<Moment>,
    /// The Markdown files in path order.
    pub documents: Vec<Arc<Document>>,
    /// Their texts.
    sources: Vec<Source>,
    /// XXH3 of their bytes, 128 bits: two files of the same number and hash are the same. Nothing for what cannot be read.
    hashes: Vec<Option<u128>>,
    /// Paths of the other files under the content folder, in order.
    pub others: Vec<ProjectPath>,
    /// What could not be listed.
    problems: Vec<Diagnostic>,
}

/// Read the settings and all Markdown under `content`; what is as it was `before` is not read again.
pub fn gather(world: &dyn World, content: &ProjectPath, before: Option<&Texts>) -> Gathered {
    let settings_path = ProjectPath::new(SETTINGS_FILE).expect("the name of the settings is a clean path");
    let other = (!world.exists(&settings_path)).then(|| misnamed::settings(world, content)).flatten();
    let mut texts = Texts::read(world, content, before);
    let read = read_settings(world, other.as_ref().unwrap_or(&settings_path));
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(other.as_ref().map(|other| misnamed::misnamed_settings(other, &settings_path)));
    let settings_path = other.unwrap_or(settings_path);
    let mut sources = Sources::default();
    sources.add(read.source);
    diagnostics.extend_from_slice(&texts.problems);
    for source in &texts.sources {
        sources.add(source.clone());
    }
    let theirs = Theirs::new(read.node.as_ref());
    let sidecar = theirs.sidecar.as_deref().filter(|name| !name.is_empty());
    let alone = (sidecar.is_some() || !theirs.tables.is_empty()).then(|| texts.clone());
    if let Some(alone) = &alone {
        let documents = &mut texts.documents;
        if let Some(name) = sidecar {
            diagnostics.extend(sidecar::attach(world, name, &alone.others, documents, &mut sources));
        }
        register::attach(&theirs.tables, content, documents, &mut sources);
        // What several files say together, or one says of several things, is not known from before.
        texts.listed = None;
    }
    let mut unread = Vec::new();
    for file in misnamed::unread(world, content, &texts.others) {
        let id = sources.add(file.source.clone());
        diagnostics.push(file.diagnostic(id));
        unread.push((id, file.stem));
    }
    let (told, settings_lossy) = (read.told, read.lossy);
    let settings = read.node;
    Gathered { sources, settings_path, settings, settings_lossy, told, texts, alone, unread, diagnostics }
}

impl Texts {
    fn read(world: &dyn World, content: &ProjectPath, before: Option<&Self>) -> Self {
        // Asked for before anything is read: what changes meanwhile is read again the next time.
        let moment = world.moment();
        let before = before.filter(|before| before.content == *content);
        if let Some(before) = before
            && let Some(changed) = before.moment.and_then(|moment| world.changed_since(moment))
        {
            return Self { moment, ..before.clone() }.again(world, &changed);
        }
        let listing = world.list(content).sorted();
        let (markdown, others): (Vec<_>, Vec<_>) =
            listing.files.into_iter().partition(ProjectPath::is_markdown);
        let numbered: Vec<(FileId, ProjectPath)> = (1..).map(FileId).zip(markdown).collect();
        let read = |(file, path): (FileId, ProjectPath)| {
            let kept = before.and_then(|before| before.find(&path).map(|index| before.text(index)));
            // Places in a document name it by its number, which another file that came or went changes.
            Text::read(world, file, path, kept.filter(|kept| kept.document.file == file))
        };
        let mut texts = Self {
            content: content.clone(),
            moment,
            listed: moment,
            beside: moment,
            documents: Vec::with_capacity(numbered.len()),
            sources: Vec::with_capacity(numbered.len()),
            hashes: Vec::with_capacity(numbered.len()),
            others,
            problems: listing.problems.iter().map(left_out).collect(),
        };
        for Text { source, document, hash } in numbered.into_par_iter().map(read).collect::<Vec<_>>() {
            texts.sources.push(source);
            texts.documents.push(document);
            texts.hashes.push(hash);
        }
        texts
    }

    /// The same, with those of some files as they are now.
    fn again(mut self, world: &dyn World, changed: &BTreeSet<ProjectPath>) -> Self {
        let indexes: Vec<usize> = changed.iter().filter_map(|path| self.find(path)).collect();
        if indexes.len() < changed.len() {
            self.beside = self.moment;
        }
        let read = |index: &usize| {
            let kept = self.text(*index);
            Text::read(world, kept.document.file, kept.document.path.clone(), Some(kept))
        };
        let texts: Vec<Text> = indexes.par_iter().map(read).collect();
        for (index, Text { source, document, hash }) in indexes.into_iter().zip(texts) {
            self.sources[index] = source;
            self.documents[index] = document;
            self.hashes[index] = hash;
        }
        self
    }

    /// Whether no file has come or gone between the two, in the content folder or elsewhere.
    pub fn is_of_same_listing(&self, other: &Self) -> bool {
        self.content == other.content && self.listed.is_some() && self.listed == other.listed
    }

    /// Whether all facts are those of before: front matter holds them, what stands above the first section, and the files
    /// beside the texts. Of a decision the text tells more.
    pub fn has_same_facts(&self, before: &Self, is_told_by_text: impl Fn(usize) -> bool) -> bool {
        let same = |index: usize| {
            let (is, was) = (&self.documents[index], &before.documents[index]);
            let facts = |document: &Document| (document.lossy, document.has_front_matter);
            let told = || {
                is.told == was.told
                    && is.front_matter == was.front_matter
                    && is.preamble == was.preamble
                    && is.run_on == was.run_on
            };
            Arc::ptr_eq(is, was) || (!is_told_by_text(index) && facts(is) == facts(was) && told())
        };
        self.is_of_same_listing(before) && self.beside == before.beside && (0..self.documents.len()).all(same)
    }

    /// The index of a document.
    fn find(&self, path: &ProjectPath) -> Option<usize> {
        self.documents.binary_search_by(|document| document.path.cmp(path)).ok()
    }

    fn text(&self, index: usize) -> Text {
        let (source, document) = (self.sources[index].clone(), Arc::clone(&self.documents[index]));
        Text { source, document, hash: self.hashes[index] }
    }
}

/// What a piece of a folder that cannot be used is told as.
pub fn left_out(problem: &ListProblem) -> Diagnostic {
    let code = match problem.reason {
        ListFailure::Missing | ListFailure::Refused(_) => Code::UnreadableFile,
        ListFailure::Name(_)
        | ListFailure::NotUtf8
        | ListFailure::Link
        | ListFailure::NotAFile
        | ListFailure::NotAFolder => Code::SkippedFile,
    };
    let hint = match problem.reason {
        ListFailure::Missing => "create it, or name another folder with `--content`",
        ListFailure::Refused(_) => "give it the permissions of the others",
        ListFailure::Link => "put the file itself there in place of the link",
        ListFailure::Name(_) | ListFailure::NotUtf8 => "rename it",
        ListFailure::NotAFolder => "put a folder there in its place, or take it away",
        ListFailure::NotAFile => "put a file there, or take it out of the folder",
    };
    Diagnostic::global(code, format!("`{}` is left out: {}", problem.place, problem.reason)).hint(hint)
}

/// One file, read.
struct Text {
    source: Source,
    document: Arc<Document>,
    hash: Option<u128>,
}

impl Text {
    /// One that cannot be read is a document without text, so that it still has a page that says so.
    fn read(world: &dyn World, file: FileId, path: ProjectPath, kept: Option<Self>) -> Self {
        let read = |path: ProjectPath, bytes: &[u8]| read_document(file, path, bytes);
        match world.read(&path) {
            Ok(bytes) => {
                let hash = Some(xxhash_rust::xxh3::xxh3_128(&bytes));
                kept.filter(|kept| kept.hash == hash).unwrap_or_else(|| {
                    let (source, document) = read(path, &bytes);
                    Self { source, document: Arc::new(document), hash }
                })
            }
            Err(error) => {
                let message = format!("the file cannot be read: {}", error.reason);
                let start = Place::new(file, Span::default());
                let diagnostic = Diagnostic::new(Code::UnreadableFile, start, message)
                    .hint("see that it is a regular file that you may read");
                let (source, mut document) = read(path, b"");
                document.diagnostics = vec![diagnostic];
                document.lossy = true;
                Self { source, document: Arc::new(document), hash: None }
            }
        }
    }
}

/// The settings as a file.
struct SettingsFile {
    source: Source,
    node: Option<Node>,
    told: Vec<Span>,
    lossy: bool,
    diagnostics: Vec<Diagnostic>,
}

fn read_settings(world: &dyn World, path: &ProjectPath) -> SettingsFile {
    let file = FileId::default();
    let start = Place::new(file, Span::default());
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("`{path}` cannot be read: {}", error.reason);
            let hint = "create it in the project root, with `title:` and `start:`";
            let diagnostics = vec![Diagnostic::global(Code::MissingSettings, message).hint(hint)];
            let source = Source::new(path.as_str(), "");
            return SettingsFile { source, node: None, told: Vec::new(), lossy: true, diagnostics };
        }
    };
    let (text, mut diagnostics) = decode(file, &bytes);
    let conflicts = conflict::find(&text);
    let settled = conflict::blanked(&text, &conflicts);
    // Some editors begin even a file of nothing but YAML with the mark of a document.
    let skip = if settled.starts_with("---\n") { 4 } else { 0 };
    let parsed = yaml::parse(&settled[skip..], skip, file);
    diagnostics.extend(parsed.findings);
    diagnostics.extend(conflicts.iter().map(|conflict| conflict.diagnostic(file)));
    let mut root = parsed.root.filter(|node| !is_empty(node));
    for conflict in &conflicts {
        root.as_mut().map(|node| yaml::tear_around(node, &conflict.whole));
    }
    let lossy = parsed.lossy || root.is_none() || !conflicts.is_empty();
    if root.is_none() {
        diagnostics.push(
            Diagnostic::new(Code::MissingSettings, start, format!("`{path}` holds no settings"))
                .hint("write `key: value` lines"),
        );
    }
    let told = told(&text, &diagnostics, &conflicts);
    SettingsFile { source: Source::new(path.as_str(), text), node: root, told, lossy, diagnostics }
}

/// Whether a file was emptied: what would be missing in it is said in one.
fn is_empty(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    }
}
