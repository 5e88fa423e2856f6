//! Front matter between lines that are none of its own, of one sort or of two: told once, and nothing gets greener.

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew, whole,
};

const BEFORE: [&str; 10] = ["---", "```", "```yaml", "```yaml\n---", "~~~", "+++", "----", "--", "***", "—"];
const AFTER: [&str; 8] = ["---", "```", "---\n```", "~~~", "+++", "----", "===", "—"];

/// The same with other lines around the front matter of a file.
fn fenced(files: &Files, file: usize, before: &str, after: &str) -> Option<Files> {
    let mut bent = files.clone();
    let text = &mut bent[file].1;
    let close = text.strip_prefix("---\n")?.find("\n---\n")? + 5;
    text.replace_range(close..close + 3, after);
    text.replace_range(0..3, before);
    Some(bent)
}

#[test]
fn front_matter_between_other_lines_is_told_once_and_makes_nothing_greener() {
    let files = whole::project(None);
    let whole = checked(&files);
    let was = colors(&whole);
    let mut wrong = Vec::new();
    let pairs = BEFORE.iter().flat_map(|before| AFTER.map(|after| (*before, after)));
    // Closed as it should be, all is read.
    let is_right = |(before, after): &(&str, &str)| *before == "---" && matches!(*after, "---" | "---\n```");
    for (nth, (before, after)) in pairs.filter(|pair| !is_right(pair)).enumerate() {
        // Every fence around some files, and every file between some fences.
        let some = (0..files.len()).filter(|file| (file + nth).is_multiple_of(6));
        for file in some.filter(|file| !files[*file].0.contains("decisions")) {
            let Some(bent) = fenced(&files, file, before, after) else { continue };
            let is = checked(&bent);
            let now = colors(&is);
            let place = format!("{} {before:?} {after:?}", files[file].0);
            for (name, was, is) in greener(&was, &now).filter(|(_, _, is)| is.is_some()) {
                wrong.push(format!("{place}: {name} was {was:?}, is {is:?}"));
            }
            let told = told_anew(&whole, &is);
            if told.len() != 1 {
                wrong.push(format!("{place}: told {told:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
