//! One file, split into front matter and Markdown, not yet understood.

use std::{
    collections::BTreeSet,
    sync::{Arc, OnceLock},
};

use super::{Node, fields::FieldMap, preamble::Preamble, run_on::RunOn, section_names::is_of_section};
use crate::{
    diag::{Diagnostic, FileId},
    model::{Body, Kind},
    text::Span,
    world::ProjectPath,
};

/// One file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name among the sources.
    pub file: FileId,
    /// Its path from the root of the project.
    pub path: ProjectPath,
    /// The front matter; `None` where there is none, or none that can be read.
    pub front_matter: Option<Node>,
    /// Whether front matter stands there, readable or not.
    pub has_front_matter: bool,
    /// The file beside it in which the front matter stands, where it stands in one.
    pub front_file: Option<FileId>,
    /// Whether it is a thing that another file lists: its path is that of no file.
    pub is_listed: bool,
    /// What stands below the front matter and reads like more of it.
    pub run_on: Option<Box<RunOn>>,
    /// What the Markdown says of the same.
    pub preamble: Preamble,
    /// The Markdown under it, with its outline.
    pub body: Arc<Body>,
    /// What is wrong with it so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether fields may have been lost with what could not be read. That is said already, and no field is called
    /// missing besides.
    pub lossy: bool,
    /// The lines of which it is told already that they cannot be read as they stand: what else is wrong with them
    /// follows from it.
    pub told: Vec<Span>,
    /// Where links can lead on it; made for the first link that asks.
    pub(super) anchors: OnceLock<BTreeSet<String>>,
}

impl Document {
    /// Where links can lead on its page.
    pub fn anchors(&self) -> &BTreeSet<String> {
        self.anchors.get_or_init(|| {
            let headings = self.body.headings.iter().map(|heading| &heading.anchor);
            let given = self.body.ids.iter().map(|given| &given.id);
            headings.chain(given).cloned().collect()
        })
    }
}

impl Document {
    /// The heading that is the title of the text: the first one, if it is of the first level. Not the name of a section, where
    /// several sections are of that level.
    pub fn heading(&self) -> Option<&str> {
        let first = self.body.headings.first().filter(|first| first.level == 1)?;
        let text = first.text.trim();
        let is_section = is_of_section(text);
        let several = || self.body.headings.iter().skip(1).any(|other| other.level == 1);
        let is_title = !text.is_empty() && (!is_section || !several());
        is_title.then_some(&first.text)
    }

    /// The same of a record whose file has a name in words: there the name of a section never is the title.
    pub fn title_of_record(&self) -> Option<&str> {
        self.heading().filter(|text| !is_of_section(text))
    }

    /// Whether keys of a thing of a kind stand below the end of the front matter, where they are not read.
    pub(super) fn is_cut(&self, kind: Kind, theirs: &FieldMap) -> bool {
        self.run_on.as_ref().is_some_and(|rest| rest.loses(kind, theirs))
    }

    /// The file in which the front matter stands.
    pub fn front(&self) -> FileId {
        self.front_file.unwrap_or(self.file)
    }
}
