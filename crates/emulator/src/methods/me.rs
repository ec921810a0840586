//! Who the bot is, and what pictures and sounds people have of themselves: none, here, but the bot its own.
//!
//! <https://core.telegram.org/bots/api#getme>, <https://core.telegram.org/bots/api#getuserprofilephotos>

use serde::Serialize;
use serde_json::json;

use super::access::user_param;
use crate::answer::{Outcome, Success};
use crate::model::User;
use crate::params::Params;
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

pub(super) fn get_me(world: &World) -> Outcome {
    Success::of(&Me {
        user: &world.bot,
        can_join_groups: true,
        can_read_all_group_messages: !world.manners.privacy,
        supports_inline_queries: world.manners.inline,
        can_connect_to_business: false,
        has_main_web_app: false,
    })
}

pub(super) fn get_profile_photos(world: &World, params: &Params) -> Outcome {
    let user = user_param(world, params)?;
    let own = world.profile.photo.as_ref().filter(|_| user == world.bot.id);
    let photos: Vec<_> = own.into_iter().collect();
    Success::of(&json!({ "total_count": photos.len(), "photos": photos }))
}

pub(super) fn get_profile_audios(world: &World, params: &Params) -> Outcome {
    user_param(world, params)?;
    Success::of(&json!({ "total_count": 0, "audios": [] }))
}
