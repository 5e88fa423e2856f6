//! A YAML value with the span of every part: what the typed readers read.

use crate::text::Span;

/// One YAML value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in its file.
    pub span: Span,
    /// The value itself: a scalar, a list or a mapping.
    pub value: Value,
    /// Whether nobody can be sure that it says what was meant, which is told already: a value that was mended, a mapping
    /// below the top in which something was, or one in which a key stands twice: two things may have run into one, as
    /// when the first line of a list's item is taken away.
    pub torn: bool,
    /// What of an unquoted text is taken for a comment, though it may be none: ` #2`.
    pub cut: Option<Box<Cut>>,
}

/// A text of which YAML takes the end for a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// All of it.
    pub span: Span,
    /// As it stands.
    pub text: String,
}

impl Node {
    /// A value at a place.
    pub fn new(span: Span, value: Value) -> Self {
        Self { span, value, torn: false, cut: None }
    }
}

/// What a YAML value can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false` (YAML 1.2).
    Bool(bool),
    /// A number, in the spelling of the file: `1.10` is not `1.1`.
    Number(String),
    /// Any other scalar.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file; of a key that stands twice, only the first.
    Map(Vec<(MapKey, Node)>),
}

/// The key of a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapKey {
    /// The key as written.
    pub text: String,
    /// Where the key stands in its file, in bytes.
    pub span: Span,
}
