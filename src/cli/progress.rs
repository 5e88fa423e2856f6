//! A progress bar for long builds, on a terminal.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::site::{Part, Progress};

/// A build shorter than this shows no bar: it would only flicker.
const PATIENCE: Duration = Duration::from_millis(300);

/// Counts pages; seen once the work is long and where the error stream is a terminal.
#[derive(Debug)]
pub struct Bar {
    began: Instant,
    bar: ProgressBar,
    settled: AtomicBool,
    done: Mutex<Vec<(Part, Duration)>>,
}

impl Bar {
    /// A bar that is not seen yet; one that is not `wanted` never is.
    pub fn new(wanted: bool) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos} of {len} pages");
        let bar = ProgressBar::hidden();
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { began: Instant::now(), bar, settled: AtomicBool::new(!wanted), done: Mutex::default() }
    }

    /// How long each part took, and all of it so far.
    pub fn parts(&self) -> (Vec<(Part, Duration)>, Duration) {
        let mut before = Duration::ZERO;
        let done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let took = done.iter().map(|(part, since)| {
            let took = since.saturating_sub(before);
            before = *since;
            (*part, took)
        });
        (took.collect(), self.began.elapsed())
    }

    /// Takes the bar away again.
    pub fn clear(&self) {
        self.settled.store(true, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, pages: usize) {
        self.bar.set_length(pages as u64);
    }

    fn done(&self, part: Part) {
        let since = self.began.elapsed();
        self.done.lock().unwrap_or_else(PoisonError::into_inner).push((part, since));
    }

    fn step(&self) {
        self.bar.inc(1);
        let due = !self.settled.load(Ordering::Relaxed) && self.began.elapsed() > PATIENCE;
        if due && !self.settled.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}
