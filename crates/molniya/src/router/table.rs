//! The finished routes, and the search for the one that fits.

use std::time::Duration;

use molniya_botapi::{Envelope, UpdateKind};

use crate::command::{CommandInfo, Spoken};
use crate::cx::Cx;
use crate::dialogue::DialogueInfo;
use crate::extract::Rejection;
use crate::handler::{Answering, AnyHandler};
use crate::router::LaneBy;
use crate::router::filter::CommandNames;
use crate::router::kinds::Kinds;
use crate::router::rule::{MAX_DIALOGUES, Rule, View};
use crate::store::LaneKey;

/// The routes of a bot, checked. Only read.
#[derive(Debug)]
pub(crate) struct Table<S> {
    /// In the order they are tried; those of the fallback are the last.
    pub(super) rules: Vec<RouteRule>,
    pub(super) handlers: Vec<AnyHandler<S>>,
    pub(super) dialogues: Vec<DialogueInfo>,
    pub(super) dialogue_names: Vec<&'static str>,
    pub(super) collections: Vec<&'static str>,
    pub(super) asked: Kinds,
    pub(super) wanted: Kinds,
    pub(super) lane: LaneBy,
    pub(super) deadline: Duration,
    pub(super) username: Option<Box<str>>,
}

/// A rule, and the place of the handler it leads to.
#[derive(Debug)]
pub(super) struct RouteRule {
    pub(super) rule: Rule,
    pub(super) handler: usize,
}

/// What became of the search.
pub(crate) enum Routed {
    /// A handler is ready to run; its name.
    Run(Answering, &'static str),
    /// No route takes the update.
    NoRoute,
    /// The stored state of this dialogue does not decode: reset it and route again.
    StaleStep(&'static str),
    /// A route took the update, but an argument could not be made; never [`Rejection::NotMine`].
    Rejected(Rejection),
}

impl<S: Send + Sync + 'static> Table<S> {
    /// Finds the handler of an update and makes its arguments.
    pub(crate) fn route(&self, cx: &Cx<S>) -> Routed {
        let view = match self.view(cx) {
            Ok(view) => view,
            Err(dialogue) => return Routed::StaleStep(dialogue),
        };
        let mut declined = None;
        for RouteRule { rule, handler } in &self.rules {
            // What a handler declined it declines by any of its rules.
            if !rule.takes(&view) || declined == Some(*handler) {
                continue;
            }
            let chosen = &self.handlers[*handler];
            match chosen.call(cx) {
                Ok(answering) => return Routed::Run(answering, chosen.name),
                Err(Rejection::NotMine) => declined = Some(*handler),
                Err(Rejection::StaleStep(dialogue)) => return Routed::StaleStep(dialogue),
                Err(rejection) => return Routed::Rejected(rejection),
            }
        }
        Routed::NoRoute
    }

    /// The kinds to ask Telegram for.
    pub(crate) fn allowed_updates(&self) -> Vec<&'static str> {
        let asked = UpdateKind::ALL.iter().filter(|kind| self.asked.has(**kind));
        asked.map(|kind| kind.name()).collect()
    }

    /// Whether any route could take an update of this kind.
    pub(crate) fn wants(&self, kind: UpdateKind) -> bool {
        self.wanted.has(kind)
    }

    /// Whether any route takes outside events of this kind.
    pub(crate) fn hears(&self, kind: Kinds) -> bool {
        self.wanted.includes(kind)
    }

    /// Names of the dialogues whose state must be loaded before an update is routed.
    pub(crate) fn dialogues(&self) -> &[&'static str] {
        &self.dialogue_names
    }

    /// Names of the collections of records.
    pub(crate) fn collections(&self) -> &[&'static str] {
        &self.collections
    }

    /// The lane an update belongs to.
    pub(crate) fn lane_key(&self, envelope: &Envelope) -> LaneKey {
        let chat = envelope.chat.map_or(0, |chat| chat.0);
        let user = envelope.user.map_or(0, |user| user.0);
        match self.lane {
            LaneBy::Person => LaneKey { chat, user, topic: envelope.topic.map_or(0, |t| t.0) },
            // What comes from no chat stays with its person.
            LaneBy::Chat => LaneKey { chat, user: if chat == 0 { user } else { 0 }, topic: 0 },
        }
    }

    /// How long a handler may take.
    pub(crate) fn deadline(&self) -> Duration {
        self.deadline
    }

    /// Says what the bot is called. Until then commands for other bots (`/start@other_bot`) are taken too.
    pub(crate) fn set_username(&mut self, username: &str) {
        self.username = Some(username.into());
    }

    /// The commands of the bot's menu, with descriptions in that language where there is a translation.
    pub(crate) fn bot_commands(&self, language: Option<&str>) -> Vec<(&'static str, &'static str)> {
        let mut menu: Vec<(&'static str, &'static str)> = Vec::new();
        for command in self.commands() {
            let is_new = menu.iter().all(|(name, _)| *name != command.name);
            if is_new && !command.description.is_empty() {
                menu.push((command.name, command.description_in(language)));
            }
        }
        menu
    }

    /// The languages that some command has a translation for.
    pub(crate) fn command_languages(&self) -> Vec<&'static str> {
        let translations = self.commands().flat_map(|command| command.translations);
        let mut languages: Vec<_> = translations.map(|(language, _)| *language).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    fn commands(&self) -> impl Iterator<Item = &'static CommandInfo> {
        let rules = self.rules.iter().map(|route| &route.rule);
        rules.filter_map(Rule::commands).flat_map(|names| match names {
            CommandNames::All(commands) => commands,
            CommandNames::One(_) => &[],
        })
    }

    fn view<'a>(&self, cx: &'a Cx<S>) -> Result<View<'a>, &'static str> {
        let envelope = cx.envelope();
        let spoken = envelope.text.as_deref().and_then(Spoken::read);
        let mut steps = [0; MAX_DIALOGUES];
        for (dialogue, step) in self.dialogues.iter().zip(&mut steps) {
            *step = dialogue.step_of(cx.session(dialogue.name)).ok_or(dialogue.name)?;
        }
        let command = spoken.filter(|spoken| self.is_for_us(spoken)).map(|spoken| spoken.name);
        Ok(View::new(envelope, cx.kind(), command, steps))
    }

    fn is_for_us(&self, spoken: &Spoken<'_>) -> bool {
        match (spoken.bot, &self.username) {
            (Some(bot), Some(username)) => bot.eq_ignore_ascii_case(username),
            _ => true,
        }
    }
}
