//! A page, made but not yet rendered: what stands on it, what lies beside it, and which files of the project it refers to.
//!
//! Must not know which pages there are, nor where things come from.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    draw::{
        diagram::{Diagram, DiagramOptions, PAGE_WIDTH, WIDE_PAGE},
        gantt::{self, GanttOptions, LegendItem, Paper},
        plot::ChartOptions,
        svg::{Mode, escape},
    },
    render::{Fragments, Html, View},
    report::{Format, Report},
    view::{
        Shell, Twin,
        addresses::beside,
        chart::{diagram::DiagramView, gantt::GanttView},
    },
    world::ProjectPath,
};

/// A page, made but not yet rendered.
#[derive(Debug)]
pub struct Page {
    /// The template that formats it.
    pub template: &'static str,
    /// What is around it.
    pub shell: Shell,
    /// What stands on it, as data.
    pub view: View,
    /// What stands on it ready made: text and drawings, by name.
    pub html: Fragments,
    /// The files beside it.
    pub attachments: Vec<Attachment>,
    /// The files of the project that it refers to; they are published with it.
    pub wanted: BTreeSet<ProjectPath>,
    /// How many drawings were made for it.
    pub drawings: usize,
    /// The dates that count, for its card: what each is, and which; `None` where it has no card.
    pub(super) figures: Option<Vec<(String, String)>>,
}

/// A file beside a page: a drawing, a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in the folder of the page.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a drawing is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct DrawingName {
    /// Among the other formats of its page.
    pub title: &'static str,
    /// In the template.
    pub fragment: &'static str,
    /// As a file beside the page; `None` where a file for each page of the kind would be too much.
    pub file: Option<&'static str>,
}

impl DrawingName {
    /// How its ids begin: those of a map stand in each of its boxes and lines, thousands of times in a site.
    fn ids(self) -> &'static str {
        if self.fragment == "dependencies" { "map" } else { self.fragment }
    }
}

/// Widths of a Gantt chart with its names, in CSS pixels: beside the contents of a page, and over the whole of one.
const GANTT_WIDTH: f64 = 860.0;
const WIDE_GANTT: f64 = 1150.0;
/// The most that names take of the narrower one.
const GANTT_NAMES: f64 = 220.0;

/// What templates call the pieces of a Gantt chart; and of the whole of one, where that is folded.
const GANTT_PIECES: [&str; 4] = ["gantt", "gantt_names", "gantt_legend", "gantt_paper"];
const WHOLE_GANTT_PIECES: [&str; 4] = ["whole", "whole_names", "whole_legend", "whole_paper"];

/// A chart with more rows than this stands on the page only with what is done folded away, and whole as the picture beside it.
const MOST_WHOLE: usize = 60;

/// What the picture of a Gantt chart is called, beside its page.
pub(super) const GANTT_FILE: &str = "gantt.svg";

impl Page {
    /// A page on which nothing stands yet.
    pub(super) fn new(template: &'static str, shell: Shell) -> Self {
        Self {
            template,
            shell,
            view: View::default(),
            html: Fragments::new(),
            attachments: Vec::new(),
            wanted: BTreeSet::new(),
            drawings: 0,
            figures: None,
        }
    }

    /// With `view` on it.
    pub(super) fn showing(mut self, view: &impl Serialize) -> Self {
        self.view = View::of(view);
        self
    }

    /// With a headline that previews show.
    pub(super) fn headline(mut self, text: &str) -> Self {
        text.clone_into(&mut self.shell.description);
        self
    }

    /// With a card that shows these figures: what each is, and which.
    pub(super) fn card(self, figures: Vec<(String, String)>) -> Self {
        Self { figures: Some(figures), ..self }
    }

    /// With a link to the same content in another format.
    pub(super) fn twin(mut self, text: impl Into<String>, media: &str, href: String) -> Self {
        self.shell.twins.push(Twin { text: text.into(), media: media.to_owned(), href });
        self
    }

    /// With a file beside it that holds the same in another format.
    pub(super) fn file(mut self, title: &str, media: &str, name: &'static str, text: String) -> Self {
        self.attachments.push(Attachment { name, bytes: text.into_bytes() });
        let href = beside(&self.shell.path, name);
        self.twin(title, media, href)
    }

    /// With a report as text beside it.
    pub(super) fn text(self, what: &str, name: &'static str, report: &impl Report) -> Self {
        self.file(&format!("{what} (text)"), "text/plain", name, report.write(Format::Text))
    }

    /// With a chart on it, `width` CSS pixels wide, and beside it as a file; nothing where there is nothing to draw.
    pub(super) fn chart(
        mut self,
        name: DrawingName,
        width: f64,
        draw: impl Fn(&ChartOptions) -> Option<String>,
    ) -> Self {
        let prefix = name.fragment.replace('_', "-");
        let path = self.shell.path.clone();
        let Some(inline) = draw(&ChartOptions::inline(&prefix, &path, width)) else { return self };
        self.drawn(name.fragment, inline);
        let alone = || draw(&ChartOptions::standalone(&prefix, &path, width));
        match name.file.and_then(|file| Some((file, alone()?))) {
            Some((file, svg)) => self.picture(name.title, file, svg),
            None => self,
        }
    }

