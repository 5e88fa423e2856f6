//! The command line: a folder in, words typed, and all that is told: both streams and the exit code.

mod build;
mod check;
mod close;
mod copied;
mod diff;
mod fix;
mod init;
mod killed;
mod manual;
mod pages;
mod project;
mod readme;
mod reports;
mod safe;
mod serve;
mod usage;
