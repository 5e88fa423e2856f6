//! The parts that reports are laid out in, whatever they are written as.

/// A part of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// What the report is; its first line.
    Title(String),
    /// The name of a section.
    Heading(String),
    /// Lines of their own.
    Lines(Vec<String>),
    /// A table.
    Table(Table),
    /// A thing with what is to be said of it.
    Entry(Entry),
    /// A list under a name.
    Group {
        /// The name.
        name: &'static str,
        /// The list; written as `none` where it is empty.
        items: Vec<String>,
    },
    /// A list.
    Items(Vec<String>),
    /// A drawing in characters, to be left as it is.
    Drawing(String),
}

/// A thing with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it begins with, up to the colon: `[RISK-001] AMBER`.
    pub head: String,
    /// The rest of its first line.
    pub text: String,
    /// One line each: name and value.
    pub fields: Vec<(&'static str, String)>,
}

/// A table: columns, and a cell for each of them in every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table. Widths are those of its content, in terminal columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: &'static str,
    /// Whether its cells stand in the middle; else at the left.
    pub centered: bool,
    /// It is never narrower.
    pub least: usize,
    /// It is never wider; what does not fit goes on in the next line.
    pub most: usize,
}
