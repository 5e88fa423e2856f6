//! Front matter in a file of its own beside a README, as the settings name it: `proposal.yaml`.
//!
//! Must not know what it says.

use std::sync::Arc;

use super::{
    Document, Node, Value,
    fields::snake,
    folders,
    generators::is_theirs,
    preamble::Preamble,
    read_document::{decode, read_document},
    yaml,
};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Source, Sources},
    text::Span,
    world::{ProjectPath, World},
};

/// Give READMEs the front matter that stands beside them; files without one become documents of their own.
///
/// Documents are numbered as their files are, so those come first, and the files beside READMEs behind them.
pub fn attach(
    world: &dyn World,
    name: &str,
    others: &[ProjectPath],
    documents: &mut Vec<Arc<Document>>,
    sources: &mut Sources,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut beside, mut alone) = (Vec::new(), Vec::new());
    for path in others.iter().filter(|path| path.file_name() == name) {
        let folder = path.parent();
        let is_its = |document: &Arc<Document>| {
            document.path.parent() == folder && folders::is_folder_page(&document.path)
        };
        match documents.iter().position(is_its) {
            Some(index) => beside.push((path, index)),
            None => alone.push(path),
        }
    }
    for path in alone {
        let Some(read) = read(world, path, next(sources)) else { continue };
        let (_, mut document) = read_document(read.file, path.clone(), b"");
        document.diagnostics.clear();
        let mut document = Document { has_front_matter: true, lossy: read.lossy, ..document };
        document.front_matter = read.root;
        document.front_file = Some(read.file);
        found.extend(read.findings);
        sources.add(read.source);
        documents.push(Arc::new(document));
    }
    for (path, index) in beside {
        let Some(read) = read(world, path, next(sources)) else { continue };
        let document = Arc::make_mut(&mut documents[index]);
        if let Some(own) = document.front_matter.as_ref().filter(|own| tells(own)) {
            // What it says of the thing does not count, and may say what is so.
            found.push(two(Place::new(document.file, Span::at(own.span.start as usize)), name));
            document.lossy = true;
        }
        document.front_matter = read.root;
        document.has_front_matter = true;
        document.lossy |= read.lossy;
        document.front_file = Some(read.file);
        // Its places are of another file than those of the front matter.
        document.preamble = Preamble::default();
        document.run_on = None;
        found.extend(read.findings);
        sources.add(read.source);
    }
    found
}

/// Whether front matter says more than the title of a page, and how it is shown elsewhere.
fn tells(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else { return false };
    entries.iter().map(|(key, _)| snake(&key.text)).any(|key| key != "title" && !is_theirs(&key))
}

/// The finding that a README has front matter of its own beside the file that holds it.
fn two(place: Place, name: &str) -> Diagnostic {
    let message = format!("this front matter is not read: `{name}` beside it holds that of the same thing");
    let hint = format!("move these lines into `{name}`, or take them out");
    Diagnostic::new(Code::MisplacedFrontMatter, place, message).hint(hint)
}

struct Read {
    file: FileId,
    source: Source,
    root: Option<Node>,
    lossy: bool,
    findings: Vec<Diagnostic>,
}

fn next(sources: &Sources) -> FileId {
    FileId(u32::try_from(sources.iter().count()).unwrap_or(u32::MAX))
}

fn read(world: &dyn World, path: &ProjectPath, file: FileId) -> Option<Read> {
    let (text, mut findings) = decode(file, &world.read(path).ok()?);
    let skip = if text.starts_with("---\n") { 4 } else { 0 };
    let parsed = yaml::parse(&text[skip..], skip, file);
    findings.extend(parsed.findings);
    let source = Source::new(path.as_str(), text);
    Some(Read { file, source, root: parsed.root, lossy: parsed.lossy, findings })
}
