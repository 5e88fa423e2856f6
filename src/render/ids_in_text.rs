//! Ids of things that stand in a text: `M2.5`, `RISK-007`. Which of them are names, the caller knows.

/// The next piece of a text that may be an id: where it begins and ends. Ids have a letter and a digit, so that no common word
/// is taken for one; letters, digits and `-`, `.`, `_` between them.
pub fn next_id(text: &str) -> Option<(usize, usize)> {
    let part = |c: char| c.is_alphanumeric();
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(part).map(|at| from + at) {
        let mut end = start;
        loop {
            end += text[end..].find(|c| !part(c)).unwrap_or(text.len() - end);
            let mut after = text[end..].chars();
            match (after.next(), after.next()) {
                (Some(joiner @ ('-' | '.' | '_')), Some(next)) if part(next) => end += joiner.len_utf8(),
                _ => break,
            }
        }
        let name = &text[start..end];
        // what is part of an address or a path is no name
        let free = !text[..start].ends_with(['/', '\\', '@', '#', '-', '_', '.'])
            && !text[end..].starts_with(['/', '\\', '@', '_']);
        let is_name = name.chars().any(|c| c.is_ascii_digit()) && name.chars().any(char::is_alphabetic);
        if free && is_name {
            return Some((start, end));
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::next_id;

    fn all(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut rest = text;
        while let Some((start, end)) = next_id(rest) {
            found.push(&rest[start..end]);
            rest = &rest[end..];
        }
        found
    }

    #[test]
    fn ids_are_names_with_letters_and_digits() {
        assert_eq!(
            all("Wait for M2.5, RISK-007 (P2); not 2026-05-06, payment or 3."),
            ["M2.5", "RISK-007", "P2"]
        );
        assert_eq!(all("docs/M2.5/x M1.1.md user@M1 #M1 task_1-a."), ["M1.1.md", "task_1-a"]);
        assert_eq!(all("Größe-1 и П2"), ["Größe-1", "П2"]);
        assert_eq!(all(""), [""; 0]);
    }
}
