//! Every key and every value of every kind of file, gone wrong in every way: nothing gets greener, and it is told once.
//!
//! In continuous integration each value is a word that is none, each key misspelt, and faults of every other sort are
//! put by dice into projects that dice have made. By hand: `MILEPOST_SEEDS=1000..2000` for other dice, and
//! `--run-ignored all` for every fault in every place.

use milepost::{diag::Code, site::Checked};
use rayon::prelude::*;

use super::{
    colors::{Named, colors},
    faults::{Fault, OF_KEYS, OF_VALUES, Token, emptied_and_gone, tokens},
    project::{Files, checked},
    seeds::{Dice, seeds},
    told_anew,
    whole::project,
};

/// Fields in which any text is as good as another: nobody can tell that it went wrong.
const TEXTS: [&str; 26] = [
    "title",
    "name",
    "role",
    "contact",
    "text",
    "note",
    "reason",
    "mitigation",
    "cause",
    "event",
    "effect",
    "response",
    "proximity",
    "workaround",
    "lifecycle",
    "version",
    "for",
    "evidence",
    "goal",
    "branch",
    "folder",
    "next_action",
    "pointer",
    "equals",
    "file",
    "hash",
];

/// How many faults are put into a project that dice have made.
const FAULTS: usize = 40;

/// A project, and all that is shown and told of it.
struct Whole {
    files: Files,
    checked: Checked,
    colors: Named,
}

impl Whole {
    fn of(files: Files) -> Self {
        let checked = checked(&files);
        let colors = colors(&checked);
        Self { files, checked, colors }
    }

    /// What is wrong with a fault: a color that got better, or that it is told not once.
    fn judge(&self, token: &Token, fault: Fault) -> Vec<String> {
        let Some(bent) = fault.put(&self.files, token) else { return Vec::new() };
        let after = checked(&bent);
        let now = colors(&after);
        let mut wrong = Vec::new();
        // Without a day nothing is built, and that is told.
        let stops = after.chronicle.now.as_of != self.checked.chronicle.now.as_of;
        for (name, was) in self.colors.iter().filter(|_| !stops) {
            let is = now.iter().find(|(other, _)| other == name).map(|(_, is)| *is);
            if let Some(is) = is.filter(|is| !is.no_greener_than(*was)) {
                wrong.push(format!("greener: {name} was {was:?}, is {is:?}"));
            }
        }
        let told = told_anew(&self.checked, &after);
        if !how_often(token, fault).contains(&told.len()) {
            wrong.push(format!("told {} times: {told:#?}", told.len()));
        }
        let (path, text) = &bent[token.file];
        let line = text.get(..token.bytes.start).map_or(1, |before| before.matches('\n').count());
        let shown = text.lines().nth(line).unwrap_or_default();
        wrong
            .iter()
            .map(|what| format!("{fault:?} at {path} {:?}: {shown}\n    {what}", token.within))
            .collect()
    }
}

/// How many findings there may be of a fault.
fn how_often(token: &Token, fault: Fault) -> std::ops::RangeInclusive<usize> {
    let named = token.within.last().map_or("", String::as_str);
    // Each place is told that names what has another name now.
    let is_name = named == "id" && !token.is_key
        || token.is_key && matches!(named, "calendars" | "baselines")
        || token.is_of("baselines") && named == "name"
        || token.is_of("topics")
        || token.is_key && token.key == "id" && fault == Fault::Torn
        || (token.within == ["agents"] || token.within == ["baselines"]) && !token.is_key;
    // One letter short, these are names of the same field.
    let is_another_name = token.is_key && matches!(token.key.as_str(), "decision_makers" | "deciders");
    let may_be_read = match fault {
        Fault::KeyShort if is_another_name => true,
        Fault::Word | Fault::Slip | Fault::Torn => TEXTS.contains(&named) || is_name || fault != Fault::Word,
        // A whole line may be taken out that way.
        Fault::Comment => true,
        // The only line below another may stand as far to the right as it likes.
        Fault::Indent => true,
        Fault::List => TEXTS.contains(&named) || is_name,
        Fault::Map => named == "equals" || token.is_of("next_action"),
        _ => false,
    };
    usize::from(!may_be_read)..=if is_name { usize::MAX } else { 1 }
}

fn faults_of(token: &Token) -> &'static [Fault] {
    if token.is_key { &OF_KEYS } else { &OF_VALUES }
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_is_wrong_with_the_whole_project() {
    let checked = checked(&project(None));
    let told = checked
        .diagnostics
        .iter()
        .filter(|found| found.code != Code::NotClosed)
        .map(|found| format!("{}: {}", found.code.name(), found.message));
    assert_none(&told.collect::<Vec<_>>());
}

#[test]
fn each_value_and_each_key_is_told_once() {
    let whole = Whole::of(project(None));
    let each = tokens(&whole.files).into_par_iter();
    let wrong = each
        .flat_map_iter(|token| whole.judge(&token, if token.is_key { Fault::KeySlip } else { Fault::Word }));
    assert_none(&wrong.collect::<Vec<_>>());
}

/// What is written without a value makes nothing look better than what is not written, and no more is told of it.
#[test]
fn a_value_left_out_is_like_its_line_left_out() {
    let whole = Whole::of(project(None));
    let mut wrong = Vec::new();
    for token in tokens(&whole.files) {
        let Some((emptied, gone)) = emptied_and_gone(&whole.files, &token) else { continue };
        let (emptied, gone) = (checked(&emptied), checked(&gone));
        let place = format!("{} {:?}", whole.files[token.file].0, token.within);
        let (is, was) = (colors(&emptied), colors(&gone));
        for (name, was) in &was {
            let Some((_, is)) = is.iter().find(|(other, _)| other == name) else { continue };
            if !is.no_greener_than(*was) {
                wrong.push(format!("{place}: {name} is {is:?}, without the line {was:?}"));
            }
        }
        let told = told_anew(&whole.checked, &emptied);
        if told.len() > told_anew(&whole.checked, &gone).len().max(1) {
            wrong.push(format!("{place}: {told:#?}"));
        }
    }
    assert_none(&wrong);
}

#[test]
#[ignore = "takes minutes: every fault in every place"]
fn every_fault_in_every_place_is_told_once() {
    let whole = Whole::of(project(None));
    let each = tokens(&whole.files).into_par_iter();
    let wrong = each.flat_map_iter(|token| {
        faults_of(&token).iter().flat_map(|fault| whole.judge(&token, *fault)).collect::<Vec<_>>()
    });
    assert_none(&wrong.collect::<Vec<_>>());
}

#[test]
fn any_fault_of_any_project_is_told_once() {
    let mut wrong = Vec::new();
    for seed in seeds(10) {
        let mut dice = Dice(seed);
        let whole = Whole::of(project(Some(Dice(seed.wrapping_mul(7) + 1))));
        let tokens = tokens(&whole.files);
        for _ in 0..FAULTS {
            let token = &tokens[dice.below(tokens.len())];
            let faults = faults_of(token);
            let found = whole.judge(token, faults[dice.below(faults.len())]);
            wrong.extend(found.into_iter().map(|what| format!("seed {seed}: {what}")));
        }
    }
    assert_none(&wrong);
}
