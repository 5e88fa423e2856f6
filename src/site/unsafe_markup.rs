//! What is taken out of the texts of pages because it could run code.

use crate::{
    diag::{Code, Diagnostic, Place},
    model::Program,
    render::removed,
};

/// One finding for each piece that is taken out, where it stands.
pub(super) fn unsafe_markup(program: &Program) -> Vec<Diagnostic> {
    let found = program.subjects().flat_map(|subject| {
        let head = program.head(subject);
        removed(&head.body).into_iter().map(|removed| {
            let message = format!("{} was taken out of the page", removed.what);
            let hint = "write it in Markdown, or link to it with https:";
            Diagnostic::new(Code::UnsafeMarkup, Place::new(head.file, removed.span), message).hint(hint)
        })
    });
    found.collect()
}
