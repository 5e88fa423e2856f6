//! The forecast with risk: only where something is estimated, the same whatever the number of threads.

use super::project::{Project, bytes, json};

const SETTINGS: &str = "start: 2026-09-07\nstatus_date: 2026-09-07\nforecast: {runs: 2000, seed: 7}\n";
const MILESTONES: [(&str, &str); 4] = [
    ("M1", "duration: 5d\nestimate: {optimistic: 4d, most_likely: 5d, pessimistic: 12d}"),
    ("M2", "duration: 3d\ndepends_on: M1"),
    ("M3", "duration: 1d"),
    (
        "risks/r1",
        "id: RISK-001\ntitle: Late\ncategory: schedule\nprobability: low\nimpact: high\nschedule_impact: \
         {probability: 0.25, delay: 10d, on: M2}",
    ),
];

#[test]
fn days_criticality_and_swings_are_told() {
    let json = json(SETTINGS, &MILESTONES);
    let forecast = &json["risk_forecast"];
    assert_eq!((&forecast["runs"], &forecast["seed"]), (&2000.into(), &7.into()));
    assert_eq!(forecast["distribution"], "pert");
    assert_eq!(forecast["estimated"], serde_json::json!(["M1"]));
    assert_eq!(forecast["gates"]["P1"], forecast["finish"], "the only gate is the end");
    let days = ["p10", "p50", "p80", "p90"].map(|p| forecast["finish"][p].as_str().expect("a day"));
    assert!(days.is_sorted(), "{days:?}");
    assert_eq!(days[1], "2026-09-17", "the mean of M1 is 6 days, then 3");
    assert!(days[3] >= "2026-09-29", "{days:?}: in a quarter of all runs the risk takes two weeks");
    assert_eq!(forecast["criticality"], serde_json::json!({"M1": 1.0, "M2": 1.0}));
    let tornado = forecast["tornado"].as_array().expect("a list");
    assert_eq!(tornado[0]["id"], "RISK-001", "it moves the finish most");
    let width = tornado[0]["high"].as_f64().zip(tornado[0]["low"].as_f64()).map(|(high, low)| high - low);
    assert!(width.is_some_and(|width| (9.0..11.0).contains(&width)), "{width:?}");
}

#[test]
fn where_nothing_is_estimated_there_is_no_forecast() {
    let plain = [("M1", "duration: 5d"), ("M2", "duration: 3d\ndepends_on: M1")];
    assert!(json(SETTINGS, &plain)["risk_forecast"].is_null());
    let closed = MILESTONES[3].1.replace("category", "status: closed\ncategory");
    let things = [plain[0], plain[1], ("risks/r1", closed.as_str())];
    assert!(json(SETTINGS, &things)["risk_forecast"].is_null(), "a closed risk does not happen");
    let done = "status: done\nactual_finish: 2026-09-07\nestimate: {optimistic: 1d, most_likely: 2d, pessimistic: 3d}";
    assert!(json(SETTINGS, &[("M1", done)])["risk_forecast"].is_null(), "what is done is not drawn");
}

#[test]
fn threads_do_not_change_a_byte_and_a_seed_does() {
    let with = |threads: usize, settings: &str| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be had");
        pool.install(|| bytes(settings, &MILESTONES))
    };
    let one = with(1, SETTINGS);
    assert_eq!(one, with(7, SETTINGS));
    assert_ne!(one, with(1, &SETTINGS.replace("seed: 7", "seed: 8")));
    assert_ne!(one, with(1, &SETTINGS.replace("seed: 7", "seed: 7, distribution: triangular")));
}

#[test]
fn a_chance_is_a_share_or_a_percentage() {
    let chance = |written: &str| {
        let risk = MILESTONES[3].1.replace("0.25", written);
        let project = Project::new(SETTINGS, &[MILESTONES[1], ("risks/r1", &risk)]);
        project.0.program.risks.rows()[0].schedule_impact.as_ref().map(|impact| impact.per_mille)
    };
    assert_eq!(chance("0.25"), Some(250));
    assert_eq!(chance("25%"), Some(250));
    assert_eq!(chance("1"), Some(1000));
    assert_eq!(chance("25"), None, "a bare 25 is no share");
    assert_eq!(chance("often"), None);
}
