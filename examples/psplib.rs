//! Reads networks of the project scheduling library PSPLIB (Kolisch and Sprecher 1997), whose critical path
//! lengths are published with them.
//!
//! ```text
//! psplib check FILE.sm...          schedules each, compares the length with the published one
//! psplib content FILE.sm FOLDER    writes it as a folder of content: one milestone a job, seven-day weeks
//! psplib site FOLDER FILE.sm...    writes each as content under FOLDER, and compares the length that the site
//!                                  says with the published one
//! ```

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use milepost::analyse::schedule::{Activity, Link, LinkKind, Network, schedule};
use milepost::date::WorkCalendar;
use milepost::disk::Disk;
use milepost::site::Config;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((mode, files)) if mode == "check" && !files.is_empty() => check(files),
        Some((mode, [folder, files @ ..])) if mode == "site" && !files.is_empty() => {
            check_site(Path::new(folder), files)
        }
        Some((mode, [file, folder])) if mode == "content" => write_content(&read(file)?, Path::new(folder)),
        _ => Err("usage: see the head of examples/psplib.rs".into()),
    }
}

/// A network of PSPLIB: jobs count from 1 there and from 0 here.
struct Instance {
    /// Days of each job.
    durations: Vec<u32>,
    /// Jobs that wait for each job.
    successors: Vec<Vec<usize>>,
    /// The published length of the critical path, in days.
    length: i64,
}

fn read(file: &str) -> Outcome<Instance> {
    let text = std::fs::read_to_string(file)?;
    let mut instance = Instance { durations: Vec::new(), successors: Vec::new(), length: -1 };
    let mut section = "";
    for line in text.lines() {
        if line.starts_with("***") {
            section = "";
        } else if line.starts_with("pronr.") {
            section = "project";
        } else if line.starts_with("PRECEDENCE") {
            section = "precedence";
        } else if line.starts_with("REQUESTS") {
            section = "requests";
        }
        let numbers: Result<Vec<i64>, _> = line.split_whitespace().map(str::parse).collect();
        match (section, numbers.as_deref()) {
            ("project", Ok([_, _, _, _, _, length])) => instance.length = *length,
            ("precedence", Ok([_, _, _, successors @ ..])) => {
                instance.successors.push(successors.iter().map(|&j| j as usize - 1).collect());
            }
            ("requests", Ok([_, _, days, ..])) => instance.durations.push(u32::try_from(*days)?),
            _ => {}
        }
    }
    if instance.length < 0 || instance.durations.len() != instance.successors.len() {
        return Err(format!("{file} is no network of PSPLIB").into());
    }
    Ok(instance)
}

const START: NaiveDate = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");

fn check(files: &[String]) -> Outcome<()> {
    compare(files, |_, instance| Ok(schedule(&network(instance)).finish))
}

/// The finish of each network as the site pipeline says it.
fn check_site(folder: &Path, files: &[String]) -> Outcome<()> {
    let config = Config::usual(START);
    compare(files, |file, instance| {
        let folder = folder.join(Path::new(file).file_stem().ok_or("a file without a name")?);
        write_content(instance, &folder)?;
        let checked = milepost::site::check(&Disk::open(&folder)?, &config);
        let now = &checked.chronicle.now;
        let scheduled = now.milestones.iter().filter(|milestone| milestone.schedule.is_ok()).count();
        if scheduled != instance.durations.len() {
            return Err(format!("{file}: {scheduled} jobs are scheduled").into());
        }
        Ok(now.program.headline.forecast.ok_or("nothing is scheduled")?.finish)
    })
}

fn compare(files: &[String], finish: impl Fn(&str, &Instance) -> Outcome<NaiveDate>) -> Outcome<()> {
    let mut differ = 0;
    for file in files {
        let instance = read(file)?;
        let length = (finish(file, &instance)? - START).num_days() + 1;
        if length != instance.length {
            println!("{file}: critical path {length}, published {}", instance.length);
            differ += 1;
        }
    }
    println!("{} networks, {differ} differ from their published length", files.len());
    if differ > 0 { Err("lengths differ".into()) } else { Ok(()) }
}

fn network(instance: &Instance) -> Network {
    let links = instance.successors.iter().enumerate().flat_map(|(from, successors)| {
        successors.iter().map(move |&to| Link::new(from, to, LinkKind::FinishStart))
    });
    Network {
        start: START,
        calendars: vec![WorkCalendar::every_day()],
        activities: instance.durations.iter().map(|&days| Activity::of(days)).collect(),
        links: links.collect(),
        ..Network::default()
    }
}

fn write_content(instance: &Instance, folder: &Path) -> Outcome<()> {
    let milestones = folder.join("content/milestones");
    let phases = folder.join("content/phases");
    std::fs::create_dir_all(&milestones)?;
    std::fs::create_dir_all(&phases)?;
    let days = "[mon, tue, wed, thu, fri, sat, sun]";
    let program =
        format!("title: PSPLIB\nstart: {START}\nstatus_date: {START}\ncalendar:\n  workdays: {days}\n");
    std::fs::write(folder.join("milepost.yaml"), program)?;
    std::fs::write(phases.join("p1.md"), "---\nid: P1\ntitle: Network\n---\n")?;
    for (job, days) in instance.durations.iter().enumerate() {
        let mut text = format!("---\nid: J{0}\ntitle: Job {0}\nphase: P1\nduration: {days}d\n", job + 1);
        let predecessors: Vec<String> = (0..instance.successors.len())
            .filter(|&from| instance.successors[from].contains(&job))
            .map(|from| format!("J{}", from + 1))
            .collect();
        writeln!(text, "depends_on: [{}]\n---", predecessors.join(", "))?;
        std::fs::write(milestones.join(format!("j{:03}.md", job + 1)), text)?;
    }
    Ok(())
}
