//! All files of a project, read in parallel and put in the order of their paths.
//!
//! Must not know what the files say.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Document, Memo, Node, SETTINGS_FILE, Value, conflict, misnamed,
    read_document::{decode, read_document, told},
    yaml,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Source, Sources},
    text::Span,
    world::{ListFailure, ProjectPath, World},
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
    /// The Markdown files in path order.
    pub documents: Vec<Arc<Document>>,
    /// Paths of the other files under the content folder, in order.
    pub others: Vec<ProjectPath>,
    /// Names of files that would be things but for their ending.
    pub unread: Vec<String>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Read the settings and all Markdown under `content`.
pub fn gather(world: &dyn World, content: &ProjectPath, memo: Option<&Memo>) -> Gathered {
    let settings_path = ProjectPath::new(SETTINGS_FILE).expect("the name of the settings is a clean path");
    let other = (!world.exists(&settings_path)).then(|| misnamed::settings(world, content)).flatten();
    let read = read_settings(world, other.as_ref().unwrap_or(&settings_path));
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(other.as_ref().map(|other| misnamed::misnamed_settings(other, &settings_path)));
    let settings_path = other.unwrap_or(settings_path);
    let mut sources = Sources::default();
    sources.add(read.source);

    let listing = world.list(content).sorted();
    let (markdown, others): (Vec<_>, Vec<_>) = listing.files.into_iter().partition(ProjectPath::is_markdown);
    diagnostics.extend(listing.problems.iter().map(|problem| {
        let code = match problem.reason {
            ListFailure::Missing | ListFailure::Refused(_) => Code::UnreadableFile,
            ListFailure::Name(_) | ListFailure::NotUtf8 | ListFailure::Link | ListFailure::NotAFile => {
                Code::SkippedFile
            }
        };
        let hint = match problem.reason {
            ListFailure::Missing => "create it, or name another folder with `--content`",
            ListFailure::Refused(_) => "give it the permissions of the others",
            ListFailure::Link => "put the file itself there in place of the link",
            ListFailure::Name(_) | ListFailure::NotUtf8 => "rename it",
            ListFailure::NotAFile => "put a file there, or take it out of the content folder",
        };
        Diagnostic::global(code, format!("`{}` is left out: {}", problem.place, problem.reason)).hint(hint)
    }));
    let numbered: Vec<(FileId, ProjectPath)> = (1..).map(FileId).zip(markdown).collect();
    let found: Vec<(Source, Arc<Document>)> =
        numbered.into_par_iter().map(|(file, path)| read_file(world, file, path, memo)).collect();
    let mut documents = Vec::with_capacity(found.len());
    for (source, document) in found {
        sources.add(source);
        documents.push(document);
    }
    if let Some(memo) = memo {
        memo.keep(&documents);
    }
    let mut unread = Vec::new();
    for file in misnamed::unread(world, content, &others) {
        let id = sources.add(file.source.clone());
        diagnostics.push(file.diagnostic(id));
        unread.push(file.stem);
    }
    let (told, settings_lossy) = (read.told, read.lossy);
    Gathered {
        sources,
        settings_path,
        settings: read.node,
        settings_lossy,
        told,
        documents,
        others,
        unread,
        diagnostics,
    }
}

/// One file; one that cannot be read is a document without text, so that it still has a page that says so.
fn read_file(
    world: &dyn World,
    file: FileId,
    path: ProjectPath,
    memo: Option<&Memo>,
) -> (Source, Arc<Document>) {
    let shared = |(source, document)| (source, Arc::new(document));
    match world.read(&path) {
        Ok(bytes) => match memo {
            Some(memo) => {
                let read = || shared(read_document(file, path.clone(), &bytes));
                memo.document((file, &path), &bytes, read)
            }
            None => shared(read_document(file, path, &bytes)),
        },
        Err(error) => {
            let message = format!("the file cannot be read: {}", error.reason);
            let start = Place::new(file, Span::default());
            let diagnostic = Diagnostic::new(Code::UnreadableFile, start, message)
                .hint("see that it is a regular file that you may read");
            let (source, mut document) = read_document(file, path, b"");
            document.diagnostics = vec![diagnostic];
            document.lossy = true;
            shared((source, document))
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
