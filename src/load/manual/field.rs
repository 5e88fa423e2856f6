//! A field.

use super::Shape;

/// What may be written under one key.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key, in snake case; camelCase and kebab-case are read too.
    pub name: &'static str,
    /// How its value is written.
    pub shape: Shape,
    /// Whether it has to be there.
    pub required: bool,
    /// What it means, in a sentence or two.
    pub about: &'static str,
    /// A value, as YAML on one line.
    pub example: &'static str,
}

impl Field {
    pub(super) const fn new(
        name: &'static str,
        shape: Shape,
        about: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, shape, required: false, about, example }
    }

    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}
