//! How the value of a field is written.

use std::fmt;

use super::Field;
use crate::{load::words::Word, model::Kind};

/// The shape of a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Words, on one line or several.
    Text,
    /// An id: letters, digits, dots and hyphens.
    Id,
    /// A day, as in `2026-03-02`.
    Date,
    /// A length of time: `3d` is three working days, `2w` two working weeks, `5ed` five days of any kind.
    Length,
    /// A length of time that may be negative, as in `-2d`.
    Lag,
    /// A number from 0 to 100, with or without its sign.
    Percent,
    /// A whole number from this on.
    Count(u32),
    /// A share from 0 to 1, or a percentage with its sign.
    Share,
    /// Any single value.
    Value,
    /// One of these words.
    Words(fn() -> Vec<&'static str>),
    /// Somebody of the program, by id or name.
    Party,
    /// A thing of this kind, by id, title, file or link.
    Thing(Kind),
    /// A thing of one of several kinds.
    AnyThing,
    /// A name that the settings declare, of what this says.
    Named(&'static str),
    /// A path to a file of the project.
    File,
    /// An address on the web.
    Address,
    /// A mapping of these keys.
    Map(&'static [Field]),
    /// A mapping from names of one's own to values of this shape.
    Keyed(&'static Shape),
    /// A list; one alone needs no brackets.
    List(&'static Shape),
    /// The one or the other.
    Either(&'static Shape, &'static Shape),
}

/// The words of a type.
pub fn words<W: Word>() -> Vec<&'static str> {
    W::VALUES.iter().map(|value| value.spelling()).collect()
}

impl Shape {
    /// The mapping that it is, or that its list holds; the first where there are several.
    pub fn fields(&self) -> Option<&'static [Field]> {
        match self {
            Self::Map(fields) => Some(fields),
            Self::Keyed(inner) | Self::List(inner) => inner.fields(),
            Self::Either(one, other) => one.fields().or_else(|| other.fields()),
            _ => None,
        }
    }
}

impl fmt::Display for Shape {
    /// As people say it: `a day`, `a list of people`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("text"),
            Self::Id => f.write_str("an id"),
            Self::Date => f.write_str("a day"),
            Self::Length => f.write_str("a length of time"),
            Self::Lag => f.write_str("a length of time, which may be negative"),
            Self::Percent => f.write_str("a percentage"),
            Self::Count(least) => write!(f, "a whole number from {least} on"),
            Self::Share => f.write_str("a share from 0 to 1"),
            Self::Value => f.write_str("a value"),
            Self::Words(words) => write!(f, "`{}`", words().join("`, `")),
            Self::Party => f.write_str("a person or team"),
            Self::Thing(kind) => write!(f, "a {}", kind.word()),
            Self::AnyThing => f.write_str("a thing of any kind"),
            Self::Named(what) => write!(f, "the name of a {what}"),
            Self::File => f.write_str("a path to a file"),
            Self::Address => f.write_str("an address on the web"),
            Self::Map(fields) => {
                let names: Vec<&str> = fields.iter().map(|field| field.name).collect();
                write!(f, "a mapping of `{}`", names.join("`, `"))
            }
            Self::Keyed(inner) => write!(f, "by name, {inner}"),
            Self::List(inner) => write!(f, "{inner}; or a list of these"),
            Self::Either(one, other) => write!(f, "{one}; or {other}"),
        }
    }
}
