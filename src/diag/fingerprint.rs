//! What makes a finding the same finding after other lines of its file have moved: its code, the thing it is about, and the
//! field it stands in. Not its words, which tell days and counts that change without anybody's doing.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::{Diagnostic, Place, Sources};

/// The fingerprints of findings, in their order; `about` gives the id of the thing that a file holds. Of several that are
/// alike, each has a number of its own.
pub fn fingerprints<'a>(
    diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
    sources: &Sources,
    about: impl Fn(Place) -> Option<String>,
) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |diagnostic: &Diagnostic| {
        let thing = diagnostic.place.map_or_else(String::new, |place| {
            about(place).unwrap_or_else(|| sources.path(place.file).to_owned())
        });
        let field = diagnostic.place.map_or_else(String::new, |place| field(sources, place));
        let name = format!("{}\n{thing}\n{field}", diagnostic.code);
        let nth = seen.entry(name.clone()).or_insert(0);
        *nth += 1;
        format!("{:016x}", xxh3_64(format!("{name}\n{nth}").as_bytes()))
    };
    diagnostics.into_iter().map(one).collect()
}

/// The field that a place stands in, as `updates.status`; of a place in a text, what stands there itself.
fn field(sources: &Sources, place: Place) -> String {
    let Some(source) = sources.get(place.file) else { return String::new() };
    let lines: Vec<&str> = source.text.lines().collect();
    let fence = |line: &&str| line.trim_end() == "---";
    let end = lines.iter().skip(1).position(fence).map_or(lines.len(), |end| end + 1);
    let at = sources.position(place).line as usize - 1;
    let is_data = !source.path.ends_with(".md") || lines.first().is_some_and(fence) && at <= end;
    if !is_data {
        return source.text.get(place.span.range()).unwrap_or_default().to_owned();
    }
    let mut path = Vec::new();
    let mut below = usize::MAX;
    for line in lines.iter().take(at + 1).rev() {
        let indent = line.len() - line.trim_start_matches([' ', '-']).len();
        let Some((key, _)) = line.trim_start_matches([' ', '-']).split_once(':') else { continue };
        let name = key.trim();
        let is_key = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c));
        if is_key && indent < below {
            path.push(name.to_lowercase());
            below = indent;
        }
        if indent == 0 && is_key {
            break;
        }
    }
    path.reverse();
    path.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::{Code, Source},
        text::Span,
    };

    fn of(text: &str, at: &str) -> String {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("content/m1.md", text));
        let start = text.find(at).expect("it is there");
        let place = Place::new(file, Span { start: start as u32, end: (start + at.len()) as u32 });
        let found = Diagnostic::new(Code::UnknownValue, place, "no matter");
        fingerprints([&found], &sources, |_| Some("M1".to_owned())).remove(0)
    }

    #[test]
    fn a_finding_is_the_same_wherever_its_line_is() {
        let before = of("---\nid: M1\nupdates:\n  - date: 2026-03-02\n    status: dnoe\n---\n", "dnoe");
        let after = of(
            "---\nid: M1\ntitle: Oven\nupdates:\n  - date: 2026-03-01\n    by: ada\n  - date: 2026-03-02\n    status: node\n---\n",
            "node",
        );
        assert_eq!(before, after);
        assert_ne!(before, of("---\nid: M1\nstatus: dnoe\n---\n", "dnoe"), "another field");
        assert_ne!(
            of("---\nid: M1\n---\n[a](b) [c](d)\n", "[a](b)"),
            of("---\nid: M1\n---\n[a](b) [c](d)\n", "[c](d)")
        );
    }

    #[test]
    fn findings_that_are_alike_are_told_apart() {
        let found =
            [Diagnostic::global(Code::MissingSettings, "a"), Diagnostic::global(Code::MissingSettings, "b")];
        let prints = fingerprints(&found, &Sources::default(), |_| None);
        assert_ne!(prints[0], prints[1]);
    }
}
