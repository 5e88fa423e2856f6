//! The project's own theme: the files that differ from those built in. Its templates are sources, for what is wrong with
//! them to be told with its place.

use std::collections::BTreeMap;

use super::Config;
use crate::{
    diag::{Code, Diagnostic, Source, Sources},
    load,
    render::{
        ThemeFile,
        theme::{STATIC, is_built_in, palette},
    },
    view::addresses::Brand,
    world::{ListFailure, ProjectPath, SitePath, World},
};

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The files of the theme of that name, by their path inside it, and those published as they are; and what is left out of
/// them.
pub(super) fn own_files(
    world: &dyn World,
    config: &Config,
    theme: &str,
    sources: &mut Sources,
) -> (Vec<ThemeFile>, Vec<Diagnostic>) {
    let Ok(folder) = config.themes.join(theme) else { return (Vec::new(), Vec::new()) };
    let mut left_out = Vec::new();
    let within = |path: &ProjectPath| {
        path.as_str().strip_prefix(folder.as_str())?.strip_prefix('/').map(str::to_owned)
    };
    let own = listed(world, &folder, &mut left_out);
    let read = |(path, bytes): (ProjectPath, Vec<u8>)| {
        let mut file = ThemeFile { path: within(&path)?, bytes, file: None };
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
    let mut files: Vec<ThemeFile> = own.into_iter().filter_map(read).chain(palette).collect();
    files.extend(static_files(world, config, &mut left_out));
    (files, left_out)
}

/// The files of a folder that need not be there, read; what cannot be is told.
fn listed(
    world: &dyn World,
    folder: &ProjectPath,
    left_out: &mut Vec<Diagnostic>,
) -> Vec<(ProjectPath, Vec<u8>)> {
    let listing = world.list(folder);
    let problems = listing.problems.iter().filter(|problem| problem.reason != ListFailure::Missing);
    left_out.extend(problems.map(load::left_out));
    let mut files = Vec::new();
    for path in listing.files {
        match world.read(&path) {
            Ok(bytes) => files.push((path, bytes)),
            Err(error) => left_out.push(
                Diagnostic::global(Code::UnreadableFile, format!("`{path}` is left out: {}", error.reason))
                    .hint("see that it is a regular file that you may read"),
            ),
        }
    }
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
fn static_files(world: &dyn World, config: &Config, left_out: &mut Vec<Diagnostic>) -> Vec<ThemeFile> {
    let folder = &config.statics;
    let file = |(path, bytes): (ProjectPath, Vec<u8>)| {
        let name = path.as_str().strip_prefix(folder.as_str())?.strip_prefix('/')?;
        Some(ThemeFile { path: format!("{STATIC}{name}"), bytes, file: None })
    };
    listed(world, folder, left_out).into_iter().filter_map(file).collect()
}
