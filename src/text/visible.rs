//! What text by strangers may hold where people or programs read it: terminal, report, drawing, page, data.
//!
//! Some characters are not seen and yet do something to what is: they move the cursor, color the terminal, end a line,
//! turn the order of all that follows. One rule for all outputs: where people read, such a character is replaced or left
//! out; where programs read, it is escaped, so that the data stay whole.

use std::borrow::Cow;

use super::log_line;

/// First strong isolate: what follows has a direction of its own, until [`POP_ISOLATE`].
const ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Whether a character steers what is shown instead of being shown: control characters, marks and overrides of the
/// direction of writing (UAX #9), the separators of lines and paragraphs, the byte-order mark, and the noncharacters, which
/// neither XML nor HTML may hold.
pub fn steers(c: char) -> bool {
    c.is_control()
        || is_mark(c)
        || is_noncharacter(c)
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
}

/// Whether a code point is kept for what is inside of programs (Unicode, 23.7).
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// Marks that only say to which side their neighbors belong, and isolates, which turn nothing around them; texts in Arabic
/// and Hebrew hold them rightly.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | ISOLATE | POP_ISOLATE)
}

/// What people see of a character: a space for tabs and ends of lines, nothing for the marks of direction, U+FFFD for
/// what else steers.
pub fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_mark(c) => None,
        c if steers(c) => Some(char::REPLACEMENT_CHARACTER),
        c => Some(c),
    }
}

/// A text as people see it, on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.contains(steers) {
        Cow::Owned(text.chars().filter_map(shown).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The name of a file as people see it: nothing in it is left out or taken for a space, lest it pass for another.
pub fn name(text: &str) -> Cow<'_, str> {
    if text.contains(steers) { Cow::Owned(text.replace(steers, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// A text as people see it, on as many lines as it has line feeds.
pub fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c != '\n' && steers(c)) {
        return Cow::Borrowed(text);
    }
    let seen = |c| if c == '\n' { Some(c) } else { shown(c) };
    Cow::Owned(text.chars().filter_map(seen).collect())
}

/// A text as a page may hold it. Browsers keep the direction of writing inside of a paragraph or cell, so marks and
/// overrides stay; what goes are the noncharacters and the control characters other than tabs and ends of lines, which no
/// HTML may hold.
pub fn on_page(text: &str) -> Cow<'_, str> {
    // The lead byte 0xC2 is that of U+0080 to U+009F, and of little else; those from 0xEF on that of noncharacters.
    let suspect = |byte: u8| {
        byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') || matches!(byte, 0x7f | 0xc2 | 0xef..)
    };
    let unfit = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || is_noncharacter(c);
    if !text.bytes().any(suspect) || !text.contains(unfit) {
        return Cow::Borrowed(text);
    }
    let seen = |c: char| if unfit(c) { shown(c) } else { Some(c) };
    Cow::Owned(text.chars().filter_map(seen).collect())
}

/// A text with an end for each turn of the direction of writing that it begins (UAX #9, section 3.3.2), and without the end
/// of an isolate that it did not begin, so that wherever it stands nothing of ours behind it is turned.
pub fn closed(text: String) -> String {
    const POP: char = '\u{202c}';
    if !text.contains(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push(POP),
            '\u{2066}'..='\u{2068}' => open.push(POP_ISOLATE),
            POP if open.last() == Some(&POP) => drop(open.pop()),
            POP_ISOLATE => match open.iter().rposition(|end| *end == POP_ISOLATE) {
                Some(begun) => open.truncate(begun),
                None => continue,
            },
            _ => {}
        }
        out.push(c);
    }
    out.extend(open.into_iter().rev());
    out
}

