//! `milepost check --fix`: the right text is written where it is known, and told; all else stays byte for byte.

use std::collections::BTreeMap;

use super::exit::Failure;
use super::settings::Settings;
use crate::diag::{Diagnostic, FileId, Fix, Sources, fixes};
use crate::publish::whole_file::rewrite;
use crate::say::words::counted;
use crate::site::Checked;
use crate::text::visible;
use crate::world::{ProjectPath, World};

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    /// A line for each fix that was made, and for each file that was left as it is.
    pub lines: Vec<String>,
    /// How many fixes were made.
    pub fixes: usize,
    /// In how many files.
    pub files: usize,
}

impl Written {
    /// All of it, with a line that sums it up.
    pub fn to_text(&self) -> String {
        let mut text: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        if self.fixes > 0 {
            let (fixes, files) = (counted(self.fixes, "finding"), counted(self.files, "file"));
            text.push_str(&format!("Fixed {fixes} in {files}\n\n"));
        }
        text
    }
}

/// Writes the right text wherever it is known.
///
/// # Errors
/// When a file cannot be read or written.
pub fn fix(settings: &Settings, world: &dyn World, checked: &Checked) -> Result<Written, Failure> {
    let mut by_file: BTreeMap<FileId, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for found in &checked.diagnostics {
        if let Some(fix) = &found.fix {
            by_file.entry(fix.place.file).or_default().push((found, fix));
        }
    }
    let mut written = Written::default();
    for (file, found) in by_file {
        fix_file(settings, world, checked.sources(), file, &found, &mut written)?;
    }
    Ok(written)
}

fn fix_file(
    settings: &Settings,
    world: &dyn World,
    sources: &Sources,
    file: FileId,
    found: &[(&Diagnostic, &Fix)],
    written: &mut Written,
) -> Result<(), Failure> {
    let Some(source) = sources.get(file) else { return Ok(()) };
    let path = ProjectPath::new(&source.path).map_err(|error| Failure::Usage(error.to_string()))?;
    let bytes = world.read(&path).map_err(|error| Failure::Unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).unwrap_or_default();
    let (mark, content) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text.as_str()),
    };
    // Places are of the text without what cannot be read in it; where there is such, they would be wrong.
    if content != &*source.text {
        let line = "is left as it is: it holds bytes or control characters that cannot be read";
        written.lines.push(format!("{} {line}", visible::name(path.as_str())));
        return Ok(());
    }
    let fixes: Vec<&Fix> = found.iter().map(|(_, fix)| *fix).collect();
    let fixed = fixes::apply(content, &fixes);
    let target = settings.project.root.join(path.as_str());
    rewrite(&target, &format!("{mark}{}", fixed.text)).map_err(|error| {
        let shown = settings.project.shown(&target);
        Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
    })?;
    let lines = fixed.made.iter().map(|&index| line(found[index].0, found[index].1, sources));
    written.lines.extend(lines);
    written.fixes += fixed.made.len();
    written.files += 1;
    Ok(())
}

/// `content/m1.md:5:1: fixed[unknown-key]: wrote `owner` for `onwer``.
fn line(found: &Diagnostic, fix: &Fix, sources: &Sources) -> String {
    let at = sources.position(fix.place);
    let source = sources.get(fix.place.file);
    let old = source.and_then(|source| source.text.get(fix.place.span.range())).unwrap_or_default();
    let place = format!("{}:{}:{}", visible::name(sources.path(fix.place.file)), at.line, at.column);
    let what = match (old.trim().is_empty(), fix.text.trim().is_empty()) {
        (true, true) => "put the spaces right".to_owned(),
        (true, false) => format!("put in `{}`", shown(&fix.text)),
        (false, true) => format!("took out `{}`", shown(old)),
        (false, false) if old.trim() == fix.text.trim() => "put the indentation right".to_owned(),
        (false, false) => format!("wrote `{}` for `{}`", shown(&fix.text), shown(old)),
    };
    format!("{place}: fixed[{}]: {what}", found.code)
}

/// The first line of a text, as a terminal can show it.
fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut lines = text.trim().lines();
    let first = lines.next().unwrap_or_default();
    let more = first.chars().count() > LONGEST || lines.next().is_some();
    let start: String = first.chars().take(LONGEST).collect();
    format!("{}{}", visible::line(&start), if more { "…" } else { "" })
}
