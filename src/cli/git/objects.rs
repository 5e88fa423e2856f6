//! The bytes of many objects from one process: `git cat-file --batch`.

use std::io::{self, BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;
use std::thread;

use super::command;

/// The bytes of objects, in the order of their names; `None` for one that this clone does not have.
///
/// # Errors
/// When git does not answer, or answers what it never says.
pub fn objects(folder: &Path, names: &[&str]) -> io::Result<Vec<Option<Vec<u8>>>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut git = command(folder, &["cat-file", "--batch"]);
    let mut git = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (asks, answers) = (git.stdin.take(), git.stdout.take());
    let (mut asks, answers) = asks.zip(answers).ok_or_else(|| io::Error::other("git has no streams"))?;
    let wanted: String = names.iter().flat_map(|name| [*name, "\n"]).collect();
    // Asked on a thread of its own: git stops listening while nobody takes its answers.
    let asking = thread::spawn(move || asks.write_all(wanted.as_bytes()));
    let mut answers = BufReader::with_capacity(1 << 16, answers);
    let read = names.iter().map(|_| object(&mut answers)).collect();
    drop(answers);
    let _ = asking.join();
    git.wait()?;
    read
}

/// One answer: `NAME blob SIZE`, the bytes and a line end; or `NAME missing`.
fn object(answers: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let words: Vec<&str> = head.split_whitespace().collect();
    let size = match words.as_slice() {
        [_, "missing"] => return Ok(None),
        [_, _, size] => size.parse::<usize>().map_err(io::Error::other)?,
        _ => return Err(io::Error::other("git gives no object")),
    };
    let mut bytes = vec![0; size];
    answers.read_exact(&mut bytes)?;
    answers.read_exact(&mut [0])?;
    Ok(Some(bytes))
}
