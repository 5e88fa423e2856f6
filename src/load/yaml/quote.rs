//! Values that have to stand in quotes, and how they do.

use std::ops::Range;

use super::line::Line;

/// A text in quotes, so that YAML reads it as it is: double ones where nothing in it would have to be escaped.
pub(in crate::load) fn quoted(text: &str) -> String {
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// A value with quotes that do not fit, in quotes that do: those around it, if both are there, are none of its text.
pub(super) fn requoted(value: &str) -> String {
    let inner = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote));
    quoted(inner.filter(|inner| !inner.is_empty()).unwrap_or(value))
}

/// The stretch that has to be quoted for a fault at `at`: the value of the line, or of an entry between brackets.
pub(super) fn value_at(text: &str, line: &Line<'_>, at: usize) -> Range<usize> {
    let value = line.value.clone();
    if !text[value.clone()].starts_with(['[', '{']) || at <= value.start {
        return value;
    }
    let end = line.end().min(value.end);
    let start =
        text[value.start..at.min(end)].rfind(['[', '{', ',']).map_or(value.start, |i| value.start + i + 1);
    let until = text[start..end].find([',', ']', '}']).map_or(end, |i| start + i);
    let entry = &text[start..until];
    let key = entry.find(": ").map_or(0, |colon| colon + 2);
    let trimmed = entry[key..].trim();
    let start = start + key + (entry[key..].len() - entry[key..].trim_start().len());
    start..start + trimmed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_by_what_stands_between_them() {
        assert_eq!(quoted("Beds: sensors"), "\"Beds: sensors\"");
        assert_eq!(quoted("\"Twelve\" of it's"), "'\"Twelve\" of it''s'");
        assert_eq!(quoted("C:\\plan"), "'C:\\plan'");
        assert_eq!(requoted("'it's late'"), "\"it's late\"");
        assert_eq!(requoted("\"Twelve\" of fifteen"), "'\"Twelve\" of fifteen'");
    }

    #[test]
    fn between_brackets_only_the_entry_is_quoted() {
        let text = "  - {date: 1, note: Beds: x, by: x}";
        let at = text.find(": x").expect("it is there");
        assert_eq!(&text[value_at(text, &Line::around(text, at), at)], "Beds: x");
    }
}