/// A text by others inside a sentence of ours: what is written from right to left stands in an isolate (UAX #9, section
/// 2.4.2), which holds in pages, attributes and messages alike, so that no word of ours around it changes its place.
pub fn apart(text: &str) -> Cow<'_, str> {
    let is_apart = || text.starts_with(ISOLATE) && text.ends_with(POP_ISOLATE);
    if text.chars().any(runs_left) && !is_apart() {
        Cow::Owned(format!("{ISOLATE}{text}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character is of a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko, and the
/// blocks that Unicode keeps for more of their kind.
fn runs_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}')
        || matches!(c, '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A line of a source in which each character keeps its length in bytes, so that ranges in it stay true. Tabs stay.
pub fn same_length(line: &str) -> String {
    let seen = |c: char| match (steers(c) && c != '\t', c.len_utf8()) {
        (false, _) => c,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, 4) => '\u{1f6c7}',
        (true, _) => char::REPLACEMENT_CHARACTER,
    };
    line.chars().map(seen).collect()
}

/// JSON that means the same, with what steers as `\u` and four digits, and what would be a command in a log, too; line
/// feeds between its values stay.
pub fn json(json: String) -> String {
    let steering = |c| c != '\n' && steers(c);
    if log_line::brackets(&json).next().is_none() && !json.contains(steering) {
        return json;
    }
    let mut commands = log_line::brackets(&json).peekable();
    let mut safe = String::with_capacity(json.len() + 64);
    for (at, c) in json.char_indices() {
        if commands.next_if_eq(&at).is_some() || steering(c) {
            let units = &mut [0; 2];
            safe.extend(c.encode_utf16(units).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One of each kind, between letters.
    const NASTY: &str = "a\u{1b}[31mb\tc\nd\u{7f}e\u{85}f\u{9b}g\u{61c}h\u{200f}i\u{2028}j\u{202e}k\u{2066}l\u{feff}m\u{ffff}n\u{1fffe}o";

    #[test]
    fn people_see_that_something_was_there() {
        assert_eq!(
            line(NASTY),
            "a\u{fffd}[31mb c d\u{fffd}e f\u{fffd}ghi j\u{fffd}k\u{fffd}lm\u{fffd}n\u{fffd}o"
        );
        assert_eq!(lines("a\r\nb\u{9b}"), "a \nb\u{fffd}");
        assert_eq!(name("a\nb\u{200f}"), "a\u{fffd}b\u{fffd}");
        for text in [line(NASTY), name(NASTY), lines(NASTY), Cow::Owned(same_length(NASTY))] {
            assert!(!text.contains(|c| !matches!(c, '\n' | '\t') && steers(c)), "{text:?}");
        }
    }

    #[test]
    fn what_runs_left_stands_in_an_isolate_in_a_sentence() {
        for (text, is) in [
            ("שלום 12", "\u{2068}שלום 12\u{2069}"),
            ("12 مرحبا", "\u{2068}12 مرحبا\u{2069}"),
            ("Grüße, 12 → 日本語", "Grüße, 12 → 日本語"),
        ] {
            assert_eq!(apart(text), is);
            assert_eq!(line(&apart(text)), text, "a terminal has an order of its own");
        }
    }

    #[test]
    fn what_is_turned_is_turned_back() {
        for (text, is) in [
            ("a\u{202e}b", "a\u{202e}b\u{202c}"),
            ("a\u{202e}b\u{202c}c", "a\u{202e}b\u{202c}c"),
            ("\u{2067}a\u{202b}b", "\u{2067}a\u{202b}b\u{202c}\u{2069}"),
            ("\u{2067}a\u{202b}b\u{2069}c", "\u{2067}a\u{202b}b\u{2069}c"),
            ("\u{202c}\u{2069}a", "\u{202c}a"),
            ("a\u{2068}b\u{2069}c\u{2069}", "a\u{2068}b\u{2069}c"),
            ("plain", "plain"),
        ] {
            assert_eq!(closed(text.to_owned()), is);
        }
    }

    #[test]
    fn a_page_holds_no_control_characters() {
        assert_eq!(
            on_page(NASTY),
            NASTY
                .replace(['\u{1b}', '\u{7f}', '\u{9b}', '\u{ffff}', '\u{1fffe}'], "\u{fffd}")
                .replace('\u{85}', " ")
        );
        assert_eq!(on_page("a\r\n\t\u{a0}b"), "a\r\n\t\u{a0}b");
    }

    #[test]
    fn all_else_stays_as_it_is() {
        for text in ["Größe 大 \u{301}", "👩\u{200d}🚀", "zero\u{200b}width", "اختبار", ""] {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text), "{text}");
            assert_eq!(same_length(text), text);
        }
    }

    #[test]
    fn a_source_keeps_its_length() {
        let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
        assert_eq!(lengths(&same_length(NASTY)), lengths(NASTY));
    }

    #[test]
    fn data_stay_whole() {
        let written = json(serde_json::to_string_pretty(&[NASTY]).expect("a text"));
        assert!(!written.contains(|c| c != '\n' && steers(c)), "{written:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).expect("JSON"), [NASTY]);
        let command = json(serde_json::to_string("##[add-mask]x").expect("a text"));
        assert_eq!(command, "\"##\\u005badd-mask]x\"");
    }
}
