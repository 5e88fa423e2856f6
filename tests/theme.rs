//! A project's own theme over the built-in one, the pages without views of their own, and the colors of the style sheet.

use std::{collections::BTreeMap, sync::Arc};

use milepost::{
    diag::{Code, FileId, Source, Sources},
    draw::svg::{Slot, contrast, page_rules},
    render::{Fragments, Html, Rendered, Renderer, ThemeFile, View, built_in_assets},
    view::{NavGroup, NavItem, Section, Shell, SiteFrame},
};
use serde_json::json;

fn shell(path: &str, title: &str) -> Shell {
    let day = "2026-05-06".parse().expect("a date of this test");
    let site = SiteFrame {
        title: "Shop & <Co>".to_owned(),
        base_url: Some("https://example.org/shop/".to_owned()),
        logo: None,
        icon: None,
        navigation: NavGroup::all([NavItem {
            section: Section::Program,
            text: "Program".to_owned(),
            href: "index.html".to_owned(),
        }]),
        generated: day,
        as_of: day,
        version: "0.1.0",
    };
    Shell::new(&Arc::new(site), path, title)
}

fn own(path: &str, text: &str, file: Option<FileId>) -> ThemeFile {
    ThemeFile { path: path.to_owned(), bytes: text.as_bytes().to_vec(), file }
}

fn page(renderer: &Renderer) -> Rendered {
    let html = Fragments::new().with("body", Html::trusted("<p>Body</p>"));
    renderer.render(
        "page.html",
        &View::of(&json!({"title": "A <b> page"})),
        &shell("guide/a/index.html", "A <b> page"),
        &html,
    )
}

#[test]
fn text_is_escaped_and_fragments_are_not() {
    let page = page(&Renderer::new(Vec::new()).0);
    assert_eq!(page.fault, None);
    assert!(page.html.contains("<h1><bdi>A &lt;b&gt; page</bdi></h1>"));
    assert!(page.html.contains("<p>Body</p>"));
    assert!(page.html.contains("Shop &amp; &lt;Co&gt;"));
    assert!(page.html.contains("href=\"../../assets/style.css\""));
    assert!(page.html.contains("Generated: <time datetime=\"2026-05-06\">2026-05-06</time>, as of"));
}

#[test]
fn the_generic_pages_render() {
    let (renderer, _) = Renderer::new(Vec::new());
    let list = json!({"title": "Pages", "lead": null, "empty": null, "groups": [{"title": "Guide", "id": "guide", "links": [{"text": "A", "href": "a/index.html", "id": null, "rag": null, "note": "n", "date": "2026-05-06"}]}]});
    for (template, path, view) in [
        ("404.html", "404.html", json!({})),
        ("list.html", "pages/index.html", list),
        ("page.html", "a/index.html", json!({"title": "Empty"})),
    ] {
        let page = renderer.render(template, &View::of(&view), &shell(path, "T"), &Fragments::new());
        assert_eq!(page.fault, None, "{template}");
        assert!(page.html.ends_with("</html>\n"), "{template}");
    }
}

#[test]
fn a_project_overrides_single_files() {
    let empty = own(
        "templates/components/charts.html",
        "{% component chart(title: string, caption: string = \"\", file: string = \"\", table: string = \"\") %}{% endcomponent chart %}",
        None,
    );
    let files = vec![
        own("templates/page.html", "{% include \"mine.html\" %}: {{ view.title }}", None),
        own("templates/mine.html", "Mine", None),
        empty,
        own("assets/style.css", "x", None),
    ];
    let (renderer, diagnostics) = Renderer::new(files.clone());
    assert_eq!(diagnostics, []);
    assert_eq!(page(&renderer).html, "Mine: A &lt;b&gt; page");
    assert_eq!(milepost::render::theme::assets(&files)["assets/style.css"], b"x");
    assert!(milepost::render::theme::assets(&files).contains_key("assets/site.js"));
}

#[test]
fn a_broken_template_is_told_with_its_place_and_the_built_in_one_is_used() {
    let cases = [
        ("{{ view.title", (1, 9)),
        ("a\n{{ view.title | no_such }}", (2, 17)),
        ("a\nb {% include \"no-such.html\" %}", (2, 14)),
        ("\u{e9}\n{{ <rag is=\"red\" colour=\"x\" /> }}", (2, 4)),
    ];
    for (text, place) in cases {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("themes/mine/templates/page.html", text));
        let good = own("templates/list.html", "{% include \"mine.html\" %}", None);
        let files = vec![
            own("templates/page.html", text, Some(file)),
            good,
            own("templates/mine.html", "Mine", None),
        ];
        let (renderer, mut diagnostics) = Renderer::new(files);
        let page = page(&renderer);
        diagnostics.extend(page.fault);
        assert!(page.html.contains("<h1><bdi>A &lt;b&gt; page</bdi></h1>"), "{text}: the built-in page");
        let [told] = &diagnostics[..] else { panic!("{text}: one diagnostic, not {diagnostics:?}") };
        assert_eq!(told.code, Code::TemplateError);
        let at = sources.position(told.place.expect("the file is a source"));
        assert_eq!((at.line, at.column), place, "{text}: {}", told.message);
        let list =
            renderer.render("list.html", &View::default(), &shell("l/index.html", "L"), &Fragments::new());
        assert_eq!(list.html, "Mine", "the good ones stay");
    }
}

