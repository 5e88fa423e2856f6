//! What an edit costs the preview, counted: what the world is asked for after it. The same on every machine.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicUsize, Ordering},
};

use milepost::{
    site::{Memo, stage},
    world::{Listing, Memory, Moment, ProjectPath, ReadError, World},
};

use crate::project::config;

/// A project in memory whose changes are known, and which counts what it is asked.
struct Watched {
    files: Memory,
    now: u64,
    changed: Vec<(u64, ProjectPath)>,
    reads: AtomicUsize,
    lists: AtomicUsize,
    asks: AtomicUsize,
}

fn path(name: &str) -> ProjectPath {
    ProjectPath::new(name).expect("a clean path")
}

impl Watched {
    fn new(pages: usize) -> Self {
        let mut files = Memory::default();
        files.insert(path("milepost.yaml"), "title: Many\nstart: 2026-03-02\nstatus_date: 2026-03-04\n");
        for number in 0..pages {
            let next = (number + 1) % pages;
            let text = format!(
                "---\ntitle: Page {number}\n---\n\n## Part\n\nText. [next](p{next}.md#part) [data](data.json)\n"
            );
            files.insert(path(&format!("content/p{number}.md")), text);
        }
        files.insert(path("content/data.json"), "{}");
        let count = AtomicUsize::default;
        Self { files, now: 0, changed: Vec::new(), reads: count(), lists: count(), asks: count() }
    }

    fn edit(&mut self, name: &str, text: &str) {
        self.now += 1;
        self.files.insert(path(name), text);
        self.changed.push((self.now, path(name)));
    }

    /// What was asked since the last time: texts read, folders listed, files looked for.
    fn asked(&self) -> [usize; 3] {
        [&self.reads, &self.lists, &self.asks].map(|count| count.swap(0, Ordering::Relaxed))
    }
}

impl World for Watched {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.files.read(path)
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        self.lists.fetch_add(1, Ordering::Relaxed);
        self.files.list(folder)
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        self.asks.fetch_add(1, Ordering::Relaxed);
        self.files.exists(path)
    }

    fn moment(&self) -> Option<Moment> {
        Some(Moment(self.now))
    }

    fn changed_since(&self, Moment(moment): Moment) -> Option<BTreeSet<ProjectPath>> {
        Some(self.changed.iter().filter(|(when, _)| *when > moment).map(|(_, path)| path.clone()).collect())
    }
}

/// What the world is asked for the site after an edit, however many pages there are: the settings and the text that changed are
/// read, the folders of the theme and of static files are listed, and a handful of files is looked for.
#[test]
fn after_an_edit_only_what_changed_is_read() {
    for pages in [10, 200] {
        let mut world = Watched::new(pages);
        let memo = Memo::default();
        let shows = |world: &Watched, page: &str, text: &str| {
            stage(world, &config(), Some(&memo), &|| None, |stage| {
                let bytes = stage.file(page).expect("a page");
                assert!(String::from_utf8_lossy(&bytes).contains(text), "{page} does not say {text}");
            });
            world.asked()
        };
        let [reads, ..] = shows(&world, "p3/index.html", "Text.");
        assert_eq!(reads, pages + 1, "each text once, and the settings");
        for (text, said) in [
            (
                "---\ntitle: Page 3\n---\n\n## Part\n\nOther words. [next](p4.md#part) [data](data.json)\n",
                "Other words",
            ),
            ("---\ntitle: New title\n---\n\n## Part\n\nMore. [next](p4.md#part)\n", "New title"),
            ("---\ntitle: New title\n---\n\n## Section\n\nMore. [next](p5.md)\n", "id=\"section\""),
        ] {
            world.edit("content/p3.md", text);
            let [reads, lists, asks] = shows(&world, "p3/index.html", said);
            assert_eq!((reads, lists), (2, 2), "{said}");
            assert!(asks <= 5, "{asks} files were looked for after {said}");
        }
    }
}
