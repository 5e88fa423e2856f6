//! Ids of messages that depend on nothing but what they are about.

use xxhash_rust::xxh3::xxh3_128;

/// A UUID made from a name: the XXH3 hash of `milepost` and `parts`, a line each, as a UUID of version 8 (RFC 9562,
/// section 5.8: the bits of version and variant are set, all others are those of the hash).
///
/// The same parts give the same id on every machine and in every run.
pub fn uuid(parts: &[&str]) -> String {
    let mut name = String::from("milepost");
    for part in parts {
        name.push('\n');
        name.push_str(part);
    }
    let mut bytes = xxh3_128(name.as_bytes()).to_be_bytes();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn an_id_has_its_form_and_depends_on_every_part() {
        let id = uuid(&["message", "E1", "milestone M1.4"]);
        assert_eq!(id, uuid(&["message", "E1", "milestone M1.4"]));
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "8", "the version in {id}");
        assert!(matches!(&id[19..20], "8" | "9" | "a" | "b"), "the variant in {id}");
        for other in [["thread", "E1", "milestone M1.4"], ["message", "E0", "milestone M1.4"]] {
            assert_ne!(id, uuid(&other));
        }
        assert_ne!(uuid(&["a", "b"]), uuid(&["ab"]));
    }
}