    /// With a map on it. Nothing where nothing is joined: a picture of one box says nothing.
    pub(super) fn map(self, name: DrawingName, view: &DiagramView) -> Self {
        self.map_within(PAGE_WIDTH, name, view)
    }

    /// The same on a page without contents at its right.
    pub(super) fn wide_map(self, name: DrawingName, view: &DiagramView) -> Self {
        self.map_within(WIDE_PAGE, name, view)
    }

    fn map_within(mut self, width: f64, name: DrawingName, view: &DiagramView) -> Self {
        if view.edges.is_empty() {
            return self;
        }
        let (drawing, page) = (Diagram::new(view, width), self.shell.path.clone());
        let svg =
            |mode| drawing.svg(&DiagramOptions { mode, prefix: name.ids().to_owned(), page: page.clone() });
        self.drawn(name.fragment, svg(Mode::Inline));
        match name.file {
            Some(file) => self.picture(name.title, file, svg(Mode::Standalone)),
            None => self,
        }
    }

    /// With a Gantt chart on it, whose names stay while it scrolls; the file beside it is one picture. Where much is done,
    /// that is folded away, and the whole chart stands below. Nothing where there is nothing to draw.
    pub(super) fn gantt(self, view: &GanttView) -> Self {
        let here = GanttOptions { width: GANTT_WIDTH, names_width: GANTT_NAMES, ..GanttOptions::default() };
        self.gantt_and_whole(view, &here)
    }

    /// The same at the top of a page of its own, over its whole width.
    pub(super) fn wide_gantt(self, view: &GanttView) -> Self {
        let here = GanttOptions { width: WIDE_GANTT, paper: Paper::UNDER_A_TITLE, ..GanttOptions::default() };
        self.gantt_and_whole(view, &here)
    }

    /// The same on another scale, and no file beside the page; what is folded away stands on the page of the timeline.
    pub(super) fn scaled_gantt(mut self, view: &GanttView, per_day: f64) -> Self {
        if view.phases.is_empty() {
            return self;
        }
        let folded = view.folded();
        let view = folded.as_ref().unwrap_or(view);
        let here = GanttOptions { paper: Paper::UNDER_A_TITLE, ..GanttOptions::default() };
        let width = gantt::width_at(view, per_day);
        self.gantt_pieces(view, &GanttOptions { width, ..here }, GANTT_PIECES);
        self
    }

    fn gantt_and_whole(mut self, view: &GanttView, here: &GanttOptions) -> Self {
        if view.phases.is_empty() {
            return self;
        }
        match view.folded() {
            Some(folded) if view.rows() > MOST_WHOLE => self.gantt_pieces(&folded, here, GANTT_PIECES),
            Some(folded) => {
                self.gantt_pieces(&folded, here, GANTT_PIECES);
                let whole = GanttOptions { prefix: "gantt-whole".to_owned(), ..here.clone() };
                self.gantt_pieces(view, &whole, WHOLE_GANTT_PIECES);
            }
            None => self.gantt_pieces(view, here, GANTT_PIECES),
        }
        // A file of its own shares its ids with nobody: a short prefix makes it smaller.
        let page = self.shell.path.clone();
        let alone =
            GanttOptions { mode: Mode::Standalone, prefix: "g".to_owned(), page, ..GanttOptions::default() };
        self.picture("Gantt chart", GANTT_FILE, gantt::draw(view, &alone))
    }

    fn gantt_pieces(&mut self, view: &GanttView, options: &GanttOptions, into: [&'static str; 4]) {
        let options = GanttOptions { mode: Mode::Inline, page: self.shell.path.clone(), ..options.clone() };
        let pieces = gantt::draw_pieces(view, &options);
        let [chart, names, legend, paper] = into;
        self.drawn(chart, pieces.chart);
        for (name, html) in [
            (names, pieces.names),
            (legend, pieces.legend.iter().map(legend_item).collect()),
            (paper, pieces.paper),
        ] {
            self.html.insert(name, Html::trusted(html));
        }
    }

    fn drawn(&mut self, fragment: &str, svg: String) {
        self.drawings += 1;
        self.html.insert(fragment, Html::trusted(svg));
    }

    /// With a drawing as a file of its own beside it.
    fn picture(mut self, title: &str, name: &'static str, svg: String) -> Self {
        self.drawings += 1;
        self.attachments.push(Attachment { name, bytes: svg.into_bytes() });
        let href = beside(&self.shell.path, name);
        self.twin(title, "image/svg+xml", href)
    }
}

fn legend_item(item: &LegendItem) -> String {
    format!("<li>{}{}</li>", item.sample.trim_end(), escape(item.words))
}
