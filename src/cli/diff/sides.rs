//! The two states of a project that are compared: commits, branches, folders, the files as they are.

use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::cli::git::{Commit, Repository, Tree};
use crate::cli::project::Project;
use crate::disk::Disk;
use crate::load::SETTINGS_FILE;
use crate::text::nearest;
use crate::world::{ProjectPath, World};

/// Where a state of a project is.
#[derive(Debug, Clone)]
pub enum Side {
    /// The files of the project as they are.
    WorkingTree,
    /// As a commit has them.
    Commit(Repository, Commit),
    /// Another folder.
    Folder(PathBuf),
}

/// The two sides that were typed: none, one, two, or two in one word as `main..topic` and `main...topic`.
///
/// # Errors
/// When one of them is nothing that is known.
pub fn sides(project: &Project, base: Option<&str>, head: Option<&str>) -> Result<(Side, Side), Failure> {
    let repository = Repository::of(&project.root);
    let side = |typed: &str| Side::named(project, repository.as_ref(), typed);
    match (base, head) {
        (None, _) => match &repository {
            None => Err(no_repository()),
            Some(_) => Ok((side("HEAD")?, Side::WorkingTree)),
        },
        (Some(base), Some(head)) => Ok((side(base)?, side(head)?)),
        (Some(base), None) if is_path(project, base).is_some() => Ok((side(base)?, Side::WorkingTree)),
        (Some(range), None) => {
            let or_head = |typed: &str| if typed.is_empty() { "HEAD".to_owned() } else { typed.to_owned() };
            if let Some((one, other)) = range.split_once("...") {
                let (one, other) = (side(&or_head(one))?, side(&or_head(other))?);
                return since_common(range, one, other);
            }
            match range.split_once("..") {
                Some((base, head)) => Ok((side(&or_head(base))?, side(&or_head(head))?)),
                None => Ok((side(range)?, Side::WorkingTree)),
            }
        }
    }
}

/// From the last commit that both have to the second of them.
fn since_common(range: &str, one: Side, other: Side) -> Result<(Side, Side), Failure> {
    let (Side::Commit(repository, one), Side::Commit(_, head)) = (&one, &other) else {
        return Err(Failure::Usage(format!(
            "`{}` names a folder; only commits have a commit in common",
            range.escape_debug()
        )));
    };
    let common = repository.common(one, head).ok_or_else(|| {
        Failure::Usage(format!(
            "`{}` and `{}` have no commit in common{}",
            one.named.escape_debug(),
            head.named.escape_debug(),
            shallow(repository)
        ))
    })?;
    Ok((Side::Commit(repository.clone(), common), other))
}

/// What a branch began with: the last commit that it has in common with `base`; where that is a folder, the folder.
///
/// # Errors
/// When it is not known, or cannot be read.
pub fn before_branch(project: &Project, base: &str) -> Result<Box<dyn World + Send>, Failure> {
    let repository = Repository::of(&project.root);
    let side = |typed: &str| Side::named(project, repository.as_ref(), typed);
    let base = match side(base)? {
        Side::Commit(repository, commit) => {
            let head = Side::named(project, Some(&repository), "HEAD")?;
            since_common(base, Side::Commit(repository, commit), head)?.0
        }
        other => other,
    };
    base.open(project)
}

/// A folder that was typed as one, or is there.
fn is_path(project: &Project, typed: &str) -> Option<PathBuf> {
    let place = project.here.join(typed);
    (!typed.is_empty() && place.is_dir()).then_some(place)
}

fn no_repository() -> Failure {
    Failure::Usage(
        "this project is not kept in git, so there is no last commit to compare with; name a folder: milepost diff OLD"
            .to_owned(),
    )
}

fn shallow(repository: &Repository) -> &'static str {
    if repository.is_shallow() {
        "; this clone is shallow: run `git fetch --unshallow`, on GitHub set `fetch-depth: 0` of actions/checkout"
    } else {
        ""
    }
}

impl Side {
    /// The commit of that name, else the folder.
    fn named(project: &Project, repository: Option<&Repository>, typed: &str) -> Result<Self, Failure> {
        let folder = is_path(project, typed);
        let looks_like_one = typed.starts_with('.') || Path::new(typed).is_absolute();
        if let Some(folder) = folder.clone().filter(|_| looks_like_one) {
            return Self::folder(project, folder, typed);
        }
        let commit = repository.and_then(|repository| Some((repository, repository.commit(typed)?)));
        match (commit, folder) {
            (Some((repository, commit)), _) => Ok(Self::Commit(repository.clone(), commit)),
            (None, Some(folder)) => Self::folder(project, folder, typed),
            (None, None) => Err(unknown(repository, typed)),
        }
    }

    fn folder(project: &Project, folder: PathBuf, typed: &str) -> Result<Self, Failure> {
        let there = folder.join(SETTINGS_FILE).is_file() || folder.join(project.content.as_str()).is_dir();
        if there {
            return Ok(Self::Folder(folder));
        }
        Err(Failure::Usage(format!(
            "the folder {} holds no project: it has neither a {SETTINGS_FILE} nor a folder {}; name the folder of a project",
            typed.escape_debug(),
            project.content
        )))
    }

    /// What it is called.
    pub fn name(&self, project: &Project) -> String {
        match self {
            Self::WorkingTree => "the files as they are".to_owned(),
            Self::Commit(_, commit) => commit.shown(),
            Self::Folder(folder) => project.shown(folder),
        }
    }

    /// It as a world.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(&self, project: &Project) -> Result<Box<dyn World + Send>, Failure> {
        match self {
            Self::WorkingTree => Ok(Box::new(project.open()?)),
            Self::Commit(repository, commit) => {
                let output = project.output.strip_prefix(&project.root).ok().and_then(Path::to_str);
                let output = output.and_then(|output| ProjectPath::root().resolve(output).ok());
                let tree = Tree::read(repository, commit, output.as_ref().filter(|output| !output.is_root()));
                let tree = tree.map_err(|error| {
                    Failure::Unreadable(format!("git does not give what {} holds: {error}", commit.shown()))
                })?;
                Ok(Box::new(tree))
            }
            Self::Folder(folder) => {
                let output = project.output.strip_prefix(&project.root).unwrap_or(&project.output);
                let disk = Disk::open(folder).map_err(|error| {
                    Failure::Unreadable(format!("cannot read the folder {}: {error}", project.shown(folder)))
                })?;
                Ok(Box::new(disk.excluding(output)))
            }
        }
    }
}

fn unknown(repository: Option<&Repository>, typed: &str) -> Failure {
    let shown = typed.escape_debug();
    let Some(repository) = repository else {
        return Failure::Usage(format!(
            "there is no folder `{shown}`, and this project is not kept in git; name the folder of another state of it"
        ));
    };
    let names = repository.names();
    let hint = match nearest(typed, names.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean `{near}`?"),
        None if repository.is_shallow() => shallow(repository).to_owned(),
        None => "; name a commit, a branch, or a folder".to_owned(),
    };
    Failure::Usage(format!("there is no commit, branch or folder `{shown}`{hint}"))
}
