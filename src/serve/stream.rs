//! What a page is told while it is looked at: that it is another now, and what the last edit did.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::response::{
    IntoResponse, Response, Sse,
    sse::{Event, KeepAlive},
};
use chrono::NaiveDate;
use futures_util::stream::{self, Stream};
use serde::Serialize;
use tokio::sync::{OwnedSemaphorePermit, watch};

use super::{client::name_of, preview::Preview, problems::Problem};

/// A page that listens.
pub struct Listener {
    preview: Arc<Preview>,
    versions: watch::Receiver<u64>,
    day: Option<NaiveDate>,
    page: String,
    /// The name of the bytes it shows.
    hash: String,
    pictures: u64,
    /// What is still to be told.
    waiting: Vec<Event>,
    begun: bool,
    _counted: OwnedSemaphorePermit,
}

/// What stands in the panel of a page.
#[derive(Serialize)]
struct News<'a> {
    version: u64,
    /// What the last edit did.
    line: Option<String>,
    /// The day whose state the site shows where none is chosen.
    as_of: NaiveDate,
    /// The days that can be chosen.
    days: &'a [(String, NaiveDate)],
    problems: Vec<Problem>,
}

/// The stream of a page that shows the bytes called `hash`.
pub fn listen(preview: Arc<Preview>, page: String, day: Option<NaiveDate>, hash: String) -> Option<Response> {
    let counted = Arc::clone(&preview.streams).try_acquire_owned().ok()?;
    let (versions, pictures) = (preview.versions(), preview.news().1);
    let listener = Listener {
        preview,
        versions,
        day,
        page,
        hash,
        pictures,
        waiting: Vec::new(),
        begun: false,
        _counted: counted,
    };
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Some(Sse::new(events(listener)).keep_alive(alive).into_response())
}

fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listener, |mut listener| async move {
        loop {
            if let Some(event) = listener.waiting.pop() {
                return Some((Ok(event), listener));
            }
            if listener.begun {
                listener.versions.changed().await.ok()?;
            }
            listener.begun = true;
            listener.look().await;
        }
    })
}

impl Listener {
    /// See what is new; the last of what is waiting is told first.
    async fn look(&mut self) {
        let version = *self.versions.borrow_and_update();
        let (line, pictures, problems) = self.preview.news();
        let now = self.preview.kept(None);
        let news = News { version, line, as_of: now.facts.as_of, days: &now.facts.days, problems };
        if let Ok(json) = serde_json::to_string(&news) {
            self.waiting.push(Event::default().event("news").data(json));
        }
        let bytes = match self.preview.stage(self.day).await {
            Some(stage) => stage.file(&self.page).await,
            None => return,
        };
        let hash = bytes.map_or_else(|| "gone".to_owned(), |bytes| name_of(&bytes));
        if hash != self.hash {
            self.waiting.push(Event::default().event("page").data(&hash));
            self.hash = hash;
        } else if pictures != self.pictures {
            self.waiting.push(Event::default().event("asset").data("picture"));
        }
        self.pictures = pictures;
    }
}
