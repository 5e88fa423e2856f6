//! Words: every sentence, plural, list, date and number that people read, made from typed findings.
//!
//! The floor between `analyse` and `view`: pages, reports, messages and diagnostics all ask here. Knows no HTML, no pages.

pub mod agreement;
pub mod coverage;
pub mod escalation;
pub mod finding;
pub mod informal;
pub mod schedule;
pub mod words;
