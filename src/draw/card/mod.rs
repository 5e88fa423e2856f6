//! The picture that others show beside a link to a page: color with word and mark, the headline, the dates that count.
//!
//! A bitmap with the letters of a font that is built in, so that it is the same on every machine; chats take no SVG. Text
//! in scripts that the font does not have is left out: nobody should see empty boxes. Cards are kept by what stands on them.

mod canvas;
mod letters;
mod marks;
mod outline;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use canvas::{Canvas, Ink};
use letters::{Face, Line};
use xxhash_rust::xxh3::xxh3_128;

use crate::view::chart::card::CardView;

/// Name of the file beside its page.
pub const CARD_FILE: &str = "card.png";

/// Pixels.
pub const WIDTH: usize = 1200;
/// Pixels.
pub const HEIGHT: usize = 630;

const LEFT: f32 = 104.0;
const RIGHT: f32 = 1128.0;

/// Most cards that are kept.
const KEPT: usize = 256;

static CARDS: Mutex<BTreeMap<u128, Arc<[u8]>>> = Mutex::new(BTreeMap::new());

/// The card as a PNG file.
pub fn draw(view: &CardView) -> Arc<[u8]> {
    let name = xxh3_128(format!("{view:?}").as_bytes());
    let kept = |cards: &BTreeMap<u128, Arc<[u8]>>| cards.get(&name).cloned();
    if let Some(card) = CARDS.lock().ok().and_then(|cards| kept(&cards)) {
        return card;
    }
    let card: Arc<[u8]> = paint(view).png().into();
    if let Ok(mut cards) = CARDS.lock() {
        if cards.len() >= KEPT {
            cards.clear();
        }
        cards.insert(name, Arc::clone(&card));
    }
    card
}

fn paint(view: &CardView) -> Canvas {
    let mut canvas = Canvas::new(WIDTH, HEIGHT, view.rag);
    canvas.bar(32);
    canvas.fill(&marks::stone(), (LEFT, 62.0), 1.2, Ink::Text);
    let status = Line::new(Face::Regular, &view.status_of, 32.0);
    let program = Line::new(Face::Bold, &view.program, 32.0).within(RIGHT - 148.0 - status.width() - 40.0);
    canvas.write(&program, (148.0, 91.0), Ink::Text);
    canvas.write(&status, (RIGHT - status.width(), 91.0), Ink::Soft);

    canvas.fill(&marks::of(view.rag), (142.0, 246.0), 6.0, Ink::Color);
    let room = RIGHT - 208.0;
    let title = if letters::can_write(&view.title) { view.title.as_str() } else { view.fallback.as_str() };
    let word = format!(": {}", view.rag.word());
    let sizes = [72.0, 60.0, 50.0, 44.0];
    let whole = format!("{title}{word}");
    let fitting = sizes.into_iter().find(|size| Line::new(Face::Bold, &whole, *size).width() <= room);
    let size = fitting.unwrap_or(44.0);
    let word = Line::new(Face::Bold, &word, size);
    let title = Line::new(Face::Bold, title, size).within(room - word.width());
    canvas.write(&title, (208.0, 272.0), Ink::Text);
    canvas.write(&word, (208.0 + title.width(), 272.0), Ink::Text);

    for (line, y) in
        letters::lines(Face::Regular, &view.headline, 42.0, RIGHT - LEFT, 3).iter().zip([364.0, 418.0, 472.0])
    {
        canvas.write(line, (LEFT, y), Ink::Text);
    }
    let step = (RIGHT - LEFT) / view.figures.len().max(2) as f32;
    for (number, (label, value)) in view.figures.iter().enumerate() {
        let x = LEFT + step * number as f32;
        canvas.write(&Line::new(Face::Regular, label, 28.0).within(step - 30.0), (x, 540.0), Ink::Soft);
        canvas.write(&Line::new(Face::Bold, value, 36.0).within(step - 30.0), (x, 584.0), Ink::Text);
    }
    canvas
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rag;

    fn view(rag: Rag, title: &str) -> CardView {
        CardView {
            program: "EcommerceGo".to_owned(),
            title: title.to_owned(),
            fallback: "Sprint".to_owned(),
            rag,
            headline: "Payment is 21 days late: Stripe has not switched on 3-D Secure. ".repeat(4),
            figures: vec![
                ("Finish".to_owned(), "4 Aug, +2 d".to_owned()),
                ("Next gate".to_owned(), "P2, 27 May".to_owned()),
            ],
            status_of: "Status of 6 May 2026".to_owned(),
        }
    }

    /// The pixels as shares of white, 0 to 255, and the palette's color of each.
    fn read(bytes: &[u8]) -> (u32, u32, Vec<[u8; 3]>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut buffer = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut buffer).expect("its pixels");
        let pixels = buffer.chunks_exact(3).map(|rgb| [rgb[0], rgb[1], rgb[2]]).collect();
        (info.width, info.height, pixels)
    }

    #[test]
    fn a_card_is_a_picture_of_its_size_and_color() {
        for rag in [Rag::Red, Rag::Amber, Rag::Green, Rag::Unknown, Rag::Planned] {
            let bytes = draw(&view(rag, "Sprint 6"));
            let (width, height, pixels) = read(&bytes);
            assert_eq!((width, height), (1200, 630));
            assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
            let bar = pixels[315 * 1200 + 10];
            assert_eq!(bar, canvas::color(rag), "{rag:?}");
            // the mark says the same without color: each has another shape
            let dark = pixels.iter().filter(|pixel| **pixel == [0x15, 0x18, 0x1c]).count();
            assert!(dark > 3_000, "{dark} pixels of text");
        }
    }

    #[test]
    fn the_same_card_has_the_same_bytes_and_another_has_others() {
        let card = paint(&view(Rag::Red, "Sprint 6")).png();
        assert_eq!(card, paint(&view(Rag::Red, "Sprint 6")).png());
        assert_ne!(card, paint(&view(Rag::Red, "Sprint 7")).png());
        assert_eq!(
            format!("{:x}", xxh3_128(&card)),
            CARD,
            "the bytes of a card differ from those on other machines"
        );
    }

    /// Of the card above; it changes with its look.
    const CARD: &str = "3c5e3715ccd79d328589cbcf8a32390c";

    #[test]
    fn what_the_font_cannot_write_is_left_out() {
        assert_eq!(paint(&view(Rag::Red, "支付")).png(), paint(&view(Rag::Red, "Sprint")).png());
        let long = "W".repeat(400);
        let (.., pixels) = read(&draw(&view(Rag::Red, &long)));
        let right = (0..630).filter(|y| pixels[y * 1200 + 1160] != [255; 3]).count();
        assert_eq!(right, 0, "a long title runs out of the card");
    }
}
