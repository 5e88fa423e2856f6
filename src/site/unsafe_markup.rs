//! What of the texts of pages does not stay on them.

use crate::{
    diag::{Code, Diagnostic, Place},
    draw::svg::IDS,
    model::{Head, Program},
    render::{Surroundings, given_up},
    say::left_out,
    text::{
        Span,
        html::{LeftOut, What},
    },
};

/// Most links that could run code of which each is told, in one file.
const MOST: usize = 20;

/// What every page has around a text, whatever its title; `ids` are those of its templates.
pub(super) fn around(ids: &[String]) -> Surroundings<'_> {
    Surroundings { taken: ids, families: &[IDS], ..Surroundings::default() }
}

/// One finding for each kind of piece that is left out of a text, where the first of it stands.
pub(super) fn unsafe_markup(program: &Program, ids: &[String]) -> Vec<Diagnostic> {
    program.subjects().flat_map(|subject| of_text(program.head(subject), ids)).collect()
}

fn of_text<'a>(head: &'a Head, ids: &'a [String]) -> impl Iterator<Item = Diagnostic> + 'a {
    let links = head.body.refused.iter().filter_map(|index| head.body.links.get(*index)).take(MOST);
    let links = links.map(|link| {
        let message = left_out::link(&link.target, link.picture);
        told(Code::UnsafeMarkup, head, link.span, message).hint(left_out::SAFE)
    });
    let raw = head.body.left_out.iter().map(|left| raw(head, left));
    // most texts give no id, and there is nothing to compare
    let ids = if head.body.ids.is_empty() { Vec::new() } else { given_up(&head.body, &around(ids)) };
    let ids = ids.into_iter().take(MOST).map(|given| {
        told(Code::MarkupLeftOut, head, given.span, left_out::id(&given.id)).hint(left_out::OTHER_ID)
    });
    links.chain(raw).chain(ids)
}

fn raw(head: &Head, left: &LeftOut) -> Diagnostic {
    let code = match &left.what {
        What::TooDeep => Code::NestedTooDeep,
        what if what.is_unsafe() => Code::UnsafeMarkup,
        _ => Code::MarkupLeftOut,
    };
    let (message, hint) = left_out::raw(left);
    told(code, head, Span::at(left.at), message).hint(hint)
}

fn told(code: Code, head: &Head, span: Span, message: String) -> Diagnostic {
    Diagnostic::new(code, Place::new(head.file, span), message)
}
