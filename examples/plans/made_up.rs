//! Programs nobody runs: phases of milestones that wait for one another, some done, late or blocked.
//!
//! Tests and benchmarks take it in by its path; it knows no files.
#![allow(dead_code, reason = "not every test needs every kind of past")]

use std::fmt::Write as _;

use chrono::{Days, NaiveDate, ParseError};
use milepost::date::WorkCalendar;

const SHORT: &[&str] = &[
    "Order service",
    "Load test",
    "Data inventory",
    "Gateway",
    "Search",
    "Billing",
    "Audit log",
    "Mobile login",
    "Returns",
];
const LONG: &[&str] = &[
    "Identity and access management for every partner, supplier and member of staff, first stage of three",
    "Überprüfung der Sicherheitsanforderungen im Rechenzentrum durch die Datenschutzbeauftragten der Länder",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenbeschaffungsgenehmigungsverfahrensordnung",
    "Agreement with <b>finance</b> & legal on \"who pays\" for storage that nobody has asked for yet, again",
];
const WORLD: &[&str] = &[
    "決済サービスの統合テストと受け入れ試験の完了",
    "数据迁移和历史订单的核对",
    "اختبار القبول للمستخدم النهائي قبل الإطلاق",
    "מעבר למערכת התשלומים החדשה",
    "बिलिंग इंटरफ़ेस की समीक्षा और स्वीकृति",
    "การทดสอบระบบชำระเงินรอบสุดท้าย",
    "Миграция данных заказчиков в новое хранилище",
    "Ολοκλήρωση υπηρεσίας πληρωμών",
    "결제 서비스 통합 시험",
    "🚀🚀 Launch 👩\u{200D}🚀 readiness 🇪🇺🇩🇪 review ✅",
    "Z\u{335}\u{301}a\u{308}l\u{335}g\u{302}o\u{31B} te\u{301}st n\u{303}o\u{308} e\u{301}nd",
];
const OWNERS: &[(&str, &str)] = &[
    ("ada", "builders"),
    ("bao", "builders"),
    ("chidi", "builders"),
    ("dina", "movers"),
    ("emre", "movers"),
    ("fatou", "watchers"),
];
const START: &str = "2026-01-05";
/// Calendar days from one sprint to the next.
const SPRINT: u64 = 14;

/// What the milestones and phases are called.
#[derive(Debug, Clone, Copy)]
pub enum Names {
    /// One to three words.
    Short,
    /// A hundred letters.
    Long,
    /// Many scripts.
    World,
}

/// What has become of the plan by its status date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Past {
    /// A part of it has begun; each of these was reported once.
    Calm,
    /// All of it has begun and nearly all is done; each was reported as it began, on its way, and when it was done.
    History,
    /// All of it should be done and nothing is; each was reported early, in the middle and of late.
    Trouble,
}

/// What to make up.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many milestones.
    pub milestones: usize,
    /// How many phases, each of about as many milestones.
    pub phases: usize,
    /// What they are called.
    pub names: Names,
    /// How it went.
    pub past: Past,
    /// How many sprints are over on the status date. The plan is as long as suits them; where this is `None`, it is as
    /// long as its milestones take and at most 60 sprints are there, some of them yet to come.
    pub sprints: Option<u32>,
    /// Pages of prose beside the plan, of 3 kB each.
    pub pages: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { milestones: 20, phases: 4, names: Names::Short, past: Past::Calm, sprints: None, pages: 0 }
    }
}

/// The files of a program, as paths and texts; the same for the same options.
pub fn program(options: &Options) -> Result<Vec<(String, String)>, ParseError> {
    let names = match options.names {
        Names::Short => SHORT,
        Names::Long => LONG,
        Names::World => WORLD,
    };
    let first: NaiveDate = START.parse()?;
    let time = Time::new(first, options);
    let plan = plan(options, names, &time);
    let mut files = files(options, &plan, names, &time);
    files.extend((1..=options.pages).map(prose));
    Ok(files)
}

/// How long the plan is, and where its status date lies.
struct Time {
    first: NaiveDate,
    /// Calendar days from the first day to the end of the plan, and to the status date; `None` where the milestones decide.
    fitted: Option<(u64, u64)>,
}

