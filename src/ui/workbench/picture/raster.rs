//! A picture as pixels: the browser paints the file that was written, so that both show the same.
//!
//! The file goes to the browser as an address that holds it (`data:`), which the page's policy allows for images anyway.

use crate::ui::browser;
use js_sys::{Function, Promise, encode_uri_component};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

/// How many pixels stand for one of the page, in hundredths: twice as many in each direction are sharp on a projector.
const SCALE_PERCENT: u32 = 200;
/// The longest side, in pixels: beyond this no browser has a canvas.
const SIDE_MOST: u32 = 16_384;
/// The most pixels: 256 MB of colours.
const AREA_MOST: u64 = 67_108_864;

/// The pixels.
pub(in crate::ui::workbench) struct Raster {
    /// A PNG file.
    pub blob: Blob,
    /// How wide it is.
    pub width: u32,
    /// How high it is.
    pub height: u32,
    /// How many pixels stand for one of the page, in hundredths.
    pub percent: u32,
}

/// The largest scale at which a picture of this size has room on a canvas, in hundredths.
pub(in crate::ui::workbench) fn scale((width, height): (u32, u32)) -> u32 {
    let fits = |percent: &u32| {
        let (width, height) = scaled((width, height), *percent);
        width.max(height) <= SIDE_MOST && u64::from(width) * u64::from(height) <= AREA_MOST
    };
    (1..=SCALE_PERCENT).rev().find(fits).unwrap_or(1)
}

fn scaled((width, height): (u32, u32), percent: u32) -> (u32, u32) {
    let one = |length: u32| u32::try_from((u64::from(length) * u64::from(percent)).div_ceil(100)).unwrap_or(u32::MAX);
    (one(width), one(height))
}

/// Paints a file of this size; none if this browser cannot.
pub(in crate::ui::workbench) async fn raster(svg: String, size: (u32, u32)) -> Option<Raster> {
    let image = HtmlImageElement::new().ok()?;
    let loaded = Promise::new(&mut |resolve: Function, reject: Function| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(encode_uri_component(&svg))));
    JsFuture::from(loaded).await.ok()?;
    let percent = scale(size);
    let (width, height) = scaled(size, percent);
    let canvas: HtmlCanvasElement = browser::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (wide, high) = (f64::from(width), f64::from(height));
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, wide, high).ok()?;
    let painted = Promise::new(&mut |resolve: Function, reject: Function| {
        if canvas.to_blob(&resolve).is_err() {
            let _nobody_else_is_told = reject.call0(&JsValue::NULL);
        }
    });
    let blob: Blob = JsFuture::from(painted).await.ok()?.dyn_into().ok()?;
    Some(Raster { blob, width, height, percent })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_twice_as_fine_as_the_page_if_it_has_room() {
        assert_eq!(scale((752, 1_480)), 200);
        for size in [(720, 20_000), (9_000, 9_000), (16_000, 16_000), (200_000, 100)] {
            let percent = scale(size);
            let (width, height) = scaled(size, percent);
            assert!(percent < 200 && width.max(height) <= SIDE_MOST, "{size:?}: {percent}");
            assert!(u64::from(width) * u64::from(height) <= AREA_MOST);
        }
    }
}
