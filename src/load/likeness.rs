//! How like two ids are: the same number under nearly the same letters.
//!
//! Another number is another thing: nobody who writes `M1.3` means `M1.2`.

use strsim::damerau_levenshtein;

/// How far `text` is from being the id, in slips of the finger; `None` where it is not like it.
///
/// Case, signs and leading zeros do not count: `sprint 1` is `sprint-01`.
pub fn likeness(text: &str, id: &str) -> Option<usize> {
    const LONGEST: usize = 64;
    if text.len() > LONGEST || id.len() > LONGEST {
        return None;
    }
    let ((letters, numbers), (id_letters, id_numbers)) = (parts(text), parts(id));
    if numbers != id_numbers || (letters.is_empty() && numbers.is_empty()) {
        return None;
    }
    if letters == id_letters {
        return Some(0);
    }
    const SHORTEST: usize = 3;
    let length = letters.chars().count();
    let distance = damerau_levenshtein(&letters, &id_letters);
    (length >= SHORTEST && distance <= (length / 3).max(1)).then_some(distance)
}

/// The letters of a text, in lower case: what the ids of one kind have in common.
pub fn letters(text: &str) -> String {
    parts(text).0
}

/// The letters of a text in lower case, and its numbers without leading zeros.
fn parts(text: &str) -> (String, Vec<String>) {
    let (mut letters, mut numbers) = (String::new(), Vec::new());
    let mut in_number = false;
    for c in text.chars() {
        let is_digit = c.is_ascii_digit();
        match (is_digit, in_number, numbers.last_mut()) {
            (true, true, Some(number)) => String::push(number, c),
            (true, ..) => numbers.push(c.to_string()),
            (false, ..) if c.is_alphanumeric() => letters.extend(c.to_lowercase()),
            _ => {}
        }
        in_number = is_digit;
    }
    let trimmed = numbers.iter().map(|number| number.trim_start_matches('0').to_owned()).collect();
    (letters, trimmed)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn another_number_is_another_thing() {
        assert_eq!(likeness("M1.3", "M1.2"), None);
        assert_eq!(likeness("M1", "P1"), None, "a letter alone says nothing");
        assert_eq!(likeness("sprint 1", "sprint-01"), Some(0));
        assert_eq!(likeness("RSIK-001", "RISK-001"), Some(1));
        assert_eq!(likeness("RISK-002", "RISK-001"), None);
        assert_eq!(likeness("gatway", "gateway"), Some(1));
        assert_eq!(likeness("wombat", "gateway"), None);
        assert_eq!(likeness("", ""), None);
    }
}
