//! Tables of things of one kind, and the keys that lead into them.

use std::{
    collections::BTreeMap,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    ops::Index,
    sync::Arc,
};

use super::{Entity, Id};
use crate::text::natural_order;

/// Where a thing stands in the [`Table`] of its kind. Keys are given out by the table they lead into.
pub struct Key<T> {
    index: u32,
    kind: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    /// The key of row `index`.
    pub fn new(index: usize) -> Self {
        Self { index: u32::try_from(index).unwrap_or(u32::MAX), kind: PhantomData }
    }

    /// The row as an index into the table.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Key<T> {}
impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Key<T> {}
impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// All things of one kind, in natural order of their ids.
#[derive(Debug)]
pub struct Table<T> {
    /// Shared with the tables that differ from this one in a row or two, until one of them changes.
    rows: Arc<Vec<T>>,
    by_id: Arc<BTreeMap<Id, u32>>,
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { rows: Arc::clone(&self.rows), by_id: Arc::clone(&self.by_id) }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Arc::default(), by_id: Arc::default() }
    }
}

impl<T: Entity> Table<T> {
    /// Sort `rows` by id and index them. Ids must be distinct; of equal ids the first row is found.
    pub fn new(mut rows: Vec<T>) -> Self {
        rows.sort_by(|a, b| natural_order(&a.head().id, &b.head().id));
        let mut by_id = BTreeMap::new();
        for (index, row) in (0u32..).zip(&rows) {
            by_id.entry(row.head().id.clone()).or_insert(index);
        }
        Self { rows: Arc::new(rows), by_id: Arc::new(by_id) }
    }
}

impl<T: Entity + Clone> Table<T> {
    /// Put another row of the same id in the place of one.
    pub(crate) fn put(&mut self, key: Key<T>, row: T) {
        debug_assert_eq!(self[key].head().id, row.head().id, "a row keeps its id");
        if let Some(place) = Arc::make_mut(&mut self.rows).get_mut(key.index()) {
            *place = row;
        }
    }

    /// The thing of that key, to be changed in anything but its id.
    pub(crate) fn get_mut(&mut self, key: Key<T>) -> Option<&mut T> {
        Arc::make_mut(&mut self.rows).get_mut(key.index())
    }
}

impl<T> Table<T> {
    /// The key of the thing with that id.
    pub fn key(&self, id: &str) -> Option<Key<T>> {
        self.by_id.get(id).map(|&index| Key::new(index as usize))
    }

    /// The thing of that key, if the table has it.
    pub fn get(&self, key: Key<T>) -> Option<&T> {
        self.rows.get(key.index())
    }

    /// The keys before and after one, where there are any.
    pub fn beside(&self, key: Key<T>) -> (Option<Key<T>>, Option<Key<T>>) {
        let index = key.index();
        (index.checked_sub(1).map(Key::new), (index + 1 < self.rows.len()).then(|| Key::new(index + 1)))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = Key<T>> + ExactSizeIterator + use<T> {
        (0..self.rows.len()).map(Key::new)
    }

    /// All things with their keys, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (Key<T>, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (Key::new(index), row))
    }

    /// The things in order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Keys are made by the table itself, so this holds for every key of this table.
impl<T> Index<Key<T>> for Table<T> {
    type Output = T;

    fn index(&self, key: Key<T>) -> &T {
        &self.rows[key.index()]
    }
}
