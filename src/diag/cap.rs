//! Not more findings of one code in one file than anybody reads: the others are counted in one.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, FileId};

/// Most findings of one code in one file.
pub const MOST: usize = 100;

/// `sorted` with at most [`MOST`] findings of each code in each file, and one more that says how many there are besides;
/// `of` is what an item finds, `more` makes an item of that last one.
pub fn capped<T>(sorted: Vec<T>, of: impl Fn(&T) -> &Diagnostic, more: impl Fn(Diagnostic) -> T) -> Vec<T> {
    let mut seen: BTreeMap<(FileId, Code), usize> = BTreeMap::new();
    let mut kept = Vec::with_capacity(sorted.len().min(4 * MOST));
    let mut firsts: Vec<(usize, (FileId, Code))> = Vec::new();
    for item in sorted {
        let found = of(&item);
        let Some(place) = found.place else {
            kept.push(item);
            continue;
        };
        let key = (place.file, found.code);
        let count = seen.entry(key).or_default();
        *count += 1;
        if *count == MOST + 1 {
            firsts.push((kept.len(), key));
        }
        if *count <= MOST + 1 {
            kept.push(item);
        }
    }
    for (index, key) in firsts {
        let count = seen[&key] - MOST;
        if count > 1 {
            let first = of(&kept[index]);
            let mut last = Diagnostic { hint: None, labels: Vec::new(), fix: None, ..first.clone() };
            last.message = format!("{count} more findings of this kind in the file");
            kept[index] = more(last.hint("mend those above, and look again"));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::Place, text::Span};

    #[test]
    fn the_others_are_counted() {
        let found =
            |file, code, at| Diagnostic::new(code, Place::new(FileId(file), Span::at(at)), format!("{at}"));
        let many = |count: usize| -> Vec<Diagnostic> {
            let rest = [found(1, Code::DeadAnchor, 0), Diagnostic::global(Code::Cycle, "c")];
            (0..count).map(|at| found(0, Code::DeadLink, at)).chain(rest).collect()
        };
        for count in [MOST, MOST + 1] {
            assert_eq!(capped(many(count), |d| d, |d| d), many(count));
        }
        let kept = capped(many(5_000), |d| d, |d| d);
        assert_eq!(kept.len(), MOST + 3);
        assert_eq!(kept[MOST].message, "4900 more findings of this kind in the file");
    }
}
