//! The command line: a folder in, words typed, and all that is told: both streams and the exit code.

mod build;
mod check;
mod close;
mod copied;
mod diff;
mod dry_run;
mod fix;
mod formats;
mod github;
mod init;
#[path = "../json_schema/mod.rs"]
mod json_schema;
mod killed;
mod log;
mod manual;
mod new;
mod pages;
mod project;
mod readme;
mod rename;
mod reports;
mod safe;
mod seal;
mod serve;
mod tutorial;
mod usage;
mod update;
