//! "Did you mean": for each name that names nothing what was surely meant, what is near, or what there is.
//!
//! Done last, in the order of the findings, for a limited number of names: a search looks at all names of the
//! program, and a program in which everything is misspelled must not take longer for it. Only what can stand at the
//! place is suggested, and never the thing itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    likeness::{letters, likeness},
    names::{Names, kind_of as names_kind},
    reading::{Finding, Meant},
};
use crate::{
    diag::Diagnostic,
    model::{Kind, Subject},
    world::ProjectPath,
};

/// Most names that are looked for.
const MOST: usize = 200;
/// Most things that are listed.
const MOST_LISTED: usize = 6;

/// Give each finding its hint, and leave out what only follows from another.
pub fn suggest(names: &Names, findings: Vec<Finding>) -> Vec<Diagnostic> {
    let explained = explained_by_lost_ids(names, &findings);
    let told = findings.into_iter().filter(|finding| !finding.follows && !explained(finding));
    let mut searches = 0;
    told.map(|finding| {
        let Some(meant) = finding.meant else { return finding.diagnostic };
        searches += 1;
        if searches > MOST {
            finding.diagnostic.hint(otherwise(&meant))
        } else {
            with_hint(names, finding.diagnostic, &meant)
        }
    })
    .collect()
}

/// Things that have lost their id can be what an unknown name means, if it is named as others of their kind are. Where
/// there are as many of them as such names, it is told of them alone.
fn explained_by_lost_ids(names: &Names, findings: &[Finding]) -> impl Fn(&Finding) -> bool + use<> {
    let mut unknown: BTreeMap<&[Kind], BTreeSet<&str>> = BTreeMap::new();
    for finding in findings {
        if let Some(Meant::Thing { text, kinds, .. }) = &finding.meant {
            unknown.entry(kinds).or_default().insert(text);
        }
    }
    let mut explained: BTreeSet<(Vec<Kind>, String)> = BTreeSet::new();
    for (kinds, texts) in unknown {
        let lost = names.unnamed_guesses(kinds);
        let schemes: BTreeSet<String> =
            lost.iter().flat_map(|kind| names.named_of(*kind)).map(letters).collect();
        // Where no other of its kind has a name of its own, any name may be meant.
        let fits = |text: &&str| schemes.is_empty() || schemes.contains(&letters(text));
        let fits: Vec<&str> = texts.into_iter().filter(fits).collect();
        if fits.len() <= lost.len() {
            explained.extend(fits.into_iter().map(|text| (kinds.to_vec(), text.to_owned())));
        }
    }
    move |finding| match &finding.meant {
        Some(Meant::Thing { text, kinds, .. }) => explained.contains(&(kinds.clone(), text.clone())),
        _ => false,
    }
}

fn with_hint(names: &Names, diagnostic: Diagnostic, meant: &Meant) -> Diagnostic {
    match meant {
        Meant::Thing { text, kinds, own, alone } => {
            let mut there = names.of_kinds(kinds);
            there.retain(|(_, subject)| Some(*subject) != *own);
            let titled = names.titled(text, kinds).filter(|subject| Some(*subject) != *own);
            match titled.map(|subject| names.id(subject)) {
                Some(id) => sure(diagnostic, id, *alone),
                None => near_or(diagnostic, text, &there, *alone, || {
                    let is_one = own.is_some_and(|own| kinds.first() == Some(&names_kind(own)));
                    what_there_is(kinds, &there, is_one)
                }),
            }
        }
        Meant::Choice { field, kind } => {
            let there = names.of_kinds(&[*kind]);
            diagnostic.hint(format!("add `{field}:`; {}", what_there_is(&[*kind], &there, false)))
        }
        Meant::Party { text, alone } => match names.titled(text, &[Kind::Person]) {
            Some(subject) => sure(diagnostic, names.id(subject), *alone),
            None => {
                let there = names.of_kinds(&[Kind::Person]);
                near_or(diagnostic, text, &there, *alone, || who_there_is(&there))
            }
        },
        Meant::File { path, from } => match names.nearest_file(path).filter(|near| *near != from.as_str()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint(otherwise(meant)),
        },
        Meant::Declared => diagnostic,
        Meant::Link { from, to } => match names.nearest_file(to) {
            Some(near) => diagnostic.hint(format!("did you mean `{}`?", relative(from, near))),
            None => diagnostic.hint(otherwise(meant)),
        },
    }
}

