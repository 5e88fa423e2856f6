//! Properties of whole layouts.
