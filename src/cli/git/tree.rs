//! A project as a commit has it, read without a checkout.
//!
//! What a folder on disk would not show is not shown here either: hidden files, links that lead out of the project, the
//! folder of the site. A link is followed to what the same commit has at its end.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::{Commit, Repository, git, objects::objects};
use crate::world::{ListFailure, ListProblem, Listing, ProjectPath, ReadError, ReadFailure, World};

/// Files whose bytes are asked for at once: what loading reads of every project.
const READ_AHEAD: [&str; 6] = ["md", "markdown", "yaml", "yml", "json", "txt"];

/// Most links that lead to links.
const MOST_LINKS: usize = 16;

/// A [`World`] over a commit.
#[derive(Debug, Clone)]
pub struct Tree {
    folder: PathBuf,
    /// By path: the name of the object.
    files: BTreeMap<ProjectPath, String>,
    problems: Vec<ListProblem>,
    bytes: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// The project of a repository as a commit has it, without the folder that the site is written to; without a file
    /// where it is not there yet.
    ///
    /// # Errors
    /// When git does not give what the commit holds.
    pub fn read(repository: &Repository, commit: &Commit, output: Option<&ProjectPath>) -> io::Result<Self> {
        let of = format!("{}:{}", commit.id, repository.prefix);
        let listing =
            git(&repository.folder, &["ls-tree", "-r", "-z", "--full-tree", &of]).unwrap_or_default();
        let mut tree = Self {
            folder: repository.folder.clone(),
            files: BTreeMap::new(),
            problems: Vec::new(),
            bytes: BTreeMap::new(),
        };
        let mut links = Vec::new();
        for entry in listing.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            tree.add(entry, &mut links);
        }
        let excluded = |path: &ProjectPath| output.is_some_and(|output| path.is_within(output));
        tree.files.retain(|path, _| !path.is_hidden() && !excluded(path));
        links.retain(|(path, _): &(ProjectPath, String)| !path.is_hidden() && !excluded(path));
        tree.follow(&links)?;
        tree.read_ahead()?;
        Ok(tree)
    }

    /// One line of a listing: `MODE TYPE NAME<tab>PATH`.
    fn add(&mut self, entry: &[u8], links: &mut Vec<(ProjectPath, String)>) {
        let Some(tab) = entry.iter().position(|byte| *byte == b'\t') else { return };
        let head = String::from_utf8_lossy(&entry[..tab]);
        let [mode, _, object] = head.split(' ').collect::<Vec<_>>()[..] else { return };
        let shown = || crate::text::visible::name(&String::from_utf8_lossy(&entry[tab + 1..])).into_owned();
        let path = std::str::from_utf8(&entry[tab + 1..]).map_err(|_| ListFailure::NotUtf8);
        let path = path.and_then(|path| ProjectPath::new(path).map_err(ListFailure::Name));
        match path {
            Err(reason) => self.problems.push(ListProblem { place: shown(), reason }),
            Ok(path) if mode == "120000" => links.push((path, object.to_owned())),
            // A module of its own has no files here.
            Ok(_) if mode == "160000" => {}
            Ok(path) => drop(self.files.insert(path, object.to_owned())),
        }
    }

    /// Gives links the files that they lead to.
    fn follow(&mut self, links: &[(ProjectPath, String)]) -> io::Result<()> {
        let names: Vec<&str> = links.iter().map(|(_, object)| object.as_str()).collect();
        let targets = objects(&self.folder, &names)?;
        let target = |(path, _): &(ProjectPath, String), bytes: Option<Vec<u8>>| {
            let written = String::from_utf8(bytes?).ok()?;
            path.parent().resolve(&written).ok()
        };
        let targets: BTreeMap<ProjectPath, Option<ProjectPath>> =
            links.iter().zip(targets).map(|(link, bytes)| (link.0.clone(), target(link, bytes))).collect();
        for link in targets.keys() {
            let Some(end) = end_of(link, &targets) else {
                self.problems.push(ListProblem { place: link.to_string(), reason: ListFailure::Link });
                continue;
            };
            let below: Vec<(ProjectPath, String)> = self
                .files
                .iter()
                .filter_map(|(path, object)| {
                    let rest = path.strip(&end)?;
                    let at = if rest.is_empty() { link.clone() } else { link.join(rest).ok()? };
                    Some((at, object.clone()))
                })
                .collect();
            if below.is_empty() {
                self.problems.push(ListProblem { place: link.to_string(), reason: ListFailure::Link });
            }
            self.files.extend(below);
        }
        Ok(())
    }

    fn read_ahead(&mut self) -> io::Result<()> {
        let wanted =
            |path: &&ProjectPath| READ_AHEAD.iter().any(|known| path.extension().eq_ignore_ascii_case(known));
        let mut names: Vec<&str> =
            self.files.iter().filter(|(path, _)| wanted(path)).map(|(_, object)| object.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        let bytes = objects(&self.folder, &names)?;
        let read = names.into_iter().zip(bytes).filter_map(|(name, bytes)| Some((name.to_owned(), bytes?)));
        self.bytes = read.collect();
        Ok(())
    }
}

/// Where a link ends, link after link; `None` where it leads out, to what is hidden, or in a circle.
fn end_of(link: &ProjectPath, targets: &BTreeMap<ProjectPath, Option<ProjectPath>>) -> Option<ProjectPath> {
    let mut at = link.clone();
    for _ in 0..MOST_LINKS {
        match targets.get(&at) {
            Some(target) => at = target.clone()?,
            None => return (!at.is_hidden()).then_some(at),
        }
    }
    None
}

impl World for Tree {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        let failed = |reason| Err(ReadError { path: path.clone(), reason });
        let Some(object) = self.files.get(path) else {
            let folder = self.files.keys().any(|file| file.is_within(path));
            return failed(if folder { ReadFailure::NotAFile } else { ReadFailure::Missing });
        };
        if let Some(bytes) = self.bytes.get(object) {
            return Ok(bytes.clone());
        }
        match objects(&self.folder, &[object]).map(|mut read| read.pop().flatten()) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => failed(ReadFailure::Refused("this clone does not have its content".to_owned())),
            Err(error) => failed(ReadFailure::Refused(error.kind().to_string())),
        }
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let within = self.files.keys().filter(|path| path.is_within(folder) && *path != folder);
        let files: Vec<_> = within.cloned().collect();
        let inside = |problem: &&ListProblem| {
            folder.is_root()
                || problem.place.strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        let mut problems: Vec<_> = self.problems.iter().filter(inside).cloned().collect();
        if files.is_empty() && problems.is_empty() && !folder.is_root() {
            let reason = if self.exists(folder) { ListFailure::NotAFolder } else { ListFailure::Missing };
            problems.push(ListProblem { place: folder.to_string(), reason });
        }
        Listing { files, problems }.sorted()
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.files.contains_key(path)
    }
}
