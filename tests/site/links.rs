//! Every link of a site leads somewhere, and every page is what a page has to be.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use milepost::{
    site::SitePlan,
    world::{SitePath, World},
};
use scraper::{ElementRef, Html};
use walkdir::WalkDir;

use crate::{
    common_world::project,
    project::{config, drawings, in_memory, pages, repository, site},
    text::selector,
};

/// Attributes that hold an address.
const ADDRESSES: [&str; 8] = ["href", "src", "action", "data", "poster", "formaction", "cite", "xlink:href"];

/// What programs that read the page without opening it are told: these addresses are whole.
const WHOLE: [&str; 1] = ["canonical"];

#[test]
fn every_link_of_the_example_leads_somewhere() {
    let built = site(&repository("."));
    let found = problems(&built.plan);
    assert!(found.is_empty(), "{} problems:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_crawl_finds_what_is_wrong() {
    let mut plan = SitePlan::new();
    let page = r##"<!DOCTYPE html><html><head><title></title></head><body><main>
<h1 id="a">A</h1><h3 id="a">B</h3><p><a href="/x">x</a> <a href="gone.html">y</a> <a href="#gone">z</a>
<a href="javascript:alert(1)">j</a> <a href="e.svg#none">e</a> <img src="e.svg#e" onload="x()"></p>
<script>1</script><div></main></body></html>"##;
    let insert = |plan: &mut SitePlan, name: &str, text: &str| {
        plan.insert(name.parse().expect("a path of this test"), text).expect("no collision");
    };
    insert(&mut plan, "index.html", page);
    insert(&mut plan, "d.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>");
    insert(&mut plan, "e.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"e\"/></svg>");
    let found = problems(&plan).join("\n");
    for expected in [
        "no title",
        "no language",
        "no description",
        "no line `Generated:`",
        "the id `a` stands twice",
        "h3 after h1",
        "`/x` is not relative",
        "`gone.html` leads to no file",
        "`#gone` leads to no anchor",
        "`javascript:alert(1)` has a scheme",
        "`e.svg#none` leads to no anchor",
        "script inside the page",
        "the attribute `onload`",
        "index.html: parse:",
        "d.svg: no XML",
    ] {
        assert!(found.contains(expected), "{expected} is not among\n{found}");
    }
}

#[test]
fn an_empty_project_still_has_pages_whose_links_work() {
    let built = site(&project(&[]));
    assert_eq!(problems(&built.plan), Vec::<String>::new());
    assert!(pages(&built.plan).any(|(path, _)| path == "index.html"));
}

/// A text may have a heading of any name, also of one that the page around it uses.
#[test]
fn headings_give_way_to_the_ids_of_their_page() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/templates");
    let files = WalkDir::new(templates).sort_by_file_name().into_iter().flatten();
    let text: String = files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect();
    let names = text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let names: BTreeSet<&str> = names.filter(|name| !name.contains('{')).collect();
    assert!(names.contains("gate") && names.contains("main"), "{names:?}");
    let body: String = names.iter().map(|name| format!("## {name}\n\n## text-{name}\n\n")).collect();
    let mut files = in_memory("tests/sites/gate");
    let content = config().content;
    for path in files.list_markdown(&content).files {
        let mut bytes = files.read(&path).expect("a file of the case");
        bytes.extend(format!("\n{body}").bytes());
        files.insert(path, bytes);
    }
    files.insert(content.join("index.md").expect("a clean path"), body);
    let built = site(&files);
    assert_eq!(problems(&built.plan), Vec::<String>::new());
}

/// Everything that is wrong with the pages and drawings of a site.
pub fn problems(plan: &SitePlan) -> Vec<String> {
    let mut crawl = Crawl { plan, anchors: BTreeMap::new(), links: Vec::new(), found: Vec::new() };
    for (path, text) in pages(plan) {
        crawl.page(path, text);
    }
    for (path, text) in drawings(plan) {
        crawl.drawing(path, text);
    }
    crawl.follow();
    crawl.found
}

struct Crawl<'a> {
    plan: &'a SitePlan,
    anchors: BTreeMap<String, BTreeSet<String>>,
    links: Vec<(String, String)>,
    found: Vec<String>,
}

