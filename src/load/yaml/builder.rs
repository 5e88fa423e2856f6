//! Builds the tree from the parser's events, without recursion, and reports what YAML allows but we do not read.

use std::{borrow::Cow, collections::HashMap};

use serde_saphyr::granit_parser::{Event, ScalarStyle, Tag};

use super::{MAX_DEPTH, MAX_NODES, empty, not_a_mapping, scalar};
use crate::{
    diag::{Code, Diagnostic, FileId, Place, Severity},
    load::{Cut, MapKey, Node, Value},
    text::Span,
};

/// Whether the parser should go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Continue,
    Stop,
}

/// The tree so far. Several texts may be read into one builder: the entries of their top-level mappings add up.
pub(super) struct Builder {
    file: FileId,
    /// The top-level mapping.
    root: Mapping,
    /// Whether a list or a single value was found at the top.
    other_root: bool,
    /// The collections that are open, outermost first; the first is the top-level mapping if `in_root`.
    open: Vec<Collection>,
    in_root: bool,
    /// How many collections are open that are passed over.
    skipping: usize,
    documents: usize,
    nodes: usize,
    /// Where the last thing that was written ends.
    end: u32,
    findings: Vec<Diagnostic>,
    /// Whether something that was reported is missing in the tree.
    lossy: bool,
    /// What follows the next scalar and may be no comment.
    cut: Option<Box<Cut>>,
}

/// A mapping that is being read.
#[derive(Default)]
struct Mapping {
    start: Option<u32>,
    entries: Vec<(MapKey, Node)>,
    seen: HashMap<String, Span>,
    /// The keys seen, in order.
    keys: Vec<String>,
    torn: bool,
    key: Key,
}

/// How much of a text had been read.
pub(super) struct Checkpoint {
    entries: usize,
    keys: usize,
    findings: usize,
    nodes: usize,
    other_root: bool,
}

/// What a mapping knows of the key of its next value.
#[derive(Default)]
enum Key {
    /// The next node is a key.
    #[default]
    Awaited,
    /// The next node is the value of this key.
    Ready(MapKey),
    /// The next node is a value that is not kept.
    Dropped,
}

enum Collection {
    Root,
    Map(Mapping),
    List { start: u32, items: Vec<Node> },
}

