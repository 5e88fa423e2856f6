//! How fields are written that hold more than one value: examples for messages.
//!
//! No example names a day: one that is past would be copied as it stands.

/// The form of a field that takes a mapping or a list of them.
pub fn shape(field: &str) -> Option<&'static str> {
    let known = SHAPES.iter().find(|(name, _)| *name == field);
    known.map(|(_, shape)| *shape)
}

const SHAPES: &[(&str, &str)] = &[
    ("agents", "agents: [{id: ines, name: Ines Varga}]"),
    ("calendar", "calendar: {workdays: [mon, tue, wed, thu, fri], holidays: [DAY]}"),
    ("calendars", "calendars: {part-time: {workdays: [mon, tue, wed]}}"),
    ("thresholds", "thresholds: {slip: 3d, stale_after: 10d}"),
    ("forecast", "forecast: {runs: 2000, seed: 1}"),
    ("risk_matrix", "risk_matrix: {low: {low: green, medium: green, high: amber, critical: red}, …}"),
    ("fields", "fields: {finish: due_date}"),
    ("baselines", "baselines: {Replan: {start: DAY, finish: DAY}}"),
    ("estimate", "estimate: {optimistic: 3d, most_likely: 5d, pessimistic: 9d}"),
    ("constraint", "constraint: {type: SNET, date: DAY}"),
    ("gate", "gate: {criteria: [{id: C1, text: …, check: {done: [M1]}}], decision: pending}"),
    ("a criterion", "- {id: C1, text: …, check: {done: [M1]}}"),
    ("check", "check: {done: [M1]}"),
    ("coverage", "coverage: {service: gateway, unit: 80, integration: 60}"),
    ("json", "json: {file: report.json, pointer: /failed, equals: 0}"),
    ("an update", "- {date: DAY, by: ines, status: in_progress, percent_complete: 40}"),
    ("next_action", "next_action: {text: …, owner: ines, due: DAY}"),
    ("override", "override: {rag: amber, reason: …, by: ines, expires: DAY}"),
    ("schedule_impact", "schedule_impact: {probability: 0.3, delay: 5d, on: M1}"),
    ("delay", "delay: {optimistic: 1d, most_likely: 3d, pessimistic: 8d}"),
    ("a consumer", "- {service: web, acknowledged_by: ines, acknowledged_on: DAY}"),
    ("a dependency", "- {on: M1, type: FS, lag: 2d}"),
    ("an agent", "- {id: ines, name: Ines Varga}"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_example_names_a_day() {
        assert!(SHAPES.iter().all(|(_, shape)| !shape.contains("20") || shape.contains("2000")));
        assert!(shape("estimate").is_some_and(|shape| shape.contains("most_likely")));
    }
}
