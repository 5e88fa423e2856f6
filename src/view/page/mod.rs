//! One file for each kind of page: all that stands on it, sorted and looked up.
//!
//! A page uses parts and charts, never another page.

pub mod asks;
pub mod blocker;
pub mod blockers;
pub mod checks;
pub mod contract;
pub mod contracts;
pub mod decision;
pub mod decisions;
pub mod dependencies;
pub mod escalations;
pub mod forecast;
pub mod home;
pub mod milestone;
pub mod milestones;
pub mod pages;
pub mod party;
pub mod phase;
pub mod phases;
pub mod risk;
pub mod risks;
pub mod service;
pub mod services;
pub mod sprint;
pub mod sprints;
pub mod task;
pub mod tasks;
pub mod teams;
pub mod text;
pub mod timeline;