impl Crawl<'_> {
    fn say(&mut self, path: &str, problem: impl AsRef<str>) {
        self.found.push(format!("{path}: {}", problem.as_ref()));
    }

    fn page(&mut self, path: &str, text: &str) {
        if text.contains('\0') {
            self.say(path, "a NUL");
        }
        let html = Html::parse_document(text);
        for error in &html.errors {
            self.say(path, format!("parse: {error}"));
        }
        self.head(path, &html);
        self.headings(path, &html);
        let mut ids = BTreeSet::new();
        for element in html.root_element().descendent_elements() {
            self.element(path, element, &mut ids);
        }
        self.anchors.insert(path.to_owned(), ids);
    }

    fn head(&mut self, path: &str, html: &Html) {
        let text = |wanted: &str| {
            let found = html.select(&selector(wanted)).next();
            found.map(|element| element.text().collect::<String>()).unwrap_or_default()
        };
        let attribute = |wanted: &str, name: &str| {
            let found = html.select(&selector(wanted)).next();
            found.and_then(|element| element.attr(name)).unwrap_or_default().trim().to_owned()
        };
        if text("head > title").trim().is_empty() {
            self.say(path, "no title");
        }
        if attribute("html", "lang").is_empty() {
            self.say(path, "no language");
        }
        if attribute("meta[name=description]", "content").is_empty() {
            self.say(path, "no description");
        }
        if !text("body > footer").contains("Generated: ") {
            self.say(path, "no line `Generated:`");
        }
    }

    fn headings(&mut self, path: &str, html: &Html) {
        let levels: Vec<u8> = html
            .select(&selector("h1, h2, h3, h4, h5, h6"))
            .filter_map(|heading| heading.value().name().as_bytes().get(1))
            .map(|digit| *digit - b'0')
            .collect();
        let first = levels.iter().filter(|level| **level == 1).count();
        if first != 1 {
            self.say(path, format!("{first} headings of the first level"));
        }
        for pair in levels.windows(2) {
            if pair[1] > pair[0] + 1 {
                self.say(path, format!("h{} after h{}", pair[1], pair[0]));
            }
        }
    }

    fn element(&mut self, path: &str, element: ElementRef, ids: &mut BTreeSet<String>) {
        let name = element.value().name();
        if name == "script" && element.attr("src").is_none() {
            self.say(path, "a script inside the page");
        }
        for (attribute, value) in element.value().attrs() {
            match attribute {
                "id" if value.is_empty() || value.contains(char::is_whitespace) => {
                    self.say(path, format!("the id `{value}` is none"));
                }
                "id" if !ids.insert(value.to_owned()) => {
                    self.say(path, format!("the id `{value}` stands twice"));
                }
                _ if attribute.starts_with("on") => self.say(path, format!("the attribute `{attribute}`")),
                _ if ADDRESSES.contains(&attribute) => {
                    let told = element.attr("rel").is_some_and(|rel| WHOLE.contains(&rel)) || name == "base";
                    if !told {
                        self.links.push((path.to_owned(), value.to_owned()));
                    }
                }
                _ => {}
            }
        }
    }

    fn drawing(&mut self, path: &str, text: &str) {
        let document = match roxmltree::Document::parse(text) {
            Ok(document) => document,
            Err(error) => return self.say(path, format!("no XML: {error}")),
        };
        let mut ids = BTreeSet::new();
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            if matches!(node.tag_name().name(), "script" | "foreignObject") {
                self.say(path, "something that runs");
            }
            for attribute in node.attributes() {
                match attribute.name() {
                    "id" if !ids.insert(attribute.value().to_owned()) => {
                        self.say(path, format!("the id `{}` stands twice", attribute.value()));
                    }
                    "href" => self.links.push((path.to_owned(), attribute.value().to_owned())),
                    name if name.starts_with("on") => self.say(path, format!("the attribute `{name}`")),
                    _ => {}
                }
            }
        }
        self.anchors.insert(path.to_owned(), ids);
    }

    fn follow(&mut self) {
        for (page, link) in std::mem::take(&mut self.links) {
            // The page for lost addresses is shown at any depth, and asks for these at every level above.
            let asked = link.trim_start_matches("../");
            if page == "404.html" && matches!(asked, "assets/style.css" | "assets/site.js") {
                continue;
            }
            if let Err(problem) = self.lead(&page, &link) {
                self.say(&page, format!("`{link}` {problem}"));
            }
        }
    }

    fn lead(&self, page: &str, link: &str) -> Result<(), &'static str> {
        let scheme = link.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
        match scheme {
            Some(("http" | "https" | "mailto", _)) => return Ok(()),
            Some(_) => return Err("has a scheme that is not allowed"),
            None if link.starts_with('/') || link.starts_with('\\') => return Err("is not relative"),
            None => {}
        }
        let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
        let address = address.split('?').next().unwrap_or_default();
        let target = if address.is_empty() { page.to_owned() } else { join(page, &decode(address))? };
        if !target.parse().is_ok_and(|path: SitePath| self.plan.contains(&path)) {
            return Err("leads to no file");
        }
        let known = |anchors: &BTreeSet<String>| anchors.contains(&decode(anchor));
        match self.anchors.get(&target) {
            Some(anchors) if !anchor.is_empty() && !known(anchors) => Err("leads to no anchor"),
            _ => Ok(()),
        }
    }
}

fn join(page: &str, address: &str) -> Result<String, &'static str> {
    let mut segments: Vec<&str> = page.split('/').collect();
    segments.pop();
    for segment in address.split('/') {
        match segment {
            "." => {}
            ".." => drop(segments.pop().ok_or("leaves the site")?),
            _ => segments.push(segment),
        }
    }
    Ok(segments.join("/"))
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match digits.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
