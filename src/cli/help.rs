//! What the help of each command says after its options: how it is used, and how it ends. Of those that need more words than
//! one line, also what they do.
//!
//! A paragraph is one line here: the terminal wraps it.

macro_rules! help {
    ($(#[$doc:meta])* $name:ident: $($line:expr),+ $(,)?) => {
        $(#[$doc])*
        pub const $name: &str = concat!($($line),+);
    };
}

/// Where something was asked for that is not there.
macro_rules! usage {
    ($what:literal) => {
        concat!("\n  2  wrong usage: ", $what)
    };
}

macro_rules! unread {
    () => {
        "\n  4  something could not be read or written"
    };
}

macro_rules! of_report {
    ($examples:literal, $unknown:literal) => {
        concat!(
            "Examples:\n",
            $examples,
            "\n\nExit codes:\n  0  done; problems of the content, if any, were told\n  1  with --strict: the content has errors",
            usage!($unknown),
            unread!()
        )
    };
}

macro_rules! of_words {
    ($examples:literal, $unknown:literal) => {
        concat!("Examples:\n", $examples, "\n\nExit codes:\n  0  done", usage!($unknown), unread!())
    };
}

help! {
    /// The exit codes of all commands.
    WHOLE: "Exit codes:\n  0  done; problems of the content, if any, were told",
    "\n  1  `check` found errors, with --strict also warnings; or another command with --strict did",
    usage!("an unknown option, a wrong date, an output folder that must not be written to"),
    "\n  3  a site stands, and what there is to build from is nothing or much less: it was left as it is",
    unread!(),
}

help! {
    /// `init`.
    INIT: of_words!(
        "  milepost init plan                        in a new folder\n  milepost init --title \"New bakery\" --github\n  milepost init --dry-run                   tell which files would be made",
        "something is in the way, and no file is written over"
    ),
}

help! {
    /// `adopt`.
    ADOPT: of_words!(
        "  milepost adopt                            tell what is recognized, and what would help\n  milepost adopt ../docs --write            also write the settings that would help",
        "there are settings already, which --write does not write over"
    ),
}

help! {
    /// `build`.
    BUILD: "Examples:\n  milepost build                            the site, in output/\n  milepost build --as-of today --strict     for a machine: fail if something is wrong\n  milepost build --output ../public/plan    into a folder of another site",
    "\n\nExit codes:\n  0  done; problems of the content, if any, were told\n  1  with --strict: the content has errors",
    usage!("an output folder that must not be written to"),
    "\n  3  a site stands, and what there is to build from is nothing or much less: it was left as it is",
    unread!(),
}

help! {
    /// `serve`.
    SERVE: of_words!(
        "  milepost serve --open                     write, save, and see what it does\n  milepost serve --base /plan/              as it will be under a sub-path\n\nKeys, in a terminal:\n  o  open the browser\n  r  read everything anew\n  q  end, as Ctrl-C does",
        "a port that is taken"
    ),
}

help! {
    /// `new`.
    NEW: "Examples:\n  milepost new milestone \"Second oven\" --phase P1 --duration 8d --after M1.2\n  milepost new sprint\n  milepost new risk \"No flour\" --about M1.2 --set impact=high",
    "\n\nExit codes:\n  0  the file is written, or shown\n  2  something typed is not known, or would be an error: nothing is written",
    unread!(),
}

help! {
    /// `update`.
    UPDATE: "Examples:\n  milepost update M1.4 --began --percent 40 --note \"The bricks have come\"\n  milepost update M1.4 --done\n  milepost update RISK-001 --status closed\n  milepost update                           go through what nobody has told for too long",
    "\n\nExit codes:\n  0  the report is written, or shown\n  2  something typed is not known, or would be an error: nothing is written",
    unread!(),
}

help! {
    /// What `rename` does, beyond its first line.
    RENAME_ABOUT: "Give something another id, in every file that names it\n\n",
    "The new id is put into front matter, prose, links, paths and the records of closed sprints; a file whose name carries the old one gets the new one. All other bytes stay. ",
    "The old id is kept under `aliases`, so that whoever still names the thing by it finds it, and the address of its page leads on. ",
    "Nothing is written where that would be an error, or would let something name another thing.",
}

help! {
    /// `rename`.
    RENAME: "Examples:\n  milepost rename M1.4 M2.0 --dry-run       show every line that would change\n  milepost rename payment billing           a service\n  milepost rename ADR-0004 ADR-0012         a decision, with its file",
    "\n\nExit codes:\n  0  done, or shown\n  2  no such thing, an id that is none or is taken, or an error: nothing is written",
    unread!(),
}

help! {
    /// `check`.
    CHECK: "Examples:\n  milepost check                            what is wrong, and what to do\n  milepost check --fix --dry-run            what would be mended by itself\n  milepost check --changed origin/main      what this branch brought\n  milepost check --strict --baseline known.json\n                                            only what was not there when the file was written",
    "\n\nExit codes:\n  0  no errors; with --strict, no warnings either\n  1  errors; with --strict also warnings",
    usage!("an unknown option, no such commit or code"),
    unread!(),
}

help! {
    /// What `diff` does, beyond its first line.
    DIFF_ABOUT: "Tell what an edit does to dates, colors and the past\n\n",
    "Two states of the project are looked at on the same day: that of --as-of, else the status date of the second, else today. ",
    "Told are closed sprints that would read differently, gates and milestones with old and new dates, floats, the critical path, colors with the rule, risks, blockers, escalations and findings; ",
    "each with the edit that it comes from, by file and line, and what drives the one from the other. Commits are read as they are: nothing is checked out.",
}

help! {
    /// `diff`.
    DIFF: "Examples:\n  milepost diff                             what I changed since the last commit\n  milepost diff main                        what my files say otherwise than main\n  milepost diff origin/main...HEAD --format markdown --fail-on 'slip>3d,red,error'\n                                            what a pull request brings\n  milepost diff ../last-week .              two folders",
    "\n\nExit codes:\n  0  done\n  1  a condition of --fail-on is met; with --strict also when the second state has errors",
    usage!("no such commit, branch or folder"),
    unread!(),
}

help! {
    /// `log`.
    LOG: of_words!(
        "  milepost log M1.4                         the finish of a milestone\n  milepost log P2                           the gate of a phase\n  milepost log program --format markdown    the finish of the program",
        "no such milestone or phase, or a project that is not kept in git"
    ),
}

help! {
    /// `report`.
    REPORT: of_report!(
        "  milepost report current\n  milepost report sprint-04 --format markdown",
        "no such sprint"
    ),
}

help! {
    /// `map`.
    MAP: of_report!("  milepost map P2\n  milepost map payment --format json", "no such phase or service"),
}

help! {
    /// `timeline`.
    TIMELINE: of_report!("  milepost timeline P2\n  milepost timeline P2 --format markdown", "no such phase"),
}

help! {
    /// `risks`.
    RISKS: of_report!("  milepost risks\n  milepost risks --format markdown", "an unknown option"),
}

help! {
    /// `escalations`.
    ESCALATIONS: of_report!(
        "  milepost escalations\n  milepost escalations --format json        one message each, to send on",
        "an unknown option"
    ),
}

help! {
    /// `theme`.
    THEME: of_words!(
        "  milepost theme eject                      list the files\n  milepost theme eject sprint.html          put one into the project",
        "no such file, or the project has it already"
    ),
}

help! {
    /// `close`.
    CLOSE: of_words!(
        "  milepost close sprint-04 --dry-run        show what would be kept\n  milepost close sprint-04\n  milepost close sprint-04 --again \"A report came late\"",
        "no such sprint, one that is not over, or one that is closed already"
    ),
}

help! {
    /// `acknowledge`.
    ACKNOWLEDGE: of_words!(
        "  milepost acknowledge payment-api --service checkout --by ada",
        "no such contract, service or owner, or a file that cannot be edited surely: nothing is written"
    ),
}

help! {
    /// `explain`.
    EXPLAIN: of_words!(
        "  milepost explain milestone.estimate       a field\n  milepost explain risk                     all fields of a kind\n  milepost explain dead-link                what `check` found",
        "no such field, kind or code"
    ),
}

help! {
    /// `schema`.
    SCHEMA: of_words!(
        "  milepost schema settings > milepost.schema.json\n  milepost schema milestone",
        "no such schema"
    ),
}

help! {
    /// `completions`.
    COMPLETIONS: of_words!(
        "  milepost completions bash > ~/.local/share/bash-completion/completions/milepost\n  milepost completions fish > ~/.config/fish/completions/milepost.fish",
        "a shell that is not known"
    ),
}

help! {
    /// `man`.
    MAN: of_words!("  milepost man > milepost.1\n  milepost man check > milepost-check.1", "no such command"),
}
