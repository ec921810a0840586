//! Who the bot is, and what pictures and sounds people have of themselves: none, here, but the bot its own.
//!
//! <https://core.telegram.org/bots/api#getme>, <https://core.telegram.org/bots/api#getuserprofilephotos>

use serde::Serialize;
use serde_json::json;

use super::Act;
use super::access::user_param;
use crate::answer::{Outcome, Success};
use crate::model::User;
use crate::world::World;

/// The bot with what only this method tells.
#[derive(Serialize)]
struct Me<'a> {
    #[serde(flatten)]
    user: &'a User,
    can_join_groups: bool,
    can_read_all_group_messages: bool,
    supports_inline_queries: bool,
    can_connect_to_business: bool,
    has_main_web_app: bool,
}

pub(super) fn get_me(world: &World, act: Act<'_>) -> Outcome {
    let bot = &world.bots[act.bot];
    Success::of(&Me {
        user: &bot.user,
        can_join_groups: true,
        can_read_all_group_messages: !bot.manners.privacy,
        supports_inline_queries: bot.manners.inline,
        can_connect_to_business: false,
        has_main_web_app: false,
    })
}

pub(super) fn get_profile_photos(world: &World, act: Act<'_>) -> Outcome {
    let user = user_param(world, act)?;
    let own = world.bots[act.bot].profile.photo.as_ref().filter(|_| user == act.bot.get());
    let photos: Vec<_> = own.into_iter().collect();
    Success::of(&json!({ "total_count": photos.len(), "photos": photos }))
}

pub(super) fn get_profile_audios(world: &World, act: Act<'_>) -> Outcome {
    user_param(world, act)?;
    Success::of(&json!({ "total_count": 0, "audios": [] }))
}
