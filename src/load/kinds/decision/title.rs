//! The title of a record without its number: `Use X` of `4. Use X`, `ADR-0004: Use X` and `ADR 004 – Use X`.

/// Whether a title says no more than that the text is the record of a decision.
pub fn is_bare(text: &str) -> bool {
    let word = |word: &str| {
        matches!(
            word,
            "adr"
                | "architecture"
                | "architectural"
                | "any"
                | "decision"
                | "record"
                | "rfc"
                | "design"
                | "log"
                | "title"
        )
    };
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).all(|part| word(&part) || part.chars().all(|c| c.is_ascii_digit()))
}

/// Most letters of what stands before the number.
const LONGEST_PREFIX: usize = 6;

/// A title without the number of the record.
pub fn title(text: &str) -> &str {
    let text =
        ["Title:", "title:", "TITLE:"].iter().find_map(|key| text.strip_prefix(key)).map_or(text, str::trim);
    let within = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let whole = within
        .and_then(|(id, title)| behind_number(id, true).filter(|rest| rest.is_empty()).map(|_| title.trim()));
    let title = whole.or_else(|| behind_number(text, false)).unwrap_or(text);
    let title = title.trim_start_matches([':', '-', '–', '—']).trim();
    if title.is_empty() { text } else { title }
}

/// A title behind the name of a series and the number of the id: `Use X` of `Kiln RFC 0004: Use X`.
pub fn of_series<'t>(text: &'t str, id: &str) -> Option<&'t str> {
    let (series, rest) = text.split_once(' ')?;
    let number = |text: &str| {
        text.rsplit(|c: char| !c.is_ascii_digit()).next().map(|n| n.trim_start_matches('0').to_owned())
    };
    let (before, _) = rest.split_once(':')?;
    let is_own = number(before).filter(|number| !number.is_empty()) == number(id);
    let is_name = series.starts_with(char::is_uppercase) && series.chars().all(char::is_alphanumeric);
    behind_number(rest, false)
        .filter(|title| is_name && is_own && !title.is_empty())
        .map(|title| title.trim_start_matches([':', ' ']))
}

/// What stands behind the number of a record; `alone` where the number needs no sign behind it.
fn behind_number(text: &str, alone: bool) -> Option<&str> {
    let lower = text.to_lowercase();
    let spoken =
        ["architecture decision record", "architectural decision record", "decision record", "decision"];
    let letters = spoken.iter().find(|words| lower.starts_with(**words)).map_or_else(
        || text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len()),
        |words| words.len(),
    );
    if letters > LONGEST_PREFIX && !spoken.contains(&&lower[..letters]) {
        return None;
    }
    let rest = text[letters..].trim_start_matches(['-', '_', ' ', '#', '.']);
    // A word before a number is no prefix, unless it is one that records have.
    let known = ["adr", "ard", "dr", "rfc", "pep", "kep", "sep", "eip", "tep", "rec"];
    let word = &lower[..letters];
    if !(letters == 0 || is_acronym(&text[..letters]) || known.contains(&word) || spoken.contains(&word)) {
        return None;
    }
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = after.len() < rest.len();
    if !is_numbered {
        // `ADR: Use X`
        let behind = text[letters..].trim_start();
        let dash = || ["— ", "– ", "- "].iter().find_map(|sign| behind.strip_prefix(sign));
        let title = behind.strip_prefix(':').or_else(dash)?;
        return (lower[..letters] == *"adr" || spoken.contains(&&lower[..letters])).then_some(title.trim());
    }
    let behind = after.trim_start();
    let sign = behind.strip_prefix(['.', ':', ')', '|', '–', '—']);
    // A dash with blanks around it is a sign, one within a word is none.
    let dash = || behind.strip_prefix("- ").filter(|_| after.starts_with(' ') || letters > 0);
    let spelled = || (letters > 0 && after.starts_with(' ')).then_some(behind);
    sign.filter(|title| alone || title.is_empty() || title.starts_with(' '))
        .or_else(dash)
        .or_else(|| (alone && behind.is_empty()).then_some(""))
        .or_else(|| spelled().filter(|_| is_acronym(&text[..letters])))
        .map(str::trim)
}

/// `ADR 0004 Use X`: capital letters alone, so that no sentence loses its first words.
fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::{is_bare, of_series, title};

    #[test]
    fn titles_of_a_series() {
        assert_eq!(of_series("Kiln RFC 0004: Use X", "RFC-0004"), Some("Use X"));
        assert_eq!(of_series("Use RFC 2119: key words", "RFC-0004"), None);
        assert_eq!(of_series("Use RFC 4: key words", "use-it"), None);
    }

    #[test]
    fn titles_that_say_nothing() {
        assert!(is_bare("Architectural Decision Record (ADR)") && is_bare("ADR-0004") && is_bare("Title"));
        assert!(!is_bare("Decision on Kafka"));
    }

    #[test]
    fn numbers_are_no_part_of_a_title() {
        for text in [
            "4. Use Kafka",
            "ADR-0004: Use Kafka",
            "0004: Use Kafka",
            "ADR 004: Use Kafka",
            "ADR004 - Use Kafka",
            "ADR #4: Use Kafka",
            "ADR 0004 Use Kafka",
            "ADR: Use Kafka",
            "ADR — Use Kafka",
            "ADR 004- Use Kafka",
            "Title: ADR-004: Use Kafka",
            "ADR-0004 | Use Kafka",
            "[ADR-004] Use Kafka",
            "4 - Use Kafka",
            "Architecture Decision Record 4: Use Kafka",
            "Decision 4 – Use Kafka",
        ] {
            assert_eq!(title(text), "Use Kafka", "{text}");
        }
        for text in [
            "3 services for all",
            "12.",
            "Use 3: no more",
            "Kafka 4 for all",
            "Decision makers",
            "2.0 is out",
            "In 2026: no more",
        ] {
            assert_eq!(title(text), text);
        }
    }
}
