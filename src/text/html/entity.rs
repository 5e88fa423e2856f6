//! Values of attributes with their entities: `&amp;` and 2,230 others, as browsers read them.

use std::{borrow::Cow, cell::RefCell};

use html5ever::{
    tendril::StrTendril,
    tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};

/// What a value means that is written between quotes.
pub fn decoded(written: &str) -> Cow<'_, str> {
    if !written.contains('&') {
        return Cow::Borrowed(written);
    }
    let tag = format!("<a b=\"{}\">", written.replace('"', "&quot;"));
    let tokens = Tokenizer::new(Value::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(tag));
    let _ = tokens.feed(&input);
    tokens.end();
    Cow::Owned(tokens.sink.0.take())
}

/// Keeps the value of the one attribute.
#[derive(Default)]
struct Value(RefCell<String>);

impl TokenSink for Value {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && let Some(attribute) = tag.attrs.first()
        {
            *self.0.borrow_mut() = attribute.value.to_string();
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn entities_are_what_they_are_for_browsers() {
        for (written, means) in [
            ("a&amp;b", "a&b"),
            ("&#106;avascript&colon;x", "javascript:x"),
            ("?a=1&copy=2", "?a=1&copy=2"),
            ("caf&eacute; \"x\" &quot;y&quot;", "café \"x\" \"y\""),
            ("&nothing; & &", "&nothing; & &"),
            ("<b>", "<b>"),
        ] {
            assert_eq!(decoded(written), means);
        }
    }
}
