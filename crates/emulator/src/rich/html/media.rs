//! Files, maps, and what shows several of them.

use std::ops::RangeInclusive;

use serde_json::json;

use super::element::{Element, Node, Wrong};
use super::{Reader, deeper, first};
use crate::rich::map::{HEIGHT, WIDTH, ZOOM, is_size, is_zoom};
use crate::rich::{Block, Caption, Source, Tag};

/// Addresses of files that are sent with the message, up to their name.
const SENT: [&str; 4] = ["tg://photo?id=", "tg://video?id=", "tg://document?id=", "tg://audio?id="];

impl Reader {
    /// One file or the like with what stands below it.
    pub(super) fn figure(
        &self,
        figure: &Element,
        mut inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let below = self.caption(&mut inside, level)?;
        let mut blocks = self.flow(inside, level)?;
        let (Some(mut block), None) = (blocks.pop(), blocks.pop()) else {
            return Err(figure.wrong("Tag \"figure\" must contain one media"));
        };
        match &mut block {
            Block::File { caption, .. }
            | Block::Map { caption, .. }
            | Block::Collage { caption, .. }
            | Block::Slideshow { caption, .. } => *caption = below.or(caption.take()),
            _ => return Err(figure.wrong("Tag \"figure\" can contain only media")),
        }
        Ok(block)
    }

    /// A collage or a slideshow.
    pub(super) fn gallery(
        &self,
        gallery: &Element,
        mut inside: Vec<Node>,
        level: usize,
    ) -> Result<Block<Source>, Wrong> {
        let caption = self.caption(&mut inside, level)?;
        let blocks = self.flow(inside, deeper(gallery, level)?)?;
        let files = blocks.iter().all(|block| matches!(block, Block::File { .. }));
        if blocks.is_empty() || !files {
            let what = format!("Tag \"{}\" must contain only media", gallery.name);
            return Err(gallery.wrong(what));
        }
        Ok(match gallery.name {
            "tg-collage" => Block::Collage { blocks, caption },
            _ => Block::Slideshow { blocks, caption },
        })
    }

    /// Takes `<figcaption>` away, in which `<cite>` says whose it is.
    fn caption(&self, nodes: &mut Vec<Node>, level: usize) -> Result<Option<Caption>, Wrong> {
        let Some(mut caption) = first(nodes, "figcaption") else {
            return Ok(None);
        };
        let credit = self.taken(&mut caption.inside, "cite", level)?;
        let inside = std::mem::take(&mut caption.inside);
        match (self.text(inside, level)?, &credit) {
            (Some(text), _) => Ok(Some(Caption { text, credit })),
            (None, Some(_)) => Err(caption.wrong("Tag \"figcaption\" must contain a text")),
            (None, None) => Ok(None),
        }
    }
}

pub(super) fn file(file: &Element, inside: &[Node]) -> Result<Block<Source>, Wrong> {
    if inside.iter().any(|node| !node.is_blank()) {
        return Err(file.wrong(format!("Tag \"{}\" must be empty", file.name)));
    }
    let tag = match file.name {
        "img" => Tag::Image,
        "video" => Tag::Video,
        "audio" => Tag::Audio,
        _ => Tag::Document,
    };
    let address = file.need("src")?;
    if !is_address(address) {
        return Err(file.wrong(format!(
            "Attribute \"src\" of the tag \"{}\" must be an HTTP URL or tg://photo?id=\u{2026}, \
             tg://video?id=\u{2026}, tg://audio?id=\u{2026} or tg://document?id=\u{2026}",
            file.name
        )));
    }
    let has_spoiler = file.has("tg-spoiler");
    let file = Source { tag, address: address.to_owned(), has_spoiler };
    Ok(Block::File { file, caption: None })
}

fn is_address(address: &str) -> bool {
    let follows = |start: &&str| {
        let head = address.get(..start.len());
        address.len() > start.len() && head.is_some_and(|head| head.eq_ignore_ascii_case(start))
    };
    ["http://", "https://"].iter().chain(&SENT).any(follows)
}

pub(super) fn map(map: &Element) -> Result<Block<Source>, Wrong> {
    let latitude = degrees(map, "lat", "latitude", -90.0..=90.0)?;
    let longitude = degrees(map, "long", "longitude", -180.0..=180.0)?;
    let zoom = map.number("zoom")?.unwrap_or(ZOOM);
    let width = map.number("width")?.unwrap_or(WIDTH);
    let height = map.number("height")?.unwrap_or(HEIGHT);
    if !is_zoom(zoom) {
        return Err(map.bad("zoom"));
    }
    if !is_size(width, height) {
        return Err(map.wrong("The size of the map is invalid"));
    }
    let location = json!({ "latitude": latitude, "longitude": longitude });
    Ok(Block::Map { location, zoom, width, height, caption: None })
}

/// A latitude or a longitude, under its short or its long name.
fn degrees(
    map: &Element,
    short: &str,
    long: &str,
    range: RangeInclusive<f64>,
) -> Result<f64, Wrong> {
    let name = if map.has(long) { long } else { short };
    let value = map.need(name)?.parse().ok().filter(|value| range.contains(value));
    value.ok_or_else(|| map.bad(name))
}
