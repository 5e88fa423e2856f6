//! The one way a number gets into a drawing: at most one decimal, never `-0`, the same on every platform.

/// Backend units in a CSS pixel.
pub const UNITS_PER_PIXEL: i32 = 10;

/// CSS pixels as backend units, rounded to the nearest; nonsense (NaN, infinity) is zero or the largest value.
pub fn units(pixels: f64) -> i32 {
    // `as` saturates and maps NaN to 0, so no content can overflow here; the bound leaves room to add
    ((pixels * f64::from(UNITS_PER_PIXEL)).round() as i32).clamp(-100_000_000, 100_000_000)
}

/// A number with at most one decimal: `12`, `12.5`, `-0.3`, `0`.
pub fn decimal(value: f64) -> String {
    tenths((value * 10.0).round() as i64)
}

/// Backend units as CSS pixels.
pub(super) fn pixels(units: i32) -> String {
    tenths(i64::from(units))
}

fn tenths(tenths: i64) -> String {
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let sign = if tenths < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_most_one_decimal_and_no_negative_zero() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.04, "0"),
            (-0.06, "-0.1"),
            (12.0, "12"),
            (12.34, "12.3"),
            (-7.5, "-7.5"),
        ];
        for (value, text) in cases {
            assert_eq!(decimal(value), text);
        }
    }

    #[test]
    fn nonsense_stays_a_number() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            assert!(pixels(units(value)).chars().all(|c| c.is_ascii_digit() || c == '-'));
        }
    }
}
