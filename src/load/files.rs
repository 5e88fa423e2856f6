//! Files that the content names without being read as content: definitions, reports, evidence.
//!
//! Must not know what the files are for. All of them are read through the world, and none outside of it.

use super::{Node, Value, reading::Reading};
use crate::world::ProjectPath;

/// Whether a path named by the content leads to a file.
pub fn exists(reading: &Reading<'_>, path: &str) -> bool {
    find(reading, path).is_some()
}

/// `xxh3:` and 16 hexadecimal digits over the bytes of a file, with `\r\n` read as `\n`.
pub fn hash(reading: &Reading<'_>, path: &str) -> Option<String> {
    let bytes = reading.around.world.read(&find(reading, path)?).ok()?;
    Some(hash_of(&bytes))
}

fn hash_of(bytes: &[u8]) -> String {
    let mut normal = Vec::with_capacity(bytes.len());
    for (index, &byte) in bytes.iter().enumerate() {
        if byte != b'\r' || bytes.get(index + 1) != Some(&b'\n') {
            normal.push(byte);
        }
    }
    format!("xxh3:{:016x}", xxhash_rust::xxh3::xxh3_64(&normal))
}

/// The file that a path leads to: from the project root, else from the folder of the file that names it.
pub fn find(reading: &Reading<'_>, path: &str) -> Option<ProjectPath> {
    let world = reading.around.world;
    let from = |folder: ProjectPath| folder.resolve(path).ok().filter(|path| world.exists(path));
    from(ProjectPath::root()).or_else(|| from(reading.path.parent()))
}

/// The value at a JSON pointer (RFC 6901) of a file, as compact JSON; `None` where file, syntax or pointer fail.
pub fn json_at(reading: &Reading<'_>, path: &str, pointer: &str) -> Option<String> {
    let bytes = reading.around.world.read(&find(reading, path)?).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    value.pointer(pointer).map(ToString::to_string)
}

/// A YAML scalar as compact JSON; `None` for anything else.
pub fn json_of(node: &Node) -> Option<String> {
    let text = |text: &str| serde_json::Value::String(text.to_owned()).to_string();
    match &node.value {
        Value::Null => Some("null".to_owned()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Number(number) => match serde_json::from_str::<serde_json::Value>(number) {
            Ok(value) => Some(value.to_string()),
            Err(_) => Some(text(number)),
        },
        Value::Text(value) => Some(text(value)),
        Value::List(_) | Value::Map(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::hash_of;

    #[test]
    fn line_ends_do_not_change_a_hash() {
        assert_eq!(hash_of(b"a\r\nb\r\n"), hash_of(b"a\nb\n"));
        assert_ne!(hash_of(b"a\rb"), hash_of(b"a\nb"));
        assert_eq!(hash_of(b""), "xxh3:2d06800538d394c2");
    }
}
