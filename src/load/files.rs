//! Files that the content names without being read as content: definitions, reports, evidence.
//!
//! Must not know what the files are for. All of them are read through the world, and none outside of it.

use super::{
    Node, Value,
    json_keys::{self, Twice},
    reading::Reading,
};
use crate::{
    diag::{Code, Diagnostic, Place},
    model::Found,
    world::ProjectPath,
};

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

/// Longest word of a file that is shown, in characters: a name such as `passed`, no key and no token.
const LONGEST_WORD: usize = 20;

/// A file that is read for evidence.
pub enum Source {
    /// It lies in the content folder, also after links are followed.
    Content(ProjectPath),
    /// It lies elsewhere, and is not read.
    Elsewhere,
    /// There is none.
    Nowhere,
}

/// Where evidence is read: from the project root, else from the folder of the file that names it, and inside of the
/// content folder alone. What lies beside that was not meant to be published.
pub fn evidence(reading: &Reading<'_>, path: &str) -> Source {
    let (world, content) = (reading.around.world, reading.around.content);
    let candidates = [ProjectPath::root(), reading.path.parent()].map(|folder| folder.resolve(path).ok());
    let candidates = || candidates.iter().flatten();
    let behind = |path: &ProjectPath| world.behind_links(path);
    let inside = |path: &&ProjectPath| {
        path.is_within(content) && behind(path).is_some_and(|file| file.is_within(content))
    };
    match candidates().find(inside) {
        Some(file) => Source::Content(file.clone()),
        None if candidates().any(|path| behind(path).is_some()) => Source::Elsewhere,
        None if candidates().all(|path| !path.is_within(content)) => Source::Elsewhere,
        None => Source::Nowhere,
    }
}

/// What stands at a JSON pointer (RFC 6901) of a file beside what is expected there; `None` where file, syntax or pointer
/// fail. The file is named at a place of the content.
pub fn json_at(
    reading: &Reading<'_>,
    (file, place): (&ProjectPath, Place),
    pointer: &str,
    expected: &str,
) -> Option<Found> {
    let bytes = reading.around.world.read(file).ok()?;
    let value: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
    if let Some(Twice { key, line }) = json_keys::given_twice(&bytes) {
        let message =
            format!("line {line} of `{file}` gives the key `{key}` a second time, so the file shows nothing");
        let diagnostic = Diagnostic::new(Code::DuplicateKey, place, message);
        reading.report(diagnostic.hint("keep one of the two values"));
        return None;
    }
    let value = value.pointer(pointer)?;
    let json = value.to_string();
    Some(match value {
        _ if json == expected => Found::Expected,
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => Found::Shown(json),
        serde_json::Value::String(text) if is_word(text) => Found::Shown(json),
        _ => Found::Other,
    })
}

fn is_word(text: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    !text.is_empty() && text.chars().count() <= LONGEST_WORD && text.chars().all(plain)
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
    use super::{hash_of, is_word};

    #[test]
    fn only_short_words_are_shown() {
        for word in ["passed", "v1.2.3", "größe", "a-b_c", "12345678901234567890"] {
            assert!(is_word(word), "{word}");
        }
        for other in ["", "123456789012345678901", "two words", "a\u{202e}b", "a=b", "<b>", "a/b"] {
            assert!(!is_word(other), "{other}");
        }
    }

    #[test]
    fn line_ends_do_not_change_a_hash() {
        assert_eq!(hash_of(b"a\r\nb\r\n"), hash_of(b"a\nb\n"));
        assert_ne!(hash_of(b"a\rb"), hash_of(b"a\nb"));
        assert_eq!(hash_of(b""), "xxh3:2d06800538d394c2");
    }
}
