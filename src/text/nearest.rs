//! The nearest known spelling of a word: "did you mean".

/// The candidate most like `word`, if one is like enough to be what was meant.
///
/// Likeness is the Damerau-Levenshtein distance over lower-cased text; about a third of the word may differ.
/// Of equals the first candidate wins, so give them in a stable order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(word, candidates).map(|nearest| nearest.word)
}

/// A candidate that is like a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest<'a> {
    /// The candidate.
    pub word: &'a str,
    /// Whether it was surely meant: at most two slips away, and no other as near.
    pub sure: bool,
}

/// As [`nearest`], with how sure it is.
pub fn nearest_of<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Nearest<'a>> {
    const SHORTEST_SURE: usize = 3;
    const LONGEST: usize = 64;
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let folded = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    let mut best: Option<(usize, Nearest<'a>)> = None;
    for candidate in candidates.into_iter().filter(|candidate| candidate.len() <= LONGEST) {
        let distance = strsim::damerau_levenshtein(&folded, &candidate.to_lowercase());
        let nearer = best.is_none_or(|(nearest, _)| distance < nearest);
        if distance <= allowed && nearer {
            let sure = distance <= 2 && folded.len() >= SHORTEST_SURE;
            best = Some((distance, Nearest { word: candidate, sure }));
        } else if let Some((nearest, best)) = &mut best
            && distance == *nearest
            && candidate != best.word
        {
            best.sure = false;
        }
    }
    best.map(|(_, nearest)| nearest)
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
        let sure = |word| nearest_of(word, known).map(|nearest| nearest.sure);
        assert_eq!(sure("plannd"), Some(true));
        assert_eq!(nearest_of("cat", ["bat", "hat"]).map(|nearest| nearest.sure), Some(false));
    }
}