/// What was surely meant: an id that was written as a title or name.
fn sure(diagnostic: Diagnostic, id: &str, alone: bool) -> Diagnostic {
    let diagnostic = diagnostic.hint(format!("write its id, `{id}`"));
    match diagnostic.place.filter(|_| alone) {
        Some(place) => diagnostic.fix(place, id),
        None => diagnostic,
    }
}

fn near_or(
    diagnostic: Diagnostic,
    text: &str,
    there: &[(&str, Subject)],
    alone: bool,
    otherwise: impl FnOnce() -> String,
) -> Diagnostic {
    let mut like: Vec<(usize, &str)> =
        there.iter().filter_map(|(id, _)| Some((likeness(text, id)?, *id))).collect();
    like.sort_by_key(|(distance, _)| *distance);
    match like.as_slice() {
        [(distance, id), others @ ..] => {
            let only = others.first().is_none_or(|(other, _)| other > distance);
            let diagnostic = diagnostic.hint(format!("did you mean `{id}`?"));
            match diagnostic.place.filter(|_| alone && only) {
                Some(place) => diagnostic.fix(place, *id),
                None => diagnostic,
            }
        }
        [] => diagnostic.hint(otherwise()),
    }
}

/// `the phases are P1 and P2`.
fn what_there_is(kinds: &[Kind], there: &[(&str, Subject)], own: bool) -> String {
    let Some(kind) = kinds.first() else {
        return "write the id of a thing of the program, or take it out".to_owned();
    };
    let of_kind: Vec<&str> =
        there.iter().filter(|(_, subject)| names_kind(*subject) == *kind).map(|(id, _)| *id).collect();
    let (word, words) = (kind.word(), plural(*kind));
    match of_kind.as_slice() {
        [] => format!("there is no {}{word}; add one, or take it out", if own { "other " } else { "" }),
        [only] => format!("the only {}{word} is `{only}`", if own { "other " } else { "" }),
        some if some.len() <= MOST_LISTED => format!("the {words} are {}", listed(some)),
        [first, .., last] => format!("write one of the {} {words}, `{first}` to `{last}`", of_kind.len()),
    }
}

fn who_there_is(there: &[(&str, Subject)]) -> String {
    let ids: Vec<&str> = there.iter().map(|(id, _)| *id).collect();
    let add = "add it to `agents` in `milepost.yaml`";
    match ids.as_slice() {
        [] => add.to_owned(),
        some if some.len() <= MOST_LISTED => format!("{add}, or write {}", one_of(some)),
        _ => format!("{add}, or give it a file among the people"),
    }
}

/// `a`, `b` and `c`, each as code.
pub fn listed(words: &[&str]) -> String {
    joined(words, "and")
}

/// `a`, `b` or `c`, each as code.
pub fn one_of(words: &[&str]) -> String {
    joined(words, "or")
}

fn joined(words: &[&str], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [head @ .., end] => format!("`{}` {last} `{end}`", head.join("`, `")),
    }
}

/// Several of a kind, in a sentence.
pub fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        other => other.folder(),
    }
}

/// What to do where nothing is looked for.
fn otherwise(meant: &Meant) -> &'static str {
    match meant {
        Meant::Thing { .. } | Meant::Choice { .. } => {
            "write the id of a thing of the program, or take it out"
        }
        Meant::Party { .. } => "add it to `agents` in `milepost.yaml`, or give it a file among the people",
        Meant::File { .. } => "write the path from the project root",
        Meant::Declared => "declare it in `milepost.yaml`",
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
