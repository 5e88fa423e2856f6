//! A piece of a text that is shared: the body of a file and the file itself are held once.

use std::{fmt, ops::Deref, sync::Arc};

use super::Span;

/// A piece of a shared text.
#[derive(Clone, Default)]
pub struct Excerpt {
    whole: Arc<str>,
    span: Span,
}

impl Excerpt {
    /// The piece `span` of `whole`, in bytes; nothing where that is no piece of it.
    pub fn new(whole: Arc<str>, span: Span) -> Self {
        let span = if whole.get(span.range()).is_some() { span } else { Span::default() };
        Self { whole, span }
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Self::new(text.into(), Span::new(0, text.len()))
    }
}

impl Deref for Excerpt {
    type Target = str;

    fn deref(&self) -> &str {
        &self.whole[self.span.range()]
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_one_or_nothing() {
        let whole: Arc<str> = "aéb".into();
        let piece = |start, end| Excerpt::new(Arc::clone(&whole), Span::new(start, end)).to_string();
        assert_eq!([piece(1, 3), piece(0, 4), piece(2, 3), piece(3, 9)], ["é", "aéb", "", ""]);
    }
}
