//! The named colors of every drawing, each with a light and a dark value, and which of them must tell apart.
//!
//! A plotters style carries a color and nothing else. So a [`Slot`] is handed to plotters as a reserved color, and
//! the backend turns it back into a class and a fallback attribute. Must not know what is drawn with a color.

use plotters::style::Color;
use plotters_backend::BackendColor;

/// Declares the slots once: variant, CSS name, light value, dark value, meaning.
macro_rules! slots {
    ($($slot:ident $name:literal $light:literal $dark:literal $doc:literal)*) => {
        /// A named color. Its CSS variable is `--mp-` and its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Slot { $(#[doc = $doc] $slot),* }

        const TABLE: &[(Slot, &str, &str, &str)] = &[$((Slot::$slot, $name, $light, $dark)),*];
    };
}

slots! {
    Ground "ground" "#ffffff" "#14181f" "The picture's ground, and marks cut out of a solid shape."
    Ink "ink" "#1b2430" "#e6ebf2" "Text that is read first."
    Soft "soft" "#4f5b6b" "#a9b7c8" "Text that is read second: dates, units, legends."
    Rule "rule" "#d5dbe3" "#303a47" "Faint lines that only structure: never the carrier of a fact."
    Shade "shade" "#f0f2f5" "#1b212a" "Ground of weekends and holidays."
    Band "band" "#f3f7fc" "#17202c" "Ground of every other sprint."
    Header "header" "#e8eef6" "#1e2835" "Ground of a phase's heading row."
    Bar "bar" "#c3d7f0" "#27415f" "Inside of a bar: work not done yet."
    BarEdge "bar-edge" "#41719f" "#6d9fd6" "Outline of a bar."
    BarDone "bar-done" "#2f639c" "#7fb2ea" "The completed part of a bar."
    Critical "critical" "#f6cfc8" "#5b2c29" "Inside of a bar on the critical path."
    CriticalEdge "critical-edge" "#b23a2c" "#f08878" "Outline, arrow and word of the critical path."
    CriticalDone "critical-done" "#a13325" "#f39c8e" "The completed part of a bar on the critical path."
    Baseline "baseline" "#78838f" "#8793a1" "What was approved: the thin bar under a bar."
    Tail "tail" "#5f6f80" "#93a3b5" "Float: how far a bar may still move."
    Edge "edge" "#7a8796" "#7f8ea0" "An arrow that is not critical."
    Lit "lit" "#12202f" "#f5f8fc" "An arrow of what the pointer or the focus is on."
    Today "today" "#0b7a57" "#37c795" "The status date."
    Gate "gate" "#6246ad" "#b5a1f4" "A gate's diamond."
    Node "node" "#f5f8fc" "#1c2531" "Inside of a node."
    NodeEdge "node-edge" "#6f7f92" "#8293a8" "Outline of a node."
    Red "red" "#b4231b" "#f5897d" "Status red."
    Amber "amber" "#a35f00" "#eeb04a" "Status amber."
    Green "green" "#1d7440" "#55c481" "Status green."
    Unknown "unknown" "#5b6675" "#a0adbc" "Status unknown."
    Done "done" "#1f6080" "#6cc0e4" "Status done."
    Planned "planned" "#5b6f88" "#9db1ca" "Status planned."
    Blocked "blocked" "#8a2569" "#e88fc9" "Status blocked."
    Late "late" "#9c2f10" "#ffa184" "The words that say how late something is."
    Focus "focus" "#0f5fc2" "#8cc4ff" "The ring around what has the focus."
}

/// First and second channel of the reserved colors; the third is the slot's index.
const RESERVED: (u8, u8) = (1, 254);

impl Slot {
    /// Every slot, in declared order.
    pub fn all() -> impl Iterator<Item = Slot> {
        TABLE.iter().map(|row| row.0)
    }

    /// The name inside the CSS variable, as in `--mp-bar-edge`.
    pub fn name(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The value on a light page, `#rrggbb`.
    pub fn light(self) -> &'static str {
        TABLE[self as usize].2
    }

    /// The value on a dark page, `#rrggbb`.
    pub fn dark(self) -> &'static str {
        TABLE[self as usize].3
    }

    /// The slot a plotters color stands for; `None` for a color that is just a color.
    pub(super) fn from_color(color: BackendColor) -> Option<Slot> {
        let (r, g, index) = color.rgb;
        if (r, g) == RESERVED { TABLE.get(usize::from(index)).map(|row| row.0) } else { None }
    }
}

