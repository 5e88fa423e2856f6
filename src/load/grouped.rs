//! Findings that say the same of many files, told once: a key or a word of another tool stands in all of its files.
//!
//! A slip of the finger stands in few: it is told wherever it is.

use std::collections::{BTreeMap, BTreeSet};

use super::reading::Finding;

/// In how many places a slip may stand.
const FEW: usize = 3;

/// `sorted` with one finding of each group that has more than a few, which says how many there are.
pub fn grouped(sorted: Vec<Finding>) -> Vec<Finding> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for finding in sorted.iter().filter(|finding| !finding.follows) {
        if let Some(group) = &finding.group {
            *counts.entry(group.clone()).or_default() += 1;
        }
    }
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut kept = Vec::with_capacity(sorted.len());
    for mut finding in sorted {
        let many =
            finding.group.as_ref().filter(|group| counts.get(*group).is_some_and(|count| *count > FEW));
        let Some(group) = many.cloned() else {
            kept.push(finding);
            continue;
        };
        if !told.insert(group.clone()) {
            continue;
        }
        let others = counts[&group] - 1;
        finding.diagnostic.message =
            format!("{}; the same stands at {others} other places", finding.diagnostic.message);
        finding.diagnostic.fix = None;
        kept.push(finding);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Code, Diagnostic, FileId, Place},
        text::Span,
    };

    #[test]
    fn many_are_one_and_few_are_told() {
        let finding = |at: usize, group: Option<&str>| Finding {
            group: group.map(str::to_owned),
            ..Diagnostic::new(Code::UnknownKey, Place::new(FileId(0), Span::at(at)), "x").into()
        };
        let all =
            |count: usize| (0..count).map(|at| finding(at, Some("key"))).chain([finding(99, None)]).collect();
        assert_eq!(grouped(all(FEW)).len(), FEW + 1);
        let kept = grouped(all(900));
        assert_eq!(kept.len(), 2);
        assert_eq!(kept[0].diagnostic.message, "x; the same stands at 899 other places");
    }
}
