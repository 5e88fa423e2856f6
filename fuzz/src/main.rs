//! The target: each input is a file of a small project.
#![no_main]

mod survives;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| survives::any_file(data));
