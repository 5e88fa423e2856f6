//! Front matter that ends too early: below every line of every file a second fence. It is told once, and nothing gets greener.

use milepost::diag::Code;

use super::{
    colors::{colors, greener},
    project::{Files, checked},
    told_anew, whole,
};

/// The ends of all lines of front matter but the last, and that of the fence which opens it.
fn ends(text: &str) -> Vec<usize> {
    let Some(end) = text.strip_prefix("---\n").and_then(|front| front.find("\n---")) else {
        return Vec::new();
    };
    text[..end + 4].match_indices('\n').map(|(at, _)| at + 1).collect()
}

/// The same with the fence at one of them, with or without the one that was meant.
fn cut(files: &Files, file: usize, at: usize, keep: bool) -> Files {
    let mut bent = files.clone();
    let text = &mut bent[file].1;
    if !keep {
        let close = 4 + text[4..].find("\n---\n").expect("a fence") + 1;
        text.replace_range(close..close + 4, "");
    }
    text.insert_str(at, "---\n");
    bent
}

#[test]
fn front_matter_that_ends_too_early_is_told_once_and_makes_nothing_greener() {
    let files = whole::project(None);
    let before = checked(&files);
    let was = colors(&before);
    let mut wrong = Vec::new();
    for (file, (path, text)) in files.iter().enumerate() {
        for at in ends(text) {
            for keep in [true, false] {
                let bent = cut(&files, file, at, keep);
                let after = checked(&bent);
                let shown = text[at..].lines().next().unwrap_or_default();
                let place = format!("{path} above `{shown}` ({keep})");
                let now = colors(&after);
                // What has lost its id has another name.
                for (name, was, is) in greener(&was, &now).filter(|(_, _, is)| is.is_some()) {
                    wrong.push(format!("{place}: {name} was {was:?}, is {is:?}"));
                }
                let told = told_anew(&before, &after);
                let is_it = told.len() == 1 && told[0].starts_with(Code::CutFrontMatter.name());
                // The text of a decision is read, too.
                let is_read = told.is_empty() && path.contains("decisions");
                if !is_it && !is_read {
                    wrong.push(format!("{place}: told {told:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
