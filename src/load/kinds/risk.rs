//! Risks.

use crate::{
    date::Length,
    diag::{Code, Diagnostic},
    load::{
        Node, Value,
        reader::Reader,
        reading::Reading,
        scalar,
        updates::{Stamp, history},
    },
    model::{Head, Impact, Probability, Risk, RiskFacts, ScheduleImpact},
};

/// Read a risk.
pub fn read(reader: &mut Reader<'_>, head: Head) -> Risk {
    let category = reader.beside(|reader| reader.must_word("category"));
    let risk = Risk {
        category: category.map(|category| category.value),
        affects: reader.subjects("affects"),
        cause: reader.plain_text("cause"),
        event: reader.plain_text("event"),
        effect: reader.plain_text("effect"),
        response: reader.plain_text("response"),
        proximity: reader.plain_text("proximity"),
        raised_on: reader.date("raised_on"),
        review_by: reader.beside(|reader| reader.date("review_by")),
        schedule_impact: reader.beside(schedule_impact),
        history: history(reader, facts),
        head,
    };
    // Whether they are there at all; without them its facts have no color.
    let before = reader.reading().losses();
    reader.must_word::<Probability>("probability");
    reader.must_word::<Impact>("impact");
    reader.reading().claim_since(before);
    risk
}

fn facts(reader: &mut Reader<'_>, stamp: &Stamp) -> RiskFacts {
    RiskFacts {
        probability: reader.word_fact("probability", stamp),
        impact: reader.word_fact("impact", stamp),
        status: reader.word_fact("status", stamp),
        rag: reader.beside(|reader| reader.word_fact("rag", stamp)).as_ref().cloned(),
        mitigation: reader.text_fact("mitigation", stamp),
        owner: reader.beside(|reader| reader.owner_fact("owner", stamp)),
        note: reader.text_fact("note", stamp),
        next_action: reader.next_action(stamp),
    }
}

/// `{probability: 0.3, delay: 5d or {optimistic, most_likely, pessimistic}, on: M1.4}`.
fn schedule_impact(reader: &mut Reader<'_>) -> Option<ScheduleImpact> {
    let mut map = reader.map("schedule_impact")?;
    let place = map.place();
    let reading = map.reading();
    let chance = map.require("probability").and_then(|node| chance(reading, node));
    let delay = map.require("delay").and_then(|node| match node.value {
        Value::Map(_) => three_points(Reader::new(reading, "`delay`", node)),
        _ => scalar::duration(reading, "delay", node).map(|delay| [delay.value; 3]),
    });
    let on = map.must_key("on");
    map.finish();
    Some(ScheduleImpact { per_mille: chance?, delay: delay?, on: on?.value, place })
}

/// A share from 0 to 1, or a percentage with its sign; in thousandths.
fn chance(reading: &Reading<'_>, node: &Node) -> Option<u16> {
    let text = scalar::text(reading, "probability", node)?;
    let (number, whole) = match text.value.strip_suffix('%') {
        Some(percent) => (percent.trim_end(), 100.0),
        None => (text.value.as_str(), 1.0),
    };
    let share = number.parse::<f64>().ok().map(|number| number / whole);
    let Some(share) = share.filter(|share| (0.0..=1.0).contains(share)) else {
        let message = format!("`probability` is `{}`, which is no share from 0 to 1", text.value);
        let hint = "write `0.3` or `30%`";
        reading.report(Diagnostic::new(Code::OutOfRange, text.place, message).hint(hint));
        return None;
    };
    Some((share * 1000.0).round() as u16)
}

fn three_points(mut reader: Reader<'_>) -> Option<[Length; 3]> {
    let [a, b, c] =
        ["optimistic", "most_likely", "pessimistic"].map(|name| reader.must(name, scalar::duration));
    let place = reader.place();
    let reading = reader.reading();
    reader.finish();
    let points = [a?.value, b?.value, c?.value];
    if !points.is_sorted_by_key(|point| point.days()) {
        let message = "the three points of the delay are not in order of length";
        let hint = "optimistic is the shortest, pessimistic the longest";
        reading.report(Diagnostic::new(Code::OutOfRange, place, message).hint(hint));
        return None;
    }
    Some(points)
}
