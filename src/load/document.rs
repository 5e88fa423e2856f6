//! One file, split into front matter and Markdown, not yet understood.

use super::Node;
use crate::{
    diag::{Code, Diagnostic, FileId},
    model::Body,
    world::ProjectPath,
};

/// One file.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name among the sources.
    pub file: FileId,
    /// Its path.
    pub path: ProjectPath,
    /// The front matter; `None` where there is none, or none that can be read.
    pub front_matter: Option<Node>,
    /// Whether front matter stands there, readable or not.
    pub has_front_matter: bool,
    /// The Markdown under it, with its outline.
    pub body: Body,
    /// What is wrong with it so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// Whether fields may have been lost with what could not be read. That is said already, and no field is called
    /// missing besides.
    pub fn is_broken(&self) -> bool {
        const LOSSES: [Code; 5] = [
            Code::EmptyFile,
            Code::UnreadableFile,
            Code::NotAMapping,
            Code::YamlSyntax,
            Code::FrontMatterLimit,
        ];
        self.diagnostics.iter().any(|diagnostic| LOSSES.contains(&diagnostic.code))
    }
}
