//! The project's own theme: the files that differ from those built in. Its templates are sources, for what is wrong with
//! them to be told with its place.

use std::collections::BTreeMap;

use super::Config;
use crate::{
    diag::{Source, Sources},
    render::{
        ThemeFile,
        theme::{STATIC, is_built_in, palette},
    },
    view::addresses::Brand,
    world::{ProjectPath, SitePath, World},
};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The files of the theme of that name, by their path inside it.
pub(super) fn own_files(
    world: &dyn World,
    config: &Config,
    theme: &str,
    sources: &mut Sources,
) -> Vec<ThemeFile> {
    let Ok(folder) = config.themes.join(theme) else { return Vec::new() };
    let within = |path: &ProjectPath| {
        path.as_str().strip_prefix(folder.as_str())?.strip_prefix('/').map(str::to_owned)
    };
    let read = |path: &ProjectPath| {
        let mut file = ThemeFile { path: within(path)?, bytes: world.read(path).ok()?, file: None };
        if is_built_in(&file) {
            return None;
        }
        if file.is_template() && file.bytes.starts_with(BYTE_ORDER_MARK) {
            file.bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let named = file.is_template().then(|| {
            let text = String::from_utf8_lossy(&file.bytes);
            sources.add(Source::new(path.as_str(), text))
        });
        Some(ThemeFile { file: named, ..file })
    };
    let palette = palette(theme).filter(|_| !world.exists(&within_theme(&folder, "assets/palette.css")));
    let own = world.list(&folder).files;
    let mut files: Vec<ThemeFile> = own.iter().filter_map(read).chain(palette).collect();
    files.extend(static_files(world, config));
    files
}

/// The logo and the icon among the files of a site.
pub(super) fn brand(assets: &BTreeMap<SitePath, Vec<u8>>) -> Brand {
    let first = |names: &[&str]| {
        let here = |name: &&&str| SitePath::new(name).is_ok_and(|path| assets.contains_key(&path));
        names.iter().find(here).map(|name| (*name).to_owned())
    };
    Brand {
        logo: first(&["logo.svg", "logo.png", "logo.webp"]),
        icon: first(&["favicon.svg", "favicon.png", "favicon.ico"]),
    }
}

fn within_theme(folder: &ProjectPath, name: &str) -> ProjectPath {
    folder.join(name).unwrap_or_else(|_| folder.clone())
}

/// The files of the project that are published as they are, at the root of the site.
fn static_files(world: &dyn World, config: &Config) -> Vec<ThemeFile> {
    let folder = &config.statics;
    let file = |path: &ProjectPath| {
        let name = path.as_str().strip_prefix(folder.as_str())?.strip_prefix('/')?;
        Some(ThemeFile { path: format!("{STATIC}{name}"), bytes: world.read(path).ok()?, file: None })
    };
    world.list(folder).files.iter().filter_map(file).collect()
}
