//! Texts with gaps, and what goes into them.
//!
//! A gap is a name in angle brackets. What goes in is YAML already: whatever somebody typed is written by the YAML writer,
//! so that quoting is never ours to get right. Must not know what a project is.

use std::collections::BTreeMap;

/// What goes into the gaps, by their names. A gap of `None` takes its whole line with it.
pub type Values = BTreeMap<&'static str, Option<String>>;

/// The template with its gaps filled. What is no gap stays as it is, also inside of a value.
pub fn fill(template: &str, values: &Values) -> String {
    let lines = template.split_inclusive('\n').filter_map(|line| filled(line, values));
    lines.collect::<String>().replace("\n\n\n", "\n\n")
}

/// One line; nothing where a value of it is nothing.
fn filled(line: &str, values: &Values) -> Option<String> {
    let mut pieces = line.split('<');
    let mut written = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once('>').and_then(|(name, rest)| Some((values.get(name)?, rest))) {
            Some((value, rest)) => {
                written.push_str(value.as_deref()?);
                written.push_str(rest);
            }
            None => {
                written.push('<');
                written.push_str(piece);
            }
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_lines_of_nothing_go() {
        let values =
            Values::from([("a", Some("<b>".to_owned())), ("b", Some("c".to_owned())), ("none", None)]);
        assert_eq!(fill("x: <a> <b> <c> < 3\ny: <none>\nz: 1\n", &values), "x: <b> c <c> < 3\nz: 1\n");
    }
}