impl Color for Slot {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (RESERVED.0, RESERVED.1, *self as u8) }
    }
}

/// Two slots that a reader must tell apart wherever they meet.
#[derive(Debug, Clone, Copy)]
pub struct Pairing {
    /// The slot of a line, shape or text.
    pub front: Slot,
    /// What it is drawn on, or beside.
    pub ground: Slot,
    /// The least contrast, as in WCAG 2.2: 4.5 for text (1.4.3), 3 for shapes (1.4.11).
    pub floor: f64,
}

const GROUNDS: &[Slot] = &[Slot::Ground, Slot::Shade, Slot::Band, Slot::Header];
const TEXTS: &[Slot] = &[Slot::Ink, Slot::Soft, Slot::Late, Slot::CriticalEdge, Slot::Today];
const SHAPES: &[Slot] = &[
    Slot::BarEdge,
    Slot::BarDone,
    Slot::CriticalEdge,
    Slot::CriticalDone,
    Slot::Baseline,
    Slot::Tail,
    Slot::Edge,
    Slot::Lit,
    Slot::Today,
    Slot::Gate,
    Slot::NodeEdge,
    Slot::Red,
    Slot::Amber,
    Slot::Green,
    Slot::Unknown,
    Slot::Done,
    Slot::Planned,
    Slot::Blocked,
    Slot::Focus,
];
const TOUCHING: &[(Slot, Slot, f64)] = &[
    (Slot::BarDone, Slot::Bar, 3.0),
    (Slot::CriticalDone, Slot::Critical, 3.0),
    (Slot::BarEdge, Slot::Bar, 3.0),
    (Slot::CriticalEdge, Slot::Critical, 3.0),
    (Slot::Ground, Slot::Today, 4.5),
    (Slot::Ink, Slot::Node, 4.5),
    (Slot::Soft, Slot::Node, 4.5),
    (Slot::CriticalEdge, Slot::Node, 4.5),
    (Slot::BarDone, Slot::Node, 3.0),
    (Slot::NodeEdge, Slot::Node, 3.0),
    (Slot::Ground, Slot::Red, 4.5),
    (Slot::Ground, Slot::Amber, 4.5),
    (Slot::Ground, Slot::Green, 4.5),
    (Slot::Ground, Slot::Unknown, 4.5),
    (Slot::Ground, Slot::Done, 4.5),
    (Slot::Ground, Slot::Planned, 4.5),
    (Slot::Ground, Slot::Blocked, 4.5),
];

/// Every pairing the drawings rely on: texts and shapes on every ground, and shapes that touch.
pub static FLOORS: std::sync::LazyLock<Vec<Pairing>> = std::sync::LazyLock::new(|| {
    let on_grounds = |fronts: &'static [Slot], floor: f64| {
        fronts
            .iter()
            .flat_map(move |&front| GROUNDS.iter().map(move |&ground| Pairing { front, ground, floor }))
    };
    on_grounds(TEXTS, 4.5)
        .chain(on_grounds(SHAPES, 3.0))
        .chain(TOUCHING.iter().map(|&(front, ground, floor)| Pairing { front, ground, floor }))
        .collect()
});

/// Contrast of two `#rrggbb` colors, 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance").
pub fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[expect(clippy::disallowed_methods, reason = "compared with a floor; never gets into a drawing")]
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let byte = hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0);
        let v = f64::from(byte) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_the_definition() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
    }

    #[test]
    fn every_pairing_holds_in_both_themes() {
        let mut short = Vec::new();
        for p in FLOORS.iter() {
            for (theme, a, b) in
                [("light", p.front.light(), p.ground.light()), ("dark", p.front.dark(), p.ground.dark())]
            {
                let ratio = contrast(a, b);
                if ratio < p.floor {
                    short.push(format!(
                        "{theme}: {:?} on {:?} is {ratio:.2}, needs {}",
                        p.front, p.ground, p.floor
                    ));
                }
            }
        }
        assert!(short.is_empty(), "{}", short.join("\n"));
    }

    #[test]
    fn no_two_slots_share_a_light_value() {
        // a file that stands alone tells slots by it
        let values: std::collections::BTreeSet<&str> = Slot::all().map(Slot::light).collect();
        assert_eq!(values.len(), Slot::all().count());
    }

    #[test]
    fn a_slot_survives_the_way_through_plotters() {
        for slot in Slot::all() {
            assert_eq!(Slot::from_color(slot.to_backend_color()), Some(slot));
        }
        assert_eq!(Slot::from_color(plotters::style::RED.to_backend_color()), None);
    }
}
