//! A prepared site on threads of its own, which make its files on request.
//!
//! A site borrows what it is made from, so it lives on the stack of a thread; whoever holds the [`Stage`] asks it through a
//! channel. When the last holder is gone, the threads end and the memory is free.

use std::{
    collections::BTreeMap,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
};

use chrono::NaiveDate;
use tokio::sync::oneshot;

use super::{
    files::Files,
    problems::{Problem, problems},
    source::{Spot, spot},
};
use crate::{
    analyse::{SprintTime, outline::Outline},
    date::WorkCalendar,
    model::Entity,
    site::{self, Config},
};

/// What gives the name of the commit that a project is at.
pub type Commit = Arc<dyn Fn(&Files) -> Option<String> + Send + Sync>;

/// A prepared site.
pub struct Stage {
    asks: mpsc::Sender<Ask>,
    /// What is known of it without making a page.
    pub facts: Facts,
}

/// What is known of a site without making a page.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The day whose state it shows.
    pub as_of: NaiveDate,
    /// Its answers.
    pub outline: Outline,
    /// The working days of the program.
    pub calendar: WorkCalendar,
    /// What is wrong, errors with their lines.
    pub problems: Vec<Problem>,
    /// The days that a page can be shown as of: the end of each sprint that is over.
    pub days: Vec<(String, NaiveDate)>,
}

/// What is asked of a stage.
enum Ask {
    /// The bytes of a file.
    File(String, oneshot::Sender<Option<Vec<u8>>>),
    /// The place in the content of what a page says.
    Source(String, String, oneshot::Sender<Option<Spot>>),
}

impl Stage {
    /// Prepare the site of the files as they are; returns when it is ready. `None` where that panics, which is told on the
    /// terminal as a panic is.
    pub fn prepare(files: Arc<Files>, config: Config, commit: Commit) -> Option<Arc<Self>> {
        let (ready, known) = mpsc::channel();
        let (asks, asked) = mpsc::channel();
        let run = move || {
            let name = || commit(&files);
            site::stage(&*files, &config, Some(&files.memo), &name, |stage| {
                if ready.send(facts(stage)).is_ok() {
                    answer_all(stage, asked);
                }
            });
        };
        thread::Builder::new().name("site".to_owned()).spawn(run).ok()?;
        let facts = known.recv().ok()?;
        Some(Arc::new(Self { asks, facts }))
    }

    /// The bytes that a build would write to a path; `None` where it would write nothing.
    pub async fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.ask(|answer| Ask::File(path.to_owned(), answer)).await
    }

    /// The same, for those who may wait.
    pub fn file_now(&self, path: &str) -> Option<Vec<u8>> {
        let (answer, answered) = oneshot::channel();
        self.asks.send(Ask::File(path.to_owned(), answer)).ok()?;
        answered.blocking_recv().ok().flatten()
    }

    /// Where what a page says was written: the line that holds `text`, else the beginning of the file.
    pub async fn source(&self, page: &str, text: &str) -> Option<Spot> {
        self.ask(|answer| Ask::Source(page.to_owned(), text.to_owned(), answer)).await
    }

    async fn ask<T>(&self, ask: impl FnOnce(oneshot::Sender<Option<T>>) -> Ask) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        self.asks.send(ask(answer)).ok()?;
        answered.await.ok().flatten()
    }
}

/// The files that were made for somebody: while the site stays as it is, so do they, and whoever looks again takes no time from
/// the preparation of the next one.
#[derive(Default)]
struct Made {
    files: BTreeMap<String, Vec<u8>>,
    bytes: usize,
}

/// So many bytes of them are held.
const MOST_BYTES: usize = 16 << 20;

impl Made {
    fn add(&mut self, path: String, file: Vec<u8>) {
        if self.bytes + file.len() > MOST_BYTES {
            *self = Self::default();
        }
        if file.len() <= MOST_BYTES {
            self.bytes += file.len();
            let again = self.files.insert(path, file);
            self.bytes -= again.map_or(0, |file| file.len());
        }
    }
}

/// Answer until nobody can ask any more.
fn answer_all(stage: &site::Stage, asked: mpsc::Receiver<Ask>) {
    let asked = Mutex::new(asked);
    let made = Mutex::new(Made::default());
    let next = || asked.lock().ok()?.recv().ok();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, NonZero::get).min(4) {
            scope.spawn(|| {
                while let Some(ask) = next() {
                    // A page that cannot be made is a bug of ours; the others are still served.
                    let _ = catch_unwind(AssertUnwindSafe(|| answer(stage, &made, ask)));
                }
            });
        }
    });
}

fn answer(stage: &site::Stage, made: &Mutex<Made>, ask: Ask) {
    let known = || made.lock().unwrap_or_else(PoisonError::into_inner);
    match ask {
        Ask::File(path, answer) => {
            let before = known().files.get(&path).cloned();
            let file = before.or_else(|| {
                let file = stage.file(&path)?;
                known().add(path, file.clone());
                Some(file)
            });
            let _ = answer.send(file);
        }
        Ask::Source(page, text, answer) => drop(answer.send(spot(stage.checked(), &page, &text))),
    }
}

fn facts(stage: &site::Stage) -> Facts {
    let checked = stage.checked();
    let (program, now) = (&checked.program, &checked.chronicle.now);
    let over = program.sprints_in_time().into_iter().filter(|key| now.time(*key) == SprintTime::Past);
    let days = over.map(|key| {
        let title = program.sprints[key].head().title.clone();
        (title, checked.chronicle.scope_of(key).0)
    });
    Facts {
        as_of: now.as_of,
        outline: Outline::new(program, &checked.chronicle, stage.diagnostics()),
        calendar: program.settings.calendar_of(None).clone(),
        problems: problems(stage.diagnostics(), checked.sources()),
        days: days.collect(),
    }
}
