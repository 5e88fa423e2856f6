//! What of a text does not stay on its page, in words.

use super::words::counted;
use crate::text::{
    html::{DEEPEST, LeftOut, What},
    visible,
};

/// What to do about what could run code.
pub const SAFE: &str = "write it in Markdown, or link to it with https:";

/// On the page itself: it does not repeat what was taken out of it. Its line is told beside, and the rest among the checks.
pub const ON_THE_PAGE: &str = "something of the raw HTML or an address was taken out of the page";

/// What to do about an id.
pub const OTHER_ID: &str = "give it another id";

/// Longest address that is shown, in characters.
const LONGEST: usize = 60;

/// A link, or a picture, whose address could run code.
pub fn link(target: &str, picture: bool) -> String {
    let what = if picture { "a picture from" } else { "a link to" };
    let target: String = visible::line(target).chars().take(LONGEST).collect();
    format!("{what} `{target}` was taken out of the page")
}

/// An id that something else on the page has.
pub fn id(id: &str) -> String {
    format!("the id `{id}` was taken out: the page has it already")
}

/// A piece of raw HTML: what became of it, and what to do.
pub fn raw(left: &LeftOut) -> (String, String) {
    let what = match &left.what {
        What::Tag(name) => format!("the tag `<{name}>` was taken out of the page"),
        What::Content(name) => format!("the tag `<{name}>` was taken out of the page with what stands in it"),
        What::Unsafe(name) => format!("the attribute `{name}` was taken out of the page"),
        What::Address(name) => {
            format!("an address in `{name}` that could run code was taken out of the page")
        }
        What::Attribute(name) => format!("the attribute `{name}` was left out"),
        What::Value(name) => format!("the value of `{name}` is none that it can have, and was left out"),
        What::Misplaced(name) => {
            format!("the tag `<{name}>` was left out: it stands outside of what it belongs into")
        }
        What::End(name) => {
            format!("the tag `</{name}>` was left out: it ends nothing that began in the same place")
        }
        What::NoTag => "what looks like a tag is none, and stands as text".to_owned(),
        What::Declaration => "a declaration or instruction was taken out of the page".to_owned(),
        What::OpenComment => {
            "a comment does not end; what follows was taken out of the page with it".to_owned()
        }
        What::TooDeep => {
            format!("nested deeper than {DEEPEST} levels: what is deeper stands without its tags")
        }
        What::More => format!("{} of raw HTML did not stay", counted(left.count, "more piece")),
    };
    let others = left.count - 1;
    let message = match left.what {
        What::More => what,
        _ if others > 0 => {
            format!("{what}; so {} {}", if others == 1 { "was" } else { "were" }, counted(others, "other"))
        }
        _ => what,
    };
    let hint = match left.what {
        What::Attribute(_) | What::Value(_) => "see which attributes raw HTML can have in the guide",
        What::Misplaced(_) | What::End(_) => {
            "see that each tag begins and ends in the same paragraph, list or quote"
        }
        What::NoTag => "close it with `>`, or write `&lt;` for a less-than sign",
        What::OpenComment => "end it with `-->`",
        What::TooDeep => "write it flatter",
        _ => SAFE,
    };
    (message, hint.to_owned())
}
