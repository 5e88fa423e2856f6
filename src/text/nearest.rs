//! The nearest known spelling of a word: "did you mean".

/// The candidate most like `word`, if one is like enough to be what was meant.
///
/// Likeness is the Damerau-Levenshtein distance over lower-cased text; about a third of the word may differ.
/// Of equals the first candidate wins, so give them in a stable order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST: usize = 64;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let folded = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_slip_of_the_finger_and_nothing_far_fetched() {
        let known = ["planned", "in_progress", "done"];
        assert_eq!(nearest("in_progres", known), Some("in_progress"));
        assert_eq!(nearest("Done", known), Some("done"));
        assert_eq!(nearest("wombat", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(nearest("M1.3", ["M1.2", "M2.3"]), Some("M1.2"), "of equals the first");
    }
}
