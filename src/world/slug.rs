//! From an id to one segment of an address: `M1.2` becomes `m1.2`.
//!
//! Must not know what kind of thing the id names.
//!
//! The rule, in order:
//! 1. ASCII letters become lower case; digits, `.`, `_` and `-` stay; every run of anything else becomes one `-`.
//! 2. Dots and hyphens at either end are dropped, and at most [`MAX_BASE`] bytes are kept.
//! 3. If that lost more than the case of ASCII letters, or the result is a name that some system or this site
//!    keeps for itself (`con`, `nul`, `index`, ...), `~` and a hash of the id follow.
//!
//! A plain slug holds no `~`, so a plain and a hashed one never meet. Hence two ids share a slug only when they
//! differ in nothing but the case of ASCII letters (or their 48-bit hashes meet). [`slugs`] parts those too.

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::xxh3_64;

/// The bytes kept of an id before its hash; leaves room for an extension in every file system's 255.
const MAX_BASE: usize = 80;

/// Names that Windows keeps for devices, with any extension.
const DEVICES: [&str; 27] = [
    "aux", "clock$", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con",
    "conin$", "conout$", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    "nul", "prn",
];

/// Names that the site keeps for pages of its own beside those of ids.
const OWN_PAGES: [&str; 2] = ["current", "index"];

/// The address segment of an id: lower case, safe on every system, the same for ever (see the module's rule).
#[must_use]
pub fn slug(id: &str) -> String {
    let base = base(id);
    let plain = !base.is_empty() && base.eq_ignore_ascii_case(id) && !is_reserved(&base);
    if plain { base } else { hashed(&base, id) }
}

/// A slug for each id of a set, no two alike. Of ids that differ only in case the first in byte order has the
/// plain [`slug`], the others have their hash behind it.
#[must_use]
pub fn slugs<'a>(ids: impl IntoIterator<Item = &'a str>) -> BTreeMap<&'a str, String> {
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    let mut taken = BTreeSet::new();
    let mut named = BTreeMap::new();
    for id in ids {
        let mut name = slug(id);
        if taken.contains(&name) {
            name = hashed(&base(id), id);
        }
        taken.insert(name.clone());
        named.insert(id, name);
    }
    named
}

/// Whether a segment, in any case, names a device on Windows: what stands before its first dot decides.
pub(super) fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end();
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device))
}

fn is_reserved(base: &str) -> bool {
    is_device(base) || OWN_PAGES.contains(&base)
}

/// Steps 1 and 2 of the rule.
fn base(id: &str) -> String {
    let mut base = String::with_capacity(id.len().min(MAX_BASE));
    for c in id.chars() {
        match c {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '.' | '_' | '-' => base.push(c.to_ascii_lowercase()),
            _ if base.ends_with('-') => {}
            _ => base.push('-'),
        }
        if base.len() >= MAX_BASE {
            break;
        }
    }
    base.trim_matches(['.', '-']).to_owned()
}

/// Step 3: the base, without dots when they could make a device name, and 48 bits of the id's hash.
fn hashed(base: &str, id: &str) -> String {
    let base = if is_device(base) { base.replace('.', "-") } else { base.to_owned() };
    let base = if base.is_empty() { "id" } else { &base };
    format!("{base}~{:012x}", xxh3_64(id.as_bytes()) >> 16)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::world::SitePath;

    #[test]
    fn ordinary_ids_stay_readable() {
        for (id, expected) in [
            ("M1.2", "m1.2"),
            ("sprint-01", "sprint-01"),
            ("RISK-001", "risk-001"),
            ("task_7f3a", "task_7f3a"),
            ("CatalogService", "catalogservice"),
        ] {
            assert_eq!(slug(id), expected);
        }
    }

    #[test]
    fn whatever_loses_something_carries_a_hash() {
        for (id, base) in [
            ("team/payments", "team-payments"),
            ("Engineering Agent", "engineering-agent"),
            ("a///b", "a-b"),
            ("soci\u{e9}t\u{e9}", "soci-t"),
            ("\u{6f22}\u{5b57}", "id"),
            ("", "id"),
            ("..", "id"),
            (".git", "git"),
            ("x.", "x"),
            ("CON", "con"),
            ("nul.txt", "nul-txt"),
            ("index", "index"),
            ("Current", "current"),
        ] {
            let (kept, hash) = slug(id).split_once('~').map(|(k, h)| (k.to_owned(), h.len())).unwrap();
            assert_eq!((kept.as_str(), hash), (base, 12), "{id}");
        }
        assert_eq!(slug("console"), "console");
        assert!(slug(&"x".repeat(5000)).len() < 100);
    }

    #[test]
    fn twins_in_case_are_parted_and_the_first_keeps_its_address() {
        let names = slugs(["m1.2", "M1.2", "M1.3"]);
        assert_eq!((names["M1.2"].as_str(), names["M1.3"].as_str()), ("m1.2", "m1.3"));
        assert!(names["m1.2"].starts_with("m1.2~"));
    }

    fn any_id() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Za-z0-9._/ ~-]{0,6}",
            "(con|NUL|com1|index|Current)[.~-]?[a-c]{0,2}",
            any::<String>(),
            "[ab]{78,84}"
        ]
    }

    proptest! {
        #[test]
        fn distinct_ids_have_distinct_slugs_that_are_safe(ids in prop::collection::btree_set(any_id(), 0..60)) {
            let mut by_slug: BTreeMap<String, &str> = BTreeMap::new();
            for id in &ids {
                if let Some(other) = by_slug.insert(slug(id), id) {
                    prop_assert!(other.eq_ignore_ascii_case(id), "{other:?} and {id:?}");
                }
            }
            let named = slugs(ids.iter().map(String::as_str));
            let distinct: BTreeSet<&String> = named.values().collect();
            prop_assert_eq!(distinct.len(), ids.len());
            for name in named.values() {
                prop_assert!(name.is_ascii() && !name.bytes().any(|b| b.is_ascii_uppercase()));
                prop_assert!(SitePath::new(name).is_ok(), "{name:?}");
            }
        }
    }
}
