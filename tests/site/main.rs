//! The whole pipeline: from the files of a project to the files of its site.

#[path = "../common_world/mod.rs"]
mod common_world;

mod cases;
mod hostile;
mod links;
mod nasty;
mod order;
mod past;
mod project;
mod properties;
mod rules;
mod text;
