//! What somebody is in a chat of many people, and what they may do there.
//!
//! The names of rights and permissions are those of the facts. Pure values: no chat, no update.

use std::collections::BTreeSet;

use molniya_schema::TypeRef;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value, json};

use crate::bots::BotId;
use crate::model::{ChatInfo, User};

/// Rights that exist in channels only.
const IN_CHANNELS: [&str; 3] =
    ["can_post_messages", "can_edit_messages", "can_manage_direct_messages"];
/// Rights that exist in groups only.
const IN_GROUPS: [&str; 3] = ["can_pin_messages", "can_manage_topics", "can_manage_tags"];

/// Names of rights or of permissions.
pub(crate) type Names = BTreeSet<String>;

/// What somebody is, see <https://core.telegram.org/bots/api#chatmember>.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(crate) enum Status {
    Creator,
    Administrator {
        rights: Names,
        custom_title: Option<String>,
        /// The bot that made them one, and so may change it.
        #[serde(default, deserialize_with = "promoter")]
        by_bot: Option<i64>,
    },
    Member,
    Restricted {
        permissions: Names,
        /// Seconds since 1970; 0 is for ever.
        until: i64,
        is_member: bool,
    },
    #[default]
    Left,
    Kicked {
        /// Seconds since 1970; 0 is for ever.
        until: i64,
    },
}

impl Status {
    /// An administrator with all rights but those to stay unnamed and to make others.
    pub(crate) fn administrator(chat: &ChatInfo) -> Self {
        let mut rights = rights(chat);
        rights.retain(|right| !["is_anonymous", "can_promote_members"].contains(&right.as_str()));
        Self::Administrator { rights, custom_title: None, by_bot: None }
    }

    /// What it has become by itself at this second.
    pub(crate) fn at(&self, unix: i64) -> Self {
        let over = |until: i64| until != 0 && until <= unix;
        match self {
            Self::Kicked { until } if over(*until) => Self::Left,
            Self::Restricted { until, is_member, .. } if over(*until) => match is_member {
                true => Self::Member,
                false => Self::Left,
            },
            status => status.clone(),
        }
    }

    /// Whether they are in the chat.
    pub(crate) fn is_in(&self) -> bool {
        match self {
            Self::Creator | Self::Administrator { .. } | Self::Member => true,
            Self::Restricted { is_member, .. } => *is_member,
            Self::Left | Self::Kicked { .. } => false,
        }
    }

    /// Whether they manage the chat.
    pub(crate) fn manages(&self) -> bool {
        matches!(self, Self::Creator | Self::Administrator { .. })
    }

    /// Whether they have a right of administrators.
    pub(crate) fn has(&self, right: &str) -> bool {
        match self {
            Self::Creator => true,
            Self::Administrator { rights, .. } => rights.contains(right),
            _ => false,
        }
    }

    /// Whether they may do what `everybody` may do, by the name of the permission.
    pub(crate) fn may(&self, permission: &str, everybody: &Names) -> bool {
        match self {
            Self::Creator | Self::Administrator { .. } => true,
            Self::Member => everybody.contains(permission),
            Self::Restricted { permissions, is_member, .. } => {
                *is_member && permissions.contains(permission) && everybody.contains(permission)
            }
            Self::Left | Self::Kicked { .. } => false,
        }
    }

    /// As the Bot API writes it for a bot; without one, as the page shows it.
    pub(crate) fn json(&self, user: &User, chat: &ChatInfo, reader: Option<BotId>) -> Value {
        let (status, type_name, names) = match self {
            Self::Creator => ("creator", "ChatMemberOwner", None),
            Self::Administrator { rights, .. } => {
                ("administrator", "ChatMemberAdministrator", Some(rights))
            }
            Self::Member => ("member", "ChatMemberMember", None),
            Self::Restricted { permissions, .. } => {
                ("restricted", "ChatMemberRestricted", Some(permissions))
            }
            Self::Left => ("left", "ChatMemberLeft", None),
            Self::Kicked { .. } => ("kicked", "ChatMemberBanned", None),
        };
        let mut json = Map::new();
        json.insert("user".to_owned(), json!(user));
        json.insert("status".to_owned(), status.into());
        for name in booleans(type_name).filter(|name| exists(name, chat)) {
            json.insert(name.clone(), names.is_some_and(|names| names.contains(&name)).into());
        }
        match self {
            Self::Administrator { custom_title, by_bot, .. } => {
                let editable = match reader {
                    Some(bot) => *by_bot == Some(bot.get()),
                    None => by_bot.is_some(),
                };
                json.insert("can_be_edited".to_owned(), editable.into());
                if let Some(title) = custom_title {
                    json.insert("custom_title".to_owned(), title.clone().into());
                }
            }
            Self::Restricted { until, is_member, .. } => {
                json.insert("is_member".to_owned(), (*is_member).into());
                json.insert("until_date".to_owned(), (*until).into());
            }
            Self::Kicked { until } => {
                json.insert("until_date".to_owned(), (*until).into());
            }
            Self::Creator | Self::Member | Self::Left => {}
        }
        Value::Object(json)
    }
}

