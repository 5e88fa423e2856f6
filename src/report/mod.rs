//! The reports of a technical program manager as text, Markdown and JSON: sprint status, dependency map, timeline, risk
//! register, escalations, and what one state of a program says otherwise than another.
//!
//! Each report is plain data taken from page views, laid out once as [`Block`]s, which `text` and `markdown` write.
//! Knows no HTML and no files. What content says reaches a report without control characters, on lines of known width.

pub mod block;
mod chart;
mod derived;
pub mod diff;
pub mod escalations;
mod json;
pub mod line;
pub mod map;
mod markdown;
pub mod register;
mod risk;
pub mod status;
mod status_blocks;
mod table;
mod text;
pub mod timeline;
mod timeline_blocks;
pub mod twin;
mod wording;

pub use block::Block;
pub use diff::DiffReport;
pub use escalations::EscalationReport;
pub use map::DependencyMap;
pub use register::RiskRegister;
pub use risk::RiskEntry;
pub use status::StatusReport;
pub use timeline::Timeline;
pub use wording::NextStep;

use serde::Serialize;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text on lines of at most [`line::WIDTH`] columns, where what is on them can be broken.
    Text,
    /// GitHub's Markdown, for comments and wikis.
    Markdown,
    /// JSON, for programs.
    Json,
}

/// A report: data, and its layout.
pub trait Report: Serialize {
    /// The layout that text and Markdown share.
    fn blocks(&self) -> Vec<Block>;

    /// The report in one of the formats, with a line end at its end.
    fn write(&self, format: Format) -> String {
        match format {
            Format::Text => text::write(&self.blocks()),
            Format::Markdown => markdown::write(&self.blocks()),
            Format::Json => json::write(self),
        }
    }
}
