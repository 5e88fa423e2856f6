//! Programs nobody runs: phases of milestones that wait for one another, some done, late or blocked.

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

/// The files of a program, as paths and texts; the same for the same arguments.
pub fn program(milestones: usize, phases: usize, names: Names) -> Result<Vec<(String, String)>, ParseError> {
    let names = match names {
        Names::Short => SHORT,
        Names::Long => LONG,
        Names::World => WORLD,
    };
    files(&plan(milestones, phases, names)?, phases, names)
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

/// Phases one after the other, each begun when half of the one before is done.
fn plan(milestones: usize, phases: usize, names: &[&str]) -> Result<Vec<Item>, ParseError> {
    let calendar = WorkCalendar::default();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut items: Vec<Item> = Vec::new();
    let first: NaiveDate = START.parse()?;
    for number in 0..milestones {
        let phase = number * phases / milestones;
        let within: Vec<usize> = (0..items.len()).filter(|&i| items[i].phase == phase).collect();
        let mut needs: Vec<usize> = match within.as_slice() {
            [] => items
                .iter()
                .rposition(|item| item.phase + 1 == phase)
                .into_iter()
                .map(|i| i / 2 + i / 4)
                .collect(),
            all => (0..1 + dice.roll(2)).map(|_| all[all.len() - 1 - dice.roll(all.len().min(7))]).collect(),
        };
        needs.sort_unstable();
        needs.dedup();
        let ready = needs.iter().map(|&i| items[i].finish + Days::new(1)).max().unwrap_or(first);
        let start = working_days(&calendar, ready, 1);
        let days = 2 + dice.roll(9) as u32;
        items.push(Item {
            id: format!("M{}.{}", phase + 1, within.len() + 1),
            title: names[dice.roll(names.len())].to_owned(),
            phase,
            owner: OWNERS[dice.roll(OWNERS.len())].0,
            needs: needs.iter().map(|&i| items[i].id.clone()).collect(),
            days,
            start,
            finish: working_days(&calendar, start, days),
        });
    }
    Ok(items)
}

/// The last of so many working days, the first of them not before a day.
fn working_days(calendar: &WorkCalendar, from: NaiveDate, days: u32) -> NaiveDate {
    from.iter_days().filter(|&day| calendar.is_workday(day)).nth(days.max(1) as usize - 1).unwrap_or(from)
}

/// The project as paths and texts.
fn files(plan: &[Item], phases: usize, names: &[&str]) -> Result<Vec<(String, String)>, ParseError> {
    let first: NaiveDate = START.parse()?;
    let last = plan.iter().map(|item| item.finish).max().unwrap_or(first);
    let today = first + Days::new((last - first).num_days() as u64 * 2 / 5);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut files = vec![("milepost.yaml".to_owned(), settings(today))];
    for (team, members) in teams() {
        let text = format!("---\nid: {team}\nname: {team}\nmembers: [{}]\n---\n", members.join(", "));
        files.push((format!("content/teams/{team}.md"), text));
    }
    for phase in 0..phases {
        let title = names[dice.roll(names.len())];
        let text = format!("---\nid: P{}\ntitle: {}\nowner: ada\n---\n", phase + 1, quoted(title));
        files.push((format!("content/phases/p{}.md", phase + 1), text));
    }
    let sprints = ((last - first).num_days() / 14 + 2).clamp(1, 60) as u64;
    for sprint in 0..sprints {
        let begin = first + Days::new(14 * sprint);
        let (number, end) = (sprint + 1, begin + Days::new(11));
        let text =
            format!("---\nid: sprint-{number:02}\ntitle: Sprint {number}\nstart: {begin}\nend: {end}\n---\n");
        files.push((format!("content/sprints/sprint-{number:02}.md"), text));
    }
    for item in plan {
        files.push((
            format!("content/milestones/{}.md", item.id.to_lowercase()),
            milestone(item, today, &mut dice),
        ));
    }
    Ok(files)
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

fn milestone(item: &Item, today: NaiveDate, dice: &mut Dice) -> String {
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
    let late = [0, 0, 1, 4][dice.roll(4)];
    let finish = item.finish + Days::new(late);
    let mut report = |on: NaiveDate, facts: String| {
        let _ = write!(text, "updates:\n  - date: {on}\n    by: {}\n{facts}", item.owner);
    };
    if finish < today {
        report(
            finish,
            format!(
                "    status: done\n    actual_start: {}\n    actual_finish: {finish}\n    percent_complete: 100\n",
                item.start
            ),
        );
    } else if item.start < today {
        let status = if dice.roll(5) == 0 { "blocked" } else { "in_progress" };
        let percent = 10 * (1 + dice.roll(8));
        report(
            today,
            format!(
                "    status: {status}\n    actual_start: {}\n    percent_complete: {percent}\n",
                item.start
            ),
        );
    }
    text.push_str("---\n\nMade up.\n");
    text
}

/// As a string of YAML.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
