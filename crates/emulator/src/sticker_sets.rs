//! Sets of stickers that the bot has made, and the icons of topics. See <https://core.telegram.org/bots/api#stickerset>.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::changes::Stale;
use crate::model::{PhotoSize, Sticker};
use crate::world::World;

/// Sets of all; who makes more is refused.
pub(crate) const MAX_SETS: usize = 1_000;
/// Icons that topics can have: their ids and emoji are some of those that Telegram offers.
const ICONS: [(&str, &str); 12] = [
    ("5434144690511290129", "📰"),
    ("5312536423851630001", "💡"),
    ("5312016608254762256", "⚡"),
    ("5377544228505134960", "🎙"),
    ("5418085807791545980", "🔝"),
    ("5370870893004203704", "🗣"),
    ("5420216386448270341", "🆒"),
    ("5379748062124056162", "❗"),
    ("5373251851074415873", "📝"),
    ("5433614043006903194", "📆"),
    ("5357315181649076022", "📁"),
    ("5309965701241379366", "🔎"),
];
/// The set in which these icons are.
const ICON_SET: &str = "Topics";

/// What stickers are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Purpose {
    Regular,
    Mask,
    CustomEmoji,
}

impl Purpose {
    /// As the Bot API calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Mask => "mask",
            Self::CustomEmoji => "custom_emoji",
        }
    }

    /// The purpose of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Regular, Self::Mask, Self::CustomEmoji].into_iter().find(|one| one.name() == name)
    }

    /// Stickers that a set may have.
    pub(crate) fn most(self) -> usize {
        match self {
            Self::CustomEmoji => 200,
            Self::Regular | Self::Mask => 120,
        }
    }
}

/// A sticker of a set, with what only people who search are told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct InSet {
    pub(crate) sticker: Sticker,
    pub(crate) keywords: Vec<String>,
}

/// One set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StickerSet {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) purpose: Purpose,
    /// The user to whom it belongs.
    pub(crate) owner: i64,
    pub(crate) needs_repainting: bool,
    pub(crate) stickers: Vec<InSet>,
    pub(crate) thumbnail: Option<PhotoSize>,
}

impl StickerSet {
    /// As the Bot API writes it.
    pub(crate) fn json(&self) -> Value {
        let mut json = json!({
            "name": self.name,
            "title": self.title,
            "sticker_type": self.purpose.name(),
            "stickers": self.stickers.iter().map(|one| &one.sticker).collect::<Vec<_>>(),
        });
        if let Some(thumbnail) = &self.thumbnail {
            json["thumbnail"] = json!(thumbnail);
        }
        json
    }
}

/// All of them, by name in small letters.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct StickerSets {
    by_name: BTreeMap<String, StickerSet>,
}

impl StickerSets {
    /// The set of this name, in any case.
    pub(crate) fn get(&self, name: &str) -> Option<&StickerSet> {
        self.by_name.get(&name.trim().to_ascii_lowercase())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_name.len()
    }

    /// The sticker of this file, if it is in a set.
    pub(crate) fn sticker(&self, file_id: &str) -> Option<&Sticker> {
        let (set, at) = self.place(file_id)?;
        Some(&set.stickers.get(at)?.sticker)
    }

    /// The set in which the sticker of this file is, and where.
    pub(crate) fn place(&self, file_id: &str) -> Option<(&StickerSet, usize)> {
        self.by_name.values().find_map(|set| {
            let at = set.stickers.iter().position(|one| one.sticker.file_id == file_id)?;
            Some((set, at))
        })
    }

    /// The custom emoji of this id, of a set or of the icons of topics.
    pub(crate) fn custom_emoji(&self, id: &str) -> Option<Sticker> {
        let stickers = self.by_name.values().flat_map(|set| &set.stickers).map(|one| &one.sticker);
        let found = stickers.into_iter().find(|one| one.custom_emoji_id.as_deref() == Some(id));
        found.cloned().or_else(|| icons().find(|icon| icon.custom_emoji_id.as_deref() == Some(id)))
    }
}

/// Stickers that topics can have as their icons.
pub(crate) fn icons() -> impl Iterator<Item = Sticker> {
    ICONS.into_iter().map(|(id, emoji)| Sticker {
        width: 100,
        height: 100,
        set_name: Some(ICON_SET.to_owned()),
        kind: Purpose::CustomEmoji.name().to_owned(),
        custom_emoji_id: Some(id.to_owned()),
        file_id: format!("sticker_icon_{id}"),
        file_unique_id: format!("unique_icon_{id}"),
        ..Sticker::of(emoji)
    })
}

impl World {
    /// Adds a set, or puts it in the place of the one of its name.
    pub(crate) fn keep_sticker_set(&mut self, set: StickerSet) {
        self.sticker_sets.by_name.insert(set.name.to_ascii_lowercase(), set);
        self.changes.touch(Stale::StickerSets);
    }

    /// Forgets a set; tells whether it was there.
    pub(crate) fn drop_sticker_set(&mut self, name: &str) -> bool {
        self.changes.touch(Stale::StickerSets);
        self.sticker_sets.by_name.remove(&name.trim().to_ascii_lowercase()).is_some()
    }
}
