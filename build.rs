//! Lists the files of the built-in theme for `src/render/theme.rs`, so that a new one needs no line of code.

use std::{env, fmt::Write as _, fs, io, path::Path};

fn main() -> io::Result<()> {
    let root = env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?;
    let target = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let theme = Path::new(&root).join("themes/default");
    let mut code = String::new();
    for (name, kind, include, folder) in
        [("TEMPLATES", "&str", "include_str", "templates"), ("ASSETS", "&[u8]", "include_bytes", "assets")]
    {
        let folder = theme.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let _ = writeln!(code, "pub(crate) const {name}: &[(&str, {kind})] = &[");
        for path in files(&folder)? {
            let name = path.strip_prefix(&folder).map_err(io::Error::other)?;
            let name = name.to_string_lossy().replace('\\', "/");
            let _ = writeln!(code, "    ({name:?}, {include}!({path:?})),");
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&target).join("theme.rs"), code)
}

/// All files below a folder, in order.
fn files(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else if !hidden {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
