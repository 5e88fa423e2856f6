//! Files that have nearly the name that is looked for: the settings, and Markdown under another ending.

use super::{folders, front_matter, read_document::decode};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Source},
    text::Span,
    world::{ProjectPath, World},
};

/// What people call the settings; the last are those that lie among the content.
const SETTINGS: [&str; 8] = [
    "milepost.yml",
    "Milepost.yaml",
    "milepost.yaml.txt",
    "milepost.yaml.yaml",
    ".milepost.yaml",
    ".milepost.yml",
    "milepost.yaml",
    "milepost.yml",
];
const IN_CONTENT: std::ops::Range<usize> = 6..8;

/// The settings under a name that is nearly right.
pub fn settings(world: &dyn World, content: &ProjectPath) -> Option<ProjectPath> {
    let path = |(index, name): (usize, &&str)| {
        let folder = if IN_CONTENT.contains(&index) { content.clone() } else { ProjectPath::root() };
        folder.join(name).ok()
    };
    SETTINGS.iter().enumerate().filter_map(path).find(|path| world.exists(path))
}

/// The finding that the settings have another name.
pub fn misnamed_settings(path: &ProjectPath, right: &ProjectPath) -> Diagnostic {
    let message = format!("the settings are called `{path}`, where `{right}` is looked for");
    let start = Place::new(FileId::default(), Span::default());
    Diagnostic::new(Code::Misnamed, start, message)
        .hint(format!("rename it to `{right}` in the project root"))
}

/// Endings under which Markdown is written that we do not read.
const ENDINGS: [&str; 8] = ["mdx", "mdown", "mkd", "mkdn", "mdwn", "mdtext", "txt", "md~"];

/// A file that would be a thing but for the ending of its name.
pub struct Unread {
    /// Its name without any ending.
    pub stem: String,
    /// Its text.
    pub source: Source,
    path: ProjectPath,
}

/// Those of some files that begin with front matter and lie where things lie.
pub fn unread(world: &dyn World, content: &ProjectPath, files: &[ProjectPath]) -> Vec<Unread> {
    let nearly = |path: &&ProjectPath| {
        let named = ENDINGS.iter().any(|ending| path.extension().eq_ignore_ascii_case(ending));
        named && path.is_within(content) && path.segments().any(|folder| folders::kind_of(folder).is_some())
    };
    let read = |path: &ProjectPath| {
        let (text, _) = decode(FileId::default(), &world.read(path).ok()?);
        let begins = front_matter::split(&text, FileId::default()).front.is_some();
        let stem = path.file_name().split('.').next().unwrap_or_default().to_owned();
        begins.then(|| Unread { stem, source: Source::new(path.as_str(), text), path: path.clone() })
    };
    files.iter().filter(nearly).filter_map(read).collect()
}

impl Unread {
    /// The finding about it, as the source `file`.
    pub fn diagnostic(&self, file: FileId) -> Diagnostic {
        let (path, stem) = (&self.path, &self.stem);
        let message =
            format!("`{}` is not read, for its name ends in `.{}`", path.file_name(), path.extension());
        Diagnostic::new(Code::Misnamed, Place::new(file, Span::default()), message)
            .hint(format!("rename it to `{stem}.md`"))
    }
}
