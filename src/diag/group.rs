//! Findings that are the same but for their place, told as one.

use std::collections::HashMap;

use super::{Code, Diagnostic, Place, Severity};

/// A finding, and where else it was found.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The first of them.
    pub first: &'a Diagnostic,
    /// The places of the others.
    pub others: Vec<Place>,
}

/// What makes two findings the same: what they share, else their words; one with second places is like no other.
type Likeness<'a> = (Code, Severity, Result<&'a str, (&'a str, Option<&'a str>)>);

fn likeness(finding: &Diagnostic) -> Likeness<'_> {
    let words = (finding.message.as_str(), finding.hint.as_deref());
    (finding.code, finding.severity, finding.shared.as_deref().ok_or(words))
}

/// Findings grouped, in the order of the first of each.
pub fn grouped<'a>(findings: &[&'a Diagnostic]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<Likeness<'a>, usize> = HashMap::new();
    for &finding in findings {
        let likeness = likeness(finding);
        let place = finding.place.filter(|_| finding.labels.is_empty());
        match (known.get(&likeness), place) {
            (Some(&group), Some(place)) => groups[group].others.push(place),
            (_, place) => {
                if place.is_some() {
                    known.insert(likeness, groups.len());
                }
                groups.push(Group { first: finding, others: Vec::new() });
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diag::FileId, text::Span};

    #[test]
    fn only_equal_findings_are_one() {
        let at = |start| Place::new(FileId(0), Span::new(start, start + 1));
        let finding = |start, message: &str| Diagnostic::new(Code::UnknownKey, at(start), message);
        let all = [
            finding(0, "a"),
            finding(1, "b"),
            finding(2, "a"),
            finding(3, "a").hint("take it out"),
            finding(4, "a").label(at(0), "first"),
            finding(5, "a").label(at(0), "first"),
            Diagnostic { shared: Some("key".to_owned()), ..finding(6, "a") },
            Diagnostic { shared: Some("key".to_owned()), ..finding(7, "c") },
        ];
        let groups = grouped(&all.iter().collect::<Vec<_>>());
        let sizes: Vec<usize> = groups.iter().map(|group| group.others.len() + 1).collect();
        assert_eq!(sizes, [2, 1, 1, 1, 1, 2]);
    }
}
