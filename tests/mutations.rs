//! Files that were hurt at random keep every promise: the seeds of the fuzz target, changed in ways that are the same on each run.

use std::{fs, path::Path};

#[path = "../fuzz/src/survives.rs"]
mod survives;

/// How often each seed is changed.
const TIMES: u64 = 4;

/// A generator of numbers that is good enough to hurt files (xorshift, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

/// What the fuzz target knows of the languages that it speaks.
fn words() -> Vec<Vec<u8>> {
    let text = include_str!("../fuzz/words.dict");
    let plain = |line: &str| {
        let inside = line.trim_matches('"');
        let mut bytes = Vec::new();
        let mut rest = inside.as_bytes();
        while let Some((&first, after)) = rest.split_first() {
            match (first, after) {
                (b'\\', [b'x', high, low, after @ ..]) => {
                    let digits = [*high, *low];
                    let digits = std::str::from_utf8(&digits).expect("digits");
                    bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
                    rest = after;
                }
                _ => {
                    bytes.push(first);
                    rest = after;
                }
            }
        }
        bytes
    };
    text.lines().map(plain).collect()
}

fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let mut seeds: Vec<_> = fs::read_dir(folder)
        .expect("the seeds are there")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a seed")))
        .collect();
    seeds.sort();
    seeds
}

/// One change: a byte, a stretch taken out, doubled or put elsewhere, a word put in.
fn hurt(bytes: &mut Vec<u8>, chance: &mut Chance, words: &[Vec<u8>]) {
    let at = 1 + chance.below(bytes.len() - 1);
    let length = chance.below(40).min(bytes.len() - at);
    match chance.below(6) {
        0 => bytes[at] = u8::try_from(chance.below(256)).unwrap_or(0),
        1 => drop(bytes.drain(at..at + length)),
        2 => {
            let piece = bytes[at..at + length].repeat(1 + chance.below(30));
            bytes.splice(at..at, piece);
        }
        3 => {
            let piece: Vec<u8> = bytes.drain(at..at + length).collect();
            let to = 1 + chance.below(bytes.len().max(2) - 1);
            bytes.splice(to..to, piece);
        }
        _ => {
            let word = words[chance.below(words.len())].clone();
            bytes.splice(at..at, word);
        }
    }
}

#[test]
fn hurt_files_keep_every_promise() {
    let words = words();
    for (name, seed) in seeds() {
        survives::any_file(&seed);
        for number in 1..=TIMES {
            let mut chance = Chance(number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let mut bytes = seed.clone();
            for _ in 0..=chance.below(6) {
                if bytes.len() > 1 {
                    hurt(&mut bytes, &mut chance, &words);
                }
            }
            let kept = std::panic::catch_unwind(|| survives::any_file(&bytes));
            assert!(kept.is_ok(), "{name}, change {number}: {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
