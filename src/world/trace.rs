//! What was asked of a world, with a digest of each answer. What follows from a project alone is the same for as long as
//! every answer is: so nobody has to say which file has to do with what (constructive traces, as of Mokhov, Mitchell and
//! Peyton Jones: Build Systems à la Carte, 2018).

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Mutex, PoisonError},
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use super::{Listing, ProjectPath, ReadError, World};

/// A world that remembers what it was asked.
pub struct Traced<'a> {
    world: &'a dyn World,
    asked: Mutex<Asked>,
}

#[derive(Default)]
struct Asked {
    answers: BTreeMap<Question, u64>,
    /// The same question got two answers.
    moved: bool,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    /// Asked first: a world may know files better once it has listed them.
    List(ProjectPath),
    Read(ProjectPath),
    Exists(ProjectPath),
    Behind(ProjectPath),
}

/// All questions, each with the digest of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Line>", into = "Vec<Line>")]
pub struct Trace(Vec<(Question, u64)>);

/// A question as it is kept: what was asked, of which path, and the digest of the answer.
type Line = (char, String, u64);

impl<'a> Traced<'a> {
    /// The same world.
    pub fn new(world: &'a dyn World) -> Self {
        Self { world, asked: Mutex::default() }
    }

    /// All that it was asked; nothing where it changed meanwhile.
    pub fn trace(self) -> Option<Trace> {
        let Asked { answers, moved } = self.asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        (!moved).then(|| Trace(answers.into_iter().collect()))
    }

    fn note(&self, question: Question, answer: u64) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.answers.insert(question, answer).is_some_and(|before| before != answer) {
            asked.moved = true;
        }
    }
}

impl World for Traced<'_> {
    fn read(&self, path: &ProjectPath) -> Result<Vec<u8>, ReadError> {
        let answer = self.world.read(path);
        self.note(Question::Read(path.clone()), of_bytes(&answer));
        answer
    }

    fn list(&self, folder: &ProjectPath) -> Listing {
        let answer = self.world.list(folder);
        self.note(Question::List(folder.clone()), of_listing(&answer));
        answer
    }

    fn exists(&self, path: &ProjectPath) -> bool {
        let answer = self.world.exists(path);
        self.note(Question::Exists(path.clone()), digest(&answer));
        answer
    }

    fn behind_links(&self, path: &ProjectPath) -> Option<ProjectPath> {
        let answer = self.world.behind_links(path);
        self.note(Question::Behind(path.clone()), digest(&answer));
        answer
    }
}

impl Trace {
    /// Whether a world still answers all of it in the same way.
    pub fn holds(&self, world: &dyn World) -> bool {
        let lists = self.0.partition_point(|(question, _)| matches!(question, Question::List(_)));
        let (lists, rest) = self.0.split_at(lists);
        let same = |(question, answer): &(Question, u64)| question.answer(world) == *answer;
        lists.iter().all(same) && rest.par_iter().all(same)
    }
}

impl Question {
    fn answer(&self, world: &dyn World) -> u64 {
        match self {
            Self::List(path) => of_listing(&world.list(path)),
            Self::Read(path) => of_bytes(&world.read(path)),
            Self::Exists(path) => digest(&world.exists(path)),
            Self::Behind(path) => digest(&world.behind_links(path)),
        }
    }
}

impl From<Trace> for Vec<Line> {
    fn from(trace: Trace) -> Self {
        let line = |(question, answer)| {
            let (mark, path) = match question {
                Question::List(path) => ('l', path),
                Question::Read(path) => ('r', path),
                Question::Exists(path) => ('e', path),
                Question::Behind(path) => ('b', path),
            };
            (mark, path.to_string(), answer)
        };
        trace.0.into_iter().map(line).collect()
    }
}

impl TryFrom<Vec<Line>> for Trace {
    type Error = String;

    fn try_from(lines: Vec<Line>) -> Result<Self, String> {
        let read = |(mark, path, answer): Line| {
            let path = match path.as_str() {
                "" => ProjectPath::root(),
                path => ProjectPath::new(path).map_err(|error| error.to_string())?,
            };
            let question = match mark {
                'l' => Question::List(path),
                'r' => Question::Read(path),
                'e' => Question::Exists(path),
                'b' => Question::Behind(path),
                other => return Err(format!("nobody asks `{other}`")),
            };
            Ok((question, answer))
        };
        let mut all = lines.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        all.sort_unstable();
        Ok(Self(all))
    }
}

fn of_bytes(answer: &Result<Vec<u8>, ReadError>) -> u64 {
    match answer {
        Ok(bytes) => in_parts([b"read".as_slice(), bytes]),
        Err(error) => digest(&error.reason),
    }
}

fn of_listing(listing: &Listing) -> u64 {
    let files = listing.files.iter().flat_map(|file| [file.as_str().as_bytes(), b"\n"]);
    let problems = format!("{:?}", listing.problems);
    in_parts(files.chain([problems.as_bytes()]))
}

fn digest(answer: &impl Debug) -> u64 {
    in_parts([format!("{answer:?}").as_bytes()])
}

fn in_parts<'b>(parts: impl IntoIterator<Item = &'b [u8]>) -> u64 {
    let mut hash = Xxh3::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hash.digest()
}

#[cfg(test)]
mod tests {
    use super::{Trace, Traced};
    use crate::world::{Memory, ProjectPath, World};

    fn path(name: &str) -> ProjectPath {
        ProjectPath::new(name).unwrap()
    }

    fn asked(world: &Memory) -> Trace {
        let traced = Traced::new(world);
        let _ = traced.list(&path("content"));
        let _ = traced.read(&path("content/a.md"));
        let _ = traced.read(&path("settings.yaml"));
        let _ = (traced.exists(&path("content/b.md")), traced.behind_links(&path("content/a.md")));
        traced.trace().unwrap()
    }

    fn world(files: &[(&str, &str)]) -> Memory {
        Memory::of(files.iter().copied()).unwrap()
    }

    #[test]
    fn it_holds_while_every_answer_is_the_same() {
        let before = world(&[("content/a.md", "one"), ("notes.md", "not asked for")]);
        let trace = asked(&before);
        assert!(trace.holds(&before));
        assert!(trace.holds(&world(&[("content/a.md", "one"), ("notes.md", "another")])));
        for other in [
            &[("content/a.md", "two")][..],
            &[("content/a.md", "one"), ("content/b.md", "")],
            &[("content/a.md", "one"), ("content/picture.png", "")],
            &[("content/a.md", "one"), ("settings.yaml", "")],
            &[("notes.md", "not asked for")],
        ] {
            assert!(!trace.holds(&world(other)), "{other:?}");
        }
    }

    #[test]
    fn it_reads_back_and_nonsense_does_not() {
        let world = world(&[("content/a.md", "one")]);
        let trace = asked(&world);
        let kept = serde_json::to_string(&trace).unwrap();
        assert_eq!(serde_json::from_str::<Trace>(&kept).unwrap(), trace);
        for nonsense in [r#"[["x","a",1]]"#, r#"[["r","../a",1]]"#, r#"[["r","a"]]"#, "{}"] {
            assert!(serde_json::from_str::<Trace>(nonsense).is_err(), "{nonsense}");
        }
    }
}
