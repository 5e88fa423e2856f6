//! The guide: its lists of rules and checks are made from the tables in the code, and it builds without a finding.
//!
//! `MILEPOST_BLESS=1 cargo test --test guide` writes the lists anew.

use std::{collections::BTreeMap, fmt::Write as _, fs};

use milepost::{
    analyse::RuleCode,
    diag::{Code, human},
    disk::Disk,
    load::words::{Understood, understood},
    model::{
        ContractStatus, DecisionStatus, GateDecision, Impact, LifeCycle, Probability, Rag, RiskStatus,
        Subject, TaskStatus, settings::DEFAULT_RISK_MATRIX,
    },
    render::{Renderer, theme::built_in_files},
    site::{Config, Silent, Site, build, check},
    world::{Memory, ProjectPath},
};

mod guide_page;

use guide_page::{docs, holds};

#[test]
fn the_list_of_checks_is_that_of_the_table() {
    let mut text = String::from(
        "---\ntitle: List of checks\n---\nWhat Milepost finds wrong with content. Each finding names file, line and column, and says \
         what to do next. The\nnames are stable.\n\n| name | severity | fires when |\n|---|---|---|\n",
    );
    for code in Code::ALL {
        let _ = writeln!(text, "| `{}` | {} | {} |", code.name(), code.severity().word(), code.about());
    }
    holds("list-of-checks.md", &text);
}

#[test]
fn the_list_of_rules_is_that_of_the_table() {
    let mut text = String::from(
        "---\ntitle: Colors\n---\nEvery color comes from rules, and names those that fired. The worst counts; unknown counts \
         as amber at least.\n\n## Milestones\n\n| rule | color |\n|---|---|\n",
    );
    for code in RuleCode::ALL {
        let _ = writeln!(text, "| `{}` | {} |", code.name(), code.about());
    }
    text.push_str(
        "\nThe color that the owner reported stands beside the computed one, and the worse of the two is shown. Reported better\n\
         than computed is told as \"reported green, but the facts say red\", and counted (the check `watermelon`).\n\n## Risks\n\nThe color of a risk follows from its \
         probability (rows) and impact (columns). `risk_matrix` in `milepost.yaml` can\nreplace the matrix.\n\n|",
    );
    for impact in Impact::ALL {
        let _ = write!(text, " | {}", impact.word());
    }
    text.push_str(" |\n|---|---|---|---|---|\n");
    for (row, probability) in DEFAULT_RISK_MATRIX.iter().zip(Probability::ALL).rev() {
        let cells: Vec<&str> = row.iter().map(|rag: &Rag| rag.word()).collect();
        let _ = writeln!(text, "| {} | {} |", probability.word(), cells.join(" | "));
    }
    text.push_str(
        "\n## Sprints, phases, the program\n\nThe worst color of what is in scope, with the list that made it so. In the scope \
         of a sprint are the milestones whose\nbaseline, forecast or actual days overlap it or that name it, the open risks \
         that affect them or name no milestone,\nand the blockers active in it. A phase has its milestones and its gate. A \
         sprint that has not begun has no color.\n\nA gate makes its phase red when it was decided `no_go`, when it \
         should be decided by now and a criterion is not met,\nand when it is expected later than its baseline by more than `slip`; \
         amber when it should be decided by now and all is met,\nwhile a criterion that was not met on the day of the decision is \
         not met yet, and when it is expected up to `slip` later; unknown\nwhen nobody can tell what was decided, and when it was \
         passed without a single criterion.\n",
    );
    holds("colors.md", &text);
}

