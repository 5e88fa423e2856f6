//! All words of all pages, each with the pages that it stands on.
//!
//! Pages are read in parallel, a run of them at a time, and put together in order.

use std::{collections::HashMap, sync::Arc};

use rayon::prelude::*;

use super::{Document, words};

/// Pages that one thread reads before it hands them on.
const RUN: usize = 128;

/// What stands on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InText {
    /// Number of the page.
    pub page: u32,
    /// How much the word says of the page, 1 to 63.
    pub weight: u8,
    /// Number of the section in which it stands first, among those of the page that are kept.
    pub section: u16,
}

/// A word in the title of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InTitle {
    /// Number of the page.
    pub page: u32,
    /// Which word of the title it is, from 0 on.
    pub place: u8,
    /// How many words the title has.
    pub of: u8,
}

/// What is shown of a page.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The page, without text.
    pub page: Document,
}

/// Words in their order, with the pages that each stands on, in order of number.
pub type Index<P> = Vec<(Arc<str>, Vec<P>)>;

/// All of it.
pub struct Collected {
    /// Words of texts.
    pub texts: Index<InText>,
    /// Words of titles; ids behind a `#`.
    pub names: Index<InTitle>,
    /// By number.
    pub pages: Vec<Shown>,
}

type Words<P> = HashMap<Arc<str>, Vec<P>>;

impl Collected {
    /// The words of so many pages.
    pub fn of(count: usize, document: impl Fn(usize) -> Document + Sync) -> Self {
        let starts: Vec<usize> = (0..count).step_by(RUN).collect();
        let runs: Vec<Run> = starts
            .into_par_iter()
            .map(|start| {
                let mut run = Run::default();
                (start..count.min(start + RUN)).for_each(|page| run.read(page, document(page)));
                run.sorted()
            })
            .collect();
        let (mut texts, mut names, mut pages) = (Vec::new(), Vec::new(), Vec::with_capacity(count));
        for run in runs {
            texts.extend(run.text_list);
            names.extend(run.name_list);
            pages.extend(run.pages);
        }
        Self { texts: joined(texts), names: joined(names), pages }
    }
}

/// Equal words made one; the sort keeps the order of runs, and so that of pages.
fn joined<P: Send>(mut list: Index<P>) -> Index<P> {
    list.par_sort_by(|a, b| a.0.cmp(&b.0));
    let mut all: Index<P> = Vec::new();
    for (word, mut pages) in list {
        match all.last_mut() {
            Some((last, of_last)) if *last == word => of_last.append(&mut pages),
            _ => all.push((word, pages)),
        }
    }
    all
}

/// What one thread has read.
#[derive(Default)]
struct Run {
    texts: Words<InText>,
    names: Words<InTitle>,
    pages: Vec<Shown>,
    text_list: Index<InText>,
    name_list: Index<InTitle>,
    /// Of the page that is being read: how often each word stands on it, and where first.
    counted: HashMap<Arc<str>, (u32, u16)>,
}

impl Run {
    fn read(&mut self, number: usize, mut page: Document) {
        let page_number = u32::try_from(number).unwrap_or(u32::MAX);
        self.title(page_number, &page);
        let sections = std::mem::take(&mut page.sections);
        let mut length = 0;
        for section in sections {
            if section.text.is_empty() && section.heading.is_empty() {
                continue;
            }
            let at = u16::try_from(page.sections.len()).unwrap_or(u16::MAX);
            for (text, times) in [(&section.heading, 2), (&section.text, 1)] {
                words::words(&words::fold(text), |word| {
                    length += 1;
                    match self.counted.get_mut(word) {
                        Some((count, _)) => *count += times,
                        None => drop(self.counted.insert(self.known(word), (times, at))),
                    }
                });
            }
            page.sections.push(super::Section { text: String::new(), ..section });
        }
        for (word, (count, section)) in std::mem::take(&mut self.counted).into_iter().collect::<Vec<_>>() {
            let found = InText { page: page_number, weight: weight(count, length), section };
            self.texts.entry(word).or_default().push(found);
        }
        self.pages.push(Shown { page });
    }

    /// The word as it is kept already, else anew.
    fn known(&self, word: &str) -> Arc<str> {
        self.texts.get_key_value(word).map_or_else(|| Arc::from(word), |(known, _)| Arc::clone(known))
    }

    fn title(&mut self, number: u32, page: &Document) {
        let mut all: Vec<String> = Vec::new();
        for text in page.id.iter().chain([&page.title]) {
            words::words(&words::fold(text), |word| all.push(word.to_owned()));
        }
        let byte = |value: usize| u8::try_from(value).unwrap_or(u8::MAX);
        let of = byte(all.len());
        if let Some(id) = &page.id {
            let whole = words::fold(id).split_whitespace().collect::<Vec<_>>().join("~");
            let name: Arc<str> = format!("#{whole}").into();
            self.names.entry(name).or_default().push(InTitle { page: number, place: 0, of });
        }
        for (place, word) in all.iter().enumerate() {
            let pages = self.names.entry(word.as_str().into()).or_default();
            // of a word that is repeated, the first counts
            if pages.last().is_none_or(|last| last.page != number) {
                pages.push(InTitle { page: number, place: byte(place), of });
            }
        }
    }

    fn sorted(mut self) -> Self {
        self.text_list = std::mem::take(&mut self.texts).into_iter().collect();
        self.text_list.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        self.name_list = std::mem::take(&mut self.names).into_iter().collect();
        self.name_list.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        self
    }
}

/// The part of BM25 that a page decides, in 63 steps: k1 = 1.2, b = 0.5, against a page of 200 words. That length is
/// fixed, so that a longer page changes nothing of the others.
fn weight(count: u32, length: usize) -> u8 {
    let (count, length) = (f64::from(count), length as f64);
    let rated = count * 2.2 / (count + 1.2 * (0.5 + 0.5 * length / 200.0));
    (rated / 2.2 * 62.0) as u8 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_weighs_more_where_it_stands_often_and_on_short_pages() {
        assert!(weight(2, 200) > weight(1, 200) && weight(1, 100) > weight(1, 400));
        assert!(weight(1, usize::MAX) >= 1 && weight(u32::MAX, 1) <= 63);
    }
}
