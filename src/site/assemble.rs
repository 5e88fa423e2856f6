//! All files of a site: every page of the catalog with what lies beside it, the files they refer to, assets, data.
//!
//! Pages are made in parallel and put together in order, so the plan does not depend on the number of threads.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Progress, Silent, Site, SitePlan, catalog::Entry, data, moved};
use crate::{
    diag::Diagnostic,
    view::addresses::beside,
    world::{ProjectPath, SitePath, World},
};

/// A site and how it was made.
pub(super) struct Assembled {
    pub plan: SitePlan,
    /// What was found wrong in the making.
    pub found: Vec<Diagnostic>,
    pub effort: Effort,
}

/// How much was made for a site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// Pages.
    pub pages: usize,
    /// Drawings, on pages and beside them.
    pub drawings: usize,
}

/// What making a page gave.
struct Made {
    files: Vec<(String, Vec<u8>)>,
    wanted: BTreeSet<ProjectPath>,
    drawings: usize,
}

/// Make all files of a site.
pub(super) fn assemble(mut site: Site, world: &dyn World, progress: &dyn Progress) -> Assembled {
    let (made, found) = site.make_all(progress, |made| made);
    let effort = Effort { pages: made.len(), drawings: made.iter().map(|page| page.drawings).sum() };
    let mut plan = SitePlan::new();
    // No two files collide: that was seen to when they got their names.
    let mut insert = |path: &str, bytes: Vec<u8>| {
        let inserted = SitePath::new(path).is_ok_and(|path| plan.insert(path, bytes).is_ok());
        debug_assert!(inserted, "{path} has no place on the site");
    };
    let mut wanted = BTreeSet::new();
    for page in made {
        wanted.extend(page.wanted);
        for (path, bytes) in page.files {
            insert(&path, bytes);
        }
    }
    for (file, path) in site.published().filter(|(file, _)| wanted.contains(*file)) {
        if let Ok(bytes) = world.read(file) {
            insert(path.as_str(), bytes);
        }
    }
    for (path, bytes) in data::files(&site) {
        insert(path, bytes);
    }
    for (path, bytes) in moved::files(&site) {
        insert(path, bytes);
    }
    site.search();
    for (path, bytes) in site.search.take().unwrap_or_default() {
        insert(&path, bytes);
    }
    for (path, bytes) in site.assets {
        insert(path.as_str(), bytes.clone());
    }
    Assembled { plan, found, effort }
}

impl Site<'_> {
    /// What is wrong with the templates, seen on every page of the site.
    pub(super) fn faults(&mut self) -> Vec<Diagnostic> {
        self.make_all(&Silent, drop).1
    }

    /// Every page, and what was found wrong in the making. Where a template can fail, the pages that tell of what is wrong
    /// are made after the others.
    fn make_all<T: Send>(
        &mut self,
        progress: &dyn Progress,
        keep: impl Fn(Made) -> T + Sync,
    ) -> (Vec<T>, Vec<Diagnostic>) {
        let count = self.catalog.entries().len();
        progress.begin(count);
        let (mut last, first): (Vec<usize>, Vec<usize>) =
            (0..count).partition(|index| self.renderer.can_fail() && self.entry(*index).last().is_some());
        last.sort_by_key(|index| self.entry(*index).last());
        let mut found = Vec::new();
        let mut all = Vec::with_capacity(count);
        for group in std::iter::once(first).chain(last.into_iter().map(|index| vec![index])) {
            let make = |index: &usize| {
                let (made, fault) = make(self, self.entry(*index));
                progress.step();
                (keep(made), fault)
            };
            let (made, faults): (Vec<T>, Vec<Option<Diagnostic>>) = group.par_iter().map(make).unzip();
            all.extend(made);
            let faults: Vec<Diagnostic> = faults.into_iter().flatten().collect();
            self.tell(&faults);
            found.extend(faults);
        }
        (all, found)
    }

    fn entry(&self, index: usize) -> &Entry {
        &self.catalog.entries()[index]
    }
}

fn make(site: &Site, entry: &Entry) -> (Made, Option<Diagnostic>) {
    let page = site.make(entry);
    let rendered = site.render(&page);
    let mut files = vec![(entry.path.clone(), rendered.html.into_bytes())];
    for file in page.attachments {
        files.push((beside(&entry.path, file.name), file.bytes));
    }
    if let Some(alias) = entry.alias {
        let again = |(path, bytes): &(String, Vec<u8>)| {
            (beside(alias, path.rsplit('/').next().unwrap_or(path)), bytes.clone())
        };
        files.extend(files.iter().map(again).collect::<Vec<_>>());
    }
    // they are held until all are made
    files.iter_mut().for_each(|(_, bytes)| bytes.shrink_to_fit());
    (Made { files, wanted: page.wanted, drawings: page.drawings }, rendered.fault)
}
