//! Milestones.

use super::dependency::dependencies;
use crate::{
    diag::{Code, Diagnostic, Located},
    load::{
        planning,
        reader::Reader,
        references, scalar,
        updates::{Stamp, history},
    },
    model::{Bearing, Constraint, Estimate, Head, Kind, Loss, Lost, Milestone, MilestoneFacts},
};

/// Read a milestone.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Milestone {
    let bears = if reader.has("phase") { Bearing::Color } else { Bearing::Nothing };
    let reading = reader.reading();
    // A program without phases needs none, and a parent may be one.
    let optional = !reading.around.names.has_any(Kind::Phase)
        || reader.peek("parent").is_some()
        || reader.misspelt("parent").is_some()
        || reading.around.theirs.kinds.speaks();
    let phase = reading.bearing_at_most(bears, || match optional {
        true => reader.read("phase", references::one),
        false => reader.must_key("phase"),
    });
    let (unknown, losses) = (reading.unknown_references(), reading.losses());
    let depends_on = dependencies(reader, &head.id);
    let unresolved = reading.unknown_references() > unknown;
    let links_lost = reading.losses() > losses || reader.misspelt("depends_on").is_some();
    let (baseline_start, baseline_finish) = (reader.date("start"), reader.date("finish"));
    if let Some((_, finish)) =
        baseline_start.zip(baseline_finish).filter(|(start, finish)| finish.value < start.value)
    {
        // Which of the two is wrong nobody knows; a check tells it.
        reader.reading().lose(Lost::new("finish", finish.place, Loss::Unreadable));
    }
    Milestone {
        unresolved,
        links_lost,
        phase: phase.map(|phase| phase.value),
        sprint: reader.read("sprint", references::one).map(|sprint| sprint.value),
        duration: reader.read("duration", scalar::duration),
        estimate: estimate(reader),
        depends_on,
        baseline_start,
        baseline_finish,
        deadline: reader.date("deadline"),
        baselines: planning::baseline_dates(reader),
        constraints: constraints(reader),
        calendar: planning::calendar_key(reader),
        services: reader.on_color(|reader| reader.keys("services")),
        tasks: reader.beside(|reader| reader.keys("tasks")),
        history: history(reader, facts),
        head,
    }
}

fn facts(reader: &mut Reader<'_>, stamp: &Stamp) -> MilestoneFacts {
    MilestoneFacts {
        status: reader.word_fact("status", stamp),
        percent_complete: reader.percent_fact("percent_complete", stamp),
        rag: reader.on_color(|reader| reader.word_fact("rag", stamp)),
        rag_override: reader.rag_override(stamp),
        owner: reader.beside(|reader| reader.owner_fact("owner", stamp)),
        note: reader.text_fact("note", stamp),
        next_action: reader.next_action(stamp),
        forecast_finish: reader.date_fact("forecast_finish", stamp),
        remaining: reader.duration_fact("remaining", stamp),
        actual_start: reader.date_fact("actual_start", stamp),
        actual_finish: reader.date_fact("actual_finish", stamp),
    }
}

/// `{optimistic, most_likely, pessimistic}`, in this order of length.
fn estimate(reader: &mut Reader<'_>) -> Option<Estimate> {
    let mut points = reader.map("estimate")?;
    let place = points.place();
    let [optimistic, most_likely, pessimistic] =
        ["optimistic", "most_likely", "pessimistic"].map(|name| points.must(name, scalar::duration));
    points.finish();
    let estimate = Estimate { optimistic: optimistic?, most_likely: most_likely?, pessimistic: pessimistic? };
    let days = [&estimate.optimistic, &estimate.most_likely, &estimate.pessimistic].map(|p| p.value.days());
    if !days.is_sorted() {
        let message = "the three points of the estimate are not in order of length";
        let hint = "optimistic is the shortest, pessimistic the longest";
        reader.reading().report(Diagnostic::new(Code::OutOfRange, place, message).hint(hint));
        return None;
    }
    Some(estimate)
}

/// `{type: SNET, date: 2026-03-02}`, or a list of these, which all hold.
fn constraints(reader: &mut Reader<'_>) -> Vec<Located<Constraint>> {
    let reading = reader.reading();
    let nodes = reader.list("constraint").into_iter();
    nodes.filter_map(|node| constraint(Reader::new(reading, "`constraint`", node))).collect()
}

fn constraint(mut map: Reader<'_>) -> Option<Located<Constraint>> {
    let kind = map.must_word("type");
    let date = map.must_date("date");
    map.finish();
    let (kind, date) = (kind?, date?);
    Some(Located::new(Constraint { kind: kind.value, date: date.value }, date.place))
}