impl Time {
    fn new(first: NaiveDate, options: &Options) -> Self {
        let sprints = match options.past {
            Past::Calm => options.sprints,
            Past::History | Past::Trouble => Some(options.sprints.unwrap_or(12)),
        };
        let fitted = sprints.map(|sprints| {
            let over = SPRINT * u64::from(sprints);
            let length = match options.past {
                Past::Calm => over * 5 / 2,
                Past::History => over,
                Past::Trouble => over / 2,
            };
            (length, over + 3)
        });
        Self { first, fitted }
    }

    /// When a phase is to begin and to end: later phases follow more closely on one another, as the work grows.
    fn window(&self, phase: usize, phases: usize) -> Option<(NaiveDate, NaiveDate)> {
        let (length, _) = self.fitted?;
        let share = (phase as f64 / phases.saturating_sub(1).max(1) as f64).sqrt();
        let begin = self.first + Days::new((length as f64 * 0.8 * share) as u64);
        Some((begin, begin + Days::new(length / 5)))
    }

    /// How many lengths there are for milestones, the shortest being two working days.
    fn lengths(&self) -> usize {
        self.fitted.map_or(9, |(length, _)| (length as usize / 20).clamp(9, 30))
    }

    fn today(&self, plan: &[Item]) -> NaiveDate {
        let days = self.fitted.map_or_else(|| self.days_of(plan) * 2 / 5, |(_, today)| today);
        self.first + Days::new(days)
    }

    fn sprints(&self, plan: &[Item]) -> u64 {
        self.fitted
            .map_or_else(|| (self.days_of(plan) / SPRINT + 2).clamp(1, 60), |(_, today)| today / SPRINT + 2)
    }

    fn days_of(&self, plan: &[Item]) -> u64 {
        let last = plan.iter().map(|item| item.finish).max().unwrap_or(self.first);
        (last - self.first).num_days().unsigned_abs()
    }
}

/// Numbers that look like chance, the same on every run (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

/// A milestone of the plan.
struct Item {
    id: String,
    title: String,
    phase: usize,
    owner: &'static str,
    needs: Vec<String>,
    days: u32,
    start: NaiveDate,
    finish: NaiveDate,
}

/// Phases that overlap, of milestones that wait for one or two of those before them.
fn plan(options: &Options, names: &[&str], time: &Time) -> Vec<Item> {
    let calendar = WorkCalendar::default();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let span = |start, days| (start, working_days(&calendar, start, days));
    let mut items: Vec<Item> = Vec::new();
    let mut root = 0;
    for number in 0..options.milestones {
        let phase = number * options.phases / options.milestones;
        if items.last().is_some_and(|last| last.phase < phase) {
            root = number;
        }
        let window = time.window(phase, options.phases);
        let mut needs = match number - root {
            0 => before_phase(&items, window.map(|(begin, _)| begin)),
            within => (0..1 + dice.roll(2)).map(|_| number - 1 - dice.roll(within.min(7))).collect(),
        };
        needs.sort_unstable();
        needs.dedup();
        let begin = window.map(|(begin, _)| begin).filter(|_| number == root);
        let first_day = |needs: &[usize]| {
            let ready = needs.iter().map(|&i| items[i].finish + Days::new(1)).chain(begin).max();
            working_days(&calendar, ready.unwrap_or(time.first), 1)
        };
        let days = 2 + dice.roll(time.lengths()) as u32;
        let (mut start, mut finish) = span(first_day(&needs), days);
        if number > root && window.is_some_and(|(_, end)| finish > end) {
            needs = vec![root];
            (start, finish) = span(first_day(&needs), days);
        }
        items.push(Item {
            id: format!("M{}.{}", phase + 1, number - root + 1),
            title: names[dice.roll(names.len())].to_owned(),
            phase,
            owner: OWNERS[dice.roll(OWNERS.len())].0,
            needs: needs.iter().map(|&i| items[i].id.clone()).collect(),
            days,
            start,
            finish,
        });
    }
    items
}

