//! Relative links in Markdown and raw HTML: each must lead to a file of the project, and to a heading of it.
//!
//! Must not know what the pages become on the site.

use std::{collections::BTreeSet, sync::Arc};

use rayon::prelude::*;

use super::{
    Document,
    reading::{Finding, Meant, Surroundings},
    templates::is_template,
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

/// Where links can lead: to the documents, and to other files of the world. The Markdown among the documents
/// stands first, in the order of paths.
pub struct Targets<'a> {
    around: &'a Surroundings<'a>,
    documents: &'a [Arc<Document>],
    /// How many are Markdown.
    markdown: usize,
    /// The others that are files, in order of their paths.
    rest: Vec<usize>,
}

/// What is wrong with the links of each document.
#[derive(Debug, Clone, Default)]
pub struct Verdicts(Vec<Verdict>);

/// What is wrong with the links of one document.
#[derive(Debug, Clone, Default)]
struct Verdict {
    findings: Vec<Finding>,
    /// The documents whose anchors it was made from, by index.
    asked: Vec<usize>,
}

impl Verdicts {
    /// Everything that is wrong.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter().flat_map(|verdict| &verdict.findings)
    }
}

impl<'a> Targets<'a> {
    /// The targets that a project has.
    pub fn new(around: &'a Surroundings<'a>, documents: &'a [Arc<Document>]) -> Self {
        let markdown = documents.partition_point(|document| document.path.is_markdown());
        let mut rest: Vec<usize> =
            (markdown..documents.len()).filter(|index| !documents[*index].is_listed).collect();
        rest.sort_by(|a, b| documents[*a].path.cmp(&documents[*b].path));
        Self { around, documents, markdown, rest }
    }

    /// What is wrong with the links of all documents.
    pub fn check_all(&self) -> Verdicts {
        Verdicts(self.documents.par_iter().map(|document| self.check(document)).collect())
    }

    /// The same, where it is known of the documents that were there `before` under the same names: those are looked at again
    /// that changed, or lead to an anchor in one that did.
    pub fn check_again(&self, before: &[Arc<Document>], verdicts: Verdicts) -> Verdicts {
        let mut verdicts = verdicts;
        let changed: BTreeSet<usize> =
            (0..self.documents.len()).filter(|i| !Arc::ptr_eq(&before[*i], &self.documents[*i])).collect();
        for (index, verdict) in verdicts.0.iter_mut().enumerate() {
            if changed.contains(&index) || verdict.asked.iter().any(|asked| changed.contains(asked)) {
                *verdict = self.check(&self.documents[index]);
            }
        }
        verdicts
    }

    fn check(&self, document: &Document) -> Verdict {
        let mut verdict = Verdict::default();
        // the links of a template are there to be filled in
        let links = if is_template(document, self.around.content) { &[][..] } else { &document.body.links };
        for link in links {
            // beyond those that are told, nobody reads what may have been meant
            let hint = verdict.findings.len() <= MOST;
            let finding = self.link(document, link, hint, &mut verdict.asked);
            verdict.findings.extend(finding);
        }
        verdict.asked.sort_unstable();
        verdict.asked.dedup();
        verdict
    }

    fn link(
        &self,
        document: &Document,
        link: &Hyperlink,
        hint: bool,
        asked: &mut Vec<usize>,
    ) -> Option<Finding> {
        let place = Place::new(document.file, link.span);
        let parts = parts(&link.target)?;
        let page = match parts.path.as_str() {
            "" => self.find(&document.path)?,
            path => match self.resolve(document, path) {
                Lead::Page(page) => page,
                Lead::Other => return None,
                Lead::Nowhere => return Some(dead_link(document, path, place)),
            },
        };
        let anchor = parts.anchor?;
        asked.push(page);
        dead_anchor(&self.documents[page], &anchor, place, hint)
    }

    fn resolve(&self, document: &Document, path: &str) -> Lead {
        let files = located(self.around.content, &document.path, path);
        if let Some(page) = files.iter().find_map(|file| self.find(file)) {
            return Lead::Page(page);
        }
        let exists = |file: &ProjectPath| self.is_folder(file) || self.around.world.exists(file);
        if files.iter().any(exists) { Lead::Other } else { Lead::Nowhere }
    }

    fn find(&self, path: &ProjectPath) -> Option<usize> {
        let of = |index: usize| &self.documents[index].path;
        if path.is_markdown() {
            return self.documents[..self.markdown].binary_search_by(|document| document.path.cmp(path)).ok();
        }
        let found = self.rest.binary_search_by(|index| of(*index).cmp(path)).ok()?;
        self.rest.get(found).copied()
    }

    /// Whether a document lies in a folder of that name. What lies in one stands together, in the order of paths.
    fn is_folder(&self, path: &ProjectPath) -> bool {
        let inside = format!("{path}/");
        let of = |index: usize| self.documents[index].path.as_str();
        let first = self.documents[..self.markdown]
            .partition_point(|document| document.path.as_str() < inside.as_str());
        let beside = self.rest.partition_point(|index| of(*index) < inside.as_str());
        let next = [Some(first).filter(|first| *first < self.markdown), self.rest.get(beside).copied()];
        !path.is_root() && next.into_iter().flatten().any(|index| of(index).starts_with(&inside))
    }
}

/// What a link leads to.
enum Lead {
    /// A document, by index.
    Page(usize),
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

fn dead_anchor(page: &Document, anchor: &str, place: Place, hint: bool) -> Option<Finding> {
    let anchors = page.anchors();
    if anchors.contains(anchor) {
        return None;
    }
    let path = page.path.as_str();
    let message = format!("the link leads to `#{anchor}`, which is no heading of `{path}`");
    let near = hint.then(|| nearest(anchor, anchors.iter().map(String::as_str).take(1_000))).flatten();
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
