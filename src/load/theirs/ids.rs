//! How ids are made of the names of files, and which other beginnings the same ids have.

use std::collections::BTreeMap;

use super::{Node, entries, text};
use crate::{
    load::{fields::FieldMap, lookup::lookup, words::parse_word},
    model::Kind,
};

/// The rules of `ids`.
#[derive(Debug, Clone, Default)]
pub struct IdRules {
    prefixes: BTreeMap<Kind, String>,
    /// From another beginning, in lower case, to the one that counts.
    aliases: BTreeMap<String, String>,
}

impl IdRules {
    /// The rules of a mapping of `prefixes` and `aliases`.
    pub fn new(node: Option<&Node>) -> Self {
        let part = |name| node.and_then(|node| lookup(node, name, &FieldMap::new())).map_or(&[][..], entries);
        let prefixes = part("prefixes").iter();
        let aliases = part("aliases").iter();
        Self {
            prefixes: prefixes
                .filter_map(|(key, node)| Some((parse_word(&key.text)?, text(node)?.trim().to_owned())))
                .collect(),
            aliases: aliases
                .filter_map(|(key, node)| {
                    Some((key.text.trim().to_lowercase(), text(node)?.trim().to_owned()))
                })
                .collect(),
        }
    }

    /// What stands before a number from the name of a file of that kind.
    pub fn prefix(&self, kind: Kind) -> Option<&str> {
        let own = self.prefixes.get(&kind).map(String::as_str);
        own.or_else(|| (kind == Kind::Decision).then_some("ADR-"))
    }

    /// An id with the beginning that counts in place of another one that it has.
    pub fn with_own_beginning(&self, id: &str) -> Option<String> {
        let lower = id.to_lowercase();
        let fits = self.aliases.iter().filter(|(other, _)| lower.starts_with(other.as_str()));
        let (other, own) = fits.max_by_key(|(other, _)| other.len())?;
        Some(format!("{own}{}", id.get(other.len()..)?))
    }
}
