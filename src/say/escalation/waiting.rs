//! What waits for something, and what it means for the plan.

use crate::{
    analyse::escalate::Waiting,
    say::{Voice, words::first_of},
};

/// `M2.5 and M2.6 wait for it; M2.5 must start by 4 May 2026 to keep the program's finish.`
pub(super) fn waiting(voice: Voice, waiting: &Waiting) -> String {
    let id = |key| &*voice.program.milestones[key].head.id;
    let named: Vec<&str> = waiting.named.iter().map(|key| id(*key)).collect();
    let named = first_of(&named, waiting.count);
    let by = waiting.first.map(|(by, key)| (voice.day(by), id(key)));
    match (waiting.count, by) {
        (0, _) => "No open milestone waits for it.".to_owned(),
        (1, Some((by, _))) => {
            format!("{named} waits for it and must start by {by} to keep the program's finish.")
        }
        (1, None) => format!("{named} waits for it and has no dates."),
        (_, Some((by, first))) => {
            format!("{named} wait for it; {first} must start by {by} to keep the program's finish.")
        }
        (_, None) => format!("{named} wait for it; none of them has dates."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        load::load,
        model::Key,
        world::{Memory, ProjectPath},
    };

    #[test]
    fn what_waits_is_named_with_the_day_by_which_the_first_must_start() {
        let files: Vec<(String, String)> = (1..=7)
            .map(|n| (format!("content/milestones/m{n}.md"), format!("---\nid: M{n}\ntitle: M{n}\n---\n")))
            .collect();
        let world = Memory::of(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        let content = ProjectPath::new("content").expect("a path");
        let program = load(&world.expect("clean paths"), &content).program;
        let day = |text: &str| text.parse().expect("a date");
        let voice = Voice::new(&program, day("2026-05-04"));
        let said = |count: usize, first: Option<(&str, usize)>| {
            let named = (0..count.min(5)).map(Key::new).collect();
            waiting(voice, &Waiting { named, count, first: first.map(|(on, key)| (day(on), Key::new(key))) })
        };
        assert_eq!(said(0, None), "No open milestone waits for it.");
        assert_eq!(said(1, None), "M1 waits for it and has no dates.");
        let one = "M1 waits for it and must start by 12 May to keep the program's finish.";
        assert_eq!(said(1, Some(("2026-05-12", 0))), one);
        let seven = "M1, M2, M3, M4, M5 and 2 more wait for it; M7 must start by 4 Jan 2027 to keep the program's finish.";
        assert_eq!(said(7, Some(("2027-01-04", 6))), seven);
    }
}
