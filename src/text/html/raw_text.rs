//! A piece of raw HTML, which may stand on several lines of its file with something else between them.

/// A text, and where its parts stand in their file.
#[derive(Debug, Clone, Default)]
pub struct RawText {
    text: String,
    /// For each part: where it begins in the text, and in the file.
    parts: Vec<(usize, usize)>,
}

impl RawText {
    /// One part alone.
    pub fn new(text: &str, at: usize) -> Self {
        Self { text: text.to_owned(), parts: vec![(0, at)] }
    }

    /// One more part, which begins at that byte of the file.
    pub fn push(&mut self, text: &str, at: usize) {
        self.parts.push((self.text.len(), at));
        self.text.push_str(text);
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the text stands in the file.
    pub fn place(&self, at: usize) -> usize {
        let index = self.parts.partition_point(|(start, _)| *start <= at);
        index.checked_sub(1).map_or(at, |index| {
            let (start, place) = self.parts[index];
            place + (at - start)
        })
    }
}
