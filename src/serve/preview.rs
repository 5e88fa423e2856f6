//! What is served now, and what the last edit did.
//!
//! A new site takes the place of the old one when it is ready: whoever asks meanwhile gets the old one, and nobody a hole.

use std::{
    collections::{BTreeMap, BTreeSet, hash_map::RandomState},
    hash::{BuildHasher, Hasher},
    net::IpAddr,
    sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use tokio::sync::{Semaphore, watch};

use super::{
    editor::Editor,
    files::Files,
    problems::Problem,
    stage::{Commit, Facts, Stage},
};
use crate::{analyse::outline::Change, say::outline, site::Config};

/// Most sites of other days that are kept beside that of the status date.
const MOST_DAYS: usize = 2;

/// Most streams of events at once: more than anybody has windows.
const MOST_STREAMS: usize = 64;

/// How a preview is to be.
pub struct Options {
    /// What the site is to be like. Its commit is asked for when a page tells it.
    pub config: Config,
    /// The address it listens on.
    pub host: IpAddr,
    /// The folder of the site's address.
    pub base: Base,
    /// What opens files; nothing where none is known.
    pub editor: Option<Editor>,
    /// The commit that the project is at.
    pub commit: Commit,
}

/// The folder of the site's address: `/`, `/repo/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

/// What is no folder of an address.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no folder of an address: write it as in `/repo/`")]
pub struct BaseError(String);

impl Base {
    /// With a slash at both ends, whatever was written.
    ///
    /// # Errors
    /// When it holds what a folder cannot.
    pub fn new(written: &str) -> Result<Self, BaseError> {
        let inner = written.trim_matches('/');
        let clean = |part: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
            !part.is_empty() && part.chars().all(plain) && !part.starts_with('.')
        };
        match inner {
            "" => Ok(Self("/".to_owned())),
            inner if inner.split('/').all(clean) => Ok(Self(format!("/{inner}/"))),
            _ => Err(BaseError(written.to_owned())),
        }
    }

    /// It, with its slashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// See the module.
pub struct Preview {
    /// The files of the project.
    pub files: Arc<Files>,
    /// How it is to be.
    pub options: Options,
    /// What a page of ours knows and no other: without it no editor is opened.
    pub token: String,
    /// A place for each stream of events.
    pub streams: Arc<Semaphore>,
    state: RwLock<State>,
    version: watch::Sender<u64>,
}

struct State {
    stage: Arc<Stage>,
    days: BTreeMap<NaiveDate, Arc<Stage>>,
    /// How often something changed that pages show and do not hold: a picture.
    pictures: u64,
    /// The errors that were there at the beginning: nobody is stopped by them again.
    known: BTreeSet<(Option<String>, String)>,
    edit: Option<Edit>,
}

/// What an edit did.
#[derive(Debug, Clone)]
pub struct Edit {
    /// What is otherwise.
    pub changes: Vec<Change>,
    /// From the event to the new site.
    pub took: Duration,
}

impl Edit {
    fn between(before: &Facts, after: &Facts, took: Duration) -> Self {
        Self { changes: before.outline.changes(&after.outline, &after.calendar), took }
    }

    /// `M2.3 +2 d · gate P2 2 May -> 6 May · 1 new error · 18 ms`.
    pub fn line(&self) -> String {
        let mut parts = vec![outline::in_short(&self.changes), outline::findings_in_short(&self.changes)];
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            parts.push("no date or color moved".to_owned());
        }
        parts.push(format!("{} ms", self.took.as_millis()));
        parts.join(" · ")
    }
}

impl Preview {
    /// The first site of a project. `None` where it cannot be made.
    pub fn new(files: Arc<Files>, options: Options) -> Option<Arc<Self>> {
        let stage = stage(&files, &options, None)?;
        let known = stage.facts.problems.iter().map(Problem::name).collect();
        let state = State { stage, days: BTreeMap::new(), pictures: 0, known, edit: None };
        Some(Arc::new(Self {
            files,
            options,
            token: token(),
            streams: Arc::new(Semaphore::new(MOST_STREAMS)),
            state: RwLock::new(state),
            version: watch::Sender::new(0),
        }))
    }

    /// Make the site of the files as they are now, and serve it from then on. `pictures`: something changed that pages show
    /// and do not hold. The time is told from `since` on.
    pub fn refresh(&self, pictures: bool, since: Instant) -> Option<Edit> {
        let stage = stage(&self.files, &self.options, None)?;
        let old = {
            let mut state = self.change();
            let edit = Edit::between(&state.stage.facts, &stage.facts, since.elapsed());
            let still: BTreeSet<_> = stage.facts.problems.iter().map(Problem::name).collect();
            state.known.retain(|problem| still.contains(problem));
            state.edit = Some(edit);
            state.pictures += u64::from(pictures);
            state.days.clear();
            std::mem::replace(&mut state.stage, stage)
        };
        drop(old);
        self.version.send_modify(|version| *version += 1);
        self.read().edit.clone()
    }

    /// The site of a day; of the status date where none is named.
    pub async fn stage(self: &Arc<Self>, day: Option<NaiveDate>) -> Option<Arc<Stage>> {
        let Some(day) = day else { return Some(Arc::clone(&self.read().stage)) };
        let kept = self.read().days.get(&day).cloned();
        if kept.is_some() {
            return kept;
        }
        let preview = Arc::clone(self);
        tokio::task::spawn_blocking(move || preview.stage_of(day)).await.ok().flatten()
    }

    /// The site of a day if it is kept, else that of the status date.
    pub fn kept(&self, day: Option<NaiveDate>) -> Arc<Stage> {
        let state = self.read();
        let of_day = day.and_then(|day| state.days.get(&day));
        Arc::clone(of_day.unwrap_or(&state.stage))
    }

    fn stage_of(&self, day: NaiveDate) -> Option<Arc<Stage>> {
        let version = *self.version.borrow();
        let stage = stage(&self.files, &self.options, Some(day))?;
        let mut state = self.change();
        if version == *self.version.borrow() {
            while state.days.len() >= MOST_DAYS {
                state.days.pop_first();
            }
            state.days.insert(day, Arc::clone(&stage));
        }
        Some(stage)
    }

    /// Tells of each new site.
    pub fn versions(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// The line of the last edit, how many pictures changed so far, and the errors that were not there at the beginning.
    pub fn news(&self) -> (Option<String>, u64, Vec<Problem>) {
        let state = self.read();
        let new = state.stage.facts.problems.iter().filter(|problem| !state.known.contains(&problem.name()));
        (state.edit.as_ref().map(Edit::line), state.pictures, new.cloned().collect())
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stage(files: &Arc<Files>, options: &Options, day: Option<NaiveDate>) -> Option<Arc<Stage>> {
    let config = Config { as_of: day.or(options.config.as_of), ..options.config.clone() };
    Stage::prepare(Arc::clone(files), config, Arc::clone(&options.commit))
}

/// A word that nobody can guess: the hashes that the standard library seeds from the system.
fn token() -> String {
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_folder() {
        let base = |written| Base::new(written).map(|base| base.as_str().to_owned());
        assert_eq!(base("").as_deref(), Ok("/"));
        assert_eq!(base("/repo").as_deref(), Ok("/repo/"));
        assert_eq!(base("repo/docs/").as_deref(), Ok("/repo/docs/"));
        for wrong in ["/a//b/", "/../", "/a b/", "/a?b/", "/%41/", "/.git/"] {
            assert!(base(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn tokens_are_long_and_never_the_same() {
        assert_eq!(token().len(), 32);
        assert_ne!(token(), token());
    }
}