#[test]
fn a_template_that_fails_on_a_page_is_told_and_replaced() {
    let text = "{{ view.title }}\n{{ view.missing.deep }}";
    let mut sources = Sources::default();
    let file = sources.add(Source::new("themes/mine/templates/page.html", text));
    let (renderer, diagnostics) = Renderer::new(vec![own("templates/page.html", text, Some(file))]);
    assert_eq!(diagnostics, []);
    let page = page(&renderer);
    assert!(page.html.contains("<h1><bdi>A &lt;b&gt; page</bdi></h1>"));
    let fault = page.fault.expect("told");
    assert_eq!(sources.position(fault.place.expect("placed")).line, 2, "{}", fault.message);
}

#[test]
fn a_page_without_template_still_says_so() {
    let (renderer, _) = Renderer::new(Vec::new());
    let page =
        renderer.render("none.html", &View::default(), &shell("x/index.html", "<X>"), &Fragments::new());
    assert!(page.fault.is_some() && page.html.contains("<h1>&lt;X&gt;</h1>"));
}

/// The variables of a block of the style sheet.
fn declarations(block: &str) -> BTreeMap<&str, &str> {
    let body = block.split_once('{').map_or(block, |(_, rest)| rest);
    let body = body.split_once('}').map_or(body, |(body, _)| body);
    body.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": ")).collect()
}

/// The colors of the style sheet in light and in dark: each is written once, as `light-dark(…, …)`.
fn colors(css: &str) -> [BTreeMap<&str, &str>; 2] {
    let all = declarations(css.split_once(":root ").expect("the colors of the style sheet").1);
    let pairs = || {
        all.iter().filter_map(|(name, value)| {
            let (light, dark) = value.strip_prefix("light-dark(")?.strip_suffix(')')?.split_once(", ")?;
            Some((*name, light, dark))
        })
    };
    [
        pairs().map(|(name, light, _)| (name, light)).collect(),
        pairs().map(|(name, _, dark)| (name, dark)).collect(),
    ]
}

#[test]
fn colors_stand_out_in_both_themes() {
    let css = built_in_assets().find(|(path, _)| path == "assets/style.css").expect("the style sheet").1;
    let css = std::str::from_utf8(css).expect("the style sheet is text");
    let [light, dark] = colors(css);
    assert!(css.contains("@media print {\n  :root { color-scheme: light !important;"), "paper is never dark");
    for slot in Slot::all() {
        let name = format!("mp-{}", slot.name());
        assert_eq!(
            (light.get(&*name), dark.get(&*name)),
            (Some(&slot.light()), Some(&slot.dark())),
            "{name}"
        );
    }
    for (theme, of) in [("light", &light), ("dark", &dark)] {
        let ground = of["mp-ground"];
        for ground in ["mp-ground", "raised", "mp-shade"] {
            for text in ["mp-ink", "mp-soft", "link", "mp-late", "mp-critical-edge"] {
                let ratio = contrast(of[text], of[ground]);
                assert!(ratio >= 4.5, "{theme}: {text} on {ground} has {ratio:.2}");
            }
        }
        for color in ["red", "amber", "green", "unknown", "planned"] {
            let (mark, tint) = (of[format!("mp-{color}").as_str()], of[format!("mp-{color}-tint").as_str()]);
            assert!(contrast(ground, mark) >= 3.0, "{theme}: the mark of {color}");
            for text in ["mp-ink", "mp-soft"] {
                let ratio = contrast(of[text], tint);
                assert!(ratio >= 4.5, "{theme}: {text} on a tint of {color} has {ratio:.2}");
            }
        }
    }
}

