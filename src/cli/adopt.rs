//! `milepost adopt PATH`: what a repository of somebody else's Markdown is, and the settings that would say so. Writes nothing
//! but these settings, and those only when it is asked to and there are none.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::exit::{Exit, Failure};
use super::shown_path::shown;
use super::terminal::Stream;
use super::today::Today;
use super::{GlobalArgs, args::AdoptArgs};
use crate::disk::Disk;
use crate::load::{
    SETTINGS_FILE,
    survey::{Survey, survey},
};
use crate::say::survey::surveyed;
use crate::world::{ProjectPath, World};

/// Folders in which repositories keep their Markdown, the likeliest first.
const USUAL: [&str; 4] = ["content", "docs", "doc", "documentation"];

/// Tells what a repository is, and writes its settings if it is asked to.
///
/// # Errors
/// When the folder cannot be read, holds no Markdown, or has settings already that would be written over.
pub fn adopt(args: &GlobalArgs, typed: &AdoptArgs) -> Result<Exit, Failure> {
    let here = env::current_dir().and_then(fs::canonicalize).map_err(|error| {
        Failure::Unreadable(format!("cannot find the folder this was started in: {error}"))
    })?;
    let typed_path = typed.path.as_deref().or(args.root.as_deref()).unwrap_or(Path::new("."));
    let root = fs::canonicalize(typed_path)
        .map_err(|error| Failure::Unreadable(format!("cannot read {}: {error}", typed_path.display())))?;
    let disk = Disk::open(&root)
        .map_err(|error| Failure::Unreadable(format!("cannot read {}: {error}", shown(&root, &here))))?;
    let lies = Whereabouts::of(&disk, &root);
    let content = content(&disk, &lies, args, &root)?;
    let place = shown(&root.join(content.as_str()), &here);
    let title =
        root.file_name().map_or_else(|| "Untitled".to_owned(), |name| name.to_string_lossy().into_owned());
    let found: Survey = survey(&disk, &content, &title, &Today::read()?.date.to_string());
    if found.files == 0 {
        return Err(Failure::Unreadable(format!("there is no Markdown in {place}")));
    }
    Stream::Out.write(&surveyed(
        &found,
        &place,
        &content.to_string(),
        &lies.outside(&content.to_string()),
    ))?;
    if typed.write {
        write(&root, &found.settings, &here)?;
    }
    Ok(Exit::Fine)
}

/// Where Markdown lies in a repository: how many files in each folder at its top, and which at the top itself.
struct Whereabouts {
    folders: Vec<(String, usize)>,
    files: Vec<String>,
}

/// Files that every repository has, by the beginnings of their names; they are about it, and no content.
const ABOUT: [&str; 14] = [
    "authors",
    "changelog",
    "changes",
    "code_of_conduct",
    "contributing",
    "contributors",
    "governance",
    "history",
    "license",
    "maintainers",
    "readme",
    "releases",
    "security",
    "support",
];

/// Folders that hold what others wrote, or what was made.
const NOT_OURS: [&str; 6] = ["build", "dist", "node_modules", "output", "target", "vendor"];

impl Whereabouts {
    fn of(disk: &Disk, root: &Path) -> Self {
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(root).into_iter().flatten().flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let Some(path) = folder(&name).filter(|_| !name.starts_with('.')) else { continue };
            if !entry.path().is_dir() {
                files.extend(path.is_markdown().then_some(name));
            } else if !NOT_OURS.contains(&name.as_str()) {
                let count = disk.list_markdown(&path).files.len();
                folders.extend((count > 0).then_some((name, count)));
            }
        }
        folders.sort();
        files.sort();
        Self { folders, files }
    }

    /// The folder whose Markdown is the content: the usual one if it holds a third of all, else the one that holds most of
    /// it, else all of the repository.
    fn content(&self, root: &Path) -> Option<String> {
        let about = |name: &&String| !ABOUT.iter().any(|about| name.to_lowercase().starts_with(about));
        let above = self.files.iter().filter(about).count();
        let all = above + self.folders.iter().map(|(_, count)| count).sum::<usize>();
        let of = |name: &str| self.folders.iter().find(|(folder, _)| folder == name);
        let usual = USUAL.into_iter().filter_map(of).find(|(_, count)| 3 * count >= all);
        let most = self.folders.iter().rev().max_by_key(|(_, count)| *count);
        // what others wrote would be read with all of it
        let whole = NOT_OURS.iter().all(|name| !root.join(name).is_dir());
        let some = usual.or(most.filter(|(_, count)| 5 * count >= 3 * all || !whole));
        some.map(|(name, _)| name.clone()).or_else(|| (all > 0).then(|| ".".to_owned()))
    }

    /// What lies outside a folder, in words for a list: `notes (12)`, `README.md`.
    fn outside(&self, content: &str) -> Vec<String> {
        let top = content.split('/').next().unwrap_or(content);
        if content == "." {
            return Vec::new();
        }
        let others = self.folders.iter().filter(|(name, _)| name != top);
        others.map(|(name, count)| format!("{name} ({count})")).chain(self.files.iter().cloned()).collect()
    }
}