impl Builder {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            root: Mapping::default(),
            other_root: false,
            open: Vec::new(),
            in_root: false,
            skipping: 0,
            documents: 0,
            nodes: 0,
            end: 0,
            findings: Vec::new(),
            lossy: false,
            cut: None,
        }
    }

    /// What has been read so far, to come back to.
    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            entries: self.root.entries.len(),
            keys: self.root.keys.len(),
            findings: self.findings.len(),
            nodes: self.nodes,
            other_root: self.other_root,
        }
    }

    /// Forget what was read since, with its findings: what stands there is not what was meant.
    pub(super) fn forget_since(&mut self, then: &Checkpoint) {
        self.forget_entries_since(then);
        self.findings.truncate(then.findings);
        self.nodes = then.nodes;
        self.other_root = then.other_root;
    }

    /// Whether what was read since is no mapping.
    pub(super) fn is_other_root_since(&self, then: &Checkpoint) -> bool {
        self.other_root && !then.other_root
    }

    /// Forget the entries that were read since; what was found in them stays told.
    pub(super) fn forget_entries_since(&mut self, then: &Checkpoint) {
        self.root.entries.truncate(then.entries);
        for key in self.root.keys.drain(then.keys..) {
            self.root.seen.remove(&key);
        }
    }

    /// Forget what is half read, and make ready for a text at byte `offset`.
    pub(super) fn begin(&mut self, offset: usize) {
        self.open.clear();
        self.in_root = false;
        self.root.key = Key::Awaited;
        self.skipping = 0;
        self.documents = 0;
        self.end = Span::at(offset).start;
    }

    /// Whether a value that is not kept, and was reported, is being passed over.
    pub(super) fn is_skipping(&self) -> bool {
        self.skipping > 0
    }

    /// Whether the limit of values was reached.
    pub(super) fn is_full(&self) -> bool {
        self.nodes > MAX_NODES
    }

    /// The tree, the findings, and whether something is missing in the tree.
    pub(super) fn finish(self) -> (Option<Node>, Vec<Diagnostic>, bool) {
        let lossy = self.lossy;
        let node = match self.root.start {
            Some(start) => Some(self.root.into_node(start)),
            None if self.other_root => None,
            None => Some(empty(Span::default())),
        };
        (node, self.findings, lossy)
    }

    /// Say what follows the scalar of the next event, and may be no comment.
    pub(super) fn set_cut(&mut self, cut: Option<Cut>) {
        self.cut = cut.map(Box::new);
    }

    /// Take one event, whose text stands at `span` of the file.
    pub(super) fn event(&mut self, event: Event<'_>, span: Span) -> Outcome {
        if self.skipping > 0 {
            self.skip(&event);
            return Outcome::Continue;
        }
        match event {
            Event::DocumentStart(..) => return self.document(span),
            Event::Scalar(text, style, _, tag) => {
                self.check_tag(tag.as_deref(), span);
                let value = self.scalar(text, style, tag.as_deref());
                let span = if is_block(style) { self.without_trailing_breaks(span, &value) } else { span };
                self.advance(span.end);
                let cut = self.cut.take();
                self.node(Node { cut, ..Node::new(span, value) });
            }
            Event::Alias(_) => self.alias(span, None),
            Event::UnresolvedAlias(name) => self.alias(span, Some(&name)),
            Event::SequenceStart(_, _, tag) => {
                self.check_tag(tag.as_deref(), span);
                self.open_list(span);
            }
            Event::MappingStart(_, _, tag) => {
                self.check_tag(tag.as_deref(), span);
                self.open_map(span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            _ => {}
        }
        if self.is_full() { self.stop_full(span) } else { Outcome::Continue }
    }

    fn document(&mut self, span: Span) -> Outcome {
        self.documents += 1;
        if self.documents == 1 {
            return Outcome::Continue;
        }
        self.lossy = true;
        let message = "a second YAML document begins here; only the first is read";
        self.report(
            Code::YamlSyntax,
            span,
            message,
            "take out the `---`, or put it in quotes if it is a value",
        );
        Outcome::Stop
    }

    fn stop_full(&mut self, span: Span) -> Outcome {
        self.lossy = true;
        let message = format!("more than {MAX_NODES} values; the rest is not read");
        self.report(Code::FrontMatterLimit, span, &message, "split the file into several");
        while !self.open.is_empty() {
            self.close(Span::at(self.end as usize));
        }
        Outcome::Stop
    }

    /// The value of a scalar: only unquoted ones without a tag can be anything but text.
    fn scalar(&self, text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value {
        let forced = tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
        if style == ScalarStyle::Plain && !forced {
            scalar::resolve(&text)
        } else {
            Value::Text(text.into_owned())
        }
    }

    /// The parser counts the line breaks after a block scalar to it; the value keeps them, the place does not.
    fn without_trailing_breaks(&self, span: Span, value: &Value) -> Span {
        let Value::Text(text) = value else { return span };
        let breaks = text.len() - text.trim_end_matches('\n').len();
        Span {
            start: span.start,
            end: span.end.saturating_sub(u32::try_from(breaks).unwrap_or(0)).max(span.start),
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, span: Span) {
        if let Some(tag) = tag
            && !tag.is_yaml_core_schema()
        {
            let message = format!("the tag `{}` is not read; the value is taken without it", tag.original());
            let mut finding = Diagnostic::new(Code::YamlSyntax, Place::new(self.file, span), message);
            finding.severity = Severity::Warning;
            self.findings.push(finding.hint("put a value that begins with `!` in quotes"));
        }
    }

    /// An alias has no value here.
    fn alias(&mut self, span: Span, unknown: Option<&str>) {
        self.advance(span.end);
        if self.top_map().is_some_and(|map| matches!(map.key, Key::Dropped)) {
            self.drop_node(span);
            return;
        }
        match unknown {
            Some(name) => {
                let message = format!("`*{name}` is a YAML alias of an anchor that does not exist");
                let hint = format!("if it is meant as text, put it in quotes: `\"*{name}\"`");
                self.report(Code::YamlSyntax, span, &message, &hint);
            }
            None => self.report(
                Code::FrontMatterLimit,
                span,
                "aliases of YAML are not read",
                "write the value out in full where the alias stands",
            ),
        }
        self.drop_node(span);
    }

    /// Pass over a node that is not kept. That a value stood there is.
    fn drop_node(&mut self, span: Span) {
        let nothing = Node { torn: true, ..Node::new(span, Value::Null) };
        if let Some(Collection::List { items, .. }) = self.open.last_mut() {
            items.push(nothing);
            return;
        }
        let Some(map) = self.top_map() else {
            self.lossy = true;
            return;
        };
        match std::mem::take(&mut map.key) {
            Key::Awaited => {
                map.key = Key::Dropped;
                self.lossy = true;
            }
            Key::Ready(key) => map.entries.push((key, nothing)),
            Key::Dropped => {}
        }
    }

    fn open_list(&mut self, span: Span) {
        self.nodes += 1;
        if self.open.is_empty() {
            self.other_root(span, "a list");
            self.skipping = 1;
        } else if self.may_open(span, "a list") {
            self.open.push(Collection::List { start: span.start, items: Vec::new() });
        }
        self.advance(span.end);
    }

    fn open_map(&mut self, span: Span) {
        self.nodes += 1;
        if self.open.is_empty() {
            self.in_root = true;
            self.root.start.get_or_insert(span.start);
            self.open.push(Collection::Root);
        } else if self.may_open(span, "a mapping") {
            self.open.push(Collection::Map(Mapping { start: Some(span.start), ..Mapping::default() }));
        }
        self.advance(span.end);
    }

    /// Whether a collection may be opened here; if not, it is reported and passed over.
    fn may_open(&mut self, span: Span, what: &str) -> bool {
        if self.top_map().is_some_and(|map| matches!(map.key, Key::Awaited)) {
            self.odd_key(span, what);
        } else if self.open.len() >= MAX_DEPTH {
            let message =
                format!("lists and mappings are nested more than {MAX_DEPTH} deep; this value is not read");
            self.report(
                Code::FrontMatterLimit,
                span,
                &message,
                "write it flatter, or as Markdown under the front matter",
            );
        } else {
            return true;
        }
        self.drop_node(span);
        self.skipping = 1;
        false
    }

    fn skip(&mut self, event: &Event<'_>) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => self.skipping += 1,
            Event::SequenceEnd | Event::MappingEnd => self.skipping -= 1,
            _ => {}
        }
    }

    fn close(&mut self, span: Span) {
        // The end of a collection in brackets has text; that of one by indentation lies somewhere after it.
        if span.end > span.start {
            self.advance(span.end);
        }
        let end = self.end;
        match self.open.pop() {
            Some(Collection::List { start, items }) => {
                let torn = items.iter().any(|item| item.torn && item.value == Value::Null);
                let node = Node::new(Span { start, end: end.max(start) }, Value::List(items));
                self.node(Node { torn, ..node });
            }
            Some(Collection::Map(map)) => {
                let start = map.start.unwrap_or(end);
                let mut node = map.into_node(start);
                node.span.end = end.max(start);
                self.node(node);
            }
            Some(Collection::Root) | None => self.in_root = false,
        }
    }

    /// Put a complete node where it belongs.
    fn node(&mut self, node: Node) {
        if matches!(node.value, Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_)) {
            self.nodes += 1;
        }
        if let Some(Collection::List { items, .. }) = self.open.last_mut() {
            items.push(node);
            return;
        }
        let Some(map) = self.top_map() else {
            if node.value != Value::Null {
                self.other_root(node.span, "a single value");
            }
            return;
        };
        match std::mem::take(&mut map.key) {
            Key::Awaited => self.key(node),
            Key::Ready(key) => map.entries.push((key, node)),
            Key::Dropped => {}
        }
    }

    /// The next key of the innermost mapping.
    fn key(&mut self, node: Node) {
        let span = node.span;
        let Value::Text(text) = node.value else {
            self.odd_key(span, node.value.what());
            self.drop_node(span);
            return;
        };
        if text == "<<" {
            let hint = "write the keys out in full";
            self.report(Code::FrontMatterLimit, span, "merge keys (`<<`) of YAML are not read", hint);
            self.drop_node(span);
            return;
        }
        let Some(map) = self.top_map() else { return };
        let first = map.seen.get(&text).copied();
        match first {
            Some(first) => {
                map.key = Key::Dropped;
                map.torn = true;
                self.duplicate(&text, first, span);
            }
            None => {
                map.seen.insert(text.clone(), span);
                map.keys.push(text.clone());
                map.key = Key::Ready(MapKey { text, span });
            }
        }
    }

    fn duplicate(&mut self, key: &str, first: Span, again: Span) {
        let message = format!("the key `{key}` stands twice here; the first value is used");
        self.findings.push(
            Diagnostic::new(Code::DuplicateKey, Place::new(self.file, again), message)
                .label(Place::new(self.file, first), "first written here")
                .hint("keep one of the two lines"),
        );
    }

    fn odd_key(&mut self, span: Span, what: &str) {
        let message = format!("{what} cannot be a key; the entry is left out");
        self.report(
            Code::UnknownKey,
            span,
            &message,
            "a key is a name; put it in quotes if it is meant as one",
        );
    }

    fn other_root(&mut self, span: Span, what: &str) {
        self.other_root = true;
        self.lossy = true;
        self.findings.push(not_a_mapping(what, Place::new(self.file, span)));
    }

    fn report(&mut self, code: Code, span: Span, message: &str, hint: &str) {
        self.findings.push(Diagnostic::new(code, Place::new(self.file, span), message).hint(hint));
    }

    fn top_map(&mut self) -> Option<&mut Mapping> {
        match self.open.last_mut()? {
            Collection::Root => Some(&mut self.root),
            Collection::Map(map) => Some(map),
            Collection::List { .. } => None,
        }
    }

    fn advance(&mut self, end: u32) {
        self.end = self.end.max(end);
    }
}

impl Mapping {
    fn into_node(self, start: u32) -> Node {
        let end = self.entries.last().map_or(start, |(_, value)| value.span.end.max(start));
        Node { torn: self.torn, ..Node::new(Span { start, end }, Value::Map(self.entries)) }
    }
}

impl Value {
    /// The kind of value, as a word in a sentence.
    fn what(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "text",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

fn is_block(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
}
