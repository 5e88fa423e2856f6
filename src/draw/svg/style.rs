//! Colors, fonts and rules as SVG attributes and CSS.
//!
//! Every shape carries both a class and a plain attribute: browsers let the class win and follow the theme,
//! viewers without CSS variables (librsvg, Inkscape) take the attribute. Must not know what is drawn.

use super::document::Mode;
use super::metrics::Weight;
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

/// The slots a drawing has used; only their rules go into its style sheet.
#[derive(Default)]
pub(super) struct Used {
    fills: BTreeSet<Slot>,
    strokes: BTreeSet<Slot>,
}

impl Used {
    /// Attributes for a slot.
    pub fn slot(&mut self, slot: Slot, paint: Paint) -> String {
        let (name, value) = (slot.name(), slot.light());
        match paint {
            Paint::Fill => {
                self.fills.insert(slot);
                format!("class=\"mf-{name}\" fill=\"{value}\"")
            }
            Paint::Stroke => {
                self.strokes.insert(slot);
                format!("class=\"ms-{name}\" stroke=\"{value}\"")
            }
        }
    }

    /// Attributes for a shape that is outlined and, perhaps, filled.
    pub fn both(&mut self, fill: Option<Slot>, edge: Slot) -> String {
        self.strokes.insert(edge);
        match fill {
            Some(fill) => {
                self.fills.insert(fill);
                let (f, s) = (fill.name(), edge.name());
                format!("class=\"mf-{f} ms-{s}\" fill=\"{}\" stroke=\"{}\"", fill.light(), edge.light())
            }
            None => self.slot(edge, Paint::Stroke),
        }
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

    /// The rules that tie the used classes to variables; on a page that may not define these, with light values to
    /// fall back on.
    ///
    /// They name one class only: a rule with an ancestor would not reach the copies that `<use>` makes.
    pub fn rules(&self, mode: Mode) -> String {
        let mut css = String::new();
        for (slots, class, property) in [(&self.fills, 'f', "fill"), (&self.strokes, 's', "stroke")] {
            for slot in slots {
                let name = slot.name();
                let value = match mode {
                    Mode::Inline => format!("var(--mp-{name},{})", slot.light()),
                    Mode::Standalone => format!("var(--mp-{name})"),
                };
                let _ = write!(css, ".m{class}-{name}{{{property}:{value}}}");
            }
        }
        css
    }

    /// The variables themselves, for a file that stands alone.
    pub fn variables(&self) -> String {
        let mut all: BTreeSet<Slot> = self.fills.union(&self.strokes).copied().collect();
        all.extend([Slot::Focus, Slot::Ground, Slot::Lit]);
        let (light, dark) = (declarations(&all, Slot::light), declarations(&all, Slot::dark));
        format!(
            ".mp-svg{{{light}}}@media(prefers-color-scheme:dark){{:root:not([data-theme=light]) .mp-svg,:root.mp-svg\
             {{{dark}}}}}:root[data-theme=dark] .mp-svg{{{dark}}}"
        )
    }
}

/// What every drawing needs: fonts, links, focus, halos and the copies lit by the pointer.
pub(super) fn base_rules() -> String {
    let [focus, ground, lit] =
        [Slot::Focus, Slot::Ground, Slot::Lit].map(|s| format!("var(--mp-{},{})", s.name(), s.light()));
    format!(
        ".mp-svg{{font-size:{FONT_SIZE}px}}.mp-svg text{{font-family:{FONT_FAMILY}}}.mp-svg a{{cursor:pointer;text-decoration:none}}.mp-svg a:focus{{outline:none}}\
         .mp-svg .halo text{{paint-order:stroke;stroke:{ground};stroke-width:3px;stroke-linejoin:round}}\
         .mp-svg .ring{{pointer-events:all;rx:4px}}.mp-svg a:hover .ring{{stroke:{focus};stroke-width:1}}\
         .mp-svg a:focus-visible .ring{{stroke:{focus};stroke-width:2}}\
         .mp-svg .lit{{stroke:{lit};stroke-width:1.6;pointer-events:none}}\
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
