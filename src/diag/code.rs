//! The table of diagnostic codes: name, severity, and the sentence that becomes the manual entry.

use std::fmt;

use serde::{Serialize, Serializer};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something that was written could not be used, or contradicts itself.
    Error,
    /// Something is read in a way its writer may not have meant, or is missing.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word people read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$group:meta])* $variant:ident = $name:literal, $severity:ident, $about:literal;)*) => {
        /// What a diagnostic is about. The names are stable: people filter by them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$group])* #[doc = $about] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Code] = &[$(Code::$variant,)*];

            /// The stable name, in kebab-case.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How bad it is unless a diagnostic says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// The manual entry: what fires it, and what to do.
            pub fn about(self) -> &'static str {
                match self { $(Code::$variant => $about,)* }
            }
        }
    };
}

codes! {
    // Files and encoding
    MissingSettings = "missing-settings", Error, "The project root has no readable `milepost.yaml`; defaults are used for all settings.";
    UnreadableFile = "unreadable-file", Error, "A file or folder could not be read.";
    SkippedFile = "skipped-file", Warning, "A file was left out: its name is not UTF-8, or it is no regular file.";
    NotUtf8 = "not-utf8", Error, "The file holds bytes that are not UTF-8; they are shown as the replacement character.";
    ControlCharacter = "control-character", Warning, "The file holds NUL or other control characters; they are left out of the pages.";
    Misnamed = "misnamed", Warning, "A file or folder has nearly the name that is looked for.";
    MergeConflict = "merge-conflict", Error, "The file holds the two halves of a merge that nobody has settled; neither is read.";
    EmptyFile = "empty-file", Warning, "The file has neither front matter nor text.";

    // Front matter as text
    UnclosedFrontMatter = "unclosed-front-matter", Error, "The front matter is opened by `---` but never closed.";
    CutFrontMatter = "cut-front-matter", Error, "Keys of the thing stand in its text, where they are not read: below a line `---` that ends the front matter too early, or in a code block.";
    MisplacedFrontMatter = "misplaced-front-matter", Warning, "Other lines or spaces stand before the opening `---`, which hides the front matter from other tools, or altogether; it stands between other lines than `---`; or a README has some beside the file that holds it.";
    YamlSyntax = "yaml-syntax", Error, "The front matter is not valid YAML; what stands before the fault is read where it can be.";
    FrontMatterLimit = "front-matter-limit", Error, "The front matter is nested too deeply, too large, or uses anchors and aliases, which are not read.";
    NotAMapping = "not-a-mapping", Error, "The front matter is a list or a single value, not `key: value` lines.";
    DuplicateKey = "duplicate-key", Error, "A key stands twice in one mapping; the first value is used.";
    CutText = "cut-text", Warning, "YAML ends a text earlier than it was surely meant to, or takes a whole value for a comment: at a ` #`, or at a comma between braces.";
    UnknownKey = "unknown-key", Warning, "No kind of thing has a key of this name here; keys beginning `x_` are free.";
    UnusedSetting = "unused-setting", Warning, "A line of the settings about content of other tools fits nothing of the content.";

    // Values
    UnknownKind = "unknown-kind", Error, "`kind` names no kind of thing, or a file with the fields of one says nowhere what it is; it is read as a page, and what it may belong to is unknown.";
    MissingField = "missing-field", Error, "A required field is missing.";
    WrongType = "wrong-type", Error, "The value is not of the type that the field takes.";
    BadDate = "bad-date", Error, "The value is not a date of the form `2026-02-16`.";
    LooseDate = "loose-date", Warning, "The date is not written as `2026-02-16`, but can be read in one way only, and is.";
    BadDuration = "bad-duration", Error, "The value is not a duration such as `5d`, `2w` or `3ed`.";
    LongText = "long-text", Warning, "A title or name has more than 200 characters, or another text of the front matter more than 10,000; pages show the beginning.";
    UnknownValue = "unknown-value", Error, "The value is none of the words that the field takes.";
    OutOfRange = "out-of-range", Error, "The number is outside what the field takes.";
    BadId = "bad-id", Warning, "The id is empty or holds characters that an id cannot have; the file name is used.";
    DuplicateId = "duplicate-id", Error, "Two things have the same id; the first in path order keeps it.";
    ConfusableId = "confusable-id", Warning, "Two ids differ only in case or in a trailing zero, and are easily mistaken for each other.";

    // References
    UnknownReference = "unknown-reference", Error, "The value names nothing in the program.";
    WrongReference = "wrong-reference", Error, "The value names a thing of a kind that cannot stand here.";
    LooseReference = "loose-reference", Warning, "The reference is not written as an id, but could be understood.";
    DuplicateReference = "duplicate-reference", Note, "The same thing is named twice in one list; it counts once, but links with different lags all count.";
    SelfDependency = "self-dependency", Error, "A thing depends on itself or supersedes itself; that is left out.";
    UnknownOwner = "unknown-owner", Error, "The owner is neither an agent of `milepost.yaml` nor a team or person.";
    UncheckedCriterion = "unchecked-criterion", Warning, "A criterion of a gate has no check, so nothing can ever show that it is met.";
    MissingFile = "missing-file", Error, "A file that the content names does not exist.";
    EvidenceOutside = "evidence-outside", Error, "Evidence is to be read from a file outside of the content folder; it is not read, and the criterion is not met.";
    DeadLink = "dead-link", Error, "A relative link leads to no file of the project.";
    DeadAnchor = "dead-anchor", Error, "A link leads to a heading that the page does not have.";
    UnsafeMarkup = "unsafe-markup", Warning, "Raw HTML or a link scheme that could run code was taken out of the page.";
    MarkupLeftOut = "markup-left-out", Note, "Raw HTML that no page keeps was left out: an attribute, an end without its beginning, an id that the page has already.";
    NestedTooDeep = "nested-too-deep", Warning, "Quotes, lists, emphasis or tags are nested deeper than 60 levels; what is deeper stands without them.";

    // Schedule
    Cycle = "cycle", Error, "Milestones wait for each other in a circle; none of them can be scheduled.";
    NotScheduled = "not-scheduled", Warning, "The milestone has neither a duration nor dates, so it has no place in the schedule.";
    FinishBeforeStart = "finish-before-start", Error, "The finish lies before the start.";
    ImpossibleDate = "impossible-date", Error, "What has happened is dated after the day it was reported, or a blocker or risk was looked at, reported on or resolved before it was raised.";
    ScheduleConflict = "schedule-conflict", Warning, "A constraint, deadline or actual date contradicts the dependencies; the float is negative.";
    DurationAgainstDates = "duration-against-dates", Warning, "The duration is not the time between start and finish; the dates count.";
    WaitsForCancelled = "waits-for-cancelled", Warning, "An open milestone waits for one that was given up; time passes through that, with no length of its own.";
    NonWorkingDay = "non-working-day", Note, "A baseline date is no working day of the calendar.";
    DateOutOfPlan = "date-out-of-plan", Warning, "The date lies years away from the rest of the plan.";

    // Facts
    UpdateOrder = "update-order", Note, "The updates are not written oldest first; they are read in order of date.";
    FutureUpdate = "future-update", Warning, "An update, a measurement, or the day on which something was raised, decided, begun, finished or resolved lies after the status date and does not count yet.";
    OutOfSequence = "out-of-sequence", Warning, "Progress is reported although a predecessor is not done.";
    DoneWithoutDate = "done-without-date", Warning, "The milestone is reported done without an actual finish; the date of the update is used.";
    DoneWithOpenTasks = "done-with-open-tasks", Warning, "The milestone is reported done while a task of it is open.";
    LeftOpen = "left-open", Warning, "What was over is reported on without a word on whether it still is, or an update says nothing: it counts as unknown.";
    DoneNotComplete = "done-not-complete", Warning, "The status contradicts the percentage, the work that remains or the day of finish: neither counts.";
    NoNextAction = "no-next-action", Warning, "A red or amber milestone or risk, or an active blocker, has no owner or no next action with a due date.";
    Watermelon = "watermelon", Warning, "The reported color is better than what the facts say.";
    ExpiredOverride = "expired-override", Warning, "The override of a color has expired and no longer counts.";
    IncompleteOverride = "incomplete-override", Error, "An override needs a reason, a name and an expiry date; it does not count.";
    UnrecordedDecision = "unrecorded-decision", Warning, "A blocker waits for a decision, but no decision names it or what it holds up.";
    RiskColor = "risk-color", Warning, "The typed color of a risk is not that of the risk matrix; the matrix counts.";

    ReviewOverdue = "review-overdue", Warning, "A risk is open, and the day by which it was to be reviewed has passed.";

    // Program
    GateSignedUnmet = "gate-signed-unmet", Warning, "The gate was decided `go` while a criterion was not met on that day.";
    NoContract = "no-contract", Warning, "One service depends on another without a contract, or over Kafka without a topic.";
    NoDefinition = "no-definition", Warning, "A contract has neither a definition nor a topic, so there is nothing to agree to.";
    UnlistedConsumer = "unlisted-consumer", Warning, "A service relies on a contract that does not list it among its consumers.";
    NotAcknowledged = "not-acknowledged", Warning, "A consumer has not acknowledged the contract, or acknowledged an earlier content.";
    TopicWithoutProducer = "topic-without-producer", Warning, "A topic is consumed that no contract provides.";
    TopicWithoutConsumer = "topic-without-consumer", Warning, "A contract provides a topic that nobody reads.";
    SprintGap = "sprint-gap", Warning, "Working days lie between two sprints.";
    SprintOverlap = "sprint-overlap", Error, "Two sprints share days.";
    SupersededAccepted = "superseded-accepted", Warning, "A decision is superseded by another but still stands as accepted.";
    StatusNotRead = "status-not-read", Warning, "A decision has no status, or one that is no word we know; it is listed apart, and not among those to be taken.";
    TwoStatuses = "two-statuses", Warning, "The file gives a decision two statuses that differ; neither counts.";
    OneSidedRelation = "one-sided-relation", Note, "One thing says that another waits for it, and the other does not say so; it counts.";
    OneSidedSupersession = "one-sided-supersession", Warning, "Only one of two decisions says that it supersedes the other.";
    TemplateText = "template-text", Warning, "Text of a template was left in.";

    // The past
    NotClosed = "not-closed", Note, "A sprint is over and has no record: its page is worked out anew from the content at each build. `milepost close` writes one.";
    PastChanged = "past-changed", Warning, "What today's content says of a closed sprint differs from its record; the page stays as it was and tells of it.";
    BrokenRecord = "broken-record", Error, "The record of a closed sprint cannot be read, or belongs to no sprint; it does not count.";

    // Output
    LongPage = "long-page", Note, "The page of the current sprint takes more than two minutes to read: words at 230 a minute and a second for each row.";
    TemplateError = "template-error", Error, "A template of the project's own theme fails; the built-in one is used.";
    UnusedTemplate = "unused-template", Warning, "No page uses a template of the project's own theme: its name is that of no page, and no other template names it.";
    PageCollision = "page-collision", Error, "Two files of the site cannot stand beside each other; a page gets another address, another file is left out.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_distinct_and_kebab_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        assert!(
            names
                .iter()
                .all(|name| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        );
    }
}
