//! What was done, as a script, over HTTP.

use axum::Router;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;

use super::{About, Refused, Side};
use crate::bots::BotId;
use crate::feed::Numbered;
use crate::script::{self, Happened, Known, Others, Scene};
use crate::world::World;

pub(super) fn routes() -> Router<Side> {
    Router::new().route("/script", get(recorded))
}

#[derive(Deserialize)]
struct Since {
    /// The number of an event; what happened after it is written down. Without it all that is known.
    after: Option<u64>,
}

/// What happened since an event around one bot, as the text of a script. The feed is bounded, and so is this.
async fn recorded(
    State(side): State<Side>,
    Query(since): Query<Since>,
    Query(about): Query<About>,
) -> Result<Response, Refused> {
    let (bot, others) = side.shared.with(|world, _| {
        let bot = about.bot(world)?;
        let all = world.bots.iter().map(|(id, _)| id.get());
        Ok::<_, Refused>((bot, Others::than(bot.get(), all)))
    })?;
    let after = since.after.unwrap_or(0);
    let (mut happened, mut next): (Vec<Happened>, u64) = (Vec::new(), after);
    let mut lost = 0;
    let end = side.shared.with(|world, _| world.feed.last_id());
    while next < end {
        // As many at once as a watcher gets, so that nobody waits long for the lock.
        let (batch, missed) = side.shared.with(|world, _| world.feed.after(next));
        let Some(last) = batch.last().map(|event| event.id) else {
            break;
        };
        // Who asks for all that is known has lost nothing.
        lost += if next == 0 { 0 } else { missed };
        next = last;
        let read = batch.into_iter().filter_map(read);
        happened.extend(read.filter(|(_, data)| !others.are_in(data)));
    }
    let scene = side.shared.with(|world, _| scene(world, bot));
    let text = script::record(scene, &happened, lost);
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn read(event: Numbered) -> Option<Happened> {
    Some((event.kind, serde_json::from_str(&event.json).ok()?))
}

/// Who and what there is now.
fn scene(world: &World, bot: BotId) -> Scene {
    let people = world.people.values().map(|user| {
        let language = user.language_code.clone().unwrap_or_default();
        (user.id, Known { name: user.first_name.clone(), language, ..Known::default() })
    });
    let chats = world.chats.by_room.values().filter_map(|chat| {
        let info = &chat.info;
        let kind = if info.is_forum == Some(true) { "forum" } else { &info.kind };
        let name = info.title.clone()?;
        let by_request = chat.group.as_ref().is_some_and(|group| group.join_by_request);
        Some((info.id, Known { name, kind: kind.to_owned(), by_request, ..Known::default() }))
    });
    Scene { bot: bot.get(), known: people.chain(chats).collect() }
}
