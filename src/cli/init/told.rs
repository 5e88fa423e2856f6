//! What `milepost init` says when it is done.

use std::fmt::Write as _;

use super::files::{Beginning, source};
use crate::say::days::day;

/// What was done, as far as the words for it depend on it.
#[derive(Debug)]
pub struct Done<'a> {
    /// What the project was made from; nothing where it was there already.
    pub beginning: Option<&'a Beginning>,
    /// The files that were made, as seen from where the run was started.
    pub written: &'a [String],
    /// A `.gitignore` that was there and got a line.
    pub appended: Option<&'a str>,
    /// Whether git knows whose plan it is.
    pub is_person_known: bool,
    /// Whether workflows are among the files.
    pub has_workflows: bool,
    /// The project's folder as seen from there; nothing where it is that.
    pub folder: Option<&'a str>,
}

/// The files that would be made, each with its text where there are such, and a `.gitignore` that would get a line.
pub fn planned<'a>(paths: &[String], texts: impl Iterator<Item = &'a str>, appended: Option<&str>) -> String {
    let mut text = String::from("Nothing is written. Without --dry-run these files are made:\n");
    for path in paths {
        let _ = writeln!(text, "  {path}");
    }
    if let Some(path) = appended {
        let _ = writeln!(text, "  {path} (one line added)");
    }
    for (path, of_file) in paths.iter().zip(texts) {
        let _ = write!(text, "\n--- {path}\n{of_file}");
    }
    text
}

/// All of it, in lines.
pub fn told(done: &Done<'_>) -> String {
    let mut text = String::from("Wrote:\n");
    for path in done.written {
        let _ = writeln!(text, "  {path}");
    }
    if let Some(path) = done.appended {
        let _ = writeln!(text, "  {path} (one line added)");
    }
    if let Some(Beginning { title, days, person, .. }) = done.beginning {
        let _ = writeln!(
            text,
            "\n{title} starts on Monday {}, owned by {} ({}).",
            day(days.start),
            person.name,
            person.id
        );
        if !done.is_person_known {
            text.push_str(
                "Git knows no user.name here, so that person stands in: put the right one into milepost.yaml.\n",
            );
        }
    } else {
        text.push_str("\nThe project that is here stays as it is.\n");
    }
    if done.has_workflows {
        if !source().1 {
            text.push_str(
                "In status.yml and check.yml, put the address where you keep Milepost into MILEPOST_SOURCE.\n",
            );
        }
        text.push_str("On GitHub, under Settings > Pages, choose \"GitHub Actions\" as the source.\n");
    }
    let root = done.folder.map_or_else(String::new, |folder| format!(" --root {}", quoted(folder)));
    let _ = write!(text, "\nNext:\n  milepost check --strict{root}\n  milepost build{root}\n");
    text
}

/// A path as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-+,@%".contains(c));
    if plain { path.to_owned() } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
