//! Where something was written, with its place on the web.

use serde::Serialize;

use crate::{diag::Place, view::Context};

/// Where a fact was written.
#[derive(Debug, Clone, Serialize)]
pub struct SourceLink {
    /// `content/milestones/m1.4-gateway.md:20`.
    pub text: String,
    /// The line on the web.
    pub href: Option<String>,
}

impl Context<'_> {
    /// Where something was written, with a link to the line on the web where there is a repository.
    pub fn source(&self, place: Place) -> SourceLink {
        let (line, path) = (self.program.sources.position(place).line, self.program.sources.path(place.file));
        let href = self.program.settings.line_on_the_web(path, line);
        SourceLink { text: format!("{path}:{line}"), href }
    }

    /// A file of the project, with its page on the web where there is a repository.
    pub(in crate::view) fn project_file(&self, path: &str) -> SourceLink {
        SourceLink { text: path.to_owned(), href: self.program.settings.file_on_the_web(path) }
    }
}
