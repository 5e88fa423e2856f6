//! Content of any shape costs what its length says: a body of twice the length at most a good twice the work.
//!
//! Time is that of one thread of the processor, so other work on the machine counts little; the best of a few runs counts, and
//! sizes are chosen so that what is constant counts little as well. Quadratic work would take four times as long.

use std::time::Duration;

use cpu_time::ThreadTime;
use milepost::{
    load::markdown::outline,
    render::{Links, Surroundings, markdown},
    site::{Checked, Config, Silent, build, check},
    world::{Memory, ProjectPath},
};

/// What twice the length may cost, against once.
const MOST: f64 = 2.3;

/// Clocks and allocators are not finer than this.
const GRAIN: Duration = Duration::from_millis(8);

/// A body made of so many pieces.
type Body = fn(usize) -> String;

/// Shapes that have cost somebody dearly, each with a number of pieces that takes a while.
const SHAPES: &[(&str, usize, Body)] = &[
    ("tags never closed", 8_000, |n| "<p onx=1 ".repeat(n)),
    ("attributes never closed", 8_000, |n| "<p a=\"".repeat(n)),
    ("quotes in quotes never closed", 4_000, |n| "<p a=\"<p b='".repeat(n)),
    ("equals signs in tags", 8_000, |n| "<p = ".repeat(n)),
    ("declarations never closed", 8_000, |n| format!("<div>\n{}", "<?x <![CDATA[ <!y ".repeat(n))),
    ("nested tags", 8_000, |n| "<div>".repeat(n)),
    ("nested tags that end", 8_000, |n| format!("{}{}", "<div>".repeat(n), "</div>".repeat(n))),
    ("nested tags of text", 6_000, |n| "<b id=x><i><p>".repeat(n)),
    ("nested lists of tags", 6_000, |n| "<ul><li>".repeat(n)),
    ("tables of tags", 6_000, |n| format!("<table>{}", "<tr><td>".repeat(n))),
    ("ends without a beginning", 12_000, |n| format!("<div>{}", "</b></p>".repeat(n))),
    ("scripts never closed", 12_000, |n| format!("x {}", "<script>".repeat(n))),
    ("one tag with many attributes", 6_000, |n| {
        format!("<p {}>", (0..n).map(|i| format!("on{i}=1 ")).collect::<String>())
    }),
    ("many unknown tags", 6_000, |n| (0..n).map(|i| format!("<t{i}>")).collect()),
    ("many ids", 6_000, |n| (0..n).map(|i| format!("<b id=i{i}>x</b> <a href=#i{i}>y</a> ")).collect()),
    ("comments never closed", 20_000, |n| "x <!--".repeat(n)),
    ("less-than signs", 60_000, |n| "<".repeat(n)),
    ("nested lists", 10_000, |n| format!("{}x", "- ".repeat(n))),
    ("nested quotes", 10_000, |n| format!("{}x", "> ".repeat(n))),
    ("brackets", 60_000, |n| "[".repeat(n)),
    ("links never closed", 20_000, |n| "[a](".repeat(n)),
    ("links inside links", 10_000, |n| format!("{}x{}", "[".repeat(n), "](y)".repeat(n))),
    ("emphasis never closed", 12_000, |n| "*a **b ".repeat(n)),
    ("alternating emphasis", 20_000, |n| "*_".repeat(n)),
    ("many headings", 3_000, |n| (0..n).map(|i| format!("# h{i}\n\n[x](#h{i})\n\n")).collect()),
    ("headings of one name", 4_000, |n| "# same\n\n".repeat(n)),
    ("headings of the page's names", 4_000, |n| "# main\n\n".repeat(n)),
    ("dead links", 4_000, |n| (0..n).map(|i| format!("[x](n{i}.md) [y](#a{i}) ")).collect()),
    ("footnotes", 2_000, |n| {
        let mentions: String = (0..n).map(|i| format!("[^{i}] ")).collect();
        mentions + "\n\n" + &(0..n).map(|i| format!("[^{i}]: n\n\n")).collect::<String>()
    }),
    ("mentions of one footnote", 4_000, |n| format!("{}\n\n[^a]: n\n", "[^a] ".repeat(n))),
    ("rows of a table", 4_000, |n| format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(n))),
    ("columns of a table", 8_000, |n| {
        ["a|", "-|", "b|"].map(|cell| format!("|{}\n", cell.repeat(n))).concat()
    }),
    ("addresses in text", 4_000, |n| "https://a.b/c). ".repeat(n)),
    ("addresses that are none", 8_000, |n| "ahttps://".repeat(n)),
    ("parentheses after an address", 8_000, |n| format!("https://a.b/{}", ")".repeat(n))),
    ("entities", 12_000, |n| "&#x202E;&amp;".repeat(n)),
    ("entities in attributes", 4_000, |n| "<b title='&amp;&lt;'>x</b> ".repeat(n)),
    ("blocks of code", 1_000, |n| (0..n).map(|i| format!("```make\n{i}: $(a{i}\n```\n\n")).collect()),
    ("one long word", 300_000, |n| "x".repeat(n)),
    ("backticks", 300, |n| (0..n).map(|i| format!("a{}", "`".repeat(i))).collect()),
];

