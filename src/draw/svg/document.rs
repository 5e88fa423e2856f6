//! The outer element of a drawing: size, name, description, style sheet, definitions.
//!
//! It is written last, when it is known which colors and patterns the drawing used.

use super::body::Body;
use super::mode::Mode;
use super::number::decimal;
use super::style::{FONT_FAMILY, FONT_SIZE};
use super::xml::{escape, name_token};

/// How every id in a drawing on a page begins. Nothing else on the page has such a one: the anchors of headings hold no dot.
pub const IDS: &str = "fig.";

/// A drawing higher than this, in CSS pixels, cannot be made small enough for a sheet of paper and stay readable: it is cut.
const LONG: f64 = 1500.0;

/// What is known of a drawing before its first line.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(super) prefix: String,
    title: String,
    description: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) mode: Mode,
    /// The folder in which it stands, with its slash; links are as seen from there.
    pub(super) folder: String,
    /// The picture on the same page that defines the marks.
    pub(super) marks_of: Option<String>,
    /// Says nothing that is not said beside it.
    ornament: bool,
}

/// The prefix as it stands in ids: a file of its own shares them with nobody.
fn own(prefix: &str, mode: Mode) -> String {
    let token = name_token(prefix);
    if mode == Mode::Inline { format!("{IDS}{token}") } else { token }
}

impl Frame {
    /// `prefix` makes the ids of this drawing its own among others on the same page; `description` is one or more
    /// sentences for those who cannot see the picture; sizes in CSS pixels.
    pub fn new(prefix: &str, title: &str, description: &str, width: f64, height: f64, mode: Mode) -> Self {
        let size = |v: f64| if v.is_finite() { v.clamp(1.0, 1_000_000.0) } else { 1.0 };
        Frame {
            prefix: own(prefix, mode),
            title: title.to_string(),
            description: description.to_string(),
            width: size(width),
            height: size(height),
            mode,
            folder: String::new(),
            marks_of: None,
            ornament: false,
        }
    }

    /// A small picture on a page, beside words that say the same: it has no name and is hidden from screen readers.
    /// Sizes in CSS pixels.
    pub fn ornament(prefix: &str, width: f64, height: f64) -> Self {
        Frame { ornament: true, ..Frame::new(prefix, "", "", width, height, Mode::Inline) }
    }

    /// On that page or beside it (a path from the site's root): links lead from there. Else they lead from the root.
    #[must_use]
    pub fn on_page(self, page: &str) -> Self {
        let folder = page.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        Frame { folder, ..self }
    }

    /// Uses the marks that the picture with this prefix defines, on the same page: each of them must stand there, too.
    #[must_use]
    pub fn with_marks_of(self, prefix: &str) -> Self {
        Frame { marks_of: Some(own(prefix, self.mode)), ..self }
    }

    /// The id that [`Svg::id`](super::Svg::id) gives to a local name in the drawing with that prefix.
    pub fn id_in(prefix: &str, local: &str, mode: Mode) -> String {
        format!("{}-{}", own(prefix, mode), name_token(local))
    }

    /// The finished document.
    pub(super) fn wrap(&self, body: &Body) -> String {
        let Frame { prefix, title, description, .. } = self;
        let (w, h) = (decimal(self.width), decimal(self.height));
        let long = if self.height > LONG { " long" } else { "" };
        let definitions = if body.definitions.is_empty() {
            String::new()
        } else {
            format!("<defs>{}</defs>\n", body.definitions.values().map(String::as_str).collect::<String>())
        };
        if self.ornament {
            let head = format!(
                "<svg width=\"{w}\" height=\"{h}\" class=\"mp-svg\" fill=\"none\" aria-hidden=\"true\">"
            );
            return format!("{head}{definitions}{}</svg>\n", body.text);
        }
        // a picture with links is a group of things to visit; one without is a single image
        let role = if body.links > 0 { "group" } else { "img" };
        let head = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             class=\"mp-svg{long}\" role=\"{role}\" aria-labelledby=\"{prefix}-title {prefix}-desc\" font-family=\"{FONT_FAMILY}\" font-size=\"{FONT_SIZE}\" fill=\"none\">\n\
             <title id=\"{prefix}-title\">{}</title>\n<desc id=\"{prefix}-desc\">{}</desc>\n",
            escape(title),
            escape(description)
        );
        let style = body.used.style();
        format!("{head}{style}{definitions}{}</svg>\n", body.text)
    }
}
