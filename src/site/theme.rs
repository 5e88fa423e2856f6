//! The project's own theme: the files that differ from those built in. Its templates are sources, for what is wrong with
//! them to be told with its place.

use super::Config;
use crate::{
    diag::{Source, Sources},
    render::{ThemeFile, theme::is_built_in},
    world::{ProjectPath, World},
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
    world.list(&folder).files.iter().filter_map(read).collect()
}
