//! A quote below the title in which a text says something of itself: `> **Status:** Accepted`.
//!
//! Only lines that begin with a key in bold count, and only until the first that does not: what somebody else said is quoted
//! as well.

use super::{Entry, keyed::keyed, line::Line};

/// Lines of a quote.
#[derive(Debug, Default)]
pub struct Quote(Vec<Line>);

/// Longest key, in bytes.
const LONGEST_KEY: usize = 40;

impl Quote {
    /// One more line.
    pub fn line(&mut self, line: Line) {
        self.0.push(line);
    }

    /// What its first lines say.
    pub fn entries(self) -> Vec<Entry> {
        self.0.iter().take_while(|line| begins_with_key(line)).flat_map(keyed).collect()
    }
}

/// Whether a line begins with some key in bold.
fn begins_with_key(line: &Line) -> bool {
    let key = line.text().split_once(':').map(|(key, _)| key.trim());
    line.bold().first() == Some(&0) && key.is_some_and(|key| key.len() <= LONGEST_KEY && !key.contains('.'))
}
