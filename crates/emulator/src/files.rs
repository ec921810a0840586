//! Files that were sent: what they are called, and what is in them.
//!
//! Contents are kept in memory up to a bound; the oldest are forgotten first, as files that are temporarily unavailable.
//! See <https://core.telegram.org/bots/api#sending-files>.

use std::collections::{HashMap, VecDeque};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::changes::Table;
use crate::identity;
use crate::world::World;

/// Bytes of all contents together.
const MAX_STORED: usize = 256 << 20;
/// Files that are known; the oldest are forgotten first.
const MAX_FILES: usize = 100_000;

/// What a file was sent as, which it stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Photo,
    Document,
    Video,
    Animation,
    Audio,
    Voice,
    VideoNote,
    Sticker,
    LivePhoto,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Photo,
        Self::Document,
        Self::Video,
        Self::Animation,
        Self::Audio,
        Self::Voice,
        Self::VideoNote,
        Self::Sticker,
        Self::LivePhoto,
    ];

    /// The parameter and the field of a message.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Document => "document",
            Self::Video => "video",
            Self::Animation => "animation",
            Self::Audio => "audio",
            Self::Voice => "voice",
            Self::VideoNote => "video_note",
            Self::Sticker => "sticker",
            Self::LivePhoto => "live_photo",
        }
    }

    /// The kind of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// As the error texts call it.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Photo => "Photo",
            Self::Document => "Document",
            Self::Video => "Video",
            Self::Animation => "Animation",
            Self::Audio => "Audio",
            Self::Voice => "VoiceNote",
            Self::VideoNote => "VideoNote",
            Self::Sticker => "Sticker",
            Self::LivePhoto => "LivePhoto",
        }
    }

    /// What real ids of the kind begin with.
    fn prefix(self) -> &'static str {
        match self {
            Self::Photo => "AgAC",
            Self::Document => "BQAC",
            Self::Video => "BAAC",
            Self::Animation => "CgAC",
            Self::Audio => "CQAC",
            Self::Voice => "AwAC",
            Self::VideoNote => "DQAC",
            Self::Sticker => "CAAC",
            // A film like any other; what ids of live photos begin with is not known.
            Self::LivePhoto => "BAAC",
        }
    }

    /// The folder in the path of a download.
    fn folder(self) -> &'static str {
        match self {
            Self::Photo => "photos",
            Self::Document => "documents",
            Self::Video => "videos",
            Self::Animation => "animations",
            Self::Audio => "music",
            Self::Voice => "voice",
            Self::VideoNote => "video_notes",
            Self::Sticker => "stickers",
            Self::LivePhoto => "live_photos",
        }
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct File {
    /// Counts all files.
    pub(crate) number: u64,
    pub(crate) kind: Kind,
    pub(crate) file_id: String,
    pub(crate) file_unique_id: String,
    pub(crate) file_size: usize,
    /// What the sender called it; empty if nobody did.
    pub(crate) name: String,
    /// Width and height of a picture.
    pub(crate) size: Option<(u32, u32)>,
    /// The path of a download.
    pub(crate) path: String,
}

impl File {
    /// What its name says it is.
    pub(crate) fn mime_type(&self) -> &'static str {
        match extension(&self.name).unwrap_or_default().to_ascii_lowercase().as_str() {
            "txt" | "log" => "text/plain",
            "csv" => "text/csv",
            "html" => "text/html",
            "json" => "application/json",
            "pdf" => "application/pdf",
            "zip" => "application/zip",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "mp4" => "video/mp4",
            "mp3" => "audio/mpeg",
            "ogg" | "oga" => "audio/ogg",
            _ => "application/octet-stream",
        }
    }
}

/// The files that are known.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_id: HashMap<String, File>,
    by_path: HashMap<String, String>,
    /// Ids, oldest first.
    order: VecDeque<String>,
    contents: HashMap<String, Bytes>,
    /// Ids of files whose contents are kept, oldest first.
    kept: VecDeque<String>,
    bytes: usize,
    made: u64,
}

impl Files {
    /// The file with this id.
    pub(crate) fn get(&self, file_id: &str) -> Option<&File> {
        self.by_id.get(file_id)
    }

    /// What is in the file with this id, unless that was forgotten.
    pub(crate) fn content(&self, file_id: &str) -> Option<&Bytes> {
        self.contents.get(file_id)
    }

