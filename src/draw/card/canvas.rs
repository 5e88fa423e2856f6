//! A sheet of pixels in few inks on white, and how it becomes a PNG file.
//!
//! Sums of 32-bit floats in a fixed order and whole numbers: the same on every machine.

use ab_glyph_rasterizer::{Point, Rasterizer, point};

use super::{
    letters::Line,
    outline::{Piece, Shape},
};
use crate::model::Rag;

/// What something is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Text,
    Soft,
    Color,
}

/// Steps from white to an ink.
const STEPS: u8 = 15;

const INKS: [Ink; 3] = [Ink::Text, Ink::Soft, Ink::Color];

/// The color of the bar and the mark, as on pages in the light.
pub fn color(rag: Rag) -> [u8; 3] {
    match rag {
        Rag::Red => [0xc4, 0x26, 0x1b],
        Rag::Amber => [0xa3, 0x5f, 0x00],
        Rag::Green => [0x1d, 0x74, 0x40],
        Rag::Unknown => [0x5b, 0x66, 0x75],
        Rag::Planned => [0x5b, 0x6f, 0x88],
    }
}

/// Pixels as numbers of the palette; 0 is white.
pub struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
    rag: Rag,
}

impl Canvas {
    /// A white sheet for things of that color.
    pub fn new(width: usize, height: usize, rag: Rag) -> Self {
        Self { width, height, pixels: vec![0; width * height], rag }
    }

    /// A bar of the color over the whole height at the left edge.
    pub fn bar(&mut self, width: usize) {
        let full = index(Ink::Color, STEPS);
        self.pixels.chunks_exact_mut(self.width).for_each(|row| row[..width].fill(full));
    }

    /// A shape, moved and scaled.
    pub fn fill(&mut self, shape: &Shape, at: (f32, f32), scale: f32, ink: Ink) {
        let place = |(x, y): (f32, f32)| (at.0 + x * scale, at.1 + y * scale);
        let fill = coverage(&shape.fill, place);
        let cut = coverage(&shape.cut, place);
        let Some((origin, fill)) = fill else { return };
        let (dx, dy) = origin;
        let held = |x: usize, y: usize| {
            let Some(((cx, cy), cut)) = &cut else { return 0.0 };
            let (Some(x), Some(y)) = ((x + dx).checked_sub(*cx), (y + dy).checked_sub(*cy)) else {
                return 0.0;
            };
            let (width, height) = cut.dimensions();
            if x < width && y < height { sample(cut, x, y) } else { 0.0 }
        };
        let (width, height) = fill.dimensions();
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            let share = sample(&fill, x, y) * (1.0 - held(x, y));
            self.paint(x + dx, y + dy, share, ink);
        }
    }

    /// A line of text on a base line.
    pub fn write(&mut self, line: &Line, at: (f32, f32), ink: Ink) {
        for glyph in line.glyphs() {
            let place = |(x, y): (f32, f32)| (at.0 + glyph.x + x, at.1 - y);
            let Some(((dx, dy), fill)) = coverage(&glyph.outline, place) else { continue };
            fill.for_each_pixel_2d(|x, y, share| self.paint(x as usize + dx, y as usize + dy, share, ink));
        }
    }

    fn paint(&mut self, x: usize, y: usize, share: f32, ink: Ink) {
        let step = (share.clamp(0.0, 1.0) * f32::from(STEPS) + 0.5) as u8;
        if step > 0 && x < self.width && y < self.height {
            let pixel = &mut self.pixels[y * self.width + x];
            *pixel = index(ink, step).max(*pixel);
        }
    }

    /// The bytes of the file.
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let size = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let mut encoder = png::Encoder::new(&mut bytes, size(self.width), size(self.height));
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(self.palette());
        encoder.set_compression(png::Compression::Balanced);
        encoder.set_filter(png::Filter::NoFilter);
        // writing into memory does not fail
        if let Ok(mut writer) = encoder.write_header() {
            let _ = writer.write_image_data(&self.pixels);
        }
        bytes
    }

    fn palette(&self) -> Vec<u8> {
        let full = |ink| match ink {
            Ink::Text => [0x15, 0x18, 0x1c],
            Ink::Soft => [0x54, 0x5c, 0x66],
            Ink::Color => color(self.rag),
        };
        let steps = INKS.into_iter().flat_map(|ink| (1..=STEPS).map(move |step| (ink, step)));
        let mixed = steps.flat_map(|(ink, step)| {
            full(ink).map(|part| {
                let (part, step, all) = (u32::from(part), u32::from(step), u32::from(STEPS));
                u8::try_from((part * step + 255 * (all - step) + all / 2) / all).unwrap_or(u8::MAX)
            })
        });
        [255; 3].into_iter().chain(mixed).collect()
    }
}

fn index(ink: Ink, step: u8) -> u8 {
    let number = INKS.iter().position(|known| *known == ink).unwrap_or(0);
    u8::try_from(number).unwrap_or(0) * STEPS + step
}

fn sample(fill: &Rasterized, x: usize, y: usize) -> f32 {
    fill.shares.get(y * fill.width + x).copied().unwrap_or(0.0)
}

/// How much of each pixel an outline covers, in a box of its own.
struct Rasterized {
    width: usize,
    height: usize,
    shares: Vec<f32>,
}

impl Rasterized {
    fn dimensions(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn for_each_pixel_2d(&self, mut each: impl FnMut(u32, u32, f32)) {
        for (at, share) in self.shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let side = |value: usize| u32::try_from(value).unwrap_or(0);
            each(side(at % self.width), side(at / self.width), *share);
        }
    }
}

/// An outline in pixels, and where its box lies; nothing for none.
fn coverage(
    pieces: &[Piece],
    place: impl Fn((f32, f32)) -> (f32, f32),
) -> Option<((usize, usize), Rasterized)> {
    let points = pieces.iter().flat_map(|piece| match piece {
        Piece::Line(points) => points.as_slice(),
        Piece::Quad(points) => points.as_slice(),
        Piece::Cubic(points) => points.as_slice(),
    });
    let points: Vec<(f32, f32)> = points.map(|point| place(*point)).collect();
    let first = points.first()?;
    let (mut low, mut high) = (*first, *first);
    for (x, y) in points {
        (low, high) = ((low.0.min(x), low.1.min(y)), (high.0.max(x), high.1.max(y)));
    }
    let origin = (low.0.floor().max(0.0), low.1.floor().max(0.0));
    let (width, height) =
        ((high.0.ceil() - origin.0).max(0.0) as usize + 1, (high.1.ceil() - origin.1).max(0.0) as usize + 1);
    let mut rasterizer = Rasterizer::new(width, height);
    let here = |at: (f32, f32)| -> Point {
        let (x, y) = place(at);
        point(x - origin.0, y - origin.1)
    };
    for piece in pieces {
        match *piece {
            Piece::Line([a, b]) => rasterizer.draw_line(here(a), here(b)),
            Piece::Quad([a, b, c]) => rasterizer.draw_quad(here(a), here(b), here(c)),
            Piece::Cubic([a, b, c, d]) => rasterizer.draw_cubic(here(a), here(b), here(c), here(d)),
        }
    }
    let mut shares = vec![0.0; width * height];
    rasterizer.for_each_pixel(|at, share| {
        if let Some(pixel) = shares.get_mut(at) {
            *pixel = share;
        }
    });
    Some(((origin.0 as usize, origin.1 as usize), Rasterized { width, height, shares }))
}
