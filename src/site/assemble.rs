//! All files of a site: every page of the catalog with what lies beside it, the files they refer to, assets, data.
//!
//! Pages are made in parallel and put together in order, so the plan does not depend on the number of threads.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Keep, Progress, Silent, Site, SitePlan, catalog::Entry, data, moved};
use crate::{
    diag::Diagnostic,
    view::addresses::beside,
    world::{ProjectPath, SitePath, World},
};

/// A site and how it was made.
pub(super) struct Assembled<B> {
    pub plan: SitePlan<B>,
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
struct Made<B> {
    files: Vec<(SitePath, B)>,
    wanted: BTreeSet<ProjectPath>,
    drawings: usize,
}

/// Make all files of a site, each kept by `keeper` as soon as it is made.
pub(super) fn assemble<K: Keep>(
    mut site: Site,
    world: &dyn World,
    progress: &dyn Progress,
    keeper: &K,
) -> Assembled<K::Kept> {
    let (made, found) = site.make_all(progress, keeper);
    let effort = Effort { pages: made.len(), drawings: made.iter().map(|page| page.drawings).sum() };
    let mut plan = SitePlan::default();
    // No two files collide: that was seen to when they got their names.
    let mut insert = |path: SitePath, kept: K::Kept| {
        let inserted = plan.insert(path, kept);
        debug_assert!(inserted.is_ok(), "{inserted:?}");
    };
    let mut wanted = BTreeSet::new();
    for page in made {
        wanted.extend(page.wanted);
        page.files.into_iter().for_each(|(path, kept)| insert(path, kept));
    }
    let mut put = |path: &str, bytes: Vec<u8>| {
        if let Some((path, kept)) = kept(keeper, path, bytes) {
            insert(path, kept);
        }
    };
    for (file, path) in site.published().filter(|(file, _)| wanted.contains(*file)) {
        if let Ok(bytes) = world.read(file) {
            put(path.as_str(), bytes);
        }
    }
    data::files(&site).for_each(|(path, bytes)| put(path, bytes));
    moved::files(&site).for_each(|(path, bytes)| put(path, bytes));
    site.search();
    for (path, bytes) in site.search.take().unwrap_or_default() {
        put(&path, bytes);
    }
    site.assets.iter().for_each(|(path, bytes)| put(path.as_str(), bytes.clone()));
    Assembled { plan, found, effort }
}

fn kept<K: Keep>(keeper: &K, path: &str, bytes: Vec<u8>) -> Option<(SitePath, K::Kept)> {
    let path = SitePath::new(path);
    debug_assert!(path.is_ok(), "{path:?}");
    let path = path.ok()?;
    let kept = keeper.keep(&path, bytes);
    Some((path, kept))
}

impl Site<'_> {
    /// What is wrong with the templates, seen on every page of the site.
    pub(super) fn faults(&mut self) -> Vec<Diagnostic> {
        self.make_all(&Silent, &Nowhere).1
    }

    /// Every page, and what was found wrong in the making. Where a template can fail, the pages that tell of what is wrong
    /// are made after the others.
    fn make_all<K: Keep>(
        &mut self,
        progress: &dyn Progress,
        keeper: &K,
    ) -> (Vec<Made<K::Kept>>, Vec<Diagnostic>) {
        let count = self.catalog.entries().len();
        progress.begin(count);
        let (mut last, first): (Vec<usize>, Vec<usize>) =
            (0..count).partition(|index| self.renderer.can_fail() && self.entry(*index).last().is_some());
        last.sort_by_key(|index| self.entry(*index).last());
        let mut found = Vec::new();
        let mut all = Vec::with_capacity(count);
        for group in std::iter::once(first).chain(last.into_iter().map(|index| vec![index])) {
            let make = |index: &usize| {
                let made = make(self, self.entry(*index), keeper);
                progress.step();
                made
            };
            let (made, faults): (Vec<_>, Vec<Option<Diagnostic>>) = group.par_iter().map(make).unzip();
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

/// Keeps nothing.
struct Nowhere;

impl Keep for Nowhere {
    type Kept = ();

    fn keep(&self, _: &SitePath, _: Vec<u8>) {}
}

fn make<K: Keep>(site: &Site, entry: &Entry, keeper: &K) -> (Made<K::Kept>, Option<Diagnostic>) {
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
    let files = files.into_iter().filter_map(|(path, bytes)| kept(keeper, &path, bytes)).collect();
    (Made { files, wanted: page.wanted, drawings: page.drawings }, rendered.fault)
}
