//! Keys that a JSON text gives twice: readers of JSON take one of the values without a word, and not all the same one.
//!
//! Must not know what the text is for.

use std::{collections::BTreeSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::excerpt::short;
use crate::text::visible;

/// A key that stands twice in one object.
#[derive(Debug, PartialEq, Eq)]
pub struct Twice {
    /// The key, cut where it is long.
    pub key: String,
    /// The line of the second, from 1.
    pub line: usize,
}

/// The first key of a JSON text that an object gives twice. Time is linear in the text, but for the order of the keys.
pub fn given_twice(bytes: &[u8]) -> Option<Twice> {
    let mut found = None;
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let error = Values { found: &mut found }.deserialize(&mut reader).err()?;
    let key = visible::closed(short(&found?).to_string());
    Some(Twice { key, line: error.line() })
}

/// Reads any value and keeps nothing of it.
struct Values<'a> {
    /// The key at which it stopped.
    found: &'a mut Option<String>,
}

impl Values<'_> {
    fn again(&mut self) -> Values<'_> {
        Values { found: self.found }
    }
}

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys: BTreeSet<String> = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if keys.contains(&key) {
                *self.found = Some(key);
                return Err(A::Error::custom("a key given twice"));
            }
            keys.insert(key);
            map.next_value_seed(self.again())?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(self.again())?.is_some() {}
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_key_is_found_with_its_line_however_deep() {
        let twice = |text: &str| given_twice(text.as_bytes()).map(|twice| (twice.key, twice.line));
        assert_eq!(twice("{\"a\": 1,\n \"b\": 2,\n \"a\": 0}"), Some(("a".to_owned(), 3)));
        assert_eq!(
            twice("[{\"a\": [1.5, null, true, -1, {\"x\": \"\",\n\"\\u0078\": 1}]}]"),
            Some(("x".to_owned(), 2))
        );
        assert_eq!(twice("{\"a\": {\"a\": {\"a\": []}}, \"b\": [{\"c\": 1}, {\"c\": 2}]}"), None);
        assert_eq!(twice("{\"a\": "), None);
    }
}
