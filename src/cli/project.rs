//! Which folders a run is about: the project, its content, its output.

use std::env;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::shown_path::shown;
use super::{Failure, GlobalArgs};
use crate::disk::Disk;
use crate::load::SETTINGS_FILE;
use crate::publish::{MANIFEST_FILE, Sources};
use crate::text::nearest;
use crate::world::ProjectPath;

/// The folder of a project that holds its own themes.
const THEMES: &str = "themes";

/// The folders of a run; all are absolute, or meant from the root.
#[derive(Debug, Clone)]
pub struct Project {
    /// Where the run was started.
    pub here: PathBuf,
    /// The project's folder, without links.
    pub root: PathBuf,
    /// Its Markdown.
    pub content: ProjectPath,
    /// Its own themes; the folder need not exist.
    pub themes: ProjectPath,
    /// Where the site goes; the folder need not exist.
    pub output: PathBuf,
}

impl Project {
    /// Finds the folders that the command line names or leaves out.
    ///
    /// # Errors
    /// When there is no such project, or its content folder cannot be read: then no site may be written, for an
    /// empty one would take the place of the old.
    pub fn find(args: &GlobalArgs) -> Result<Self, Failure> {
        let here = env::current_dir().and_then(fs::canonicalize).map_err(|error| {
            Failure::Unreadable(format!(
                "cannot find the folder this was started in: {error}; change to another"
            ))
        })?;
        let root = match &args.root {
            Some(typed) => named_root(typed)?,
            None => nearest_root(&here).to_owned(),
        };
        let content = inside(&args.content, &root)?;
        let themes = ProjectPath::root().resolve(THEMES).unwrap_or_default();
        let output = root.join(&args.output);
        let project = Self { here, root, content, themes, output };
        project.find_content()?;
        Ok(project)
    }

    /// The project as a world, without the folder the site goes to.
    ///
    /// # Errors
    /// When the folder has gone meanwhile.
    pub fn open(&self) -> Result<Disk, Failure> {
        let disk = Disk::open(&self.root).map_err(|error| unreadable(&self.shown(&self.root), &error))?;
        Ok(disk.excluding(&self.output))
    }

    /// The folders that a site must not be written to.
    pub fn sources(&self) -> Sources<'_> {
        let (content, themes) = (Path::new(self.content.as_str()), Path::new(self.themes.as_str()));
        Sources { root: &self.root, content, themes }
    }

    /// A path as seen from where the run was started.
    pub fn shown(&self, path: &Path) -> String {
        shown(path, &self.here)
    }

    fn find_content(&self) -> Result<(), Failure> {
        let folder = self.root.join(self.content.as_str());
        match fs::read_dir(&folder) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(unreadable(&self.shown(&folder), &error))
            }
            Err(_) if self.root.join(SETTINGS_FILE).is_file() => Err(self.no_content(&folder)),
            Err(_) => Err(self.no_project()),
        }
    }

    fn no_content(&self, folder: &Path) -> Failure {
        let folders = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let mut names: Vec<String> = folders
            .filter(|entry| entry.path().is_dir())
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort_unstable();
        let meant = match nearest(self.content.as_str(), names.iter().map(String::as_str)) {
            Some(name) => format!("did you mean `--content {name}`?"),
            None => String::from("make it, or name the folder of the Markdown with `--content DIR`"),
        };
        self.nothing_to_build(format!("there is no content folder {}; {meant}", self.shown(folder)))
    }

    /// A site that was built before stays, and that is said.
    fn nothing_to_build(&self, told: String) -> Failure {
        match self.output.join(MANIFEST_FILE).is_file() {
            true => Failure::Kept { told, site: self.shown(&self.output) },
            false => Failure::Unreadable(told),
        }
    }

    fn no_project(&self) -> Failure {
        let place = match self.root == self.here {
            true => String::from("this folder"),
            false => self.shown(&self.root),
        };
        self.nothing_to_build(format!(
            "there is no project in {place}: it has neither a {SETTINGS_FILE} nor a folder {}\n\n\
             Change to the project's folder, or name it with `--root DIR`.\n\
             To begin a new project: milepost init DIR",
            self.content
        ))
    }
}

fn named_root(typed: &Path) -> Result<PathBuf, Failure> {
    let root = fs::canonicalize(typed).and_then(|root| fs::read_dir(&root).map(|_| root));
    root.map_err(|error| unreadable(&typed.display().to_string(), &error))
}

/// The nearest folder from `here` upwards that has a settings file, else `here` itself.
fn nearest_root(here: &Path) -> &Path {
    here.ancestors().find(|folder| folder.join(SETTINGS_FILE).is_file()).unwrap_or(here)
}

/// A folder that was named from the root, or whole, as a path inside the project.
fn inside(typed: &Path, root: &Path) -> Result<ProjectPath, Failure> {
    let outside = |reason: &str| {
        let typed = typed.display();
        Failure::Usage(format!(
            "the content folder {typed} cannot be used: {reason}; choose one in the project"
        ))
    };
    let inner = match typed.is_absolute() {
        true => {
            let real =
                fs::canonicalize(typed).map_err(|error| unreadable(&typed.display().to_string(), &error))?;
            real.strip_prefix(root).map_err(|_| outside("it lies outside the project"))?.to_owned()
        }
        false => typed.to_owned(),
    };
    let mut names = Vec::new();
    for part in inner.components() {
        names.push(match part {
            Component::CurDir => continue,
            Component::ParentDir => "..",
            part => part.as_os_str().to_str().ok_or_else(|| outside("its name is not UTF-8"))?,
        });
    }
    let path = ProjectPath::root().resolve(&names.join("/")).map_err(|error| outside(&error.to_string()))?;
    match path.is_hidden() {
        true => Err(outside("what begins with a dot is never part of a site")),
        false => Ok(path),
    }
}

fn unreadable(folder: &str, error: &io::Error) -> Failure {
    Failure::Unreadable(format!("cannot read the folder {folder}: {error}"))
}
