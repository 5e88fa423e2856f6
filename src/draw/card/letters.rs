//! Text as outlines of a font that is built in: Roboto, cut down to Latin, Greek and Cyrillic letters.

use std::sync::OnceLock;

use ttf_parser::{GlyphId, OutlineBuilder};

use super::outline::Piece;

static REGULAR: &[u8] = include_bytes!("fonts/Roboto-Regular.ttf");
static BOLD: &[u8] = include_bytes!("fonts/Roboto-Bold.ttf");

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Regular,
    Bold,
}

impl Face {
    fn font(self) -> Option<&'static ttf_parser::Face<'static>> {
        static FONTS: OnceLock<[Option<ttf_parser::Face<'static>>; 2]> = OnceLock::new();
        let fonts = FONTS.get_or_init(|| [REGULAR, BOLD].map(|bytes| ttf_parser::Face::parse(bytes, 0).ok()));
        let [regular, bold] = fonts;
        if self == Self::Regular { regular.as_ref() } else { bold.as_ref() }
    }
}

/// A letter in its place.
#[derive(Debug)]
pub struct Glyph {
    /// From the beginning of the line, in pixels.
    pub x: f32,
    /// Around its own origin, upwards, in pixels.
    pub outline: Vec<Piece>,
}

/// A line of text.
#[derive(Debug, Clone)]
pub struct Line {
    face: Face,
    text: String,
    size: f32,
}

impl Line {
    /// A text without what the font does not have; `size` in pixels.
    pub fn new(face: Face, text: &str, size: f32) -> Self {
        Self { face, text: writable(text), size }
    }

    /// The line, cut with `…` where it would be wider.
    pub fn within(mut self, width: f32) -> Self {
        if self.width() <= width {
            return self;
        }
        while self.text.pop().is_some() {
            let cut = Self { text: format!("{}…", self.text.trim_end()), ..self.clone() };
            if cut.width() <= width {
                return cut;
            }
        }
        self
    }

    /// In pixels.
    pub fn width(&self) -> f32 {
        self.placed().last().map_or(0.0, |(x, _, advance)| x + advance)
    }

    /// Its letters.
    pub fn glyphs(&self) -> Vec<Glyph> {
        let Some(font) = self.face.font() else { return Vec::new() };
        let scale = self.scale();
        let glyph = |(x, id, _): (f32, GlyphId, f32)| {
            let mut outline = Outline { scale, ..Outline::default() };
            font.outline_glyph(id, &mut outline);
            Glyph { x, outline: outline.pieces }
        };
        self.placed().into_iter().map(glyph).collect()
    }

    fn scale(&self) -> f32 {
        self.face.font().map_or(0.0, |font| self.size / f32::from(font.units_per_em()))
    }

    /// Place, letter and advance, in pixels.
    fn placed(&self) -> Vec<(f32, GlyphId, f32)> {
        let Some(font) = self.face.font() else { return Vec::new() };
        let scale = self.scale();
        let mut x = 0.0;
        let glyphs = self.text.chars().filter_map(|c| font.glyph_index(c));
        let placed = glyphs.map(|id| {
            let advance = f32::from(font.glyph_hor_advance(id).unwrap_or(0)) * scale;
            let at = (x, id, advance);
            x += advance;
            at
        });
        placed.collect()
    }
}

/// The text without what the font does not have.
fn writable(text: &str) -> String {
    let Some(font) = Face::Regular.font() else { return String::new() };
    text.chars().filter(|c| font.glyph_index(*c).is_some()).collect()
}

/// Whether most letters of a text can be written.
pub fn can_write(text: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    letters(&writable(text)) * 2 > letters(text)
}

/// A text over lines that are no wider than `width`, at most so many; none where most of it cannot be written.
pub fn lines(face: Face, text: &str, size: f32, width: f32, most: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    if !can_write(text) {
        return lines;
    }
    let mut words = text.split_whitespace().peekable();
    while words.peek().is_some() && lines.len() < most {
        let mut line = Line::new(face, words.next().unwrap_or_default(), size);
        while let Some(next) = words.peek() {
            let longer = Line::new(face, &format!("{} {next}", line.text), size);
            if longer.width() > width {
                break;
            }
            (line, _) = (longer, words.next());
        }
        if lines.len() + 1 == most && words.peek().is_some() {
            line.text.push('…');
        }
        lines.push(line.within(width));
    }
    lines
}

/// Gathers what the font says of a letter.
#[derive(Default)]
struct Outline {
    scale: f32,
    pieces: Vec<Piece>,
    start: (f32, f32),
    at: (f32, f32),
}

impl Outline {
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale, y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.point(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.pieces.push(Piece::Line([self.at, to]));
        self.at = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (by, to) = (self.point(x1, y1), self.point(x, y));
        self.pieces.push(Piece::Quad([self.at, by, to]));
        self.at = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (one, two, to) = (self.point(x1, y1), self.point(x2, y2), self.point(x, y));
        self.pieces.push(Piece::Cubic([self.at, one, two, to]));
        self.at = to;
    }

    fn close(&mut self) {
        self.pieces.push(Piece::Line([self.at, self.start]));
        self.at = self.start;
    }
}