/// A folder of the repository by its path; `.` is all of it.
fn folder(name: &str) -> Option<ProjectPath> {
    match name {
        "." => Some(ProjectPath::root()),
        name => ProjectPath::new(name).ok(),
    }
}

/// The folder that was named, else the one that holds the content.
fn content(disk: &Disk, lies: &Whereabouts, args: &GlobalArgs, root: &Path) -> Result<ProjectPath, Failure> {
    let named = args.content.as_path();
    if named != Path::new("content") {
        let named = named.strip_prefix(root).unwrap_or(named);
        return folder(&named.to_string_lossy())
            .filter(|path| !disk.list_markdown(path).files.is_empty())
            .ok_or_else(|| Failure::Unreadable(format!("there is no Markdown in {}", named.display())));
    }
    lies.content(root).and_then(|name| folder(&name)).ok_or_else(|| {
        Failure::Unreadable("no folder here holds Markdown; name one with `--content DIR`".to_owned())
    })
}

fn write(root: &Path, settings: &str, here: &Path) -> Result<(), Failure> {
    let path: PathBuf = root.join(SETTINGS_FILE);
    if fs::symlink_metadata(&path).is_ok() {
        // What stands there says more than anything that could be guessed.
        return Err(Failure::Unreadable(format!(
            "{} is there already; it stays as it is",
            shown(&path, here)
        )));
    }
    let made = fs::File::create_new(&path).and_then(|mut file| file.write_all(settings.as_bytes()));
    made.map_err(|error| Failure::Unreadable(format!("cannot write {}: {error}", shown(&path, here))))?;
    Stream::Out.write(&format!("\nWritten: {}\n", shown(&path, here)))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lies(folders: &[(&str, usize)], files: &[&str]) -> Whereabouts {
        let folders = folders.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
        Whereabouts { folders, files: files.iter().map(|name| (*name).to_owned()).collect() }
    }

    #[test]
    fn the_content_is_where_most_of_it_lies() {
        let root = tempfile::tempdir().expect("a folder");
        let content = |lies: &Whereabouts| lies.content(root.path());
        let of = |name: &str| Some(name.to_owned());
        assert_eq!(content(&lies(&[("docs", 4), ("src", 1)], &["README.md"])), of("docs"));
        assert_eq!(content(&lies(&[("docs", 4), ("rfcs", 300)], &["README.md"])), of("rfcs"));
        assert_eq!(content(&lies(&[("journals", 9), ("pages", 11)], &[])), of("."));
        assert_eq!(content(&lies(&[("Projects", 2)], &["Home.md", "Reading list.md"])), of("."));
        assert_eq!(content(&lies(&[], &["README.md", "CHANGELOG.md"])), None);
        fs::create_dir(root.path().join("node_modules")).expect("a folder");
        assert_eq!(content(&lies(&[("journals", 9), ("pages", 11)], &[])), of("pages"));
    }

    #[test]
    fn what_lies_elsewhere_is_named() {
        let lies = lies(&[("docs", 4), ("rfcs", 300)], &["README.md"]);
        assert_eq!(lies.outside("rfcs"), ["docs (4)", "README.md"]);
        assert_eq!(lies.outside("docs/adr"), ["rfcs (300)", "README.md"]);
        assert!(lies.outside(".").is_empty());
    }
}