/// What the first milestone of a phase waits for: the last that is done before the phase is to begin; where that is
/// not given, one three quarters down the list.
fn before_phase(items: &[Item], begin: Option<NaiveDate>) -> Vec<usize> {
    match (items.len().checked_sub(1), begin) {
        (None, _) => Vec::new(),
        (Some(last), None) => vec![last / 2 + last / 4],
        (Some(_), Some(begin)) => items.iter().rposition(|item| item.finish < begin).into_iter().collect(),
    }
}

/// The last of so many working days, the first of them not before a day.
fn working_days(calendar: &WorkCalendar, from: NaiveDate, days: u32) -> NaiveDate {
    from.iter_days().filter(|&day| calendar.is_workday(day)).nth(days.max(1) as usize - 1).unwrap_or(from)
}

/// The project as paths and texts.
fn files(options: &Options, plan: &[Item], names: &[&str], time: &Time) -> Vec<(String, String)> {
    let today = time.today(plan);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut files = vec![("milepost.yaml".to_owned(), settings(today))];
    for (team, members) in teams() {
        let text = format!("---\nid: {team}\nname: {team}\nmembers: [{}]\n---\n", members.join(", "));
        files.push((format!("content/teams/{team}.md"), text));
    }
    for phase in 0..options.phases {
        let title = names[dice.roll(names.len())];
        let text = format!("---\nid: P{}\ntitle: {}\nowner: ada\n---\n", phase + 1, quoted(title));
        files.push((format!("content/phases/p{}.md", phase + 1), text));
    }
    for sprint in 0..time.sprints(plan) {
        let begin = time.first + Days::new(SPRINT * sprint);
        let (number, end) = (sprint + 1, begin + Days::new(11));
        let text =
            format!("---\nid: sprint-{number:02}\ntitle: Sprint {number}\nstart: {begin}\nend: {end}\n---\n");
        files.push((format!("content/sprints/sprint-{number:02}.md"), text));
    }
    for item in plan {
        let reports = match options.past {
            Past::Calm => one_report(item, today, &mut dice),
            Past::History => history(item, today, &mut dice),
            Past::Trouble => trouble(item, today, &mut dice),
        };
        files.push((format!("content/milestones/{}.md", item.id.to_lowercase()), milestone(item, &reports)));
    }
    files
}

fn settings(today: NaiveDate) -> String {
    let mut text = format!("title: A program\nstart: {START}\nstatus_date: {today}\nsprint_length: 2w\n");
    text.push_str("baseline: {name: Baseline 1, approved_on: 2026-01-02, approved_by: ada}\nagents:\n");
    for (owner, _) in OWNERS {
        let _ = writeln!(text, "  - {{id: {owner}, name: {owner}}}");
    }
    text
}

fn teams() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut teams: Vec<(&str, Vec<&str>)> = Vec::new();
    for (owner, team) in OWNERS {
        match teams.last_mut().filter(|(name, _)| name == team) {
            Some((_, members)) => members.push(owner),
            None => teams.push((team, vec![owner])),
        }
    }
    teams
}

fn milestone(item: &Item, reports: &[Report]) -> String {
    let mut text = format!(
        "---\nid: {}\ntitle: {}\nphase: P{}\nowner: {}\ndepends_on: [{}]\nduration: {}d\nstart: {}\nfinish: {}\n",
        item.id,
        quoted(&item.title),
        item.phase + 1,
        item.owner,
        item.needs.join(", "),
        item.days,
        item.start,
        item.finish
    );
    if !reports.is_empty() {
        text.push_str("updates:\n");
    }
    for report in reports {
        let _ =
            writeln!(text, "  - date: {}\n    by: {}\n    status: {}", report.on, item.owner, report.status);
        for (name, value) in &report.facts {
            let _ = writeln!(text, "    {name}: {value}");
        }
    }
    text.push_str("---\n\nMade up.\n");
    text
}

/// An entry of `updates`.
struct Report {
    on: NaiveDate,
    status: &'static str,
    facts: Vec<(&'static str, String)>,
}

impl Report {
    fn new(on: NaiveDate, status: &'static str) -> Self {
        Self { on, status, facts: Vec::new() }
    }

