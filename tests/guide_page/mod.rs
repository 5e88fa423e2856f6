//! Pages of the guide that are made from tables and tests. `MILEPOST_BLESS=1` writes them anew.

use std::{fs, path::PathBuf};

/// The folder of the guide.
pub fn docs() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Holds a page of the guide to a text.
pub fn holds(name: &str, text: &str) {
    let path = docs().join("content").join(name);
    if std::env::var_os("MILEPOST_BLESS").is_some() {
        fs::write(&path, text).expect("the guide can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == text, "docs/content/{name} is not what the tables say; bless it with MILEPOST_BLESS=1");
}
