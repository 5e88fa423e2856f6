//! Outlines: of letters, of marks.

/// A piece of an outline.
#[derive(Debug, Clone, Copy)]
pub enum Piece {
    Line([(f32, f32); 2]),
    Quad([(f32, f32); 3]),
    Cubic([(f32, f32); 4]),
}

/// What is filled, and what is cut out of it.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    pub fill: Vec<Piece>,
    pub cut: Vec<Piece>,
}
