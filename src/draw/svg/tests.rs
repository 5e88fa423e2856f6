//! The backend as its users meet it: plotters elements in, a document out.

use super::*;
use plotters::prelude::*;

const INFALLIBLE: &str = "writing to a string does not fail";

fn blank(prefix: &str, mode: Mode) -> Svg {
    Svg::new(Frame::new(prefix, "Title", "A sentence.", 100.0, 50.0, mode))
}

#[test]
fn hostile_text_stays_text() {
    let evil = "</text><script>alert(1)</script> \"'&\u{0}\u{1b}]]>\u{FFFF}";
    let svg = Svg::new(Frame::new(evil, evil, evil, 100.0, 50.0, Mode::Standalone));
    let area = svg.clone().into_drawing_area();
    {
        let _group = svg.group(&Group::class(evil).id(evil).role(evil, evil));
        let _link =
            svg.link(&Anchor { href: "x\"><script>", name: evil, class: evil, id: "l", ..Anchor::default() });
        svg.ring((0, 0), (10, 10));
        svg.lit_copies([evil]);
        area.draw(&Text::new(evil, (10, 10), font(12.0, Weight::Bold, Slot::Ink))).expect(INFALLIBLE);
    }
    let text = svg.finish();
    wellformed::check(&text).expect("well-formed");
    assert!(!text.contains("<script"));
}

#[test]
fn two_drawings_share_no_id() {
    let ids = |prefix| {
        let svg = blank(prefix, Mode::Inline);
        let area = svg.clone().into_drawing_area();
        area.draw(&Hatch::new((0, 0), (100, 100), Slot::Blocked)).expect(INFALLIBLE);
        drop(svg.group(&Group::default().id("row")));
        wellformed::check(&svg.finish()).expect("well-formed")
    };
    let (a, b) = (ids("a"), ids("b"));
    assert_eq!(a.len(), 4);
    assert!(a.is_disjoint(&b));
}

#[test]
fn colors_are_variables_with_a_plain_value_to_fall_back_on() {
    let draw = |mode| {
        let svg = blank("p", mode);
        svg.clone().into_drawing_area().fill(&Slot::Ground).expect(INFALLIBLE);
        svg.finish()
    };
    let (inline, standalone) = (draw(Mode::Inline), draw(Mode::Standalone));
    assert!(inline.contains("fill=\"var(--mp-ground,#ffffff)\""));
    assert!(!inline.contains("<style"), "the page has the rules");
    assert!(standalone.contains("height=\"50\" fill=\"#ffffff\"/>"), "{standalone}");
    assert!(standalone.contains("[fill=\"#ffffff\"]{fill:var(--mp-ground)}"));
    assert!(standalone.contains("prefers-color-scheme:dark") && standalone.contains("--mp-ground:#14171b"));
}

#[test]
fn a_link_that_could_do_harm_is_none() {
    let svg = blank("p", Mode::Inline);
    drop(svg.link(&Anchor { href: "javascript:alert(1)", name: "x", ..Anchor::default() }));
    let text = svg.finish();
    assert!(!text.contains("<a ") && text.contains("role=\"img\""));
}

#[test]
fn routes_bend_curve_and_point() {
    let svg = blank("p", Mode::Inline);
    let area = svg.clone().into_drawing_area();
    let square = Route::new((0, 0), Slot::Edge, 1.0).line_to((0, 100)).line_to((200, 100)).head(Head::Arrow);
    area.draw(&square.clone().rounded(3.0)).expect(INFALLIBLE);
    area.draw(&square.curve_to((250, 100), (250, 200), (300, 200))).expect(INFALLIBLE);
    let text = svg.finish();
    assert!(text.contains("d=\"M0 0V7Q0 10 3 10H20\""), "{text}");
    assert!(text.contains("d=\"M20 10L14 12.8V7.2z\""), "{text}");
    assert!(text.contains("d=\"M0 0V10H20C25 10 25 20 30 20\""), "{text}");
}

#[test]
fn plotters_charts_come_out_whole() {
    let svg = blank("p", Mode::Inline);
    let area = svg.clone().into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .set_all_label_area_size(100)
        .build_cartesian_2d(0..10, 0..10)
        .expect(INFALLIBLE);
    chart.configure_mesh().label_style(font(9.0, Weight::Regular, Slot::Soft)).draw().expect(INFALLIBLE);
    chart
        .draw_series([PathElement::new(vec![(0, 0), (5, 5), (10, 2)], line(1.5, Slot::Edge))])
        .expect(INFALLIBLE);
    let text = svg.finish();
    wellformed::check(&text).expect("well-formed");
    assert!(text.contains("stroke=\"var(--mp-edge,") && text.contains("<text"));
}
