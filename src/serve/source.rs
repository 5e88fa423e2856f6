//! From what a page says back to the line that says it.

use crate::{model::Program, site::Checked};

/// A place in a file of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file, from the project's root.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// Fewest letters of a text by which its line can be known.
const LEAST: usize = 4;

/// Where the thing of a page was written: the line whose words `text` holds, else the first line of its file. `None` where the
/// page is that of no thing.
pub fn spot(checked: &Checked, page: &str, text: &str) -> Option<Spot> {
    let program: &Program = &checked.program;
    let subject = program.subjects().find(|subject| checked.addresses().of(*subject) == page)?;
    let file = program.head(subject).file;
    let source = program.sources.get(file)?;
    let wanted = words(text);
    let near = |line: &str| {
        let line = words(line);
        let shorter = line.len().min(wanted.len());
        shorter >= LEAST && line.chars().take(40).eq(wanted.chars().take(line.chars().count().min(40)))
    };
    let line = source.text.lines().position(near).map_or(1, |index| index + 1);
    Some(Spot { file: source.path.to_string(), line })
}

/// Its letters and digits alone: what is left of Markdown and of a page alike.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
