//! The plotters backend itself: each drawing call becomes one SVG element.

use super::body::Body;
use super::document::Frame;
use super::metrics::{Weight, width};
use super::number::{UNITS_PER_PIXEL, decimal, pixels, units};
use super::style::{FONT_SIZE, Paint, Used};
use super::xml::escape;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
    FontTransform,
};
use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt::Write;
use std::rc::Rc;

/// Writing to a string does not fail, but the trait wants an error to name.
pub type SvgError = DrawingErrorKind<Infallible>;

/// A drawing in the making. Clones write to the same drawing: hand one to plotters, keep one for groups and links.
#[derive(Clone)]
pub struct Svg {
    frame: Rc<Frame>,
    body: Rc<RefCell<Body>>,
}

impl Svg {
    /// An empty drawing.
    pub fn new(frame: Frame) -> Self {
        let body = Body {
            text: String::new(),
            used: Used::none(frame.mode),
            definitions: BTreeMap::new(),
            links: 0,
        };
        Svg { frame: Rc::new(frame), body: Rc::new(RefCell::new(body)) }
    }

    /// The document. Call it when every scope is closed.
    pub fn finish(&self) -> String {
        self.frame.wrap(&self.body.borrow())
    }

    /// An id of this drawing's own for a local name.
    pub fn id(&self, local: &str) -> String {
        format!("{}-{}", self.frame.prefix, super::xml::name_token(local))
    }

    /// The picture of the page that defines the marks, if it is not this one.
    pub(super) fn marks_of(&self) -> Option<&str> {
        self.frame.marks_of.as_deref()
    }

    /// The folder in which it stands, with its slash.
    pub(super) fn folder(&self) -> &str {
        &self.frame.folder
    }

    pub(super) fn body(&self) -> RefMut<'_, Body> {
        self.body.borrow_mut()
    }

    pub(super) fn push(&self, element: &str) {
        self.body().text.push_str(element);
    }

    /// One element: its name and own attributes, then those of its color.
    fn paint(&self, element: std::fmt::Arguments<'_>, color: BackendColor, paint: Paint, width: Option<u32>) {
        if color.alpha <= 0.0 {
            return;
        }
        let mut body = self.body();
        let colors = body.used.color(color, paint);
        let _ = write!(body.text, "<{element} {colors}");
        if let Some(width) = width.filter(|&w| w != UNITS_PER_PIXEL as u32) {
            let _ =
                write!(body.text, " stroke-width=\"{}\"", pixels(i32::try_from(width).unwrap_or(i32::MAX)));
        }
        body.text.push_str("/>\n");
    }

    fn outline_or_fill<S: BackendStyle>(&self, element: std::fmt::Arguments<'_>, style: &S, fill: bool) {
        if fill {
            self.paint(element, style.color(), Paint::Fill, None);
        } else {
            self.paint(element, style.color(), Paint::Stroke, Some(style.stroke_width()));
        }
    }
}

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let size = |v: f64| u32::try_from(units(v)).unwrap_or(0);
        (size(self.frame.width), size(self.frame.height))
    }

    fn ensure_prepared(&mut self) -> Result<(), SvgError> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), SvgError> {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: BackendColor) -> Result<(), SvgError> {
        let (x, y) = (pixels(at.0), pixels(at.1));
        self.paint(
            format_args!("rect x=\"{x}\" y=\"{y}\" width=\"0.1\" height=\"0.1\""),
            color,
            Paint::Fill,
            None,
        );
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), SvgError> {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), SvgError> {
        let (x, y) = (a.0.min(b.0), a.1.min(b.1));
        let (w, h) = (a.0.max(b.0).saturating_sub(x), a.1.max(b.1).saturating_sub(y));
        let [x, y, w, h] = [x, y, w, h].map(pixels);
        self.outline_or_fill(
            format_args!("rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\""),
            style,
            fill,
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), SvgError> {
        let data = polyline(path);
        if !data.is_empty() {
            self.outline_or_fill(format_args!("path d=\"{data}\""), style, false);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), SvgError> {
        let [x, y, r] = [center.0, center.1, i32::try_from(radius).unwrap_or(i32::MAX)].map(pixels);
        self.outline_or_fill(format_args!("circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\""), style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Result<(), SvgError> {
        let data = polyline(corners);
        if !data.is_empty() {
            self.outline_or_fill(format_args!("path d=\"{data}z\""), style, true);
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), SvgError> {
        let text = escape(text);
        if style.color().alpha <= 0.0 || text.trim().is_empty() {
            return Ok(());
        }
        let size = style.size() / f64::from(UNITS_PER_PIXEL);
        let (x, y) = (
            pixels(at.0),
            decimal(f64::from(at.1) / f64::from(UNITS_PER_PIXEL) + baseline(style.anchor().v_pos) * size),
        );
        let mut body = self.body();
        let colors = body.used.color(style.color(), Paint::Fill);
        let _ = write!(body.text, "<text x=\"{x}\" y=\"{y}\" {colors}");
        if (size - FONT_SIZE).abs() > 0.05 {
            let _ = write!(body.text, " font-size=\"{}\"", decimal(size));
        }
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => body.text.push_str(" text-anchor=\"middle\""),
            HPos::Right => body.text.push_str(" text-anchor=\"end\""),
        }
        if weight(style) == Weight::Bold {
            body.text.push_str(" font-weight=\"bold\"");
        }
        if let Some(degrees) = rotation(style.transform()) {
            let _ = write!(body.text, " transform=\"rotate({degrees} {x} {})\"", pixels(at.1));
        }
        let _ = writeln!(body.text, ">{text}</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(&self, text: &str, style: &S) -> Result<(u32, u32), SvgError> {
        Ok((width(text, style.size(), weight(style)).ceil() as u32, (style.size() * 1.2).ceil() as u32))
    }
}

/// Path data through points, with the short commands for level and upright lines.
pub(super) fn polyline(points: impl IntoIterator<Item = BackendCoord>) -> String {
    let mut data = String::new();
    let mut last: Option<BackendCoord> = None;
    for p in points {
        line_to(&mut data, last, p);
        last = Some(p);
    }
    data
}

pub(super) fn line_to(data: &mut String, last: Option<BackendCoord>, p: BackendCoord) {
    let (x, y) = (pixels(p.0), pixels(p.1));
    let _ = match last {
        None => write!(data, "M{x} {y}"),
        Some(l) if l == p => Ok(()),
        Some(l) if l.1 == p.1 => write!(data, "H{x}"),
        Some(l) if l.0 == p.0 => write!(data, "V{y}"),
        Some(_) => write!(data, "L{x} {y}"),
    };
}

/// Distance from the anchor down to the baseline, in font sizes: DejaVu Sans has capitals of 0.73 em.
fn baseline(anchor: VPos) -> f64 {
    match anchor {
        VPos::Top => 0.76,
        VPos::Center => 0.365,
        VPos::Bottom => 0.0,
    }
}

fn weight<S: BackendTextStyle>(style: &S) -> Weight {
    if matches!(style.style(), FontStyle::Bold) { Weight::Bold } else { Weight::Regular }
}

fn rotation(transform: FontTransform) -> Option<u16> {
    match transform {
        FontTransform::None => None,
        FontTransform::Rotate90 => Some(90),
        FontTransform::Rotate180 => Some(180),
        FontTransform::Rotate270 => Some(270),
    }
}
