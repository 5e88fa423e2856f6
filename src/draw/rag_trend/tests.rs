//! The picture as its readers meet it: what it says, one sprint and many, and content that means harm.

use super::*;
use crate::draw::svg::{Mode, wellformed};
use crate::view::SubjectLink;
use crate::view::chart::rag_trend::RagTrendColumn;

fn column(n: usize, time: &'static str) -> RagTrendColumn {
    let id = format!("sprint-{n}");
    let href = Some(format!("sprints/{id}/index.html"));
    RagTrendColumn {
        subject: Some(SubjectLink { id, title: format!("Sprint {n}"), href }),
        name: format!("Sprint {n}"),
        short: format!("S{n}"),
        on: "2026-04-10".parse().expect("a date of this test"),
        time,
    }
}

fn row(label: &str, cells: Vec<Option<&'static str>>) -> RagTrendRow {
    RagTrendRow { subject: None, label: label.to_owned(), cells }
}

fn view(columns: Vec<RagTrendColumn>, rows: Vec<RagTrendRow>) -> RagTrendView {
    let (title, description) = ("Colors".to_owned(), "Program red.".to_owned());
    RagTrendView { title, description, columns, rows, file: "colors.svg".to_owned() }
}

/// So many sprints, all but the last two of them over.
fn sprints(count: usize) -> RagTrendView {
    let time = |n: usize| match count - n {
        0 => "future",
        1 => "current",
        _ => "past",
    };
    let columns = (1..=count).map(|n| column(n, time(n))).collect();
    let cells = |words: [&'static str; 3]| (1..=count).map(|n| (n < count).then_some(words[n % 3])).collect();
    let rows = vec![
        row("Program", cells(["red", "amber", "green"])),
        row("M1", cells(["cancelled", "planned", "unknown"])),
    ];
    view(columns, rows)
}

fn inline(width: f64) -> ChartOptions {
    ChartOptions::inline("colors", "index.html", width)
}

#[test]
fn every_cell_has_a_shape_and_a_word_and_each_sprint_is_a_link_that_says_all() {
    let svg = draw(&sprints(7), &inline(900.0)).expect("a picture");
    for word in ["red", "amber", "green", "cancelled", "planned", "unknown"] {
        assert_eq!(svg.matches(&format!(">{word}</text>")).count(), 3, "two cells and the legend: {word}");
        assert_eq!(svg.matches(&format!("<use href=\"#fig.colors-mark-{word}\"")).count(), 3, "{word}");
    }
    assert_eq!(svg.matches("<a href=\"sprints/").count(), 7);
    assert!(svg.contains("<title>Sprint 3, 10 Apr 2026: Program red, M1 cancelled</title>"));
    assert!(svg.contains("<title>Sprint 6, now: Program red, M1 cancelled</title>"));
    assert!(svg.contains("still to come</title>") && svg.contains(">now</text>"));
}

#[test]
fn one_sprint_is_a_small_picture_and_none_is_no_picture() {
    let one = view(vec![column(1, "current")], vec![row("Program", vec![Some("red")])]);
    let svg = draw(&one, &inline(900.0)).expect("a picture");
    assert!(svg.contains("viewBox=\"0 0 260 "));
    assert_eq!(draw(&view(Vec::new(), one.rows.clone()), &inline(900.0)), None);
    assert_eq!(draw(&view(one.columns, Vec::new()), &inline(900.0)), None);
}

#[test]
fn forty_sprints_fit_with_letters_and_names_that_keep_apart() {
    let svg = draw(&sprints(40), &inline(900.0)).expect("a picture");
    assert!(svg.contains(">R</text>") && svg.contains(">A</text>") && svg.contains("viewBox=\"0 0 9"));
    let mut heads: Vec<(f64, f64)> = svg
        .split("<text ")
        .filter_map(|text| text.split("</text>").next())
        .filter_map(|text| {
            let words = text.split('>').nth(1).filter(|w| w.starts_with('S'))?;
            let x: f64 = text.split("x=\"").nth(1)?.split('"').next()?.parse().ok()?;
            Some((x, width(words, 11.0, Weight::Bold)))
        })
        .collect();
    heads.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(heads.len() > 10 && heads.windows(2).all(|w| w[1].0 - w[0].0 >= (w[0].1 + w[1].1) / 2.0));
}

#[test]
fn more_sprints_than_there_is_room_for_are_the_latest() {
    let svg = draw(&sprints(200), &inline(900.0)).expect("a picture");
    assert_eq!(svg.matches("<a href=\"sprints/").count(), MOST_COLUMNS);
    assert!(svg.contains("Sprint 199, now") && !svg.contains("Sprint 150,"));
    assert!(svg.contains("Shown are 44 of 200 sprints."));
}

#[test]
fn hostile_words_are_harmless() {
    let odd = "<script>\u{202e}\u{0}&\"'";
    let mut odd_column = column(1, "past");
    (odd_column.name, odd_column.short) = (odd.to_owned(), "スプリントの長い名前".to_owned());
    odd_column.on = chrono::NaiveDate::MIN;
    let rows = vec![row(odd, vec![Some("red")]), row("日本語のフェーズの名前", Vec::new())];
    let options = ChartOptions { mode: Mode::Standalone, ..inline(300.0) };
    let view = view(vec![odd_column, column(2, "current")], rows);
    let svg = draw(&view, &options).expect("a picture");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script"));
    assert_eq!(Some(svg), draw(&view, &options));
}
