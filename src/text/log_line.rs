//! What a line must not be in a log that a machine reads: a command to it.
//!
//! Systems that run workflows keep what programs print and obey lines of it: `::name::` at the beginning of a line and
//! `##[name]` anywhere (GitHub), `##vso[name]` (Azure), `##teamcity[name]`. They look at text as people see it, without
//! what takes no room, so that is not looked at here either.

use std::borrow::Cow;

/// The text with a space in each command that it holds, which makes it none.
pub fn quiet(text: &str) -> Cow<'_, str> {
    let mut commands: Vec<usize> = brackets(text).collect();
    commands.extend(colons(text));
    if commands.is_empty() {
        return Cow::Borrowed(text);
    }
    commands.sort_unstable();
    let mut quiet = String::with_capacity(text.len() + commands.len());
    let mut from = 0;
    for at in commands {
        quiet.push_str(&text[from..at]);
        quiet.push(' ');
        from = at;
    }
    quiet.push_str(&text[from..]);
    Cow::Owned(quiet)
}

/// Where the bracket stands of each `##[` and `##word[`, in order.
pub fn brackets(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut hashes = 0;
    let mut in_word = false;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = c == '[' && hashes >= 2;
        match c {
            '#' if in_word => (hashes, in_word) = (1, false),
            '#' => hashes += 1,
            c if c.is_ascii_alphanumeric() && hashes >= 2 => in_word = true,
            c if is_nothing(c) => {}
            _ => (hashes, in_word) = (0, false),
        }
        begins.then_some(at)
    })
}

/// Where the second colon stands of each line that begins with two, in order.
fn colons(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut seen = Some(0);
    text.char_indices().filter_map(move |(at, c)| {
        seen = match (c, seen) {
            ('\n' | '\r', _) => Some(0),
            (':', Some(1)) => {
                seen = None;
                return Some(at);
            }
            (':', Some(0)) => Some(1),
            (c, Some(0)) if c.is_whitespace() => seen,
            (c, _) if is_nothing(c) => seen,
            _ => None,
        };
        None
    })
}

/// Whether a character is passed over where texts are compared as people read them: marks, joiners, what has no width.
/// Escape is none of them, which begins the colors of a terminal.
fn is_nothing(c: char) -> bool {
    c != '\u{1b}' && c != '\n' && !c.is_ascii_graphic() && !c.is_alphanumeric() && !c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_none_any_more() {
        for (text, is) in [
            ("::error::x", ": :error::x"),
            ("a\n  ::set-output name=b::c\nd", "a\n  : :set-output name=b::c\nd"),
            ("\u{ad}:\u{200b}:error::x", "\u{ad}:\u{200b} :error::x"),
            ("\u{a0}::stop-commands::x", "\u{a0}: :stop-commands::x"),
            ("a ##[group]b", "a ## [group]b"),
            ("a #\u{ad}#[error]b", "a #\u{ad}# [error]b"),
            ("x##vso[task.x y]##teamcity[z]", "x##vso [task.x y]##teamcity [z]"),
            ("###[error]", "### [error]"),
            ("##\u{301}[error]", "##\u{301} [error]"),
            ("#a##[error]", "#a## [error]"),
            ("##a##[error]", "##a## [error]"),
            ("##a#[error]##[b]", "##a#[error]## [b]"),
            (":::\r::", ": ::\r: :"),
        ] {
            assert_eq!(quiet(text), is);
            assert!(matches!(quiet(is), Cow::Borrowed(_)), "{is}");
        }
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in [
            "a ::b::",
            "## [a](b)",
            "#[test]",
            "##",
            ":",
            ": :",
            "# # [",
            "## a [b]",
            "12:: a",
            "\u{1b}[1m##\u{1b}[0m",
        ] {
            assert!(matches!(quiet(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
