//! Names of programs and people as they may stand in files: on one line, with nothing that steers what is shown.

use crate::load::{is_filler, is_undecided};
use crate::text::visible;

/// Characters of a name that are kept. Longer ones are no names.
const MOST: usize = 120;

/// The title of a program whose folder has no name that could be one.
const UNNAMED: &str = "My program";

/// A name on one line, with single blanks; nothing where no letter or digit is in it, or where it only stands in for a name
/// that is still to come (`TBD`).
pub fn cleaned(name: &str) -> Option<String> {
    let plain: String = name.chars().map(|c| if visible::steers(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let cut: String = words.join(" ").chars().take(MOST).collect();
    let cut = cut.trim_end();
    let is_name = cut.contains(char::is_alphanumeric) && !is_filler(cut) && !is_undecided(cut);
    is_name.then(|| cut.to_owned())
}

/// The title that the name of a folder gives: `road-map_2` becomes `Road map 2`.
pub fn of_folder(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let Some(title) = cleaned(&spaced) else { return UNNAMED.to_owned() };
    let mut rest = title.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_a_title() {
        for (name, title) in [
            ("road-map_2", "Road map 2"),
            ("plan", "Plan"),
            ("", UNNAMED),
            ("--", UNNAMED),
            ("to-do", UNNAMED),
            ("a\nb\u{202e}c", "A b c"),
            ("élan", "Élan"),
        ] {
            assert_eq!(of_folder(name), title);
        }
    }
}