/// Of every palette that comes with the program, and of code in texts: WCAG AA, in light and in dark.
#[test]
fn every_palette_stands_out_in_both_themes() {
    let asset = |wanted: &str| {
        let (_, bytes) = built_in_assets().find(|(path, _)| path == wanted).expect("an asset");
        std::str::from_utf8(bytes).expect("text").to_owned()
    };
    let (base, prose) = (asset("assets/style.css"), asset("assets/prose.css"));
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/palettes");
    let mut palettes = vec![("default".to_owned(), ":root {}".to_owned())];
    for file in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        if file.file_type().is_file() {
            let css = std::fs::read_to_string(file.path()).expect("a palette is text");
            palettes.push((file.file_name().to_string_lossy().into_owned(), css));
        }
    }
    assert!(palettes.len() >= 3, "two palettes beside our own");
    // `.c-s { color: light-dark(#17663a, #7fd3a0); }`
    let code: Vec<(&str, [&str; 2])> = prose
        .lines()
        .filter_map(|line| {
            let (name, rest) = line.strip_prefix(".c-")?.split_once(" { color: light-dark(")?;
            let (light, dark) = rest.split_once(')')?.0.split_once(", ")?;
            Some((name, [light, dark]))
        })
        .collect();
    assert!(code.len() >= 4, "{code:?}");
    let mut low = Vec::new();
    for (palette, css) in &palettes {
        let own = colors(css);
        for (theme, (mut of, own)) in colors(&base).into_iter().zip(own).enumerate() {
            of.extend(own);
            let mut floor = |front: &str, ground: &str, least: f64| {
                let hex = |name: &str| of.get(name).map_or_else(|| name.to_owned(), |hex| (*hex).to_owned());
                let ratio = contrast(&hex(front), &hex(ground));
                if ratio < least {
                    low.push(format!(
                        "{palette}, {}: {front} on {ground} has {ratio:.2}",
                        ["light", "dark"][theme]
                    ));
                }
            };
            for ground in ["mp-ground", "raised", "mp-shade", "mp-band", "mp-header"] {
                for text in ["mp-ink", "mp-soft", "link", "mp-late"] {
                    floor(text, ground, 4.5);
                }
                floor("mp-focus", ground, 3.0);
            }
            for color in ["red", "amber", "green", "unknown", "planned"] {
                floor(&format!("mp-{color}"), "mp-ground", 3.0);
                for text in ["mp-ink", "mp-soft"] {
                    floor(text, &format!("mp-{color}-tint"), 4.5);
                }
            }
            for (_, shades) in &code {
                floor(shades[theme], "mp-shade", 4.5);
            }
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}

#[test]
fn the_style_sheet_has_the_rules_of_drawings() {
    let css = built_in_assets().find(|(path, _)| path == "assets/style.css").expect("the style sheet").1;
    let tight = |text: &str| text.split_whitespace().collect::<String>().replace(";}", "}");
    let css = tight(std::str::from_utf8(css).expect("the style sheet is text"));
    assert!(css.contains(&tight(&page_rules())), "style.css has other rules for drawings than the program");
}

/// A path from the site's root leads nowhere from a page in a folder, so every link of a template goes through `url`;
/// but for addresses on the web: `value.href`, of facts beyond our fields, is never anything else.
#[test]
fn links_of_templates_are_made_relative() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/templates");
    for file in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|file| file.file_type().is_file())
    {
        let text = std::fs::read_to_string(file.path()).expect("a template is UTF-8");
        for (at, start) in text.match_indices("href=\"{{") {
            let link = &text[at + start.len()..];
            let link = link.split_once("}}").map_or(link, |(link, _)| link).trim();
            let on_the_web =
                ["shell.site.base_url", "shell.address", "shell.edit", "value.href"].contains(&link);
            assert!(on_the_web || link.ends_with("| url"), "{}: {link}", file.path().display());
        }
    }
}

#[test]
fn scripts_stay_small_and_pages_have_none_inside() {
    let weight: BTreeMap<_, _> = built_in_assets().map(|(path, bytes)| (path, bytes.len())).collect();
    assert!(weight["assets/site.js"] < 12_000 && weight["assets/style.css"] < 40_000, "{weight:?}");
    let page = page(&Renderer::new(Vec::new()).0);
    let inline = page.html.matches("<script").count() - page.html.matches("<script src=").count();
    assert_eq!(
        (inline, page.html.matches(" style=").count(), page.html.matches(" onclick=").count()),
        (0, 0, 0)
    );
}

/// The search draws the marks of colors that a page does not hold: they are those of the frame.
#[test]
fn the_search_has_the_marks_of_the_frame() {
    let frame = include_str!("../themes/default/templates/base.html");
    let search = include_str!("../themes/default/assets/search.js");
    let marks = frame.split("<symbol id=\"rag-").skip(1).map(|rest| {
        let (name, rest) = rest.split_once('"').expect("an id");
        let body = rest.split_once('>').and_then(|(_, rest)| rest.split_once("</symbol>")).expect("a mark").0;
        format!("{name}: '{body}'")
    });
    let marks: Vec<String> = marks.collect();
    assert_eq!(marks.len(), 6);
    for mark in marks {
        assert!(search.contains(&mark), "{mark}");
    }
}