/// Who promoted somebody: in files from before there were several bots it says only whether it was the bot, which is 0.
fn promoter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Bool(true) => Some(0),
        value => value.as_i64(),
    })
}

/// The rights an administrator can have in such a chat.
pub(crate) fn rights(chat: &ChatInfo) -> Names {
    booleans("ChatAdministratorRights").filter(|name| exists(name, chat)).collect()
}

/// Everything that can be permitted to everybody.
pub(crate) fn permissions() -> Names {
    booleans("ChatPermissions").collect()
}

/// Permissions as the Bot API writes them.
pub(crate) fn permissions_json(names: &Names) -> Value {
    let list = booleans("ChatPermissions").map(|name| {
        let may = names.contains(&name);
        (name, Value::Bool(may))
    });
    Value::Object(list.collect())
}

/// Rights as the Bot API writes them: the `possible` ones, and those that every answer has.
pub(crate) fn rights_json(names: &Names, possible: &Names) -> Value {
    let fields = molniya_schema::ty("ChatAdministratorRights").map(|ty| ty.fields.as_slice());
    let told = fields
        .unwrap_or_default()
        .iter()
        .filter(|field| field.required || possible.contains(field.name));
    Value::Object(
        told.map(|field| (field.name.to_owned(), names.contains(field.name).into())).collect(),
    )
}

fn exists(right: &str, chat: &ChatInfo) -> bool {
    match chat.is_channel() {
        true => !IN_GROUPS.contains(&right),
        false => !IN_CHANNELS.contains(&right),
    }
}

/// The flags of a type.
fn booleans(type_name: &str) -> impl Iterator<Item = String> {
    let fields = molniya_schema::ty(type_name).map(|ty| ty.fields.as_slice()).unwrap_or_default();
    let flags = fields.iter().filter(|field| field.types.contains(&TypeRef::Boolean));
    flags.map(|field| field.name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Names {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_is_limited_in_time_ends_by_itself() {
        let kicked = Status::Kicked { until: 10 };
        assert_eq!((kicked.at(9), kicked.at(10)), (kicked.clone(), Status::Left));
        assert_eq!(Status::Kicked { until: 0 }.at(10), Status::Kicked { until: 0 });
        let restricted = Status::Restricted { permissions: names(&[]), until: 5, is_member: true };
        assert_eq!(restricted.at(5), Status::Member);
    }

    #[test]
    fn nobody_may_more_than_everybody_unless_they_manage() {
        let everybody = names(&["can_send_messages"]);
        let restricted = |list: &[&str]| Status::Restricted {
            permissions: names(list),
            until: 0,
            is_member: true,
        };
        assert!(Status::Member.may("can_send_messages", &everybody));
        assert!(!Status::Member.may("can_send_polls", &everybody));
        assert!(!restricted(&["can_send_polls"]).may("can_send_polls", &everybody));
        assert!(restricted(&["can_send_messages"]).may("can_send_messages", &everybody));
        assert!(Status::Creator.may("can_send_polls", &everybody));
        assert!(!Status::Left.may("can_send_messages", &everybody));
    }

    #[test]
    fn rights_are_those_of_the_kind_of_chat() {
        let chat = |kind: &str| ChatInfo { kind: kind.to_owned(), ..ChatInfo::default() };
        let (group, channel) = (rights(&chat("supergroup")), rights(&chat("channel")));
        assert!(group.contains("can_pin_messages") && !group.contains("can_post_messages"));
        assert!(channel.contains("can_post_messages") && !channel.contains("can_pin_messages"));
    }
}