/// The front matter of a milestone, of which many parts may be long.
const LONG_FIELDS: &[(&str, usize, Body)] = &[
    ("a long title", 200_000, |n| format!("title: {}", "t".repeat(n))),
    ("a long note", 200_000, |n| {
        format!(
            "title: M\nupdates:\n  - {{date: 2026-02-17, by: ada, status: blocked, note: {}}}",
            "n ".repeat(n)
        )
    }),
    ("many unknown keys", 3_000, |n| (0..n).map(|i| format!("k{i}: 1\n")).collect()),
    ("many unknown references", 2_000, |n| {
        format!("title: M\ndepends_on: [{}]", (0..n).map(|i| format!("X{i}, ")).collect::<String>())
    }),
    ("nested brackets", 20_000, |n| format!("title: {}", "[".repeat(n))),
    ("many owners", 4_000, |n| {
        format!("title: M\nowner: [{}]", (0..n).map(|i| format!("p{i}, ")).collect::<String>())
    }),
];

/// Files of a project: path and text.
type Files = Vec<(String, String)>;

/// What makes a project of so many pieces.
type Made = fn(usize) -> Files;

/// Projects that have cost somebody dearly, in one file or in many.
const PROJECTS: &[(&str, usize, Made)] = &[
    ("decisions, each replaced by the next", 60, |n| decisions(n, |i| i + 1)),
    ("decisions, each replaced by the one before", 60, |n| decisions(n, |i| i - 1)),
    ("decisions that all replace one", 60, |n| decisions(n, |_| 10)),
    ("services that all use one", 60, |n| {
        let uses =
            |i: usize| if i == 0 { String::new() } else { "depends_on: [{service: s0, via: http}]\n".into() };
        numbered(n, |i| (format!("services/s{i}.md"), format!("---\nid: s{i}\ntitle: S\n{}---\n", uses(i))))
    }),
    ("milestones in one circle", 60, |n| {
        numbered(n, |i| {
            let next = (i + 1) % n;
            (
                format!("milestones/m{i}.md"),
                format!("---\nid: M{i}\ntitle: M\nduration: 2d\ndepends_on: [M{next}]\n---\n"),
            )
        })
    }),
    ("words that are found by", 6_000, |n| one((0..n).map(|i| format!("w{i}x ")).collect())),
    ("ids in a text", 3_000, |n| one("M9.9 RISK-99 T1 ".repeat(n))),
    ("tables of TOML", 2_000, |n| {
        one(format!("+++\n{}+++\n", (0..n).map(|i| format!("[t{i}]\na = 1\n")).collect::<String>()))
    }),
    ("facts above a text", 2_000, |n| one((0..n).map(|i| format!("- K{i}: v\n")).collect())),
    ("lines that say a status", 2_000, |n| {
        let status = "Superseded by [2](0002-x.md)\n".repeat(n);
        vec![("decisions/0001-x.md".into(), format!("# 1. X\n\n## Status\n\n{status}"))]
    }),
];

