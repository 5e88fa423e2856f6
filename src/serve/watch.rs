//! What changes in the folders of a project, joined into edits.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use notify::{
    Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
    event::{ModifyKind, RemoveKind},
};

use super::{
    files::Files,
    mounts,
    preview::{Edit, Preview},
};
use crate::{load::SETTINGS_FILE, world::ProjectPath};

/// After so long without an event a save is over: an editor writes a second file and gives it the name of the first.
const QUIET: Duration = Duration::from_millis(4);

/// However many events come, after so long something is shown.
const LONGEST: Duration = Duration::from_millis(60);

/// How often folders are looked through whose file system tells nothing.
const LOOKED: Duration = Duration::from_millis(500);

/// What reaches the one who makes sites.
enum News {
    Event(notify::Result<Event>, Instant),
    Again,
    End,
}

/// Watching, as long as this lives.
pub struct Watching {
    news: mpsc::Sender<News>,
    /// The file system that tells nothing, where folders are looked through instead.
    pub looked: Option<String>,
}

/// The folders to watch.
struct Folders {
    root: PathBuf,
    content: PathBuf,
    themes: PathBuf,
}

/// Which of the two ways there are.
enum Watch {
    Told(RecommendedWatcher),
    Looked(PollWatcher),
}

impl Watching {
    /// Watch the content, the settings, the themes and what they refer to; `tell` hears of each edit.
    ///
    /// # Errors
    /// When the system refuses to watch.
    pub fn begin(
        preview: Arc<Preview>,
        content: &ProjectPath,
        themes: &ProjectPath,
        tell: impl Fn(&Edit) + Send + 'static,
    ) -> notify::Result<Self> {
        let root = preview.files.root().to_owned();
        let folders =
            Folders { content: root.join(content.as_str()), themes: root.join(themes.as_str()), root };
        let mounts = fs::read_to_string("/proc/mounts").unwrap_or_default();
        let looked = mounts::silent(&mounts, &folders.content).map(str::to_owned);
        let (news, heard) = mpsc::channel();
        let events = news.clone();
        let hear = move |event: notify::Result<Event>| {
            // Reading files makes events, too.
            if !event.as_ref().is_ok_and(|event| event.kind.is_access()) {
                let _ = events.send(News::Event(event, Instant::now()));
            }
        };
        let watch = match looked.is_some() {
            false => Watch::Told(RecommendedWatcher::new(hear, Config::default())?),
            true => {
                let config = Config::default().with_poll_interval(LOOKED).with_compare_contents(true);
                Watch::Looked(PollWatcher::new(hear, config)?)
            }
        };
        let mut watched = Watched { watch, folders, others: BTreeSet::new(), content: false };
        watched.add(&watched.folders.root.clone(), RecursiveMode::NonRecursive)?;
        watched.watch_all(&preview.files)?;
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || watched.run(&preview, &heard, &tell))?;
        Ok(Self { news, looked })
    }

    /// Forget everything that was read, and begin anew.
    pub fn again(&self) {
        let _ = self.news.send(News::Again);
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.news.send(News::End);
    }
}

struct Watched {
    watch: Watch,
    folders: Folders,
    /// Folders beside the content in which files were looked for.
    others: BTreeSet<PathBuf>,
    /// The content is watched.
    content: bool,
}

impl Watched {
    fn run(&mut self, preview: &Preview, heard: &mpsc::Receiver<News>, tell: &dyn Fn(&Edit)) {
        while let Ok(first) = heard.recv() {
            let mut batch = Batch::default();
            let since = batch.add(first, &preview.files);
            let latest = Instant::now() + LONGEST;
            // What is none of ours is not waited for, nor does it make anybody wait.
            while let Ok(more) = heard.recv_timeout(batch.patience().min(latest - Instant::now())) {
                batch.add(more, &preview.files);
            }
            if batch.ended {
                return;
            }
            if batch.is_empty() {
                continue;
            }
            if batch.structure || batch.lost {
                self.catch_up();
            }
            // A watch goes with its folder, also where another has taken its place: what came meanwhile was not told.
            let gone = !self.content || batch.places.iter().any(|place| self.is_watched(place));
            if gone {
                self.unwatch_all();
                let _ = self.watch_all(&preview.files);
            }
            match gone || batch.lost {
                true => preview.files.forget_all(),
                false => preview.files.forget(batch.places.iter().map(PathBuf::as_path), batch.structure),
            }
            if let Some(edit) = preview.refresh(batch.pictures, since) {
                tell(&edit);
            }
            let _ = self.watch_all(&preview.files);
        }
    }

