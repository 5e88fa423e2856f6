//! What of raw HTML does not stay, as facts: merged as they are found, so that a file has a few however long it is.

use std::collections::BTreeMap;

/// Most different things that are told of one text; the others are counted.
const MOST: usize = 20;

/// Longest name that is kept, in bytes: names come from strangers.
const LONGEST_NAME: usize = 40;

/// What does not stay.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A tag that no text may have; what stands in it stays.
    Tag(String),
    /// A tag with all that stands in it.
    Content(String),
    /// An attribute that could run code, load or restyle something.
    Unsafe(String),
    /// An address that could run code, in this attribute.
    Address(String),
    /// An attribute that is not among those a text may have.
    Attribute(String),
    /// The value of an attribute, which is none that it may have.
    Value(String),
    /// A tag outside of what it belongs into.
    Misplaced(String),
    /// The end of something that was not begun.
    End(String),
    /// What begins as a tag does and is none; it stands as text.
    NoTag,
    /// A declaration or an instruction to a program.
    Declaration,
    /// A comment without an end, with all that follows.
    OpenComment,
    /// A tag, quote, list or emphasis deeper than others may be nested; what stands in it stays.
    TooDeep,
    /// More of all that.
    More,
}

impl What {
    /// Whether it could have run code, loaded something or hidden what follows.
    pub fn is_unsafe(&self) -> bool {
        matches!(
            self,
            Self::Tag(_)
                | Self::Content(_)
                | Self::Unsafe(_)
                | Self::Address(_)
                | Self::OpenComment
                | Self::Declaration
        )
    }
}

/// Something that does not stay, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// What.
    pub what: What,
    /// The byte at which the first of its kind begins.
    pub at: usize,
    /// How many there are.
    pub count: usize,
}

/// All that does not stay of a text, each kind once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeftOuts {
    list: Vec<LeftOut>,
    known: BTreeMap<What, usize>,
}

impl LeftOuts {
    /// One more.
    pub fn push(&mut self, what: What, at: usize) {
        let new = !self.known.contains_key(&what);
        let what = if new && self.known.len() >= MOST { What::More } else { what };
        match self.known.get(&what) {
            Some(&index) => self.list[index].count += 1,
            None => {
                self.known.insert(what.clone(), self.list.len());
                self.list.push(LeftOut { what, at, count: 1 });
            }
        }
    }

    /// Each kind once, in the order of their first.
    pub fn into_list(self) -> Vec<LeftOut> {
        self.list
    }
}

/// A name as it is kept.
pub(super) fn kept(name: &str) -> String {
    let end = name.char_indices().map(|(at, _)| at).find(|at| *at >= LONGEST_NAME);
    end.map_or_else(|| name.to_owned(), |end| format!("{}…", &name[..end]))
}