fn numbered(n: usize, file: impl Fn(usize) -> (String, String)) -> Files {
    (0..n).map(file).collect()
}

fn one(text: String) -> Files {
    vec![("x.md".to_owned(), text)]
}

/// Decision records, each of which says by which it was replaced.
fn decisions(n: usize, by: impl Fn(usize) -> usize) -> Files {
    numbered(n, |i| {
        let by = by(i + 10);
        let text = format!(
            "# {}. X\n\nDate: 2026-02-02\n\n## Status\n\nSuperseded by [{by}]({by:04}-x.md)\n",
            i + 10
        );
        (format!("decisions/{:04}-x.md", i + 10), text)
    })
}

/// What a page of that text costs to check and to write, and how many bytes come of it.
fn cost_of_page(text: &str) -> (Duration, usize) {
    on_one_thread([("content/x.md", text)], |world, config| {
        let found = check(world, config).diagnostics;
        let lead = |target: &str| target.ends_with(".md").then(|| target.to_owned());
        let html = markdown(
            &outline(text, 0),
            &Surroundings::default(),
            &Links { page: &lead, asset: &lead, named: &|_| None },
        );
        html.as_str().len() + found.iter().map(|found| found.message.len()).sum::<usize>()
    })
}

/// The same for the whole site of a milestone.
fn cost_of_site(text: &str) -> (Duration, usize) {
    on_one_thread([("content/milestones/m1.md", text)], size_of_site)
}

fn size_of_site(world: &Memory, config: &Config) -> usize {
    build(world, config, &Silent).plan.iter().map(|(_, bytes)| bytes.len()).sum()
}

fn on_one_thread<P: AsRef<str>, T: Into<Vec<u8>>>(
    files: impl IntoIterator<Item = (P, T)>,
    work: impl FnOnce(&Memory, &Config) -> usize + Send,
) -> (Duration, usize) {
    let clean = |path: &str| ProjectPath::new(path).expect("a clean path");
    let settings = "title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\nagents: [ada]\n";
    let mut world = Memory::of([("milepost.yaml", settings)]).expect("clean paths");
    for (path, bytes) in files {
        world.insert(clean(path.as_ref()), bytes);
    }
    let config = Config::usual(chrono::NaiveDate::MIN);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let begun = ThreadTime::now();
        let bytes = work(&world, &config);
        (begun.elapsed(), bytes)
    })
}

/// Whether a body of twice the length costs at most a good twice as much; else what it costs.
fn linear(
    cost: impl Fn(&str) -> (Duration, usize),
    n: usize,
    body: impl Fn(usize) -> String,
) -> Result<(), String> {
    let best = |text: &str| (0..2).map(|_| cost(text)).min().expect("two runs");
    let (once, twice) = (body(n), body(2 * n));
    // some bodies grow by more than their number of pieces
    let grown = twice.len() as f64 / once.len() as f64 / 2.0;
    let mut told = String::new();
    for _ in 0..4 {
        // measured anew each time: what other work slowed down once must not be taken off all the others
        let (empty, bare) = best(&body(1));
        let ((small, size), (big, big_size)) = (best(&once), best(&twice));
        let (small, big) = (small.saturating_sub(empty), big.saturating_sub(empty));
        let (size, big_size) = (size.saturating_sub(bare), big_size.saturating_sub(bare));
        if big <= small.mul_f64(MOST * grown) + GRAIN
            && big_size as f64 <= size as f64 * MOST * grown + 50_000.0
        {
            return Ok(());
        }
        told = format!("once {small:?} and {size} bytes, twice {big:?} and {big_size} bytes");
    }
    Err(told)
}

#[test]
fn twice_the_text_is_twice_the_work() {
    let bad = SHAPES.iter().filter_map(|(name, n, body)| {
        let told = linear(cost_of_page, *n, body).err()?;
        Some(format!("{name}: {told}"))
    });
    let bad: Vec<String> = bad.collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
}

