//! What the bot is called and says of itself, in each language, and which rights it asks for.
//!
//! <https://core.telegram.org/bots/api#setmyname> and the methods after it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::Act;
use super::commands::language;
use super::{media, shown};
use crate::answer::{Outcome, Refusal, Success};
use crate::bots::Bot;
use crate::changes::Table;
use crate::files::Kind;
use crate::members::{Names, rights, rights_json};
use crate::model::{ChatInfo, PhotoSize};
use crate::params::{ATTACHED, Params};
use crate::world::World;

/// Texts kept of each kind: one for each language that there may be.
const MAX_LANGUAGES: usize = 27 * 27;

/// What is said of the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum What {
    Name,
    Description,
    ShortDescription,
}

impl What {
    /// The parameter, and the field of the answer.
    fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Description => "description",
            Self::ShortDescription => "short_description",
        }
    }

    /// Characters that it may have, and what is said of more.
    fn bound(self) -> (usize, &'static str) {
        match self {
            Self::Name => (64, "BOT_TITLE_INVALID"),
            Self::Description => (512, "DESCRIPTION_TOO_LONG"),
            Self::ShortDescription => (120, "ABOUT_TOO_LONG"),
        }
    }
}

/// Everything that is said, by language; the empty one is for all without their own.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Profile {
    texts: BTreeMap<What, BTreeMap<String, String>>,
    /// The rights it asks for when it is made an administrator: in groups, in channels.
    rights: [Names; 2],
    /// The sizes of its picture.
    #[serde(default)]
    pub(super) photo: Option<Vec<PhotoSize>>,
}

pub(super) fn set(world: &mut World, act: Act<'_>, what: What) -> Outcome {
    let language = language(act.params)?.to_owned();
    let text = act.get(what.name()).trim().to_owned();
    let (most, words) = what.bound();
    if text.chars().count() > most {
        return Err(Refusal::bad_request(words));
    }
    let texts = world.bots[act.bot].profile.texts.entry(what).or_default();
    if text.is_empty() {
        texts.remove(&language);
    } else if texts.len() < MAX_LANGUAGES || texts.contains_key(&language) {
        texts.insert(language, text);
    }
    rename(&mut world.bots[act.bot]);
    save(world, act);
    Success::done()
}

/// Gives the bot another picture. One that moves is not modelled: nobody here could see a frame of it.
pub(super) fn set_photo(world: &mut World, act: Act<'_>) -> Outcome {
    let bad = |text: &str| Refusal::bad_request(text);
    let photo: Value = match act.get("photo") {
        "" => return Err(bad("photo isn't specified")),
        text => serde_json::from_str(text).map_err(|_| bad("can't parse photo JSON object"))?,
    };
    if !photo.is_object() {
        return Err(bad("object expected as profile photo"));
    }
    let named = match photo["type"].as_str() {
        Some("static") => photo["photo"].as_str(),
        Some("animated") => return Err(Refusal::not_modelled("a picture that moves")),
        Some(_) => return Err(bad("invalid profile photo type specified")),
        None => return Err(bad("Can't find field \"type\"")),
    };
    let named = named.ok_or_else(|| bad("Can't find field \"photo\""))?;
    let upload = named.strip_prefix(ATTACHED).and_then(|part| act.params.part(part));
    let upload = upload.ok_or_else(|| bad("photo must be uploaded as a file"))?;
    media::check(Kind::Photo, upload)?;
    let file = world.add_file(Kind::Photo, upload.name, upload.content);
    world.bots[act.bot].profile.photo = Some(vec![shown::photo_size(&file)]);
    save(world, act);
    Success::done()
}

pub(super) fn remove_photo(world: &mut World, act: Act<'_>) -> Outcome {
    world.bots[act.bot].profile.photo = None;
    save(world, act);
    Success::done()
}

/// Calls a bot by the name that it has for everybody.
pub(crate) fn rename(bot: &mut Bot) {
    let names = bot.profile.texts.get(&What::Name);
    let name = names.and_then(|names| names.get("")).unwrap_or(&bot.given_name);
    bot.user.first_name = name.clone();
}

pub(super) fn get(world: &World, act: Act<'_>, what: What) -> Outcome {
    let language = language(act.params)?;
    let texts = world.bots[act.bot].profile.texts.get(&what);
    let said = texts.and_then(|texts| texts.get(language).or_else(|| texts.get("")));
    let usual = if what == What::Name { world.bots[act.bot].user.first_name.as_str() } else { "" };
    Success::of(&json!({ what.name(): said.map_or(usual, String::as_str) }))
}

pub(super) fn set_rights(world: &mut World, act: Act<'_>) -> Outcome {
    let asked = match act.get("rights") {
        "" => Names::new(),
        text => match serde_json::from_str(text) {
            Ok(Value::Object(object)) => {
                let is_set = |name: &String| object.get(name) == Some(&Value::Bool(true));
                possible(act.params).into_iter().filter(is_set).collect()
            }
            Ok(_) => {
                return Err(Refusal::bad_request(
                    "can't parse ChatAdministratorRights: ChatAdministratorRights must be an Object",
                ));
            }
            Err(_) => {
                return Err(Refusal::bad_request(
                    "can't parse ChatAdministratorRights JSON object",
                ));
            }
        },
    };
    world.bots[act.bot].profile.rights[usize::from(act.params.boolean("for_channels"))] = asked;
    save(world, act);
    Success::done()
}

pub(super) fn get_rights(world: &World, act: Act<'_>) -> Outcome {
    let asked =
        &world.bots[act.bot].profile.rights[usize::from(act.params.boolean("for_channels"))];
    Success::of(&rights_json(asked, &possible(act.params)))
}

/// The rights that there are in the chats meant.
fn possible(params: &Params) -> Names {
    let kind = if params.boolean("for_channels") { "channel" } else { "supergroup" };
    rights(&ChatInfo { kind: kind.to_owned(), ..ChatInfo::default() })
}

fn save(world: &mut World, act: Act<'_>) {
    let profile = &world.bots[act.bot].profile;
    world.changes.put(Table::Facts, act.bot.key("profile"), profile);
}
