//! Findings that say the same of many files, told to people as one: a key or a word of another tool stands in all of its files.
//!
//! A slip of the finger stands in few: it is told wherever it is.

use std::collections::BTreeMap;

use super::reading::Finding;
use crate::diag::Code;

/// In how many places a slip may stand.
const FEW: usize = 3;

/// Marks the findings of each group that has more than a few. What many files say is no slip, so that there is no right
/// text for it, unless it was read as what it is.
pub fn mark(findings: &mut [Finding]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for group in
        findings.iter().filter(|finding| !finding.follows).filter_map(|finding| finding.group.as_ref())
    {
        *counts.entry(group.clone()).or_default() += 1;
    }
    for Finding { diagnostic, group, .. } in findings {
        let many = |group: &&String| counts.get(*group).is_some_and(|count| *count > FEW);
        let Some(group) = group.as_ref().filter(many) else { continue };
        diagnostic.shared = Some(group.clone());
        if !matches!(diagnostic.code, Code::LooseDate | Code::LooseReference) {
            diagnostic.fix = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Diagnostic, FileId, Place, group},
        text::Span,
    };

    #[test]
    fn many_are_one_and_few_are_told() {
        let finding = |at: usize, group: Option<&str>| {
            let place = Place::new(FileId(0), Span::at(at));
            let diagnostic = Diagnostic::new(Code::UnknownKey, place, format!("x{at}")).fix(place, "y");
            Finding { group: group.map(str::to_owned), ..diagnostic.into() }
        };
        let marked = |count: usize| {
            let grouped = (0..count).map(|at| finding(at, Some("key")));
            let mut all: Vec<Finding> = grouped.chain([finding(99, None)]).collect();
            mark(&mut all);
            all
        };
        assert!(
            marked(FEW)
                .iter()
                .all(|found| found.diagnostic.shared.is_none() && found.diagnostic.fix.is_some())
        );
        let all = marked(90);
        let fixes = all.iter().filter(|found| found.diagnostic.fix.is_some()).count();
        let told: Vec<&Diagnostic> = all.iter().map(|found| &found.diagnostic).collect();
        let sizes: Vec<usize> = group::grouped(&told).iter().map(|group| group.others.len() + 1).collect();
        assert_eq!((all.len(), fixes, sizes), (91, 1, vec![90, 1]));
    }
}
