//! Natural order: `M1.2` before `M1.10`, as people count.

use std::cmp::Ordering;

/// Compare two texts with runs of digits taken as numbers; ties are broken by bytes, so the order is total.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut rest_a, mut rest_b) = (a, b);
    loop {
        let (piece_a, piece_b) = (next_piece(&mut rest_a), next_piece(&mut rest_b));
        let order = match (piece_a, piece_b) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => compare_pieces(x, y),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Cut the leading run of digits, or of anything else, off `rest`.
fn next_piece<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let first = rest.chars().next()?;
    let digits = first.is_ascii_digit();
    let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
    let (piece, after) = rest.split_at(end);
    *rest = after;
    Some(piece)
}

fn compare_pieces(x: &str, y: &str) -> Ordering {
    let numeric = |s: &str| s.starts_with(|c: char| c.is_ascii_digit());
    if numeric(x) && numeric(y) {
        let (x, y) = (x.trim_start_matches('0'), y.trim_start_matches('0'));
        x.len().cmp(&y.len()).then_with(|| x.cmp(y))
    } else {
        x.cmp(y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_as_numbers() {
        let mut ids = ["M1.10", "M1.2", "M10.1", "M2.1", "M1.2b", "M01.2", "", "é"];
        ids.sort_by(|a, b| natural_order(a, b));
        assert_eq!(ids, ["", "M01.2", "M1.2", "M1.2b", "M1.10", "M2.1", "M10.1", "é"]);
    }
}