#[test]
fn twice_the_front_matter_is_twice_the_work() {
    for (name, n, body) in LONG_FIELDS {
        let page = |n| format!("---\nid: M1\nowner: ada\n{}\n---\nText.\n", body(n));
        let told = linear(cost_of_site, *n, page);
        assert_eq!(told, Ok(()), "{name}");
    }
}

#[test]
fn twice_the_project_is_twice_the_work() {
    for (name, n, files) in PROJECTS {
        // the number of pieces as a text, for those who measure go by its length
        let cost = |pieces: &str| {
            let files = files(pieces.len());
            on_one_thread(
                files.into_iter().map(|(path, text)| (format!("content/{path}"), text)),
                size_of_site,
            )
        };
        assert_eq!(linear(cost, *n, |n| "x".repeat(n)), Ok(()), "{name}");
    }
}

/// Decisions, each of which amends the one before.
fn amendments(n: usize) -> Files {
    numbered(n, |i| {
        let before = if i == 0 { String::new() } else { format!("amends: [ADR-{:04}]\n", i - 1) };
        let front = format!("id: ADR-{i:04}\ntitle: X\nstatus: accepted\ndate: 2026-02-02\n{before}");
        (format!("decisions/{i:04}.md"), format!("---\n{front}---\n"))
    })
}

/// What the views of a checked project cost, without the check.
fn cost_of_views(files: Files, view: impl Fn(&Checked) -> usize + Sync) -> (Duration, usize) {
    let place = |path: String| if path == "milepost.yaml" { path } else { format!("content/{path}") };
    let files = files.into_iter().map(|(path, text)| (place(path), text));
    let mut views = Duration::ZERO;
    let (_, size) = on_one_thread(files, |world, config| {
        let checked = check(world, config);
        let begun = ThreadTime::now();
        let size = view(&checked);
        views = begun.elapsed();
        size
    });
    (views, size)
}

#[test]
fn what_stands_beside_a_decision_costs_the_same_however_many_there_are() {
    let maps = |checked: &Checked| {
        let cx = checked.context();
        checked.program.decisions.keys().map(|key| cx.decision_map(key).edges.len()).sum()
    };
    let cost = |pieces: &str| cost_of_views(amendments(pieces.len()), maps);
    assert_eq!(linear(cost, 1_000, |n| "x".repeat(n)), Ok(()));
}

/// Decisions that are still to be taken, each by somebody else, where nobody is listed.
fn deciders(n: usize) -> Files {
    let mut files = numbered(n, |i| {
        let front = format!("id: ADR-{i:04}\ntitle: X\nstatus: proposed\ndeciders: [p{i}]\n");
        (format!("decisions/{i:04}.md"), format!("---\n{front}---\n"))
    });
    files.push((
        "milepost.yaml".to_owned(),
        "title: T\nstart: 2026-02-16\nstatus_date: 2026-03-04\n".to_owned(),
    ));
    files
}

#[test]
fn what_is_asked_of_somebody_costs_the_same_however_many_there_are() {
    let pages = |checked: &Checked| {
        let cx = checked.context();
        checked.program.parties.keys().map(|key| cx.party_page(key).owes_count).sum()
    };
    let cost = |pieces: &str| cost_of_views(deciders(pieces.len()), pages);
    let (_, asked) = cost("x");
    assert_eq!(asked, 1);
    assert_eq!(linear(cost, 1_000, |n| "x".repeat(n)), Ok(()));
}

#[test]
fn what_grows_with_the_square_is_seen() {
    let micros = |n: usize| Duration::from_micros(n as u64);
    let body = |n| "x".repeat(n);
    assert_eq!(linear(|text| (micros(text.len() * 100), text.len()), 1_000, body), Ok(()));
    assert!(linear(|text| (micros(text.len() * text.len()), 0), 1_000, body).is_err());
    assert!(linear(|text| (micros(0), text.len() * text.len()), 1_000, body).is_err());
}
