//! Schedules a plan in JSON, so that the engine can be compared with others.
//!
//! ```text
//! schedule PLAN.json THEIRS.json      reads a plan, writes its dates and floats
//! schedule --random SEED PLAN.json    writes a random plan of mixed links, lags, calendars and constraints
//! schedule --told SEED PLAN.json      the same, of no more than content can tell
//! schedule --content PLAN.json FOLDER writes such a plan as content
//! schedule --site FOLDER THEIRS.json  builds the site of content, writes dates and floats from its data
//! ```
//!
//! A plan is `{start, finish?, calendars: {name: {week, holidays, extra}}, tasks: [{id, duration, calendar,
//! snet, fnet, snlt, fnlt, actual_start, actual_finish}], links: [{from, to, type, lag, lag_in}]}`: weeks as
//! `1111100` from Monday on, lags in days of the calendar `lag_in`, or `elapsed`.

#[path = "../tests/planning/content.rs"]
mod content;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use chrono::{NaiveDate, TimeDelta, Weekday};
use milepost::analyse::schedule::{
    Activity, Constraint, ConstraintKind, Dates, Link, LinkKind, Network, schedule,
};
use milepost::date::{Length, WorkCalendar, parse_date};
use milepost::disk::Disk;
use milepost::site::{Config, Silent, build};
use milepost::world::SitePath;
use serde_json::{Map, Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--random", seed, plan] => write(plan, &random_plan(seed.parse()?)),
        ["--told", seed, plan] => write(plan, &told(random_plan(seed.parse()?))),
        ["--content", plan, folder] => write_content(&read_json(plan)?, Path::new(folder)),
        ["--site", folder, theirs] => write(theirs, &dates_of_site(Path::new(folder))?),
        [plan, theirs] => write(theirs, &dates_of(&read_json(plan)?)?),
        _ => Err("usage: see the head of examples/schedule.rs".into()),
    }
}

fn read_json(path: &str) -> Outcome<Value> {
    Ok(serde_json::from_str(&std::fs::read_to_string(path)?)?)
}

fn write(path: &str, value: &Value) -> Outcome<()> {
    Ok(std::fs::write(path, serde_json::to_string_pretty(value)? + "\n")?)
}

/// Without what content cannot tell: a finish of the whole, actual dates after the status date, lags in other
/// calendars than the program's, a second link of one kind between the same two.
fn told(mut plan: Value) -> Value {
    if let Some(plan) = plan.as_object_mut() {
        plan.remove("finish");
    }
    let rename = |id: &mut Value| *id = json!(id.as_str().unwrap_or_default().replace('t', "A"));
    for task in plan["tasks"].as_array_mut().into_iter().flatten() {
        rename(&mut task["id"]);
        if let Some(task) = task.as_object_mut() {
            task.retain(|key, _| !key.starts_with("actual"));
        }
    }
    let mut seen = BTreeSet::new();
    let links = plan["links"].as_array_mut();
    if let Some(links) = links {
        links.retain(|link| seen.insert(format!("{} {} {}", link["from"], link["to"], link["type"])));
        for link in links {
            rename(&mut link["from"]);
            rename(&mut link["to"]);
            if link["lag_in"] != "elapsed" {
                link["lag_in"] = json!("default");
            }
        }
    }
    plan
}

/// Every second finish that may not be later is told as a deadline, which comes to the same dates.
fn write_content(plan: &Value, folder: &Path) -> Outcome<()> {
    let (mut network, _) = read_plan(plan)?;
    for activity in network.activities.iter_mut().step_by(2) {
        let constraints = &mut activity.constraints;
        if let Some(at) = constraints.iter().position(|c| c.kind == ConstraintKind::Fnlt) {
            activity.deadline = Some(constraints.remove(at).date);
        }
    }
    for (path, text) in content::files(&network) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().ok_or("a file without a folder")?)?;
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// What the data of the site says of each milestone.
fn dates_of_site(folder: &Path) -> Outcome<Value> {
    let config = Config::usual(NaiveDate::MIN);
    let built = build(&Disk::open(folder)?, &config, &Silent);
    let data = built.plan.get(&SitePath::new("api/program.json")?).ok_or("a site without data")?;
    let program: Value = serde_json::from_slice(data)?;
    let fields = ["id", "early_start", "early_finish", "late_start", "late_finish"];
    let fields = [&fields[..], &["total_float", "free_float", "critical"]].concat();
    let row = |milestone: &Value| -> Value {
        fields
            .iter()
            .map(|field| ((*field).to_owned(), milestone[field].clone()))
            .collect::<Map<_, _>>()
            .into()
    };
    let rows: Vec<Value> = list(&program["milestones"]).iter().map(row).collect();
    Ok(json!({ "finish": program["forecast"]["finish"], "tasks": rows }))
}