/// Every template of a page with what it says of itself and the data that it is given, as the example's pages have them.
#[test]
fn the_list_of_templates_is_that_of_the_theme() {
    let world =
        Disk::open(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository can be read");
    let checked = milepost::site::check(&world, &Config::usual(chrono::NaiveDate::MIN));
    let context = checked.context();
    let site = Site::new(&checked, &context, Renderer::new(Vec::new()).0, None);
    let mut fields: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for path in site.paths().filter(|path| path.ends_with(".html")) {
        let page = site.page(path).expect("a page at its path");
        fields.entry(page.template).or_insert_with(|| page.view.fields());
    }
    let mut text = String::from(
        "---\ntitle: Templates\n---\nThe templates of the theme, what each is for, and the data in its `view`. `milepost theme eject \
         FILE` puts one into your\nproject, to be changed there; see [Themes](themes.md). Parts that pages share are in \
         `components/`; each says above it what it\ntakes.\n\n| template | for | `view` holds |\n|---|---|---|\n",
    );
    for (name, bytes) in built_in_files() {
        let Some(name) = name.strip_prefix("templates/").filter(|name| !name.contains('/')) else { continue };
        let template = String::from_utf8_lossy(bytes);
        let about = template
            .split_once("{#-")
            .and_then(|(_, rest)| rest.split_once("-#}"))
            .map_or("", |(about, _)| about);
        let about =
            about.split("`view`").next().unwrap_or_default().split("View").next().unwrap_or_default().trim();
        let about = if name == "base.html" { "What all pages share: head, navigation, foot." } else { about };
        let about = about.replace('|', "\\|").replace(['{', '}', '<', '>'], "");
        let data = fields
            .get(name)
            .map_or_else(Vec::new, |fields| fields.iter().map(|it| format!("`{it}`")).collect());
        let _ = writeln!(text, "| `{name}` | {} | {} |", about.trim_end_matches(';'), data.join(", "));
    }
    holds("list-of-templates.md", &text);
}

#[test]
fn the_list_of_words_is_that_of_the_table() {
    let mut text = String::from(
        "---\ntitle: Words\n---\nThe words that are understood as a status, a color or a decision, in any case, with spaces, hyphens or \
         underscores\nbetween them, and with a sign such as a check mark beside them. Any other word is not guessed at: what it was to say is *unknown*, the word\nis \
         kept and shown, and the check `unknown-value` names it. `paused` and `on hold` do not tell how far a milestone is, which is unknown then: \
         write\n`blocked` where somebody waits for something, `planned` or `cancelled` where nobody works on it.\n",
    );
    let mut list = |title: &str, words: Vec<Understood>| {
        let _ = writeln!(text, "\n## {title}\n\n| word | also written |\n|---|---|");
        for Understood { word, also } in words {
            let also: Vec<String> = also.iter().map(|also| format!("`{}`", also.replace('_', " "))).collect();
            let _ = writeln!(text, "| `{word}` | {} |", also.join(", "));
        }
    };
    list("Status of a milestone", understood::<LifeCycle>());
    list("Status of a task", understood::<TaskStatus>());
    list("Status of a risk", understood::<RiskStatus>());
    list("Status of a contract", understood::<ContractStatus>());
    list("Status of a decision", understood::<DecisionStatus>());
    list("Decision at a gate", understood::<GateDecision>());
    list("Color", understood::<Rag>());
    holds("words.md", &text);
}

#[test]
fn the_guide_builds_without_a_finding() {
    let world = Disk::open(&docs()).expect("the guide can be read");
    let config = Config::usual(chrono::NaiveDate::MIN);
    let built = build(&world, &config, &Silent);
    let found: Vec<String> =
        built.checked.diagnostics.iter().map(|d| human::short(d, built.checked.sources())).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The examples of a page of the guide: under each heading the files that it shows, with their paths. A block of settings
/// begins with their name; another stands behind a line that names its file.
fn examples(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
    let (mut named, mut lines) = (None::<String>, page.lines());
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            sections.push((title.to_owned(), Vec::new()));
        }
        let path = line
            .strip_prefix('`')
            .and_then(|rest| rest.split_once('`'))
            .filter(|(path, _)| path.contains('/'));
        named = path.filter(|(_, rest)| rest.ends_with(':')).map(|(path, _)| path.to_owned()).or(named);
        if !line.starts_with("```") {
            continue;
        }
        let block: Vec<&str> = lines.by_ref().take_while(|line| !line.starts_with("```")).collect();
        let is_settings = block.first() == Some(&"# milepost.yaml");
        let path = if is_settings { Some("milepost.yaml".to_owned()) } else { named.take() };
        if let (Some((_, files)), Some(path)) = (sections.last_mut(), path) {
            files.push((path, block.join("\n") + "\n"));
        }
    }
    sections.retain(|(_, files)| !files.is_empty());
    sections
}

#[test]
fn the_examples_of_other_tools_are_read_as_the_guide_says() {
    let guide = fs::read_to_string("docs/content/bring-your-own.md").expect("a page of the guide");
    let sections = examples(&guide);
    let mut read = Vec::new();
    for (title, files) in &sections {
        let world =
            Memory::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str()))).expect("clean paths");
        let folder = if files.iter().any(|(path, _)| path.starts_with("docs/")) { "docs" } else { "content" };
        let config = Config {
            content: ProjectPath::new(folder).expect("a clean path"),
            ..Config::usual("2026-06-01".parse().expect("a date"))
        };
        let checked = check(&world, &config);
        let program = &checked.program;
        read.push(title.clone());
        for subject in program.subjects().filter(|subject| !matches!(subject, Subject::Page(_))) {
            let head = program.head(subject);
            let status = match subject {
                Subject::Decision(key) => program.decisions[key].status.as_ref().map(|it| it.value.word()),
                Subject::Task(key) => program.tasks[key].status.map(|it| it.word()),
                Subject::Milestone(key) => {
                    program.milestones[key].history.base.status.as_ref().map(|it| it.value.word())
                }
                _ => None,
            };
            let status = status.map_or_else(String::new, |status| format!(" ({status})"));
            read.push(format!("  {} {}: {}{status}", program.kind(subject).word(), head.id, head.title));
        }
        read.extend(checked.diagnostics.iter().map(|found| format!("  {} {}", found.code, found.message)));
    }
    insta::assert_snapshot!(read.join("\n"));
}