    fn fact(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.push((name, value.to_string()));
        self
    }
}

/// The last that was heard of a milestone, if anything was.
fn one_report(item: &Item, today: NaiveDate, dice: &mut Dice) -> Vec<Report> {
    let finish = item.finish + Days::new([0, 0, 1, 4][dice.roll(4)]);
    if finish < today {
        vec![done(item.start, finish)]
    } else if item.start < today {
        let status = if dice.roll(5) == 0 { "blocked" } else { "in_progress" };
        let report = Report::new(today, status).fact("actual_start", item.start);
        vec![report.fact("percent_complete", 10 * (1 + dice.roll(8)))]
    } else {
        Vec::new()
    }
}

/// Begun, on its way, done: as far as that lies before today.
fn history(item: &Item, today: NaiveDate, dice: &mut Dice) -> Vec<Report> {
    let calendar = WorkCalendar::default();
    let start = working_days(&calendar, item.start + Days::new([0, 0, 1, 3][dice.roll(4)]), 1);
    let start = start.min(today);
    let days = item.days + [0, 0, 1, 4, 9][dice.roll(5)];
    let finish = working_days(&calendar, start, days);
    let mut reports =
        vec![Report::new(start, "in_progress").fact("actual_start", start).fact("percent_complete", 5)];
    for third in 1..=2 {
        let on = working_days(&calendar, start, 1 + days * third / 3);
        if reports.last().is_some_and(|last| last.on < on) && on < finish {
            let status = if dice.roll(12) == 0 { "blocked" } else { "in_progress" };
            let percent = 30 * third as usize + dice.roll(10);
            reports.push(Report::new(on, status).fact("percent_complete", percent));
        }
    }
    reports.push(done(start, finish));
    reports.retain(|report| report.on <= today);
    reports
}

/// Under way since its first day, and never done: late, some of it said to be green, some of it blocked.
fn trouble(item: &Item, today: NaiveDate, dice: &mut Dice) -> Vec<Report> {
    let calendar = WorkCalendar::default();
    let late = working_days(&calendar, today - Days::new(1 + dice.roll(13) as u64), 1);
    let middle = working_days(&calendar, item.start + (late - item.start) / 2, 1);
    let said_green = dice.roll(3) == 0;
    let stuck = dice.roll(4) == 0;
    let rag = |report: Report| if said_green { report.fact("rag", "green") } else { report };
    let slipped = |by: usize| working_days(&calendar, today + Days::new(14 + by as u64), 1);
    let early = Report::new(item.start, "in_progress").fact("actual_start", item.start);
    vec![
        rag(early.fact("percent_complete", 5 * dice.roll(4))),
        Report::new(middle, if stuck { "blocked" } else { "in_progress" })
            .fact("percent_complete", 20 + dice.roll(20)),
        rag(Report::new(late, "in_progress")
            .fact("percent_complete", 40 + dice.roll(50))
            .fact("forecast_finish", slipped(dice.roll(120)))),
    ]
}

fn done(start: NaiveDate, finish: NaiveDate) -> Report {
    let report = Report::new(finish, "done").fact("actual_start", start).fact("actual_finish", finish);
    report.fact("percent_complete", 100)
}

/// A page of prose: headings, paragraphs, a list, a table, and a link to the page before it.
fn prose(number: usize) -> (String, String) {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D ^ number as u64);
    let mut text = format!("# Note {number}: {}\n", SHORT[dice.roll(SHORT.len())]);
    for section in 1..=4 {
        let _ = writeln!(text, "\n## Part {section}\n");
        for _ in 0..8 {
            let (what, whom) = (SHORT[dice.roll(SHORT.len())], OWNERS[dice.roll(OWNERS.len())].0);
            let _ = writeln!(
                text,
                "The work on *{what}* was looked at by {whom}, who found `{}` of it ready.",
                dice.roll(100)
            );
        }
        let _ = writeln!(text, "\n- One thing is open.\n- [ ] Another is to be done.\n");
    }
    let _ = writeln!(text, "| What | How much |\n|---|---|\n| Seen | {} |", dice.roll(100));
    let name = |number: usize| format!("note-{number:05}.md");
    if number % 100 > 1 {
        let _ = writeln!(text, "\nIt goes on from [the note before]({}).", name(number - 1));
    }
    (format!("content/notes/{:03}/{}", number / 100, name(number)), text)
}

/// As a string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
