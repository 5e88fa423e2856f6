//! Seeds that are the same in every run, and dice from them. `MILEPOST_SEEDS` says which seeds are tried: a count, or
//! a range as `100..200`.

#![allow(dead_code)] // not every suite that includes it rolls all dice

use std::ops::Range;

/// The seeds to try: so many in continuous integration, others where the environment says so.
pub fn seeds(usual: u64) -> Range<u64> {
    let read = |text: &str| match text.split_once("..") {
        Some((from, to)) => Some(from.parse().ok()?..to.parse().ok()?),
        None => Some(0..text.parse().ok()?),
    };
    match std::env::var("MILEPOST_SEEDS") {
        Ok(text) => read(&text).expect("MILEPOST_SEEDS is a count, or a range as `100..200`"),
        Err(_) => 0..usual,
    }
}

/// Numbers from a seed: splitmix64.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % end.max(1) as u64).unwrap_or(0)
    }

    pub fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
