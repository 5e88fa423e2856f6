//! A site whose files are made when they are asked for: the same bytes as a build writes, one file at a time.
//!
//! Must not know who asks.

use std::{collections::BTreeSet, sync::OnceLock};

use super::{
    Checked, Config, InMemory, Memo, Silent, Site, SitePlan, assemble::assemble, commit::Commit, data, moved,
    prepare,
};
use crate::{
    diag::Diagnostic,
    search::FOLDER,
    world::{ProjectPath, SitePath, World},
};

/// A site, ready to make any of its files.
pub struct Stage<'a> {
    checked: &'a Checked,
    /// What is wrong, also with the templates.
    found: &'a [Diagnostic],
    files: Files<'a>,
}

/// Where files come from.
enum Files<'a> {
    /// Each is made when it is asked for.
    Made {
        site: &'a Site<'a>,
        world: &'a dyn World,
        /// The files of the project that some page refers to.
        wanted: OnceLock<BTreeSet<ProjectPath>>,
    },
    /// All were made: where a project's own templates can fail, pages that tell of that are known after all others.
    Planned(&'a SitePlan),
}

/// Prepare the site of a project, and hand it to `act`. What `memo` knows is not made again. `commit` names the commit that the
/// project is at, in place of that of `config`.
pub fn stage<T>(
    world: &dyn World,
    config: &Config,
    memo: Option<&Memo>,
    commit: &(dyn Fn() -> Option<String> + Sync),
    act: impl FnOnce(&Stage) -> T,
) -> T {
    let mut checked = prepare(world, config, memo, &Silent);
    let own_templates = checked.theme.has_templates();
    let (renderer, mut found) = checked.theme.renderer();
    let plan = {
        let context = checked.context();
        if !own_templates {
            let site = Site::on_request(&checked, &context, renderer, Commit::asked(commit));
            let files = Files::Made { site: &site, world, wanted: OnceLock::new() };
            return act(&Stage { checked: &checked, found: &site.diagnostics, files });
        }
        let commit = commit();
        let mut site = Site::new(&checked, &context, renderer, commit.as_deref());
        site.tell(&found);
        let assembled = assemble(site, world, &Silent, &InMemory);
        found.extend(assembled.found);
        assembled.plan
    };
    checked.tell(found);
    let files = Files::Planned(&plan);
    act(&Stage { checked: &checked, found: &checked.diagnostics, files })
}

impl Stage<'_> {
    /// What the site is made from.
    pub fn checked(&self) -> &Checked {
        self.checked
    }

    /// Everything that is wrong, also with the templates.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.found
    }

    /// The bytes of the file at a path from the site's root; `None` where a build would write none.
    pub fn file(&self, path: &str) -> Option<Vec<u8>> {
        let place = SitePath::new(path).ok()?;
        match &self.files {
            Files::Planned(plan) => plan.get(&place).map(<[u8]>::to_vec),
            Files::Made { site, world, wanted } => {
                let published = |path: &str| {
                    let (file, _) = site.published().find(|(_, at)| at.as_str() == path)?;
                    let wanted = wanted.get_or_init(|| site.wanted());
                    wanted.contains(file).then(|| world.read(file).ok()).flatten()
                };
                let search = |path: &str| {
                    let inside = path.strip_prefix(FOLDER)?.starts_with('/');
                    inside.then(|| site.search().get(path).cloned()).flatten()
                };
                (site.assets.get(&place).cloned())
                    .or_else(|| data::file(site, path))
                    .or_else(|| search(path))
                    .or_else(|| site.file(path))
                    .or_else(|| moved::file(site, path))
                    .or_else(|| published(path))
            }
        }
    }
}

impl Site<'_> {
    /// A page, or a file beside one.
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let page = self.page(path)?;
        if path.ends_with(".html") {
            return Some(self.render(&page).html.into_bytes());
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let file = page.attachments.into_iter().find(|file| file.name == name)?;
        Some(file.bytes)
    }

    /// The files of the project that are published, because a page refers to them.
    fn wanted(&self) -> BTreeSet<ProjectPath> {
        let shown = self.cx.program.subjects().filter(|subject| self.cx.exists(*subject));
        shown.flat_map(|subject| self.wanted_by(subject)).collect()
    }
}
