//! All files of a site: every page of the catalog with what lies beside it, the files they refer to, assets, data.
//!
//! Pages are made in parallel and put together in order, so the plan does not depend on the number of threads.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Progress, Site, SitePlan, catalog::Entry, data, links::published};
use crate::{
    diag::{Code, Diagnostic},
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
    fault: Option<Diagnostic>,
    drawings: usize,
}

/// Make all files of a site; `assets` are those of its theme.
pub(super) fn assemble(
    mut site: Site,
    assets: BTreeMap<String, Vec<u8>>,
    world: &dyn World,
    progress: &dyn Progress,
) -> Assembled {
    let entries = site.catalog.entries();
    progress.begin(entries.len());
    let make = |entry: &Entry| {
        let made = make(&site, entry);
        progress.step();
        made
    };
    let made: Vec<Made> = entries.par_iter().map(make).collect();
    let drawings = made.iter().map(|page| page.drawings).sum();
    let mut assembled = Assembled {
        plan: SitePlan::new(),
        found: Vec::new(),
        effort: Effort { pages: made.len(), drawings },
    };
    let mut wanted = BTreeSet::new();
    for (path, bytes) in assets {
        assembled.insert(&path, bytes);
    }
    for page in made {
        assembled.found.extend(page.fault);
        wanted.extend(page.wanted);
        for (path, bytes) in page.files {
            assembled.insert(&path, bytes);
        }
    }
    for file in wanted {
        if let (Some(path), Ok(bytes)) = (published(&file), world.read(&file)) {
            assembled.insert(path.as_str(), bytes);
        }
    }
    site.tell(&assembled.found);
    for (path, bytes) in data::files(&site) {
        assembled.insert(&path, bytes);
    }
    assembled
}

impl Assembled {
    fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        let refused = match SitePath::new(path) {
            Ok(path) => self.plan.insert(path, bytes).err().map(|collision| collision.to_string()),
            Err(error) => Some(format!("{path}: {error}")),
        };
        self.found.extend(refused.map(|reason| Diagnostic::global(Code::PageCollision, reason)));
    }
}

fn make(site: &Site, entry: &Entry) -> Made {
    let page = site.make(entry);
    let rendered = site.render(&page);
    let mut files = vec![(entry.path.clone(), rendered.html.into_bytes())];
    for file in page.attachments {
        files.push((beside(&entry.path, file.name), file.bytes));
    }
    if let Some(alias) = entry.alias {
        let again = files.iter().map(|(path, bytes)| {
            let name = path.rsplit('/').next().unwrap_or(path);
            (beside(alias, name), bytes.clone())
        });
        files.extend(again.collect::<Vec<_>>());
    }
    Made { files, wanted: page.wanted, fault: rendered.fault, drawings: page.drawings }
}
