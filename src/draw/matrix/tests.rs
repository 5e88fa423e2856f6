//! The matrix as its readers meet it: what stands where, what moved, many risks, and content that means harm.

use super::*;
use crate::draw::svg::{Mode, wellformed};
use crate::model::Rag;
use crate::view::SubjectLink;
use crate::view::chart::matrix::{MatrixCell, MatrixMove, MatrixRisk, MatrixRow};

const COLORS: [[Rag; 4]; 3] = [
    [Rag::Amber, Rag::Amber, Rag::Red, Rag::Red],
    [Rag::Green, Rag::Amber, Rag::Amber, Rag::Red],
    [Rag::Green, Rag::Green, Rag::Amber, Rag::Red],
];

fn risk(id: &str, title: &str) -> MatrixRisk {
    let href = Some(format!("risks/{}/index.html", id.to_lowercase()));
    MatrixRisk {
        subject: SubjectLink { id: id.to_owned(), title: title.to_owned(), href },
        moves: Vec::new(),
    }
}

fn left(cell: (usize, usize)) -> MatrixMove {
    let until = "2026-04-24".parse().expect("a date of this test");
    MatrixMove { probability: "medium", impact: "medium", rag: Rag::Amber, until, cell }
}

fn view(mut place: impl FnMut(usize, usize) -> Vec<MatrixRisk>) -> MatrixView {
    let words = ["high", "medium", "low"];
    let rows = words.iter().zip(COLORS).enumerate().map(|(row, (probability, colors))| MatrixRow {
        probability,
        cells: colors
            .into_iter()
            .enumerate()
            .map(|(column, rag)| MatrixCell { rag, risks: place(row, column) })
            .collect(),
    });
    MatrixView {
        title: "Risk matrix".to_owned(),
        description: "Risks stand.".to_owned(),
        impacts: vec!["low", "medium", "high", "critical"],
        rows: rows.collect(),
        since: "2026-04-10".parse().ok(),
        register: "risks/index.html".to_owned(),
        file: "risks/matrix.svg".to_owned(),
    }
}

fn inline(width: f64) -> ChartOptions {
    ChartOptions::inline("matrix", "risks/index.html", width)
}

/// Left, top, right, bottom of every rounded box with an edge, as drawn.
fn boxes(svg: &str) -> Vec<[f64; 4]> {
    let number = |tag: &str, name: &str| -> Option<f64> {
        tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
    };
    svg.split("<rect ")
        .skip(1)
        .filter(|tag| tag.starts_with("class=\"ring\""))
        .filter_map(|tag| {
            let [x, y, w, h] = ["x", "y", "width", "height"].map(|name| number(tag, name));
            let (x, y) = (x?, y?);
            Some([x, y, x + w?, y + h?])
        })
        .collect()
}

#[test]
fn every_cell_has_a_word_and_a_shape_and_every_risk_its_box() {
    let svg = draw(
        &view(|row, column| if (row, column) == (0, 2) { vec![risk("R-7", "Late")] } else { vec![] }),
        &inline(900.0),
    );
    let svg = svg.expect("a matrix");
    for (word, times) in [("red", 4), ("amber", 5), ("green", 3)] {
        assert_eq!(svg.matches(&format!(">{word}</text>")).count(), times, "{word}");
        assert_eq!(svg.matches(&format!("<use href=\"#fig.matrix-mark-{word}\"")).count(), times, "{word}");
    }
    assert!(
        svg.contains(
            "<a href=\"r-7/index.html\"><title>R-7 Late: high probability, high impact, red</title>"
        )
    );
    assert!(svg.contains(">Probability</text>") && svg.contains(">Impact</text>"));
    assert!(!svg.contains("stroke-dasharray"), "nothing moved, so nothing is dashed");
}

#[test]
fn a_move_has_a_dashed_box_an_arrow_and_words() {
    let place = |row, column| {
        if (row, column) != (0, 2) {
            return vec![];
        }
        vec![MatrixRisk { moves: vec![left((1, 1))], ..risk("R-7", "Late") }]
    };
    let svg = draw(&view(place), &inline(900.0)).expect("a matrix");
    assert!(svg.contains(">R-7 until 24 Apr</text>") && svg.contains("stroke-dasharray=\"3 2\""));
    assert!(svg.contains("before: medium probability, medium impact until 24 Apr 2026</title>"));
    assert!(svg.contains(">where it stood, until that day</text>"));
}

#[test]
fn steps_of_a_risk_lead_from_cell_to_cell() {
    let place = |row, column| match (row, column) {
        (0, 3) => vec![MatrixRisk { moves: vec![left((2, 0)), left((1, 1))], ..risk("R-7", "Late") }],
        _ => vec![],
    };
    let view = view(place);
    let steps = moves::drawn(&view);
    assert_eq!(
        steps.iter().map(moves::Moved::ends).collect::<Vec<_>>(),
        [((2, 0), (1, 1)), ((1, 1), (0, 3))]
    );
}

#[test]
fn two_hundred_risks_are_bounded_and_counted() {
    let place = |_, _| (0..50).map(|n| risk(&format!("R-{n}"), "The same again")).collect();
    let svg = draw(&view(place), &inline(900.0)).expect("a matrix");
    assert_eq!(svg.matches(">+46 more</text>").count(), 12);
    assert_eq!(svg.matches("<a href=\"index.html#register\"").count(), 12);
    let boxes = boxes(&svg);
    assert_eq!(boxes.len(), 12 * MOST_IN_A_CELL);
    for (n, a) in boxes.iter().enumerate() {
        assert!(a[0] >= 0.0 && a[2] <= 900.0);
        for b in &boxes[n + 1..] {
            assert!(a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1], "{a:?} meets {b:?}");
        }
    }
}

#[test]
fn no_risk_is_still_a_matrix_and_no_cell_is_none() {
    let empty = view(|_, _| vec![]);
    let svg = draw(&empty, &inline(900.0)).expect("a matrix");
    assert!(svg.contains("role=\"img\"") && !svg.contains("<a "));
    assert_eq!(draw(&MatrixView { rows: Vec::new(), ..empty }, &inline(900.0)), None);
}

#[test]
fn hostile_words_and_cells_are_harmless() {
    let odd = "<script>\u{202e}\u{0}&\"'";
    let place = |row, column| match (row, column) {
        (0, 0) => vec![MatrixRisk { moves: vec![left((9, 9)), left((0, 9))], ..risk(odd, odd) }],
        _ => vec![risk("品質リスクの長い名前", "日本語のリスクの名前")],
    };
    let mut view = view(place);
    view.rows[0].cells[0].risks[0].subject.href = Some("javascript:alert(1)".to_owned());
    let options = ChartOptions { mode: Mode::Standalone, ..inline(300.0) };
    let svg = draw(&view, &options).expect("a matrix");
    wellformed::check(&svg).expect("well-formed");
    assert!(!svg.contains("<script") && !svg.contains("href=\"javascript"));
    assert_eq!(Some(svg), draw(&view, &options));
}
