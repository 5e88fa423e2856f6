//! Changes to one text: pieces that go, and what comes in their place. None touches another.

use std::collections::BTreeMap;
use std::ops::Range;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    /// By where a piece begins: where it ends, and what comes in its place.
    by_start: BTreeMap<usize, (usize, String)>,
}

impl Edits {
    /// Also put `new` in the place of a piece, unless a part of that is taken already.
    pub fn put(&mut self, range: Range<usize>, new: impl Into<String>) {
        let before = self.by_start.range(..range.end.max(range.start + 1)).next_back();
        let is_taken = before.is_some_and(|(start, (end, _))| *end > range.start || *start == range.start);
        if !is_taken {
            self.by_start.insert(range.start, (range.end, new.into()));
        }
    }

    /// Put `new` in the place of a piece, and drop what was to be changed in it.
    pub fn put_over(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.by_start.retain(|start, (end, _)| *end <= range.start || *start >= range.end);
        self.put(range, new);
    }

    /// Put `new` in at an offset, in the place of what was to be put in there.
    pub fn put_in(&mut self, at: usize, new: impl Into<String>) {
        if self.by_start.get(&at).is_none_or(|(end, _)| *end == at) {
            self.by_start.insert(at, (at, new.into()));
        }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.by_start.is_empty()
    }

    /// How many pieces change.
    pub fn len(&self) -> usize {
        self.by_start.len()
    }

    /// Where what stood at an offset stands afterwards.
    pub fn moved(&self, at: usize) -> usize {
        let before =
            self.by_start.iter().filter(|(start, (end, _))| **start < at || *end == **start && **start == at);
        before.fold(at, |moved, (start, (end, new))| moved + new.len() - (end - start))
    }

    /// The text afterwards.
    pub fn applied(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() + 64);
        let mut kept = 0;
        for (start, (end, new)) in &self.by_start {
            written.push_str(&text[kept..*start]);
            written.push_str(new);
            kept = *end;
        }
        written + &text[kept..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_change_once_and_offsets_follow() {
        let mut edits = Edits::default();
        edits.put(2..4, "long");
        edits.put(3..5, "lost");
        edits.put(2..3, "lost");
        edits.put(6..7, "");
        edits.put(0..0, "+");
        assert_eq!(edits.applied("0123456789"), "+01long45789");
        assert_eq!((edits.moved(0), edits.moved(2), edits.moved(4), edits.moved(9)), (1, 3, 7, 11));
        edits.put_over(1..5, "x");
        assert_eq!(edits.applied("0123456789"), "+0x5789");
    }
}
