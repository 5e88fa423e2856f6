//! Words: every sentence, plural, list, date and number that people read, made from typed findings.
//!
//! The floor between `analyse` and `view`: pages, reports, messages and diagnostics all ask here. One file a concept.
//! Knows no HTML, no pages, and decides nothing: what is so, analysis says.

pub mod agreement;
pub mod answers;
pub mod blocker;
pub mod card;
pub mod change;
pub mod corrected;
pub mod coverage;
pub mod days;
pub mod diff;
pub mod escalation;
pub mod finding;
mod gate;
mod headline;
pub mod holdings;
pub mod informal;
pub mod left_out;
mod lost;
mod member;
pub mod moved;
pub mod outline;
pub mod plan;
pub mod planned_day;
mod roll_up;
mod rule;
pub mod state;
pub mod survey;
mod verdict;
mod voice;
mod why;
pub mod words;

pub use headline::headline_notes;
pub use roll_up::{ColorOf, counts};
pub use voice::Voice;
