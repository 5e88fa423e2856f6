//! The names of the site itself, which are taken before any thing of the content has its address.

use std::collections::BTreeMap;

use super::{OWN, files_beside};
use crate::{
    diag::{Code, Diagnostic},
    model::Kind,
    render::{ThemeFile, theme},
    site::data::DATA,
    view::{addresses, addresses::beside, api::TWINS},
    world::{SiteNames, SitePath},
};

/// The names of pages of the site, of data and of assets; the assets by their paths, and what is wrong with them.
pub(in crate::site) fn own_names(
    theme: &[ThemeFile],
) -> (SiteNames, BTreeMap<SitePath, Vec<u8>>, Vec<Diagnostic>) {
    let mut taken = SiteNames::default();
    for path in own_paths().filter_map(|path| SitePath::new(&path).ok()) {
        taken.take(&path).expect("a test holds that the names of the site itself differ");
    }
    let (mut assets, mut diagnostics) = (BTreeMap::new(), Vec::new());
    for (name, bytes) in theme::assets(theme) {
        match taken_name(&mut taken, &name) {
            Ok(path) => {
                assets.insert(path, bytes);
            }
            Err(reason) => {
                let message = format!("`{name}` of the theme is left out: {reason}");
                diagnostics.push(Diagnostic::global(Code::PageCollision, message).hint("rename the file"));
            }
        }
    }
    (taken, assets, diagnostics)
}

fn own_paths() -> impl Iterator<Item = String> {
    let pages = OWN.iter().flat_map(|page| with_files(page.path, page.beside));
    let of_sprint =
        files_beside(Kind::Sprint).into_iter().map(|name| beside(addresses::CURRENT_SPRINT, name));
    let current = std::iter::once(addresses::CURRENT_SPRINT.to_owned()).chain(of_sprint);
    let data = DATA.iter().filter(|file| !file.gives_way);
    pages.chain(current).chain(data.map(|file| file.path.to_owned()))
}

fn taken_name(taken: &mut SiteNames, name: &str) -> Result<SitePath, String> {
    let path = SitePath::new(name).map_err(|error| error.to_string())?;
    taken.take(&path).map_err(|collision| collision.to_string())?;
    Ok(path)
}

/// A page and the files that may lie beside it: those of its kind, and its twins.
pub(super) fn with_files(page: &str, files: &'static [&'static str]) -> impl Iterator<Item = String> {
    let twins = TWINS.iter().filter(move |_| page != addresses::NOT_FOUND);
    std::iter::once(page.to_owned()).chain(files.iter().chain(twins).map(move |name| beside(page, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_the_site_itself_differ_and_are_safe() {
        let mut taken = SiteNames::default();
        for path in own_paths() {
            assert_eq!(taken_name(&mut taken, &path).as_ref().map(SitePath::as_str), Ok(path.as_str()));
        }
        assert_eq!(own_names(&[]).2, []);
    }

    #[test]
    fn an_asset_that_cannot_be_published_is_told() {
        let file = |path: &str| ThemeFile { path: path.to_owned(), bytes: Vec::new(), file: None };
        let (_, assets, found) =
            own_names(&[file("assets/a:b.css"), file("assets/STYLE.css"), file("assets/c.css")]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(assets.contains_key(&SitePath::new("assets/c.css").expect("a safe path")));
    }
}
