//! `milepost check --fix`: the right text is written where it is known, and told; all else stays byte for byte. What is to be
//! written is worked out for all files before the first of them is touched.

use std::collections::BTreeMap;

use super::exit::Failure;
use super::settings::Settings;
use crate::diag::{Diagnostic, FileId, Fix, Sources, fixes};
use crate::publish::whole_file::rewrite;
use crate::say::words::counted;
use crate::site::Checked;
use crate::text::visible;
use crate::world::{ProjectPath, World};

/// What is to be written.
#[derive(Debug, Default)]
pub struct Fixes {
    /// A line for each fix, and for each file that is left as it is.
    lines: Vec<String>,
    /// How many fixes there are.
    count: usize,
    /// The files as they are to be.
    pub files: BTreeMap<ProjectPath, Option<String>>,
}

impl Fixes {
    /// All that is known of what is wrong with a project.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(world: &dyn World, checked: &Checked) -> Result<Self, Failure> {
        let mut by_file: BTreeMap<FileId, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
        for found in &checked.diagnostics {
            if let Some(fix) = &found.fix {
                by_file.entry(fix.place.file).or_default().push((found, fix));
            }
        }
        let mut fixes = Self::default();
        for (file, found) in by_file {
            fixes.add(world, checked.sources(), file, &found)?;
        }
        Ok(fixes)
    }

    /// Writes them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, settings: &Settings) -> Result<(), Failure> {
        for (path, text) in &self.files {
            let target = settings.project.root.join(path.as_str());
            rewrite(&target, text.as_deref().unwrap_or_default()).map_err(|error| {
                let shown = settings.project.shown(&target);
                Failure::Unreadable(format!("cannot write {shown}: {error}; see that you may write there"))
            })?;
        }
        Ok(())
    }

    /// All of them, with a line that sums them up.
    pub fn to_text(&self, dry_run: bool) -> String {
        let mut text: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        let (fixes, files) = (counted(self.count, "finding"), counted(self.files.len(), "file"));
        match (self.count, dry_run) {
            (0, true) => text.push_str("Nothing is written: there is nothing to fix\n\n"),
            (0, false) => {}
            (_, true) => text.push_str(&format!(
                "Nothing is written. Without --dry-run this fixes {fixes} in {files}, and leaves:\n\n"
            )),
            (_, false) => text.push_str(&format!("Fixed {fixes} in {files}\n\n")),
        }
        text
    }

    fn add(
        &mut self,
        world: &dyn World,
        sources: &Sources,
        file: FileId,
        found: &[(&Diagnostic, &Fix)],
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
            self.lines.push(format!("{} {line}", visible::name(path.as_str())));
            return Ok(());
        }
        let fixes: Vec<&Fix> = found.iter().map(|(_, fix)| *fix).collect();
        let fixed = fixes::apply(content, &fixes);
        self.files.insert(path, Some(format!("{mark}{}", fixed.text)));
        let lines = fixed.made.iter().map(|&index| line(found[index].0, found[index].1, sources));
        self.lines.extend(lines);
        self.count += fixed.made.len();
        Ok(())
    }
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
