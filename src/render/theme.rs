//! The theme: templates and assets built into the program, overridden file by file by a project's own.
//!
//! A project's template that cannot be used is left out, with a diagnostic, and the built-in one stands in its place.

use std::collections::{BTreeMap, BTreeSet};

use tera::{ErrorKind, Tera};

use super::{compact, contents, filters};
use crate::{
    diag::{Code, Diagnostic, FileId, Place},
    text::{Span, nearest, visible},
};

/// A file of the project's own theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeFile {
    /// Path within the theme's folder, with forward slashes: `templates/base.html`, `assets/style.css`.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its name among the sources, for diagnostics.
    pub file: Option<FileId>,
}

impl ThemeFile {
    /// Whether it is a template.
    pub fn is_template(&self) -> bool {
        self.path.starts_with("templates/")
    }
}

/// Whether a file is the same as the one that is built in.
pub fn is_built_in(file: &ThemeFile) -> bool {
    let template = file.path.strip_prefix("templates/").and_then(|name| {
        let (_, text) = TEMPLATES.iter().find(|(known, _)| *known == name)?;
        Some(text.as_bytes())
    });
    let asset = file.path.strip_prefix("assets/").and_then(|name| {
        let (_, bytes) = ASSETS.iter().find(|(known, _)| *known == name)?;
        Some(*bytes)
    });
    template.or(asset) == Some(file.bytes.as_slice())
}

// The built-in templates and assets, each with its name: all files of the folder.
include!(concat!(env!("OUT_DIR"), "/theme.rs"));

/// How the paths of files begin that are published as they are, beside those of the theme.
pub const STATIC: &str = "static/";

/// The palettes that are built in, each with its style sheet: themes that differ from the default in colors alone.
pub const PALETTES: [(&str, &str); 2] = [
    ("clay", include_str!("../../themes/palettes/clay.css")),
    ("harbor", include_str!("../../themes/palettes/harbor.css")),
];

/// The palette of that name as a file of a theme.
pub fn palette(theme: &str) -> Option<ThemeFile> {
    let (_, css) = PALETTES.iter().find(|(name, _)| *name == theme)?;
    Some(ThemeFile { path: "assets/palette.css".to_owned(), bytes: css.as_bytes().to_vec(), file: None })
}

/// The names of all files of the theme that is built in, as they stand in a theme's folder, with what they hold.
pub fn built_in_files() -> impl Iterator<Item = (String, &'static [u8])> {
    let templates = TEMPLATES.iter().map(|(name, text)| (format!("templates/{name}"), text.as_bytes()));
    templates.chain(built_in_assets())
}

/// The built-in assets as they were written: path from the site's root, bytes.
pub fn built_in_assets() -> impl Iterator<Item = (String, &'static [u8])> {
    ASSETS.iter().map(|(name, bytes)| (format!("assets/{name}"), *bytes))
}

/// The assets of a site: the built-in ones with those of the project laid over them, style sheets in as few bytes as say
/// the same. Path from the site's root, bytes.
pub fn assets(files: &[ThemeFile]) -> BTreeMap<String, Vec<u8>> {
    let own = files.iter().filter(|file| file.path.starts_with("assets/"));
    let built_in = built_in_assets().map(|(path, bytes)| match std::str::from_utf8(bytes) {
        Ok(js) if path.ends_with(".js") => (path, compact::script(js).into_bytes()),
        _ => (path, bytes.to_vec()),
    });
    let mut latest: BTreeMap<String, Vec<u8>> = built_in.collect();
    latest.extend(own.map(|file| (file.path.clone(), file.bytes.clone())));
    let statics = files.iter().filter_map(|file| Some((file.path.strip_prefix(STATIC)?, file)));
    latest.extend(statics.map(|(name, file)| (name.to_owned(), file.bytes.clone())));
    let published = |(path, bytes): (String, Vec<u8>)| {
        let is_ours = path.starts_with("assets/");
        let css = std::str::from_utf8(&bytes).ok().filter(|_| is_ours && path.ends_with(".css"));
        let css = css.map(|css| compact::style_sheet(css).into_bytes());
        (path, css.unwrap_or(bytes))
    };
    latest.into_iter().map(published).collect()
}

/// The ids that pages have themselves, of any template and of the contents, sorted: those of their texts give way to them.
/// `files` are the project's own. What a template works out for itself is not among them.
pub fn ids(files: &[ThemeFile]) -> Vec<String> {
    let templates = files.iter().filter(|file| file.is_template());
    let own = templates.filter_map(|file| std::str::from_utf8(&file.bytes).ok());
    let texts = TEMPLATES.iter().map(|(_, text)| *text).chain(own);
    let ids: BTreeSet<&str> = texts.flat_map(ids_written).chain([contents::ID]).collect();
    ids.into_iter().map(str::to_owned).collect()
}

/// What stands behind `id=` in a template, in quotes or without them.
fn ids_written(template: &str) -> impl Iterator<Item = &str> {
    let behind = template.split("id=").zip(template.split("id=").skip(1));
    let behind = behind.filter(|(before, _)| before.ends_with(|c: char| c.is_ascii_whitespace()));
    behind.map(|(_, rest)| value(rest)).filter(|id| !id.is_empty() && !id.contains('{'))
}

