//! The whole pipeline: from the files of a project to the files of its site.

#[path = "../common_world/mod.rs"]
mod common_world;
#[path = "../../examples/plans/made_up.rs"]
mod made_up;

mod around;
mod cases;
mod catalog;
mod diff;
mod edits;
mod gates;
mod hostile;
mod ids;
mod kept;
mod links;
mod moved;
mod names;
mod nasty;
mod order;
mod outside;
mod past;
mod project;
mod properties;
mod prose;
mod rules;
mod stage;
mod states;
mod text;