/// The schedule of a plan, task by task.
fn dates_of(plan: &Value) -> Outcome<Value> {
    let (network, ids) = read_plan(plan)?;
    let schedule = schedule(&network);
    let row = |(i, id): (usize, &String)| schedule.dates(i).map(|dates| row(id, dates));
    let rows: Vec<Value> = ids.iter().enumerate().filter_map(row).collect();
    Ok(json!({ "finish": schedule.finish.to_string(), "tasks": rows }))
}

fn row(id: &str, dates: &Dates) -> Value {
    json!({
        "id": id,
        "early_start": dates.early_start.to_string(),
        "early_finish": dates.early_finish.to_string(),
        "late_start": dates.late_start.to_string(),
        "late_finish": dates.late_finish.to_string(),
        "total_float": dates.total_float,
        "free_float": dates.free_float,
        "critical": dates.critical,
    })
}

fn read_plan(plan: &Value) -> Outcome<(Network, Vec<String>)> {
    let (calendars, names) = read_calendars(&plan["calendars"])?;
    let calendar = |name: &Value| -> Outcome<usize> {
        let name = name.as_str().unwrap_or("default");
        Ok(*names.get(name).ok_or_else(|| format!("no calendar {name}"))?)
    };
    let mut activities = Vec::new();
    let mut ids = Vec::new();
    for task in list(&plan["tasks"]) {
        ids.push(text(&task["id"])?.to_owned());
        let duration = u32::try_from(task["duration"].as_u64().ok_or("a task without duration")?)?;
        activities.push(Activity {
            duration: Some(duration),
            calendar: calendar(&task["calendar"])?,
            constraints: constraints(task)?,
            actual_start: date(&task["actual_start"])?,
            actual_finish: date(&task["actual_finish"])?,
            ..Activity::default()
        });
    }
    let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (id.as_str(), i)).collect();
    let mut links = Vec::new();
    for link in list(&plan["links"]) {
        let end = |name: &str| -> Outcome<usize> {
            let id = text(&link[name])?;
            Ok(*index.get(id).ok_or_else(|| format!("no task {id}"))?)
        };
        let days = i32::try_from(link["lag"].as_i64().unwrap_or(0))?;
        let elapsed = link["lag_in"] == "elapsed";
        links.push(Link {
            from: end("from")?,
            to: end("to")?,
            kind: match link["type"].as_str().unwrap_or("FS") {
                "FS" => LinkKind::FinishStart,
                "SS" => LinkKind::StartStart,
                "FF" => LinkKind::FinishFinish,
                "SF" => LinkKind::StartFinish,
                other => return Err(format!("no link type {other}").into()),
            },
            lag: if elapsed { Length::Elapsed(days) } else { Length::Working(days) },
            calendar: if elapsed { 0 } else { calendar(&link["lag_in"])? },
        });
    }
    let start = date(&plan["start"])?.ok_or("a plan without start")?;
    let network =
        Network { start, finish: date(&plan["finish"])?, status_date: None, calendars, activities, links };
    Ok((network, ids))
}

/// The calendars, the default first, and the index of each name.
fn read_calendars(calendars: &Value) -> Outcome<(Vec<WorkCalendar>, BTreeMap<String, usize>)> {
    let mut read = vec![WorkCalendar::default()];
    let mut names = BTreeMap::from([("default".to_owned(), 0)]);
    for (name, value) in calendars.as_object().into_iter().flatten() {
        let week = value["week"].as_str().unwrap_or("1111100");
        let workdays: Vec<Weekday> = (0u8..7)
            .zip(week.chars())
            .filter(|(_, works)| *works == '1')
            .filter_map(|(day, _)| Weekday::try_from(day).ok())
            .collect();
        let calendar = WorkCalendar::new(&workdays, &dates(&value["holidays"])?, &dates(&value["extra"])?)?;
        match names.get(name) {
            Some(&at) => read[at] = calendar,
            None => {
                names.insert(name.clone(), read.len());
                read.push(calendar);
            }
        }
    }
    Ok((read, names))
}

