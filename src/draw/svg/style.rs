//! Colors, fonts and rules as SVG attributes and CSS.
//!
//! In a file that stands alone every shape carries a plain attribute, and a rule of the style sheet picks the shape up
//! by that very attribute: `[fill="#1b2430"]{fill:var(--mp-ink)}`. Browsers let the rule win and follow the theme,
//! viewers without CSS variables (librsvg, Inkscape) are left with the attribute. On a page, where there is
//! always a browser, the attribute names the variable itself and the style sheet of the page has the rules, once for
//! all drawings. Must not know what is drawn.

use super::metrics::Weight;
use super::mode::Mode;
use super::number::units;
use super::palette::Slot;
use plotters::style::{Color, FontStyle, IntoFont, ShapeStyle, TextStyle};
use plotters_backend::BackendColor;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The fonts of every drawing; the two named ones are of nearly the same width.
pub const FONT_FAMILY: &str = "'DejaVu Sans',Verdana,sans-serif";

/// Size of text that names no size, in CSS pixels: that of most words in a chart.
pub(super) const FONT_SIZE: f64 = 10.5;

/// A plotters text style, size in CSS pixels.
pub fn font(size: f64, weight: Weight, color: Slot) -> TextStyle<'static> {
    let style = if weight == Weight::Bold { FontStyle::Bold } else { FontStyle::Normal };
    ("sans-serif", f64::from(units(size)), style).into_font().color(&color)
}

/// A plotters line style, width in CSS pixels.
pub fn line(width: f64, color: Slot) -> ShapeStyle {
    color.stroke_width(u32::try_from(units(width)).unwrap_or(0))
}

/// The variables that drawings in inline mode read, for a page's style sheet: light, dark by the system's wish
/// unless the page says `data-theme=light`, dark where it says `data-theme=dark`.
pub fn page_variables() -> String {
    let all: BTreeSet<Slot> = Slot::all().collect();
    let (light, dark) = (declarations(&all, Slot::light), declarations(&all, Slot::dark));
    format!(
        ":root{{{light}}}\n@media(prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n\
         :root[data-theme=dark]{{{dark}}}\n"
    )
}

/// Whether a color fills a shape or draws its outline.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    Fill,
    Stroke,
}

impl Paint {
    fn property(self) -> &'static str {
        match self {
            Paint::Fill => "fill",
            Paint::Stroke => "stroke",
        }
    }
}

/// How the colors of a drawing are written, and which it has used: only their rules go into its style sheet.
pub(super) struct Used {
    mode: Mode,
    fills: BTreeSet<Slot>,
    strokes: BTreeSet<Slot>,
}

impl Used {
    /// None yet.
    pub fn none(mode: Mode) -> Self {
        Used { mode, fills: BTreeSet::new(), strokes: BTreeSet::new() }
    }

    /// The attribute for a slot.
    pub fn slot(&mut self, slot: Slot, paint: Paint) -> String {
        match (self.mode, paint) {
            (Mode::Inline, _) => return attribute(slot, paint),
            (Mode::Standalone, Paint::Fill) => self.fills.insert(slot),
            (Mode::Standalone, Paint::Stroke) => self.strokes.insert(slot),
        };
        plain(slot, paint)
    }

    /// Attributes for a shape that is outlined and, perhaps, filled.
    pub fn both(&mut self, fill: Option<Slot>, edge: Slot) -> String {
        let edge = self.slot(edge, Paint::Stroke);
        fill.map_or(edge.clone(), |fill| format!("{} {edge}", self.slot(fill, Paint::Fill)))
    }

    /// Attributes for a plotters color, which may be a slot in disguise.
    pub fn color(&mut self, color: BackendColor, paint: Paint) -> String {
        let mut attributes = match (Slot::from_color(color), paint) {
            (Some(slot), paint) => self.slot(slot, paint),
            (None, paint) => {
                let (r, g, b) = color.rgb;
                let hex = format!("#{r:02x}{g:02x}{b:02x}");
                if paint == Paint::Fill { format!("fill=\"{hex}\"") } else { format!("stroke=\"{hex}\"") }
            }
        };
        if color.alpha < 1.0 {
            let _ = write!(attributes, " opacity=\"{}\"", super::number::decimal(color.alpha));
        }
        attributes
    }

    /// The rules that tie the plain attributes in use to variables.
    ///
    /// They name no ancestor: such a rule would not reach the copies that `<use>` makes.
    fn rules(&self) -> String {
        let mut css = String::new();
        for (slots, paint) in [(&self.fills, Paint::Fill), (&self.strokes, Paint::Stroke)] {
            for &slot in slots {
                let _ =
                    write!(css, "[{}]{{{}:var(--mp-{})}}", plain(slot, paint), paint.property(), slot.name());
            }
        }
        css
    }

    /// The style element of the drawing; on a page there is none, see [`page_rules`].
    pub fn style(&self) -> String {
        match self.mode {
            Mode::Inline => String::new(),
            Mode::Standalone => {
                format!("<style>{}{}{}</style>\n", self.variables(), page_rules(), self.rules())
            }
        }
    }

    /// The variables themselves, for a file that stands alone.
    fn variables(&self) -> String {
        let mut all: BTreeSet<Slot> = self.fills.union(&self.strokes).copied().collect();
        all.extend([Slot::Focus, Slot::Ground, Slot::Lit]);
        let (light, dark) = (declarations(&all, Slot::light), declarations(&all, Slot::dark));
        format!(".mp-svg{{{light}}}@media(prefers-color-scheme:dark){{.mp-svg{{{dark}}}}}")
    }
}

/// The color of a slot in a file that stands alone: its light value.
fn plain(slot: Slot, paint: Paint) -> String {
    format!("{}=\"{}\"", paint.property(), slot.light())
}

/// The color of a slot on a page, light where the page has no such variable.
fn attribute(slot: Slot, paint: Paint) -> String {
    format!("{}=\"var(--mp-{},{})\"", paint.property(), slot.name(), slot.light())
}

/// What every drawing needs: fonts, links, focus, halos and the copies lit by the pointer. A page's style sheet has them
/// for all its drawings.
pub fn page_rules() -> String {
    format!(
        ".mp-svg{{font-size:{FONT_SIZE}px}}.mp-svg text{{font-family:{FONT_FAMILY}}}.mp-svg a{{cursor:pointer;text-decoration:none}}.mp-svg a:focus{{outline:none}}\
         .halo text{{paint-order:stroke;stroke:var(--mp-ground);stroke-width:3px;stroke-linejoin:round}}\
         .mp-svg .ring{{pointer-events:all;rx:4px}}.mp-svg a:hover .ring{{stroke:var(--mp-focus);stroke-width:1}}\
         .mp-svg a:focus-visible .ring{{stroke:var(--mp-focus);stroke-width:2}}\
         .lit{{display:none}}.mp-svg .lit{{stroke:var(--mp-lit);stroke-width:1.6;pointer-events:none}}\
         .mp-svg a:hover .lit,.mp-svg a:focus-visible .lit{{display:inline}}\
         @media print{{.mp-svg{{max-width:100%;height:auto}}}}"
    )
}

fn declarations(slots: &BTreeSet<Slot>, value: fn(Slot) -> &'static str) -> String {
    slots.iter().fold(String::new(), |mut css, &slot| {
        let _ = write!(css, "--mp-{}:{};", slot.name(), value(slot));
        css
    })
}
