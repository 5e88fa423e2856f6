//! A theme made ready: its templates parsed, its assets as they are published.
//!
//! Must not know what the content says.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use super::{catalog, theme};
use crate::{
    diag::Diagnostic,
    render::{
        Renderer, ThemeFile,
        theme::{ids, unused as unused_templates},
    },
    view::addresses::Brand,
    world::{SiteNames, SitePath},
};

/// A theme made ready.
#[derive(Debug)]
pub(super) struct Theme {
    /// The project's own files of it.
    files: Vec<ThemeFile>,
    /// The ids that pages have themselves, sorted.
    pub ids: Vec<String>,
    /// The names of the site itself.
    pub taken: Arc<SiteNames>,
    /// The assets by their paths on the site.
    pub assets: BTreeMap<SitePath, Vec<u8>>,
    /// The project's own logo and icon.
    pub brand: Brand,
    /// What is wrong with the assets, and templates that no page uses.
    pub found: Vec<Diagnostic>,
    /// The templates, and what is wrong with them; made for the first page.
    renderer: OnceLock<(Arc<Renderer>, Vec<Diagnostic>)>,
}

impl Theme {
    /// The theme with these files of the project's own; that of before where they are the same.
    pub fn again(files: Vec<ThemeFile>, before: Option<&Arc<Self>>) -> Arc<Self> {
        if let Some(before) = before.filter(|before| before.files == files) {
            return Arc::clone(before);
        }
        let ids = ids(&files);
        let (taken, assets, mut found) = catalog::own_names(&files);
        found.extend(unused_templates(&files));
        let (taken, brand) = (Arc::new(taken), theme::brand(&assets));
        Arc::new(Self { files, ids, taken, assets, brand, found, renderer: OnceLock::new() })
    }

    /// Whether the project has templates of its own. Those that are built in never fail.
    pub fn has_templates(&self) -> bool {
        self.files.iter().any(ThemeFile::is_template)
    }

    /// What renders pages, and what is wrong with the templates.
    pub fn renderer(&self) -> (Arc<Renderer>, Vec<Diagnostic>) {
        let make = || {
            let (renderer, found) = Renderer::new(self.files.clone());
            (Arc::new(renderer), found)
        };
        self.renderer.get_or_init(make).clone()
    }
}