    /// Wait until every folder is watched of which an event told that it came. An event is told before its folder is watched,
    /// and what is put into the folder in between is told by none: who looks only after this sees that, too. The watcher
    /// answers in order.
    fn catch_up(&mut self) {
        let answered = match &mut self.watch {
            Watch::Told(watch) => watch.configure(Config::default()),
            Watch::Looked(watch) => watch.configure(Config::default()),
        };
        // No system can be configured anew; that it answered is enough.
        drop(answered);
    }

    /// Whether a place is a folder that is watched for itself.
    fn is_watched(&self, place: &Path) -> bool {
        place == self.folders.content || place == self.folders.themes || self.others.contains(place)
    }

    fn unwatch_all(&mut self) {
        let all = [&self.folders.content].into_iter().chain(&self.others);
        for folder in all {
            // It may be gone, and then so is its watch.
            let _ = match &mut self.watch {
                Watch::Told(watch) => watch.unwatch(folder),
                Watch::Looked(watch) => watch.unwatch(folder),
            };
        }
        self.content = false;
        self.others.clear();
    }

    /// Watch everything that is not watched yet.
    fn watch_all(&mut self, files: &Files) -> notify::Result<()> {
        if !self.content && self.folders.content.is_dir() {
            self.add(&self.folders.content.clone(), RecursiveMode::Recursive)?;
            self.content = true;
        }
        let Folders { root, content, themes } = &self.folders;
        let beside =
            |folder: &PathBuf| folder != root && !folder.starts_with(content) && !folder.starts_with(themes);
        let mut wished: BTreeSet<PathBuf> = files.folders().into_iter().filter(beside).collect();
        wished.insert(themes.clone());
        let themes = themes.clone();
        for folder in wished {
            if folder.is_dir() && self.others.insert(folder.clone()) {
                let mode =
                    if folder == themes { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                self.add(&folder, mode)?;
            } else if !folder.is_dir() {
                self.others.remove(&folder);
            }
        }
        Ok(())
    }

    fn add(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        let added = match &mut self.watch {
            Watch::Told(watch) => watch.watch(folder, mode),
            Watch::Looked(watch) => watch.watch(folder, mode),
        };
        match added {
            Err(error) if is_gone(&error) => Ok(()),
            added => added,
        }
    }
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        notify::ErrorKind::PathNotFound => true,
        notify::ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

/// What happened since the last look.
#[derive(Default)]
struct Batch {
    places: BTreeSet<PathBuf>,
    /// Files came or went.
    structure: bool,
    /// Events may have been lost.
    lost: bool,
    /// Something changed that pages show and do not hold.
    pictures: bool,
    /// Nobody wants to hear any more.
    ended: bool,
}

impl Batch {
    fn is_empty(&self) -> bool {
        self.places.is_empty() && !self.lost
    }

    /// How long the next event is waited for.
    fn patience(&self) -> Duration {
        if self.is_empty() || self.ended { Duration::ZERO } else { QUIET }
    }

    /// Add what was heard; when it happened.
    fn add(&mut self, news: News, files: &Files) -> Instant {
        let (event, heard) = match news {
            News::Again => {
                self.lost = true;
                return Instant::now();
            }
            News::End => {
                self.ended = true;
                return Instant::now();
            }
            News::Event(event, heard) => (event, heard),
        };
        let Ok(event) = event else {
            self.lost = true;
            return heard;
        };
        self.lost |= event.need_rescan();
        let ours: Vec<PathBuf> = event.paths.into_iter().filter(|place| is_ours(place, files)).collect();
        if ours.is_empty() {
            return heard;
        }
        self.structure |=
            !matches!(event.kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Metadata(_)));
        self.lost |= matches!(event.kind, EventKind::Remove(RemoveKind::Folder));
        for place in ours {
            let text = place.extension().is_some_and(|ending| ending == "md" || ending == "yaml");
            self.pictures |= !text && place.extension().is_some();
            self.places.insert(place);
        }
        heard
    }
}

/// Whether anything of the project can be otherwise because of that place.
fn is_ours(place: &Path, files: &Files) -> bool {
    let root = files.root();
    if place == root {
        return false;
    }
    // Beside the content, the root holds what is none of ours; its settings are.
    let direct = place.parent() == Some(root);
    let folder = direct && place.extension().is_none();
    let settings = direct && place.file_name().is_some_and(|name| name == SETTINGS_FILE || is_settings(name));
    files.is_of_interest(place)
        && (!direct || settings || folder || files.folders().iter().any(|asked| asked == root))
}

fn is_settings(name: &std::ffi::OsStr) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "yml" || ending == "yaml")
}
