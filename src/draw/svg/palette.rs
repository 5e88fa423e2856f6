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
    Ground "ground" "#ffffff" "#14171b" "The picture's ground, and marks cut out of a solid shape."
    Ink "ink" "#15181c" "#e8eaed" "Text that is read first."
    Soft "soft" "#545c66" "#a6afba" "Text that is read second: dates, units, legends."
    Rule "rule" "#dfe2e6" "#2e343c" "Faint lines that only structure: never the carrier of a fact."
    Shade "shade" "#f2f3f5" "#1d2126" "Ground of weekends and holidays."
    Band "band" "#f7f8f9" "#191c21" "Ground of every other sprint."
    Header "header" "#eceef1" "#22272d" "Ground of a phase's heading row."
    Bar "bar" "#e3e7ec" "#2a3038" "Inside of a bar: work not done yet."
    BarEdge "bar-edge" "#77828f" "#8793a1" "Outline of a bar."
    BarDone "bar-done" "#586472" "#a3afbd" "The completed part of a bar."
    Critical "critical" "#d6dbe1" "#39414b" "Inside of a bar that stands for the critical path in a legend."
    CriticalEdge "critical-edge" "#20242a" "#dfe3e8" "Outline, arrow and word of the critical path: dark and thick, never a color of state."
    CriticalDone "critical-done" "#434c57" "#bcc5cf" "A solid part on the critical path."
    Baseline "baseline" "#69737f" "#98a3af" "What was approved: the thin bar under a bar."
    Tail "tail" "#5d6875" "#9aa6b3" "Float: how far a bar may still move."
    Edge "edge" "#7c8794" "#818d9b" "An arrow that is not critical."
    Lit "lit" "#101317" "#f6f8fa" "An arrow of what the pointer or the focus is on."
    Today "today" "#2a2f36" "#d3d8de" "The status date."
    Gate "gate" "#191d22" "#e4e7eb" "A gate's diamond."
    Node "node" "#f8f9fa" "#1a1e23" "Inside of a node."
    NodeEdge "node-edge" "#727d89" "#8c98a5" "Outline of a node."
    Red "red" "#c4261b" "#ff7a6b" "Status red."
    Amber "amber" "#c07200" "#f2b13c" "Status amber."
    Green "green" "#1e8549" "#4fc482" "Status green."
    Unknown "unknown" "#6a737e" "#a3adb8" "Status unknown."
    RedTint "red-tint" "#f6d4d1" "#4a2a29" "Work left of a bar, and the inside of a box, in status red."
    AmberTint "amber-tint" "#f8e4c6" "#463720" "Work left of a bar, and the inside of a box, in status amber."
    GreenTint "green-tint" "#cfe8da" "#1f3d30" "Work left of a bar, and the inside of a box, in status green."
    UnknownTint "unknown-tint" "#dee1e4" "#33383e" "Work left of a bar, and the inside of a box, in status unknown."
    PlannedTint "planned-tint" "#e6eaee" "#2a3139" "Work left of a bar, and the inside of a box, in status planned."
    Done "done" "#1f8448" "#50c583" "Status done."
    Planned "planned" "#758394" "#8294a8" "Status planned."
    Blocked "blocked" "#2f353c" "#cfd5db" "Status blocked."
    Late "late" "#16191d" "#eceef0" "The words that say how late something is."
    Focus "focus" "#1b4f8f" "#93bff5" "The ring around what has the focus."
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
    (Slot::Ink, Slot::RedTint, 4.5),
    (Slot::Ink, Slot::AmberTint, 4.5),
    (Slot::Ink, Slot::GreenTint, 4.5),
    (Slot::Ink, Slot::UnknownTint, 4.5),
    (Slot::Ink, Slot::PlannedTint, 4.5),
    (Slot::Soft, Slot::RedTint, 4.5),
    (Slot::Soft, Slot::AmberTint, 4.5),
    (Slot::Soft, Slot::GreenTint, 4.5),
    (Slot::Soft, Slot::UnknownTint, 4.5),
    (Slot::Soft, Slot::PlannedTint, 4.5),
    (Slot::BarDone, Slot::Node, 3.0),
    (Slot::NodeEdge, Slot::Node, 3.0),
    (Slot::Ground, Slot::Red, 3.0),
    (Slot::Ground, Slot::Amber, 3.0),
    (Slot::Ground, Slot::Green, 3.0),
    (Slot::Ground, Slot::Unknown, 3.0),
    (Slot::Ground, Slot::Done, 3.0),
    (Slot::Ground, Slot::Planned, 3.0),
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
