//! Random edits, as editors, people and git make them: what is served in the end is what a build makes, and on the way there
//! every page is there.
//!
//! `MILEPOST_STORM=10000 cargo test --release --test serve storm` makes more of them, and sees that memory does not grow with
//! them.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use crate::project::{Project, wait};

/// A number from the one before (Numerical Recipes' linear congruence).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % n.max(1)
    }
}

pub fn files_of(content: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![content.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path => files.push(path),
            }
        }
    }
    files.sort();
    files
}

/// So many files are enough.
const MANY: usize = 40;

/// One edit. Nothing is expected of it: what a file says afterwards may be nonsense.
fn edit(project: &Project, dice: &mut Dice, number: usize) {
    let files = files_of(&project.path("content"));
    let Some(file) = files.get(dice.below(files.len())).cloned() else { return };
    let text = fs::read_to_string(&file).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let at = dice.below(lines.len());
    // what comes goes again, so that ten thousand edits are ten thousand edits of a project of one size
    let kind = match dice.below(12) {
        7 | 9 if files.len() > MANY => 6,
        kind => kind,
    };
    match kind {
        0 | 1 => drop(fs::write(&file, format!("{text}\nWord {number}.\n"))),
        2 => {
            // as editors save: a second file takes the name of the first
            let beside = file.with_extension("tmp~");
            fs::write(&beside, format!("{text}\nAtomic {number}.\n")).expect("a file");
            fs::rename(&beside, &file).expect("a rename");
        }
        3 => {
            let kept: Vec<&str> =
                lines.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, line)| *line).collect();
            drop(fs::write(&file, kept.join("\n")));
        }
        4 => drop(fs::write(&file, text.replacen(": ", ":", 1))),
        5 => drop(fs::write(&file, "")),
        6 => drop(fs::remove_file(&file)),
        7 => {
            drop(fs::write(project.path(&format!("content/page-{number}.md")), format!("# Page {number}\n")))
        }
        8 => drop(fs::rename(&file, file.with_file_name(format!("moved-{number}.md")))),
        9 => {
            let folder = project.path(&format!("content/folder-{number}/deep"));
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join("inner.md"), format!("# Inner {number}\n")).expect("a file");
        }
        10 => {
            let settings = project.path("milepost.yaml");
            let text = fs::read_to_string(&settings).unwrap_or_default();
            let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("title:")).collect();
            drop(fs::write(&settings, format!("title: Title {number}\n{}\n", kept.join("\n"))));
        }
        _ => {
            let from = project.path("content");
            let folders: Vec<PathBuf> = fs::read_dir(&from)
                .into_iter()
                .flatten()
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.is_dir())
                .collect();
            if let Some(folder) = folders.get(dice.below(folders.len())) {
                let away = from.join(format!("renamed-{number}"));
                drop(fs::rename(folder, away));
            }
        }
    }
}

/// Whether all is served as it is built.
fn as_built(project: &Project) -> Result<(), String> {
    let built = project.built(None);
    let stage = project.preview.kept(None);
    for (path, bytes) in built.plan.iter() {
        let served = stage.file_now(path.as_str());
        if served.as_deref() != Some(bytes) {
            let what = if served.is_none() { "not served" } else { "served otherwise" };
            return Err(format!("{} is {what}", path.as_str()));
        }
    }
    let found: BTreeSet<&str> =
        built.checked.diagnostics.iter().map(|found| found.message.as_str()).collect();
    let facts = &stage.facts;
    match facts.outline.findings.keys().find(|told| !found.contains(told.message.as_str())) {
        Some(found) => Err(format!("still told: {found:?}")),
        None => Ok(()),
    }
}

/// After so many edits all that is kept from one to the next has its size.
const SETTLED: usize = 999;

/// What this process holds of memory, in kB, where that is told.
fn memory() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

#[test]
fn after_any_edits_it_serves_what_a_build_makes() {
    let edits: usize = std::env::var("MILEPOST_STORM").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let project = Arc::new(Project::of("tests/sites/sprints", "/", None));
    let over = Arc::new(AtomicBool::new(false));
    let poll = {
        let (project, over) = (Arc::clone(&project), Arc::clone(&over));
        thread::spawn(move || {
            let mut polls = 0;
            while !over.load(Ordering::Relaxed) {
                for page in ["/", "/risks/", "/checks/", "/assets/style.css"] {
                    let answer = project.get(page);
                    assert_eq!(answer.status, 200, "{page} was not there");
                    let whole = answer.body.ends_with(b"</html>\n") || page.ends_with(".css");
                    assert!(whole, "{page} was not whole");
                    polls += 1;
                }
            }
            polls
        })
    };
    let mut settled = None;
    let mut dice = Dice(20_261_127);
    for number in 0..edits {
        edit(&project, &mut dice, number);
        // now and then everything comes to rest
        if number % 20 == 19 || number + 1 == edits {
            wait(&format!("edit {number}"), || as_built(&project));
        }
        if number == SETTLED {
            settled = memory();
        }
    }
    if let (Some(before), Some(after)) = (settled, memory()) {
        assert!(after < before * 3 / 2, "memory grew from {before} to {after} kB in {edits} edits");
    }
    // a branch switch: everything goes, and something else comes
    fs::remove_dir_all(project.path("content")).expect("a folder");
    fs::create_dir_all(project.path("content/risks")).expect("a folder");
    for number in 0..200 {
        fs::write(project.path(&format!("content/p{number}.md")), format!("# Page {number}\n"))
            .expect("a file");
    }
    wait("a branch switch", || as_built(&project));
    fs::write(project.path("content/p7.md"), "# Seven\n").expect("a file");
    wait("an edit after it", || as_built(&project));
    over.store(true, Ordering::Relaxed);
    assert!(poll.join().expect("every poll was answered") > 0);
}
