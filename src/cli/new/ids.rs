//! The next free id, in the manner of those that are there.

use crate::text::natural_order;

/// The id after the last of `like`, which are those that it is to stand among: `M1.7` after `M1.6`, `RISK-010` after
/// `RISK-009`; `first` where none of them ends in a number. Never one that is taken.
pub fn next<'a>(
    like: impl IntoIterator<Item = &'a str>,
    first: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let mut like: Vec<&str> =
        like.into_iter().filter(|id| id.ends_with(|c: char| c.is_ascii_digit())).collect();
    like.sort_by(|a, b| natural_order(a, b));
    let mut id = like.last().map_or_else(|| first.to_owned(), |last| after(last));
    while taken(&id) {
        id = after(&id);
    }
    id
}

/// The same with its number raised by one, as wide as it is.
fn after(id: &str) -> String {
    let start = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &id[start.len()..];
    match digits.parse::<u64>().ok().and_then(|number| number.checked_add(1)) {
        Some(number) => format!("{start}{number:0width$}", width = digits.len()),
        None => format!("{id}-2"),
    }
}

/// A number at the end of an id: 3 of `P3`.
pub fn number(id: &str) -> Option<u64> {
    let start = id.trim_end_matches(|c: char| c.is_ascii_digit());
    id[start.len()..].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_id_follows_those_that_are_there() {
        let free = |_: &str| false;
        assert_eq!(next(["M1.2", "M1.10", "M1.9"], "M1", free), "M1.11");
        assert_eq!(next(["RISK-009"], "RISK-001", free), "RISK-010");
        assert_eq!(next(["RISK-099", "other"], "RISK-001", free), "RISK-100");
        assert_eq!(next([], "P1", free), "P1");
        assert_eq!(next(["sprint-01"], "sprint-01", |id| id == "sprint-02"), "sprint-03");
        assert_eq!(next(["x"], "x", |id| id == "x"), "x-2");
        assert_eq!((number("P12"), number("P")), (Some(12), None));
    }
}