    /// The file of a download.
    pub(crate) fn at(&self, path: &str) -> Option<&Bytes> {
        self.content(self.by_path.get(path)?)
    }

    /// Puts in a file, in the order of their numbers.
    pub(crate) fn restore(&mut self, file: File, content: Option<Bytes>) {
        self.made = self.made.max(file.number + 1);
        if let Some(content) = content {
            self.bytes += content.len();
            self.kept.push_back(file.file_id.clone());
            self.contents.insert(file.file_id.clone(), content);
        }
        self.by_path.insert(file.path.clone(), file.file_id.clone());
        self.order.push_back(file.file_id.clone());
        self.by_id.insert(file.file_id.clone(), file);
    }

    /// Forgets the oldest contents beyond so many bytes, and the oldest files that are too many; gives the ids of forgotten files, and of those whose contents are forgotten.
    fn tidy(&mut self, room: usize) -> (Vec<String>, Vec<String>) {
        let (mut files, mut contents) = (Vec::new(), Vec::new());
        while self.order.len() > MAX_FILES
            && let Some(id) = self.order.pop_front()
        {
            if let Some(file) = self.by_id.remove(&id) {
                self.by_path.remove(&file.path);
            }
            // Both lists have the same order, so it stands in front or nowhere.
            if self.kept.front() == Some(&id) {
                contents.extend(self.forget_oldest());
            }
            files.push(id);
        }
        while self.bytes > room {
            contents.extend(self.forget_oldest());
        }
        (files, contents)
    }

    fn forget_oldest(&mut self) -> Option<String> {
        let id = self.kept.pop_front()?;
        self.bytes -= self.contents.remove(&id).map_or(0, |content| content.len());
        Some(id)
    }
}

impl World {
    /// Keeps a file that was sent.
    pub(crate) fn add_file(&mut self, kind: Kind, name: &str, content: &Bytes) -> File {
        let number = self.files.made;
        let ending = match (extension(name), kind) {
            (Some(ending), _) => format!(".{ending}"),
            (None, Kind::Photo) => ".jpg".to_owned(),
            (None, _) => String::new(),
        };
        let file = File {
            number,
            kind,
            file_id: format!(
                "{}{:016x}{:016x}",
                kind.prefix(),
                identity::random(),
                identity::random()
            ),
            file_unique_id: format!("AQAD{:016x}", identity::random()),
            file_size: content.len(),
            name: name.to_owned(),
            size: crate::picture::size(content),
            path: format!("{}/file_{number}{ending}", kind.folder()),
        };
        // A part of a request would keep the whole of it in memory.
        let content = Bytes::copy_from_slice(content);
        self.changes.put(Table::Files, &file.file_id, &file);
        self.changes.put_bytes(Table::Contents, &file.file_id, content.clone());
        self.files.restore(file.clone(), Some(content));
        let (files, contents) = self.files.tidy(MAX_STORED);
        for id in files {
            self.changes.delete(Table::Files, id);
        }
        for id in contents {
            self.changes.delete(Table::Contents, id);
        }
        file
    }
}

/// What stands after the last dot, if it can stand in a path.
fn extension(name: &str) -> Option<&str> {
    let (_, ending) = name.rsplit_once('.')?;
    let fits =
        (1..=10).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    fits.then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bots::NewBot;
    use crate::clock::Now;

    #[test]
    fn the_oldest_contents_are_forgotten_first() {
        let mut world = World::new(Now::read(), NewBot::default(), false).unwrap();
        let content = Bytes::from_static(b"1234");
        let names = ["a.txt", "b", "c", "d", "e/..\\x"];
        let ids = names.map(|name| world.add_file(Kind::Document, name, &content).file_id);
        assert_eq!(world.files.tidy(17), (vec![], vec![ids[0].clone()]));
        assert_eq!(world.files.bytes, 16);
        let kept = ids.each_ref().map(|id| world.files.content(id).is_some());
        assert_eq!(kept, [false, true, true, true, true]);
        assert_eq!(world.files.get(&ids[0]).unwrap().path, "documents/file_0.txt");
        assert_eq!(world.files.get(&ids[4]).unwrap().path, "documents/file_4");
        assert!(world.files.at("documents/file_4").is_some());
    }
}
