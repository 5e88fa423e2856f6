//! README and the guide as texts with blocks: what readers copy from them.

use std::fs;
use std::path::{Path, PathBuf};

/// A page that people read.
pub struct Page {
    /// From the repository's root.
    pub name: String,
    pub text: String,
}

/// A fenced block.
#[derive(Debug, Clone)]
pub struct Block {
    /// Page and line, to tell where it is.
    pub place: String,
    /// What stands behind the fence.
    pub language: String,
    /// The file that it is: named by a first line `# path`, or in backquotes at the end of the text before it.
    pub file: Option<String>,
    pub text: String,
}

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// README.md and all pages of the guide.
pub fn all() -> Vec<Page> {
    let guide = fs::read_dir(repository().join("docs/content")).expect("the guide");
    let mut paths: Vec<PathBuf> = guide.map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.push(repository().join("README.md"));
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(repository()).expect("a file of ours").display().to_string();
        Page { name, text: fs::read_to_string(path).expect("a page") }
    };
    paths.iter().map(read).collect()
}

impl Page {
    pub fn named(name: &str) -> Self {
        all().into_iter().find(|page| page.name == name).unwrap_or_else(|| panic!("no page {name}"))
    }

    pub fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut named = None;
        let mut lines = self.text.lines().zip(1..);
        while let Some((line, number)) = lines.next() {
            let Some(language) = line.trim_start().strip_prefix("```") else {
                if !line.is_empty() {
                    let name = line.split('`').nth(1).filter(|name| name.contains('.'));
                    named = name.filter(|_| line.ends_with(':')).map(str::to_owned);
                }
                continue;
            };
            let inner = lines.by_ref().map(|(line, _)| line).take_while(|line| line.trim() != "```");
            let mut inner: Vec<&str> = inner.collect();
            let first = inner.first().and_then(|line| line.strip_prefix("# "));
            let file = first.filter(|name| name.contains('.') && !name.contains(' ')).map(str::to_owned);
            if file.is_some() {
                inner.remove(0);
            }
            blocks.push(Block {
                place: format!("{}:{number}", self.name),
                language: language.to_owned(),
                file: file.or_else(|| named.take()),
                text: inner.join("\n") + "\n",
            });
        }
        blocks
    }

    /// The commands of ours that stand in running text, between backquotes.
    pub fn inline_commands(&self) -> Vec<String> {
        let mut prose = String::new();
        let mut is_block = false;
        for line in self.text.lines() {
            if line.trim_start().starts_with("```") {
                is_block = !is_block;
            } else if !is_block {
                prose += line;
                prose.push(' ');
            }
        }
        let spans = prose.split('`').skip(1).step_by(2);
        spans.filter(|span| span.starts_with("milepost ")).map(str::to_owned).collect()
    }
}
