//! Words that stand where others are still to be written.

use super::words::fold;

/// Whether a text is what a template puts where words are to be written.
pub fn is_filler(text: &str) -> bool {
    const FILLERS: [&str; 13] = [
        "todo",
        "to_do",
        "tbd",
        "tba",
        "tbc",
        "fixme",
        "xxx",
        "to_be_done",
        "to_be_defined",
        "to_be_decided",
        "to_be_determined",
        "placeholder",
        "lorem_ipsum",
    ];
    let signs = || !text.is_empty() && text.chars().all(|c| matches!(c, '?' | '.' | '…' | '_'));
    FILLERS.contains(&fold(text).as_str()) || signs()
}

/// Whether a text says that there is nothing to say yet.
pub fn is_undecided(text: &str) -> bool {
    matches!(fold(text).as_str(), "tbd" | "tba" | "none" | "n_a" | "na" | "unknown" | "?" | "-" | "–" | "—")
}

/// Whether a name says that nobody is named yet. `Na` is a name.
pub fn is_nobody(name: &str) -> bool {
    let folded = fold(name);
    let undecided = is_undecided(name) && folded != "na";
    undecided || is_filler(name) || matches!(folded.as_str(), "nobody" | "no_one" | "unassigned")
}