fn constraints(task: &Value) -> Outcome<Vec<Constraint>> {
    use ConstraintKind::{Fnet, Fnlt, Mfo, Mso, Snet, Snlt};
    let kinds = [("snet", Snet), ("fnet", Fnet), ("snlt", Snlt), ("fnlt", Fnlt), ("mso", Mso), ("mfo", Mfo)];
    let mut read = Vec::new();
    for (key, kind) in kinds {
        if let Some(date) = date(&task[key])? {
            read.push(Constraint { kind, date });
        }
    }
    Ok(read)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> Outcome<&str> {
    value.as_str().ok_or_else(|| format!("{value} is no text").into())
}

fn date(value: &Value) -> Outcome<Option<NaiveDate>> {
    Ok(value.as_str().map(parse_date).transpose()?)
}

fn dates(value: &Value) -> Outcome<Vec<NaiveDate>> {
    let read = list(value).iter().map(date).collect::<Outcome<Vec<_>>>()?;
    Ok(read.into_iter().flatten().collect())
}

/// The generator splitmix64 (Steele, Lea, Flood 2014), so that a seed gives the same plan everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as i64
    }

    fn one_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as i64) as usize]
    }

    /// A date up to so many days after a Monday in September.
    fn date(&mut self, days: i64) -> String {
        let monday = NaiveDate::from_ymd_opt(2026, 9, 7).expect("a date");
        (monday + TimeDelta::days(self.below(days))).to_string()
    }

    fn dates(&mut self, count: i64) -> Vec<String> {
        (0..count).map(|_| self.date(120)).collect()
    }
}

/// A random plan without loops; the higher the seed the larger, up to 60 tasks.
fn random_plan(seed: u64) -> Value {
    let random = &mut Random(seed.wrapping_mul(1_000_003));
    let count = 3 + random.below(3 + (seed % 58) as i64);
    let calendars = json!({
        "default": { "week": "1111100", "holidays": random.dates(6), "extra": random.dates(3) },
        "six": { "week": "1111110", "holidays": random.dates(4) },
        "odd": { "week": "0101001", "extra": random.dates(5) },
        "all": { "week": "1111111" },
    });
    let tasks: Vec<Value> = (0..count).map(|i| random_task(random, i)).collect();
    let ranks: Vec<i64> = (0..count).map(|_| random.below(1000)).collect();
    let mut links = Vec::new();
    for (i, a) in ranks.iter().enumerate() {
        for (j, b) in ranks.iter().enumerate() {
            if a < b && random.one_in(2 + count / 4) {
                links.push(json!({
                    "from": format!("t{i}"), "to": format!("t{j}"),
                    "type": random.pick(&["FS", "FS", "FS", "SS", "FF", "SF"]),
                    "lag": if random.one_in(2) { 0 } else { random.below(12) - 4 },
                    "lag_in": random.pick(&["default", "default", "elapsed", "six", "odd"]),
                }));
            }
        }
    }
    let mut plan = json!({ "start": random.date(7), "calendars": calendars, "tasks": tasks, "links": links });
    if random.one_in(3) {
        plan["finish"] = json!(random.date(200));
    }
    plan
}

fn random_task(random: &mut Random, i: i64) -> Value {
    let duration = [0, 0, 1, 2, 3, 5, 8, 13][random.below(8) as usize];
    let mut task = Map::new();
    task.insert("id".into(), json!(format!("t{i}")));
    task.insert("duration".into(), json!(duration));
    task.insert("calendar".into(), json!(random.pick(&["default", "default", "six", "odd", "all"])));
    for key in ["snet", "fnet", "snlt", "fnlt"] {
        if random.one_in(8) {
            task.insert(key.into(), json!(random.date(90)));
        }
    }
    if duration > 0 && random.one_in(8) {
        task.insert("actual_start".into(), json!(random.date(60)));
    }
    if random.one_in(12) {
        task.insert("actual_finish".into(), json!(random.date(60)));
    }
    Value::Object(task)
}
