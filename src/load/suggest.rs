//! "Did you mean": the nearest name for each name that names nothing.
//!
//! Done last, in the order of the findings, for a limited number of names: a search looks at all names of the
//! program, and a program in which everything is misspelled must not take longer for it.

use std::collections::BTreeMap;

use super::{
    names::Names,
    reading::{Finding, Meant},
};
use crate::{diag::Diagnostic, world::ProjectPath};

/// Most names that are looked for.
const MOST: usize = 200;

/// Give each finding its hint.
pub fn suggest(names: &Names, findings: Vec<Finding>) -> Vec<Diagnostic> {
    let mut searches: BTreeMap<(u8, String), Option<String>> = BTreeMap::new();
    let with_hint = |finding: Finding| {
        let Some(meant) = finding.meant else { return finding.diagnostic };
        let key = key(&meant);
        if !searches.contains_key(&key) && searches.len() >= MOST {
            return finding.diagnostic.hint(otherwise(&meant));
        }
        let found = searches.entry(key).or_insert_with(|| search(names, &meant));
        let hint = found.as_ref().map(|name| match &meant {
            Meant::Link { from, .. } => relative(from, name),
            _ => name.clone(),
        });
        finding.diagnostic.hint(match hint {
            Some(name) => format!("did you mean `{name}`?"),
            None => otherwise(&meant).to_owned(),
        })
    };
    findings.into_iter().map(with_hint).collect()
}

fn key(meant: &Meant) -> (u8, String) {
    match meant {
        Meant::Thing(id) => (0, id.clone()),
        Meant::Party(id) => (1, id.clone()),
        Meant::File(path) | Meant::Link { to: path, .. } => (2, path.clone()),
    }
}

fn search(names: &Names, meant: &Meant) -> Option<String> {
    let found = match meant {
        Meant::Thing(id) => names.nearest_thing(id),
        Meant::Party(id) => names.nearest_party(id),
        Meant::File(path) | Meant::Link { to: path, .. } => names.nearest_file(path),
    };
    found.map(str::to_owned)
}

/// What to do where nothing is near.
fn otherwise(meant: &Meant) -> &'static str {
    match meant {
        Meant::Thing(_) => "write the id of a thing of the program, or take it out",
        Meant::Party(_) => "add it to `agents` in `milepost.yaml`, or give it a file among the people",
        Meant::File(_) => "write the path from the project root",
        Meant::Link { .. } => "write the path from the folder of this file",
    }
}

/// The path `to` as a link in the file `from` writes it.
fn relative(from: &ProjectPath, to: &str) -> String {
    let folder = from.parent();
    let (here, there): (Vec<_>, Vec<_>) = (folder.segments().collect(), to.split('/').collect());
    let common = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    let up = vec![".."; here.len() - common];
    [up.as_slice(), &there[common..]].concat().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_written_as_links_are() {
        let from = ProjectPath::new("content/risks/r1.md").expect("clean");
        assert_eq!(relative(&from, "content/milestones/m1.md"), "../milestones/m1.md");
        assert_eq!(relative(&from, "content/risks/r2.md"), "r2.md");
        assert_eq!(relative(&from, "README.md"), "../../README.md");
    }
}
