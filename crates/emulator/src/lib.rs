//! A local Telegram: a Bot API server, people who write to the bot, a chat page, faults on order, and
//! a test kit.
//!
//! [`Emulator`] runs it; [`testkit::Telegram`] drives it from tests, in this process or in another.
//!
//! The server side follows Telegram's own server to the letter where it is modelled: paths, tokens,
//! parameter sources, envelopes, `getUpdates`, webhooks, messages, edits, callback queries, commands. A method
//! that exists but is not modelled answers 501 and says so. Parameters that break the schema although
//! the real server would not refuse them are flagged in the call log, and fail a test by
//! [`testkit::Telegram::assert_clean`].
//!
//! There may be many bots at one local Telegram: each has its own token, queue, webhook, limits and private chats, and
//! groups are common to all.
//!
//! A webhook may be anywhere, also at `http://127.0.0.1:…`, as at a Bot API server of one's own;
//! [`WebhookRule::Hosted`] makes it as strict as the hosted server is.
//!
//! Known differences from the real server, beside what `docs/METHODS.md` lists: a request of an unknown HTTP version is
//! answered with 400 instead of 505; a request carries up to 51 MiB of
//! files, and only their last 256 MiB are kept; nothing is fetched from an address; the ids of messages of all chats come from one counter; a message
//! in a topic does not reply to the message that began the topic; of the names that a link without a scheme may end with only
//! the common ones are known; nothing runs in web apps; pictures are not made smaller; the ids of files are the same for all bots.
//!
//! `docs/local-telegram.md` lists what the person's side answers over HTTP.
//!
//! This crate works on the schema and on JSON only, never on the client's types: a wrong field name
//! cannot pass both.

mod address;
mod allowed;
mod answer;
mod boosts;
mod bots;
mod broken;
mod calls;
mod changes;
mod chats;
mod client;
mod clock;
mod coding;
mod connections;
mod drafts;
mod emoji_status;
mod emulator;
mod faults;
mod feed;
mod files;
mod front;
mod games;
mod groups;
mod hearing;
mod identity;
mod inline;
mod invites;
mod keyboard;
mod ledger;
mod limits;
mod link;
pub mod load;
mod markup;
mod members;
mod methods;
mod model;
mod multipart;
mod page;
mod paid_media;
mod params;
mod payments;
mod people;
mod person_side;
mod picture;
mod pins;
mod polling;
mod polls;
mod prepared;
mod presses;
mod queue;
mod reactions;
mod restore;
mod rich;
mod room;
pub mod script;
mod shared;
mod sticker_sets;
mod store;
mod subscriptions;
pub mod testkit;
mod text;
mod topics;
mod validate;
mod web_apps;
mod webhook;
mod world;

pub use bots::{BadBot, NewBot};
pub use emulator::{Config, Emulator, StartError};
pub use faults::{BadUpdate, Fault, FaultError, Garble, Reset};
pub use ledger::{Entry, Issued, Ledger, Struck, Violation};
pub use limits::{Flooded, Limits};
pub use link::{BadLink, Link};
pub use store::StoreError;
pub use webhook::WebhookRule;
pub use world::FIRST_USER_ID;
