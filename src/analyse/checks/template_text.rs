//! Text of a template that nobody replaced.

use crate::{
    analyse::Finding,
    diag::{Code, Place},
    model::{Head, Program, Subject},
    text::Filler,
};

/// A phrase of a template that stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FillerText {
    /// The phrase, in lower case.
    pub phrase: &'static str,
}

impl FillerText {
    pub(in crate::analyse) fn code(&self) -> Code {
        Code::TemplateText
    }
}

pub(super) fn run(program: &Program) -> Vec<Finding> {
    let is_template =
        |subject: &Subject| matches!(subject, Subject::Page(key) if program.pages[*key].template);
    let written = program.subjects().filter(|subject| !is_template(subject));
    written.flat_map(|subject| body(program.head(subject))).collect()
}

fn body(head: &Head) -> impl Iterator<Item = Finding> + '_ {
    let finding =
        |&Filler { phrase, span }: &Filler| Finding::new(Place::new(head.file, span), FillerText { phrase });
    head.body.fillers.iter().map(finding)
}
