//! The renderer: a view and its frame, through a template, to the text of a page.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::{
    Fragments,
    contents::with_contents,
    escape::escape_into,
    marks::without_unused,
    theme::{self, ThemeFile},
};
use crate::{
    diag::{Code, Diagnostic},
    view::Shell,
};

/// Renders pages; shared by all threads. The same input gives the same bytes.
#[derive(Debug)]
pub struct Renderer {
    /// The theme with the project's own templates.
    own: Tera,
    /// The theme as built in; `None` where the project has no templates of its own.
    built_in: Option<Tera>,
    /// The project's templates, to find the places of their faults.
    files: Vec<ThemeFile>,
}

/// What stands on a page, as templates see it under the name `view`.
#[derive(Debug, Clone)]
pub struct View(Result<Value, String>);

impl View {
    /// `view` for templates.
    pub fn of(view: &impl Serialize) -> Self {
        Self(Value::try_from_serializable(view).map_err(|error| reason(&error)))
    }
}

impl View {
    /// The names of what stands on the page, sorted.
    pub fn fields(&self) -> Vec<String> {
        let map = self.0.as_ref().ok().and_then(Value::as_map);
        let names = map.into_iter().flat_map(|map| map.iter());
        let mut names: Vec<String> = names.filter_map(|(name, _)| name.as_str().map(str::to_owned)).collect();
        names.sort();
        names
    }
}

impl Default for View {
    /// Nothing.
    fn default() -> Self {
        Self::of(&())
    }
}

/// A rendered page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its text; never empty.
    pub html: String,
    /// A template of the project failed on this page (then the built-in one was used), or ours did.
    pub fault: Option<Diagnostic>,
}

impl Renderer {
    /// A renderer of the built-in theme with the project's files laid over it, and what is wrong with those.
    pub fn new(files: Vec<ThemeFile>) -> (Self, Vec<Diagnostic>) {
        let files: Vec<_> = files.into_iter().filter(ThemeFile::is_template).collect();
        if files.is_empty() {
            return (Self { own: theme::built_in(), built_in: None, files }, Vec::new());
        }
        let (own, diagnostics) = theme::with_own(&files);
        (Self { own, built_in: Some(theme::built_in()), files }, diagnostics)
    }

    /// Render `template` with `view` under its name `view`, the frame as `shell`, and `html` as `html`.
    pub fn render(&self, template: &str, view: &View, shell: &Shell, html: &Fragments) -> Rendered {
        let context = match context(view, shell, html) {
            Ok(context) => context,
            Err(reason) => return last_resort(template, shell, &reason),
        };
        let error = match self.own.render(template, &context) {
            Ok(html) => return Rendered { html: finished(html), fault: None },
            Err(error) => error,
        };
        let Some(built_in) = &self.built_in else {
            return last_resort(template, shell, &reason(&error));
        };
        let fault = self.fault(template, &error);
        match built_in.render(template, &context) {
            Ok(html) => Rendered { html: finished(html), fault: Some(fault) },
            Err(_) => Rendered { fault: Some(fault), ..last_resort(template, shell, &reason(&error)) },
        }
    }

    /// Whether a page may fail: the templates that are built in never do.
    pub fn can_fail(&self) -> bool {
        self.built_in.is_some()
    }

    fn fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let by_name: BTreeMap<&str, &ThemeFile> = self
            .files
            .iter()
            .filter_map(|file| Some((file.path.strip_prefix("templates/")?, file)))
            .collect();
        theme::fault(error, &by_name).unwrap_or_else(|| {
            let message = format!("`{template}` fails with the project's theme: {}", reason(error));
            Diagnostic::global(Code::TemplateError, message)
        })
    }
}

/// What templates made, with its contents, without the marks that it does not show.
fn finished(html: String) -> String {
    without_unused(with_contents(html))
}

fn reason(error: &tera::Error) -> String {
    theme::first_line(&error.to_string())
}

fn context(view: &View, shell: &Shell, html: &Fragments) -> Result<Context, String> {
    let mut context = Context::new();
    context.insert_value("here", Value::normal_string(&shell.path));
    context.insert_value("view", view.0.clone()?);
    context.insert_value("shell", View::of(shell).0?);
    let safe: BTreeMap<String, Value> =
        html.iter().map(|(name, html)| (name.to_owned(), Value::safe_string(html.as_str()))).collect();
    context.insert_value("html", Value::from(safe));
    Ok(context)
}

/// A page that only says that it could not be made.
fn last_resort(template: &str, shell: &Shell, reason: &str) -> Rendered {
    let mut html = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>",
    );
    escape_into(&mut html, &shell.title);
    html.push_str("</title><h1>");
    escape_into(&mut html, &shell.title);
    html.push_str("</h1><p>This page could not be rendered: ");
    escape_into(&mut html, reason);
    html.push_str("</p></html>\n");
    let message = format!("the page `{}` could not be rendered by `{template}`: {reason}", shell.path);
    Rendered { html, fault: Some(Diagnostic::global(Code::TemplateError, message)) }
}
