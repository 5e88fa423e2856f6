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

/// Folders in which repositories keep their Markdown, the first that has any.
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
    let content = content(&disk, args, &root)?;
    let place = shown(&root.join(content.as_str()), &here);
    let title =
        root.file_name().map_or_else(|| "Untitled".to_owned(), |name| name.to_string_lossy().into_owned());
    let found: Survey = survey(&disk, &content, &title, &Today::read()?.date.to_string());
    if found.files == 0 {
        return Err(Failure::Unreadable(format!("there is no Markdown in {place}")));
    }
    Stream::Out.write(&surveyed(&found, &place, content.as_str()))?;
    if typed.write {
        write(&root, &found.settings, &here)?;
    }
    Ok(Exit::Fine)
}

/// The folder that was named, else the usual one that holds Markdown, else the one that holds most.
fn content(disk: &Disk, args: &GlobalArgs, root: &Path) -> Result<ProjectPath, Failure> {
    let folder = |name: &str| ProjectPath::new(name).ok();
    let has = |path: &ProjectPath| !disk.list_markdown(path).files.is_empty();
    let named = args.content.as_path();
    if named != Path::new("content") {
        let named = named.strip_prefix(root).unwrap_or(named);
        return folder(&named.to_string_lossy())
            .filter(|path| has(path))
            .ok_or_else(|| Failure::Unreadable(format!("there is no Markdown in {}", named.display())));
    }
    if let Some(usual) = USUAL.into_iter().filter_map(folder).find(|path| has(path)) {
        return Ok(usual);
    }
    let folders = fs::read_dir(root).into_iter().flatten().flatten();
    let mut names: Vec<String> = folders
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| {
            !name.starts_with('.') && !matches!(name.as_str(), "node_modules" | "target" | "output")
        })
        .collect();
    names.sort_unstable();
    let counted = names.into_iter().filter_map(|name| {
        let path = folder(&name)?;
        Some((disk.list_markdown(&path).files.len(), path))
    });
    let most = counted
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, path)| (*count, std::cmp::Reverse(path.to_string())));
    most.map(|(_, path)| path).ok_or_else(|| {
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