/// The value of an attribute, at the beginning of what stands behind its `=`.
fn value(rest: &str) -> &str {
    let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c));
    let end = |c: char| quote.map_or(c.is_ascii_whitespace() || "/>%".contains(c), |quote| c == quote);
    rest[quote.map_or(0, char::len_utf8)..].split(end).next().unwrap_or_default()
}

/// Templates of the project that nothing uses: no page has that name, and no other template of the project names them.
pub fn unused(files: &[ThemeFile]) -> Vec<Diagnostic> {
    let templates: Vec<(&str, &str, &ThemeFile)> = files
        .iter()
        .filter_map(|file| {
            let text = std::str::from_utf8(&file.bytes).ok()?;
            Some((file.path.strip_prefix("templates/")?, text, file))
        })
        .collect();
    let is_known = |name: &str| TEMPLATES.iter().any(|(known, _)| *known == name);
    let is_named = |name: &str| templates.iter().any(|(_, text, _)| text.contains(&format!("\"{name}\"")));
    let lost = templates
        .iter()
        .filter(|(name, text, _)| !is_known(name) && !is_named(name) && !text.contains("{% component "));
    let told = lost.map(|(name, _, file)| {
        let message = format!("no page uses the template `{name}`");
        let names = TEMPLATES.iter().map(|(known, _)| *known).filter(|known| !known.contains('/'));
        let hint = nearest(name, names).map_or_else(
            || "`milepost theme eject` lists the templates; name it in another one, or remove it".to_owned(),
            |meant| format!("call it `{meant}`, or include it in another template"),
        );
        let place = file.file.map(|file| Place::new(file, Span::at(0)));
        let diagnostic = Diagnostic::global(Code::UnusedTemplate, message).hint(hint);
        Diagnostic { place, ..diagnostic }
    });
    told.collect()
}

/// An engine that knows the built-in templates alone.
pub fn built_in() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![""]);
    tera.set_escape_fn(|text, out| tera::escape_html(&visible::on_page(text), out));
    filters::register(&mut tera);
    tera.add_raw_templates(TEMPLATES.iter().copied()).expect("the built-in templates are tested");
    tera
}

/// The built-in templates with those of the project laid over them, and what is wrong with the latter.
pub fn with_own(files: &[ThemeFile]) -> (Tera, Vec<Diagnostic>) {
    let mut tera = built_in();
    let mut diagnostics = Vec::new();
    let mut left: Vec<(&str, &str, &ThemeFile)> = Vec::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("templates/") else { continue };
        match std::str::from_utf8(&file.bytes) {
            Ok(text) => left.push((name, text.strip_prefix('\u{feff}').unwrap_or(text), file)),
            Err(_) => diagnostics.push(complain(file, 0, "the template is not UTF-8")),
        }
    }
    left.sort_by_key(|(name, ..)| *name);
    if tera.add_raw_templates(left.iter().map(|(name, text, _)| (*name, *text))).is_ok() {
        return (tera, diagnostics);
    }
    diagnostics.extend(add_one_by_one(&mut tera, left));
    (tera, diagnostics)
}

/// Add the templates that can be used; those that need each other are found by going round until nothing is gained.
fn add_one_by_one(tera: &mut Tera, mut left: Vec<(&str, &str, &ThemeFile)>) -> Vec<Diagnostic> {
    loop {
        let before = left.len();
        let mut faults = Vec::new();
        left.retain(|(name, text, file)| match tera.add_raw_template(name, text) {
            Ok(()) => false,
            Err(error) => {
                faults.push(
                    fault(&error, &BTreeMap::from([(*name, *file)]))
                        .or_else(|| Some(complain(file, 0, &first_line(&error.to_string())))),
                );
                true
            }
        });
        if left.len() == before || left.is_empty() {
            return faults.into_iter().flatten().collect();
        }
    }
}

/// The diagnostic of an error of the engine, if it lies in one of `files`, by name of their template.
pub fn fault(error: &tera::Error, files: &BTreeMap<&str, &ThemeFile>) -> Option<Diagnostic> {
    let (name, message, offset) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.message().to_owned(), Some(report.span().range.start))
        }
        other => {
            let text = other.to_string();
            let (name, line, column) = reported_place(&text)?;
            let offset = files.get(name.as_str()).and_then(|file| offset_of(&file.bytes, line, column));
            (name, first_line(&text), offset)
        }
    };
    let file = files.get(name.as_str())?;
    Some(complain(file, offset.unwrap_or(0), &message))
}

fn complain(file: &ThemeFile, offset: usize, message: &str) -> Diagnostic {
    let message = format!("`{}` cannot be used: {message}", file.path);
    let diagnostic = match file.file {
        Some(id) => Diagnostic::new(Code::TemplateError, Place::new(id, Span::at(offset)), message),
        None => Diagnostic::global(Code::TemplateError, message),
    };
    diagnostic.hint("mend the template, or delete it to use the built-in one")
}

/// The first line of an error of the engine, without the word `error`.
pub fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

/// The place an engine's report names in its second line: ` --> name:line:column`.
fn reported_place(report: &str) -> Option<(String, usize, usize)> {
    let arrow = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
    let (rest, column) = arrow.rsplit_once(':')?;
    let (name, line) = rest.rsplit_once(':')?;
    Some((name.to_owned(), line.parse().ok()?, column.trim().parse().ok()?))
}

/// Byte offset of a line and column, both from 1; the column counts characters.
fn offset_of(bytes: &[u8], line: usize, column: usize) -> Option<usize> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let rest = text.get(start..)?;
    Some(start + rest.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at))
}
