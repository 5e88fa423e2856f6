//! Relative links in Markdown and raw HTML: each must lead to a file of the project, and to a heading of it.
//!
//! Must not know what the pages become on the site.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Document,
    reading::{Finding, Meant, Surroundings},
};
use crate::{
    diag::{Code, Diagnostic, Place, cap::MOST},
    model::Hyperlink,
    text::{
        address::{Reach, reach},
        nearest,
    },
    world::ProjectPath,
};

/// Where a relative link leads: a file or folder of the project, and an anchor in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The files or folders that may be meant, the likeliest first, whether they exist or not; at least one.
    pub files: Vec<ProjectPath>,
    /// The anchor, decoded.
    pub anchor: Option<String>,
}

/// Where `link` leads, found in the file `from`; `None` for links that leave the project.
pub fn target(content: &ProjectPath, from: &ProjectPath, link: &str) -> Option<Target> {
    let Parts { path, anchor } = parts(link)?;
    let files = if path.is_empty() { vec![from.clone()] } else { located(content, from, &path) };
    (!files.is_empty()).then_some(Target { files, anchor })
}

/// A link that stays in the project, split and decoded.
struct Parts {
    path: String,
    anchor: Option<String>,
}

fn parts(link: &str) -> Option<Parts> {
    let link = link.trim();
    if link.is_empty() || reach(link) != Reach::Relative {
        return None;
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let path = percent_decode(path.split('?').next().unwrap_or(path));
    Some(Parts { path, anchor: anchor.filter(|anchor| !anchor.is_empty()).map(percent_decode) })
}

/// What a path may mean. With a slash in front it begins at the content folder, or at the project's root, as it does on
/// GitHub; without an ending it may be a page.
fn located(content: &ProjectPath, from: &ProjectPath, path: &str) -> Vec<ProjectPath> {
    let found = match path.strip_prefix('/') {
        Some(path) => [content.resolve(path).ok(), ProjectPath::root().resolve(path).ok()],
        None => [from.parent().resolve(path).ok(), None],
    };
    let mut files = Vec::new();
    for file in found.into_iter().flatten() {
        let page = (!path.ends_with('/') && !file.is_markdown() && !file.is_root())
            .then(|| file.parent().join(&format!("{}.md", file.file_name())).ok());
        files.push(file);
        files.extend(page.flatten());
    }
    files
}

/// Where links can lead.
pub struct Targets<'a> {
    around: &'a Surroundings<'a>,
    documents: BTreeMap<&'a str, Page<'a>>,
    folders: BTreeSet<ProjectPath>,
}

/// A document, and where links can lead on it.
struct Page<'a> {
    document: &'a Document,
    anchors: BTreeSet<&'a str>,
}

impl<'a> Page<'a> {
    fn new(document: &'a Document) -> Self {
        let headings = document.body.headings.iter().map(|heading| heading.anchor.as_str());
        let given = document.body.ids.iter().map(|given| given.id.as_str());
        Self { document, anchors: headings.chain(given).collect() }
    }
}

impl<'a> Targets<'a> {
    /// The targets that a project has.
    pub fn new(around: &'a Surroundings<'a>, documents: &'a [Arc<Document>]) -> Self {
        let mut folders = BTreeSet::new();
        for document in documents {
            let mut folder = document.path.parent();
            while !folder.is_root() && folders.insert(folder.clone()) {
                folder = folder.parent();
            }
        }
        let documents =
            documents.iter().map(|document| (document.path.as_str(), Page::new(document))).collect();
        Self { around, documents, folders }
    }

    /// What is wrong with the links of one document.
    pub fn check(&self, document: &Document) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for link in document.body.links.iter() {
            // beyond those that are told, nobody reads what may have been meant
            found.extend(self.link(document, link, found.len() <= MOST));
        }
        found
    }

    fn link(&self, document: &Document, link: &Hyperlink, hint: bool) -> Option<Finding> {
        let place = Place::new(document.file, link.span);
        let parts = parts(&link.target)?;
        let page = match parts.path.as_str() {
            "" => self.documents.get(document.path.as_str())?,
            path => match self.resolve(document, path) {
                Lead::Page(page) => page,
                Lead::Other => return None,
                Lead::Nowhere => return Some(dead_link(document, path, place)),
            },
        };
        dead_anchor(page, &parts.anchor?, place, hint)
    }

    fn resolve(&self, document: &Document, path: &str) -> Lead<'_> {
        let files = located(self.around.content, &document.path, path);
        if let Some(page) = files.iter().find_map(|file| self.documents.get(file.as_str())) {
            return Lead::Page(page);
        }
        let exists = |file: &ProjectPath| self.folders.contains(file) || self.around.world.exists(file);
        if files.iter().any(exists) { Lead::Other } else { Lead::Nowhere }
    }
}

/// What a link leads to.
enum Lead<'a> {
    Page(&'a Page<'a>),
    Other,
    Nowhere,
}

fn dead_link(document: &Document, path: &str, place: Place) -> Finding {
    let message = format!("the link leads to `{path}`, which is no file of the project");
    let wanted = match document.path.parent().resolve(path) {
        Ok(resolved) => resolved.as_str().to_owned(),
        Err(_) => path.to_owned(),
    };
    let diagnostic = Diagnostic::new(Code::DeadLink, place, message);
    Finding {
        diagnostic,
        follows: false,
        group: None,
        meant: Some(Meant::Link { from: document.path.clone(), to: wanted }),
    }
}

fn dead_anchor(page: &Page<'_>, anchor: &str, place: Place, hint: bool) -> Option<Finding> {
    if page.anchors.contains(anchor) {
        return None;
    }
    let path = page.document.path.as_str();
    let message = format!("the link leads to `#{anchor}`, which is no heading of `{path}`");
    let near = hint.then(|| nearest(anchor, page.anchors.iter().copied().take(1_000))).flatten();
    let hint = match near {
        Some(near) => format!("did you mean `#{near}`?"),
        None => "link to the page without `#`, or write the heading".to_owned(),
    };
    Some(Diagnostic::new(Code::DeadAnchor, place, message).hint(hint).into())
}

/// `%20` and the like as the bytes they stand for.
fn percent_decode(text: &str) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = 0;
    while let Some(&byte) = bytes.get(rest) {
        match (byte, digit(bytes.get(rest + 1)), digit(bytes.get(rest + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                rest += 3;
            }
            _ => {
                decoded.push(byte);
                rest += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_signs_stand_for_bytes() {
        assert_eq!(percent_decode("gr%C3%B6%C3%9Fe%20a.md"), "größe a.md");
        assert_eq!(percent_decode("100%, %zz %F"), "100%, %zz %F");
        assert_eq!(percent_decode("%FF"), "\u{fffd}");
    }
}
