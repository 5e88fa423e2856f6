//! What programs of others subscribe to: feeds of changes, and calendars. Plain data to text; knows no program.

pub mod atom;
pub mod calendar;
