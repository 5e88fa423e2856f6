//! How long the page of a sprint takes to read: words at 230 a minute, and a second for each row.

use super::SprintPage;

/// Words that are read in a minute.
const WORDS: usize = 230;

/// What a page takes to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Seconds for all of it.
    pub seconds: usize,
    /// The part that takes longest, in words that say what it is.
    pub longest: &'static str,
    /// Seconds for that part.
    pub of_that: usize,
}

impl Reading {
    /// Minutes, rounded up.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.seconds.div_ceil(60)).unwrap_or(u32::MAX)
    }
}

/// Words and rows of a part of a page.
struct Part {
    name: &'static str,
    words: usize,
    rows: usize,
}

impl Part {
    fn seconds(&self) -> usize {
        (self.words * 60).div_ceil(WORDS) + self.rows
    }
}

/// What the page of a sprint takes to read, whose own text has `body` words.
pub(in crate::view) fn reading(page: &SprintPage, body: usize) -> Reading {
    let parts = parts(page, body);
    let longest = parts.iter().max_by_key(|part| part.seconds());
    Reading {
        seconds: parts.iter().map(Part::seconds).sum(),
        longest: longest.map_or("", |part| part.name),
        of_that: longest.map_or(0, Part::seconds),
    }
}

fn parts(page: &SprintPage, body: usize) -> [Part; 8] {
    let part = |name, words, rows| Part { name, words, rows };
    let said = [&page.goal, &page.also].into_iter().flatten().map(|text| words(text)).sum::<usize>();
    let reasons = page.status.because.iter().map(|reason| words(&reason.reason)).sum::<usize>();
    let status = words(&page.standing) + words(&page.status.sentence) + said + reasons;
    let asked = page.asks.iter().filter_map(|ask| ask.action.as_deref()).map(words).sum();
    let noted = page.completed.iter().filter_map(|done| done.note.as_deref()).map(words).sum();
    let reports = || page.changes.iter().flat_map(|day| &day.reports);
    let told = reports().filter_map(|report| report.note.as_deref()).map(words).sum();
    let next = page.next.as_ref().map_or(0, |next| next.milestones.len());
    let troubles = page.risks.len() + page.blockers.len() + page.resolved.len();
    [
        part("the notes of the sprint", body, 0),
        part("its status and reasons", status, 0),
        part("what is asked", asked, page.asks.len()),
        part("its milestones", 0, page.milestones.len() + page.since_last_sprint.len() + next),
        part("its risks and blockers", 0, troubles),
        part("its escalations", 0, page.escalations.lines.len()),
        part("what was completed", noted, page.completed.len()),
        part("its last reports", told, reports().count()),
    ]
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
