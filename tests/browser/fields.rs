//! The segment panel: header picture and bytes show the same packet, point at each other, and the checksum is right.

use crate::support::{Browser, CHAPTER, key, run};
use serde_json::{Value, json};
use wirewalk::text::{self, Lang};
use wirewalk::wire::encode;
use wirewalk::wire::fields::{FieldId, Layer, fields};

const BYTES_ON: &str =
    "[...document.querySelectorAll('.hex .byte')].flatMap((byte, at) => byte.classList.contains('on') ? [at] : [])";
const CELLS_ON: &str = "[...document.querySelectorAll('.bits .cell.on')].map(cell => Number(cell.dataset.field))";

#[test]
fn fields_and_bytes_point_at_each_other() {
    let browser = Browser::new();
    let native = run("opening", &[]);
    let bytes = encode(&native.trace().packets()[0].packet);
    let all = fields(&bytes);
    browser.open(&format!("en/{CHAPTER}#v=1&run=opening&at=client.syn.1.sent"));

    let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    browser.wait_eq("[...document.querySelectorAll('.hex .byte')].map(byte => byte.textContent)", &hex);

    let tcp: Vec<_> = all.iter().enumerate().filter(|(_, field)| field.id.layer() == Layer::Tcp).collect();
    assert!(tcp.len() > 10, "only {} fields", tcp.len());
    for (index, field) in &tcp {
        let within: Vec<usize> =
            (0..bytes.len()).filter(|at| field.bits.start < at * 8 + 8 && field.bits.end > at * 8).collect();
        browser.hover(&format!(".bits [data-field='{index}']"));
        browser.wait_eq(BYTES_ON, &within);
        browser.wait_eq(CELLS_ON, [index]);
        browser.wait_eq("document.querySelector('.explain strong').textContent", text::field_name(Lang::En, field.id));
        let meaning = text::field_meaning(Lang::En, field.id);
        browser.wait(&format!("document.querySelector('.explain').textContent.includes({})", json!(meaning)));
    }
    // The way back: from each byte to the field that has its first bit, by mouse and by focus.
    for at in [20, 22, 24, 27, 28, 33, 34, 36, 39, 40] {
        let owner = all.iter().position(|field| field.bits.contains(&(at * 8))).unwrap();
        // A row begins with its offset.
        let byte = format!(".hex-row:nth-of-type({}) .byte:nth-of-type({})", at / 16 + 1, at % 16 + 2);
        if at % 2 == 0 {
            browser.hover(&byte);
        } else {
            browser.eval(&format!("document.querySelector({}).focus()", json!(byte)));
        }
        browser.wait_eq(CELLS_ON, [owner]);
    }
    browser.finish();
}

#[test]
fn the_checksum_is_shown_as_verified_in_both_languages() {
    let browser = Browser::new();
    let native = run("opening", &[]);
    let all = fields(&encode(&native.trace().packets()[0].packet));
    for lang in Lang::ALL {
        browser.open(&format!("{}/{CHAPTER}#v=1&run=opening&at=client.syn.1.sent", lang.code()));
        let index = all.iter().position(|field| field.id == FieldId::Checksum).unwrap();
        browser.hover(&format!(".bits [data-field='{index}']"));
        browser.wait_eq("document.querySelector('.explain .good').textContent", text::checksum_good(lang));
        let cell = browser.text_of(&format!(".bits [data-field='{index}']"));
        assert!(cell.contains('✓'), "{cell}");
        browser.click(".ip-header summary");
        let index = all.iter().position(|field| field.id == FieldId::HeaderChecksum).unwrap();
        browser.hover(&format!(".bits [data-field='{index}']"));
        browser.wait_eq("document.querySelector('.explain .good').textContent", text::checksum_good(lang));
    }
    browser.finish();
}

/// The panel shows the packet that something last happened to, or the one that was chosen.
#[test]
fn the_panel_shows_the_packet_of_the_moment() {
    let browser = Browser::new();
    browser.open(&format!("en/{CHAPTER}"));
    browser.wait_eq("document.querySelector('#panel-segment .hint').textContent", text::segment_nothing(Lang::En));
    browser.click(".arrow.kind-synack");
    browser.wait("/7000/.test(document.querySelector('.bits').textContent)");
    let title = browser.text_of(".segment-title");
    assert!(title.contains("SYN+ACK"), "{title}");
    browser.press(&[key::ESCAPE]);
    browser.wait("document.querySelector('#panel-segment .hint')");
    assert_eq!(browser.eval("document.querySelectorAll('.bits').length"), Value::from(0));
    browser.finish();
}
