// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! Methods: their parameters are public fields, and `new` asks for those that are required.

use serde::Serialize;

use super::{objects::*, unions::*};
use crate::{
    ChatId, ChatTarget, MaybeMessage, MessageId, Method, Repeat, ThreadId, Update, UserId,
};

/// See <https://core.telegram.org/bots/api#getupdates>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetUpdates {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_updates: Option<Vec<String>>,
}

impl Method for GetUpdates {
    type Output = Vec<Update>;
    const NAME: &'static str = "getUpdates";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setwebhook>.
#[derive(Debug, Clone, Serialize)]
pub struct SetWebhook {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    /// `40` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allowed_updates: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_pending_updates: Option<bool>,
    /// 1 to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_token: Option<String>,
}

impl SetWebhook {
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            certificate: None,
            ip_address: None,
            max_connections: None,
            allowed_updates: None,
            drop_pending_updates: None,
            secret_token: None,
        }
    }
}

impl Method for SetWebhook {
    type Output = bool;
    const NAME: &'static str = "setWebhook";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#deletewebhook>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DeleteWebhook {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_pending_updates: Option<bool>,
}

impl Method for DeleteWebhook {
    type Output = bool;
    const NAME: &'static str = "deleteWebhook";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#getwebhookinfo>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetWebhookInfo {}

impl Method for GetWebhookInfo {
    type Output = WebhookInfo;
    const NAME: &'static str = "getWebhookInfo";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getme>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMe {}

impl Method for GetMe {
    type Output = User;
    const NAME: &'static str = "getMe";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#logout>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LogOut {}

impl Method for LogOut {
    type Output = bool;
    const NAME: &'static str = "logOut";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#close>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Close {}

impl Method for Close {
    type Output = bool;
    const NAME: &'static str = "close";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#sendmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct SendMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    /// 1 to 4096 characters.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendMessage {
    pub fn new(chat_id: impl Into<ChatTarget>, text: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            text: text.into(),
            parse_mode: None,
            entities: None,
            link_preview_options: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendMessage {
    type Output = Message;
    const NAME: &'static str = "sendMessage";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#forwardmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct ForwardMessage {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    pub from_chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_start_timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    pub message_id: MessageId,
}

impl ForwardMessage {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        from_chat_id: impl Into<ChatTarget>,
        message_id: MessageId,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            from_chat_id: from_chat_id.into(),
            video_start_timestamp: None,
            disable_notification: None,
            protect_content: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            message_id,
        }
    }
}

impl Method for ForwardMessage {
    type Output = Message;
    const NAME: &'static str = "forwardMessage";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#forwardmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct ForwardMessages {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    pub from_chat_id: ChatTarget,
    pub message_ids: Vec<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
}

impl ForwardMessages {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        from_chat_id: impl Into<ChatTarget>,
        message_ids: Vec<MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            from_chat_id: from_chat_id.into(),
            message_ids,
            disable_notification: None,
            protect_content: None,
        }
    }
}

impl Method for ForwardMessages {
    type Output = Vec<MessageIdObject>;
    const NAME: &'static str = "forwardMessages";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#copymessage>.
#[derive(Debug, Clone, Serialize)]
pub struct CopyMessage {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    pub from_chat_id: ChatTarget,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_start_timestamp: Option<i64>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl CopyMessage {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        from_chat_id: impl Into<ChatTarget>,
        message_id: MessageId,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            from_chat_id: from_chat_id.into(),
            message_id,
            video_start_timestamp: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for CopyMessage {
    type Output = MessageIdObject;
    const NAME: &'static str = "copyMessage";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#copymessages>.
#[derive(Debug, Clone, Serialize)]
pub struct CopyMessages {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    pub from_chat_id: ChatTarget,
    pub message_ids: Vec<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove_caption: Option<bool>,
}

impl CopyMessages {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        from_chat_id: impl Into<ChatTarget>,
        message_ids: Vec<MessageId>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            from_chat_id: from_chat_id.into(),
            message_ids,
            disable_notification: None,
            protect_content: None,
            remove_caption: None,
        }
    }
}

impl Method for CopyMessages {
    type Output = Vec<MessageIdObject>;
    const NAME: &'static str = "copyMessages";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendphoto>.
#[derive(Debug, Clone, Serialize)]
pub struct SendPhoto {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub photo: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendPhoto {
    pub fn new(chat_id: impl Into<ChatTarget>, photo: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            photo: photo.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendPhoto {
    type Output = Message;
    const NAME: &'static str = "sendPhoto";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendlivephoto>.
#[derive(Debug, Clone, Serialize)]
pub struct SendLivePhoto {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub live_photo: String,
    pub photo: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendLivePhoto {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        live_photo: impl Into<String>,
        photo: impl Into<String>,
    ) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            live_photo: live_photo.into(),
            photo: photo.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendLivePhoto {
    type Output = Message;
    const NAME: &'static str = "sendLivePhoto";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendaudio>.
#[derive(Debug, Clone, Serialize)]
pub struct SendAudio {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub audio: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendAudio {
    pub fn new(chat_id: impl Into<ChatTarget>, audio: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            audio: audio.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            duration: None,
            performer: None,
            title: None,
            thumbnail: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendAudio {
    type Output = Message;
    const NAME: &'static str = "sendAudio";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#senddocument>.
#[derive(Debug, Clone, Serialize)]
pub struct SendDocument {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub document: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_content_type_detection: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendDocument {
    pub fn new(chat_id: impl Into<ChatTarget>, document: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            document: document.into(),
            thumbnail: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            disable_content_type_detection: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendDocument {
    type Output = Message;
    const NAME: &'static str = "sendDocument";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendvideo>.
#[derive(Debug, Clone, Serialize)]
pub struct SendVideo {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub video: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<i64>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_streaming: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendVideo {
    pub fn new(chat_id: impl Into<ChatTarget>, video: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            video: video.into(),
            duration: None,
            width: None,
            height: None,
            thumbnail: None,
            cover: None,
            start_timestamp: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
            supports_streaming: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendVideo {
    type Output = Message;
    const NAME: &'static str = "sendVideo";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendanimation>.
#[derive(Debug, Clone, Serialize)]
pub struct SendAnimation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub animation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendAnimation {
    pub fn new(chat_id: impl Into<ChatTarget>, animation: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            animation: animation.into(),
            duration: None,
            width: None,
            height: None,
            thumbnail: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendAnimation {
    type Output = Message;
    const NAME: &'static str = "sendAnimation";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendvoice>.
#[derive(Debug, Clone, Serialize)]
pub struct SendVoice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub voice: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendVoice {
    pub fn new(chat_id: impl Into<ChatTarget>, voice: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            voice: voice.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            duration: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendVoice {
    type Output = Message;
    const NAME: &'static str = "sendVoice";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendvideonote>.
#[derive(Debug, Clone, Serialize)]
pub struct SendVideoNote {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub video_note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendVideoNote {
    pub fn new(chat_id: impl Into<ChatTarget>, video_note: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            video_note: video_note.into(),
            duration: None,
            length: None,
            thumbnail: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendVideoNote {
    type Output = Message;
    const NAME: &'static str = "sendVideoNote";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendpaidmedia>.
#[derive(Debug, Clone, Serialize)]
pub struct SendPaidMedia {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    /// 1 to 25000.
    pub star_count: i64,
    pub media: Vec<InputPaidMedia>,
    /// 0 to 128 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payload: Option<String>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendPaidMedia {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        star_count: i64,
        media: Vec<InputPaidMedia>,
    ) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            star_count,
            media,
            payload: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendPaidMedia {
    type Output = Message;
    const NAME: &'static str = "sendPaidMedia";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendmediagroup>.
#[derive(Debug, Clone, Serialize)]
pub struct SendMediaGroup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    pub media: Vec<MediaGroupItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
}

impl SendMediaGroup {
    pub fn new(chat_id: impl Into<ChatTarget>, media: Vec<MediaGroupItem>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            media,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            reply_parameters: None,
        }
    }
}

impl Method for SendMediaGroup {
    type Output = Vec<Message>;
    const NAME: &'static str = "sendMediaGroup";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendlocation>.
#[derive(Debug, Clone, Serialize)]
pub struct SendLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub latitude: f64,
    pub longitude: f64,
    /// 0 to 1500.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_accuracy: Option<f64>,
    /// 60 to 86400.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_period: Option<i64>,
    /// 1 to 360.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<i64>,
    /// 1 to 100000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proximity_alert_radius: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendLocation {
    pub fn new(chat_id: impl Into<ChatTarget>, latitude: f64, longitude: f64) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            latitude,
            longitude,
            horizontal_accuracy: None,
            live_period: None,
            heading: None,
            proximity_alert_radius: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendLocation {
    type Output = Message;
    const NAME: &'static str = "sendLocation";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendvenue>.
#[derive(Debug, Clone, Serialize)]
pub struct SendVenue {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub latitude: f64,
    pub longitude: f64,
    pub title: String,
    pub address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foursquare_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foursquare_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub google_place_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub google_place_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendVenue {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            foursquare_id: None,
            foursquare_type: None,
            google_place_id: None,
            google_place_type: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendVenue {
    type Output = Message;
    const NAME: &'static str = "sendVenue";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendcontact>.
#[derive(Debug, Clone, Serialize)]
pub struct SendContact {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub phone_number: String,
    pub first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// 0 to 2048 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vcard: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendContact {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        phone_number: impl Into<String>,
        first_name: impl Into<String>,
    ) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            last_name: None,
            vcard: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendContact {
    type Output = Message;
    const NAME: &'static str = "sendContact";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendpoll>.
#[derive(Debug, Clone, Serialize)]
pub struct SendPoll {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    /// 1 to 300 characters.
    pub question: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question_entities: Option<Vec<MessageEntity>>,
    pub options: Vec<InputPollOption>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_anonymous: Option<bool>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allows_multiple_answers: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allows_revoting: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shuffle_options: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_adding_options: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hide_results_until_closes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members_only: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country_codes: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correct_option_ids: Option<Vec<i64>>,
    /// 0 to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation_media: Option<InputPollMedia>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_period: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_closed: Option<bool>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<InputPollMedia>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendPoll {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        question: impl Into<String>,
        options: Vec<InputPollOption>,
    ) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            question: question.into(),
            question_parse_mode: None,
            question_entities: None,
            options,
            is_anonymous: None,
            kind: None,
            allows_multiple_answers: None,
            allows_revoting: None,
            shuffle_options: None,
            allow_adding_options: None,
            hide_results_until_closes: None,
            members_only: None,
            country_codes: None,
            correct_option_ids: None,
            explanation: None,
            explanation_parse_mode: None,
            explanation_entities: None,
            explanation_media: None,
            open_period: None,
            close_date: None,
            is_closed: None,
            description: None,
            description_parse_mode: None,
            description_entities: None,
            media: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendPoll {
    type Output = Message;
    const NAME: &'static str = "sendPoll";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendchecklist>.
#[derive(Debug, Clone, Serialize)]
pub struct SendChecklist {
    pub business_connection_id: String,
    pub chat_id: ChatTarget,
    pub checklist: InputChecklist,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendChecklist {
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatTarget>,
        checklist: InputChecklist,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat_id: chat_id.into(),
            checklist,
            disable_notification: None,
            protect_content: None,
            message_effect_id: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendChecklist {
    type Output = Message;
    const NAME: &'static str = "sendChecklist";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#senddice>.
#[derive(Debug, Clone, Serialize)]
pub struct SendDice {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendDice {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            emoji: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendDice {
    type Output = Message;
    const NAME: &'static str = "sendDice";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendmessagedraft>.
#[derive(Debug, Clone, Serialize)]
pub struct SendMessageDraft {
    pub chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    pub draft_id: i64,
    /// 0 to 4096 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_stop: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_on_stop: Option<bool>,
}

impl SendMessageDraft {
    pub fn new(chat_id: ChatId, draft_id: i64) -> Self {
        Self {
            chat_id,
            message_thread_id: None,
            draft_id,
            text: None,
            parse_mode: None,
            entities: None,
            can_stop: None,
            keep_on_stop: None,
        }
    }
}

impl Method for SendMessageDraft {
    type Output = bool;
    const NAME: &'static str = "sendMessageDraft";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#sendchataction>.
#[derive(Debug, Clone, Serialize)]
pub struct SendChatAction {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    pub action: String,
}

impl SendChatAction {
    pub fn new(chat_id: impl Into<ChatTarget>, action: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            action: action.into(),
        }
    }
}

impl Method for SendChatAction {
    type Output = bool;
    const NAME: &'static str = "sendChatAction";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setmessagereaction>.
#[derive(Debug, Clone, Serialize)]
pub struct SetMessageReaction {
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<Vec<ReactionType>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_big: Option<bool>,
}

impl SetMessageReaction {
    pub fn new(chat_id: impl Into<ChatTarget>, message_id: MessageId) -> Self {
        Self { chat_id: chat_id.into(), message_id, reaction: None, is_big: None }
    }
}

impl Method for SetMessageReaction {
    type Output = bool;
    const NAME: &'static str = "setMessageReaction";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getuserprofilephotos>.
#[derive(Debug, Clone, Serialize)]
pub struct GetUserProfilePhotos {
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl GetUserProfilePhotos {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, offset: None, limit: None }
    }
}

impl Method for GetUserProfilePhotos {
    type Output = UserProfilePhotos;
    const NAME: &'static str = "getUserProfilePhotos";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getuserprofileaudios>.
#[derive(Debug, Clone, Serialize)]
pub struct GetUserProfileAudios {
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl GetUserProfileAudios {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, offset: None, limit: None }
    }
}

impl Method for GetUserProfileAudios {
    type Output = UserProfileAudios;
    const NAME: &'static str = "getUserProfileAudios";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setuseremojistatus>.
#[derive(Debug, Clone, Serialize)]
pub struct SetUserEmojiStatus {
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji_status_custom_emoji_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji_status_expiration_date: Option<i64>,
}

impl SetUserEmojiStatus {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, emoji_status_custom_emoji_id: None, emoji_status_expiration_date: None }
    }
}

impl Method for SetUserEmojiStatus {
    type Output = bool;
    const NAME: &'static str = "setUserEmojiStatus";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getfile>.
#[derive(Debug, Clone, Serialize)]
pub struct GetFile {
    pub file_id: String,
}

impl GetFile {
    pub fn new(file_id: impl Into<String>) -> Self {
        Self { file_id: file_id.into() }
    }
}

impl Method for GetFile {
    type Output = File;
    const NAME: &'static str = "getFile";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#banchatmember>.
#[derive(Debug, Clone, Serialize)]
pub struct BanChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_date: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoke_messages: Option<bool>,
}

impl BanChatMember {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id, until_date: None, revoke_messages: None }
    }
}

impl Method for BanChatMember {
    type Output = bool;
    const NAME: &'static str = "banChatMember";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unbanchatmember>.
#[derive(Debug, Clone, Serialize)]
pub struct UnbanChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_if_banned: Option<bool>,
}

impl UnbanChatMember {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id, only_if_banned: None }
    }
}

impl Method for UnbanChatMember {
    type Output = bool;
    const NAME: &'static str = "unbanChatMember";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#restrictchatmember>.
#[derive(Debug, Clone, Serialize)]
pub struct RestrictChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    pub permissions: ChatPermissions,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_independent_chat_permissions: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_date: Option<i64>,
}

impl RestrictChatMember {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        user_id: UserId,
        permissions: ChatPermissions,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            user_id,
            permissions,
            use_independent_chat_permissions: None,
            until_date: None,
        }
    }
}

impl Method for RestrictChatMember {
    type Output = bool;
    const NAME: &'static str = "restrictChatMember";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#promotechatmember>.
#[derive(Debug, Clone, Serialize)]
pub struct PromoteChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_anonymous: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_chat: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_delete_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_video_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_restrict_members: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_promote_members: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_change_info: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_invite_users: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_post_stories: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_edit_stories: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_delete_stories: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_post_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_edit_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_pin_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_topics: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_direct_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_tags: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_welcome_messages: Option<bool>,
}

impl PromoteChatMember {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self {
            chat_id: chat_id.into(),
            user_id,
            is_anonymous: None,
            can_manage_chat: None,
            can_delete_messages: None,
            can_manage_video_chats: None,
            can_restrict_members: None,
            can_promote_members: None,
            can_change_info: None,
            can_invite_users: None,
            can_post_stories: None,
            can_edit_stories: None,
            can_delete_stories: None,
            can_post_messages: None,
            can_edit_messages: None,
            can_pin_messages: None,
            can_manage_topics: None,
            can_manage_direct_messages: None,
            can_manage_tags: None,
            can_send_welcome_messages: None,
        }
    }
}

impl Method for PromoteChatMember {
    type Output = bool;
    const NAME: &'static str = "promoteChatMember";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setchatadministratorcustomtitle>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatAdministratorCustomTitle {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    /// 0 to 16 characters.
    pub custom_title: String,
}

impl SetChatAdministratorCustomTitle {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        user_id: UserId,
        custom_title: impl Into<String>,
    ) -> Self {
        Self { chat_id: chat_id.into(), user_id, custom_title: custom_title.into() }
    }
}

impl Method for SetChatAdministratorCustomTitle {
    type Output = bool;
    const NAME: &'static str = "setChatAdministratorCustomTitle";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setchatmembertag>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatMemberTag {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
    /// 0 to 16 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

impl SetChatMemberTag {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id, tag: None }
    }
}

impl Method for SetChatMemberTag {
    type Output = bool;
    const NAME: &'static str = "setChatMemberTag";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#banchatsenderchat>.
#[derive(Debug, Clone, Serialize)]
pub struct BanChatSenderChat {
    pub chat_id: ChatTarget,
    pub sender_chat_id: ChatId,
}

impl BanChatSenderChat {
    pub fn new(chat_id: impl Into<ChatTarget>, sender_chat_id: ChatId) -> Self {
        Self { chat_id: chat_id.into(), sender_chat_id }
    }
}

impl Method for BanChatSenderChat {
    type Output = bool;
    const NAME: &'static str = "banChatSenderChat";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unbanchatsenderchat>.
#[derive(Debug, Clone, Serialize)]
pub struct UnbanChatSenderChat {
    pub chat_id: ChatTarget,
    pub sender_chat_id: ChatId,
}

impl UnbanChatSenderChat {
    pub fn new(chat_id: impl Into<ChatTarget>, sender_chat_id: ChatId) -> Self {
        Self { chat_id: chat_id.into(), sender_chat_id }
    }
}

impl Method for UnbanChatSenderChat {
    type Output = bool;
    const NAME: &'static str = "unbanChatSenderChat";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setchatpermissions>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatPermissions {
    pub chat_id: ChatTarget,
    pub permissions: ChatPermissions,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_independent_chat_permissions: Option<bool>,
}

impl SetChatPermissions {
    pub fn new(chat_id: impl Into<ChatTarget>, permissions: ChatPermissions) -> Self {
        Self { chat_id: chat_id.into(), permissions, use_independent_chat_permissions: None }
    }
}

impl Method for SetChatPermissions {
    type Output = bool;
    const NAME: &'static str = "setChatPermissions";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#exportchatinvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct ExportChatInviteLink {
    pub chat_id: ChatTarget,
}

impl ExportChatInviteLink {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for ExportChatInviteLink {
    type Output = String;
    const NAME: &'static str = "exportChatInviteLink";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#createchatinvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct CreateChatInviteLink {
    pub chat_id: ChatTarget,
    /// 0 to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expire_date: Option<i64>,
    /// 1 to 99999.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creates_join_request: Option<bool>,
}

impl CreateChatInviteLink {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self {
            chat_id: chat_id.into(),
            name: None,
            expire_date: None,
            member_limit: None,
            creates_join_request: None,
        }
    }
}

impl Method for CreateChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "createChatInviteLink";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editchatinvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct EditChatInviteLink {
    pub chat_id: ChatTarget,
    pub invite_link: String,
    /// 0 to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expire_date: Option<i64>,
    /// 1 to 99999.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub member_limit: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creates_join_request: Option<bool>,
}

impl EditChatInviteLink {
    pub fn new(chat_id: impl Into<ChatTarget>, invite_link: impl Into<String>) -> Self {
        Self {
            chat_id: chat_id.into(),
            invite_link: invite_link.into(),
            name: None,
            expire_date: None,
            member_limit: None,
            creates_join_request: None,
        }
    }
}

impl Method for EditChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "editChatInviteLink";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#createchatsubscriptioninvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct CreateChatSubscriptionInviteLink {
    pub chat_id: ChatTarget,
    /// 0 to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub subscription_period: i64,
    /// 1 to 10000.
    pub subscription_price: i64,
}

impl CreateChatSubscriptionInviteLink {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        subscription_period: i64,
        subscription_price: i64,
    ) -> Self {
        Self { chat_id: chat_id.into(), name: None, subscription_period, subscription_price }
    }
}

impl Method for CreateChatSubscriptionInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "createChatSubscriptionInviteLink";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editchatsubscriptioninvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct EditChatSubscriptionInviteLink {
    pub chat_id: ChatTarget,
    pub invite_link: String,
    /// 0 to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

impl EditChatSubscriptionInviteLink {
    pub fn new(chat_id: impl Into<ChatTarget>, invite_link: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), invite_link: invite_link.into(), name: None }
    }
}

impl Method for EditChatSubscriptionInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "editChatSubscriptionInviteLink";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#revokechatinvitelink>.
#[derive(Debug, Clone, Serialize)]
pub struct RevokeChatInviteLink {
    pub chat_id: ChatTarget,
    pub invite_link: String,
}

impl RevokeChatInviteLink {
    pub fn new(chat_id: impl Into<ChatTarget>, invite_link: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), invite_link: invite_link.into() }
    }
}

impl Method for RevokeChatInviteLink {
    type Output = ChatInviteLink;
    const NAME: &'static str = "revokeChatInviteLink";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#approvechatjoinrequest>.
#[derive(Debug, Clone, Serialize)]
pub struct ApproveChatJoinRequest {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
}

impl ApproveChatJoinRequest {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id }
    }
}

impl Method for ApproveChatJoinRequest {
    type Output = bool;
    const NAME: &'static str = "approveChatJoinRequest";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#declinechatjoinrequest>.
#[derive(Debug, Clone, Serialize)]
pub struct DeclineChatJoinRequest {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
}

impl DeclineChatJoinRequest {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id }
    }
}

impl Method for DeclineChatJoinRequest {
    type Output = bool;
    const NAME: &'static str = "declineChatJoinRequest";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#answerchatjoinrequestquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerChatJoinRequestQuery {
    pub chat_join_request_query_id: String,
    pub result: String,
}

impl AnswerChatJoinRequestQuery {
    pub fn new(chat_join_request_query_id: impl Into<String>, result: impl Into<String>) -> Self {
        Self {
            chat_join_request_query_id: chat_join_request_query_id.into(),
            result: result.into(),
        }
    }
}

impl Method for AnswerChatJoinRequestQuery {
    type Output = bool;
    const NAME: &'static str = "answerChatJoinRequestQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#sendchatjoinrequestwebapp>.
#[derive(Debug, Clone, Serialize)]
pub struct SendChatJoinRequestWebApp {
    pub chat_join_request_query_id: String,
    pub web_app_url: String,
}

impl SendChatJoinRequestWebApp {
    pub fn new(
        chat_join_request_query_id: impl Into<String>,
        web_app_url: impl Into<String>,
    ) -> Self {
        Self {
            chat_join_request_query_id: chat_join_request_query_id.into(),
            web_app_url: web_app_url.into(),
        }
    }
}

impl Method for SendChatJoinRequestWebApp {
    type Output = bool;
    const NAME: &'static str = "sendChatJoinRequestWebApp";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#setchatphoto>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatPhoto {
    pub chat_id: ChatTarget,
    pub photo: String,
}

impl SetChatPhoto {
    pub fn new(chat_id: impl Into<ChatTarget>, photo: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), photo: photo.into() }
    }
}

impl Method for SetChatPhoto {
    type Output = bool;
    const NAME: &'static str = "setChatPhoto";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deletechatphoto>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteChatPhoto {
    pub chat_id: ChatTarget,
}

impl DeleteChatPhoto {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for DeleteChatPhoto {
    type Output = bool;
    const NAME: &'static str = "deleteChatPhoto";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setchattitle>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatTitle {
    pub chat_id: ChatTarget,
    /// 1 to 128 characters.
    pub title: String,
}

impl SetChatTitle {
    pub fn new(chat_id: impl Into<ChatTarget>, title: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), title: title.into() }
    }
}

impl Method for SetChatTitle {
    type Output = bool;
    const NAME: &'static str = "setChatTitle";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setchatdescription>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatDescription {
    pub chat_id: ChatTarget,
    /// 0 to 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl SetChatDescription {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into(), description: None }
    }
}

impl Method for SetChatDescription {
    type Output = bool;
    const NAME: &'static str = "setChatDescription";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#pinchatmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct PinChatMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
}

impl PinChatMessage {
    pub fn new(chat_id: impl Into<ChatTarget>, message_id: MessageId) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_id,
            disable_notification: None,
        }
    }
}

impl Method for PinChatMessage {
    type Output = bool;
    const NAME: &'static str = "pinChatMessage";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unpinchatmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct UnpinChatMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
}

impl UnpinChatMessage {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { business_connection_id: None, chat_id: chat_id.into(), message_id: None }
    }
}

impl Method for UnpinChatMessage {
    type Output = bool;
    const NAME: &'static str = "unpinChatMessage";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unpinallchatmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct UnpinAllChatMessages {
    pub chat_id: ChatTarget,
}

impl UnpinAllChatMessages {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnpinAllChatMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllChatMessages";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#leavechat>.
#[derive(Debug, Clone, Serialize)]
pub struct LeaveChat {
    pub chat_id: ChatTarget,
}

impl LeaveChat {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for LeaveChat {
    type Output = bool;
    const NAME: &'static str = "leaveChat";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getchat>.
#[derive(Debug, Clone, Serialize)]
pub struct GetChat {
    pub chat_id: ChatTarget,
}

impl GetChat {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for GetChat {
    type Output = ChatFullInfo;
    const NAME: &'static str = "getChat";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getchatadministrators>.
#[derive(Debug, Clone, Serialize)]
pub struct GetChatAdministrators {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub return_bots: Option<bool>,
}

impl GetChatAdministrators {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into(), return_bots: None }
    }
}

impl Method for GetChatAdministrators {
    type Output = Vec<ChatMember>;
    const NAME: &'static str = "getChatAdministrators";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getchatmembercount>.
#[derive(Debug, Clone, Serialize)]
pub struct GetChatMemberCount {
    pub chat_id: ChatTarget,
}

impl GetChatMemberCount {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for GetChatMemberCount {
    type Output = i64;
    const NAME: &'static str = "getChatMemberCount";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getchatmember>.
#[derive(Debug, Clone, Serialize)]
pub struct GetChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
}

impl GetChatMember {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id }
    }
}

impl Method for GetChatMember {
    type Output = ChatMember;
    const NAME: &'static str = "getChatMember";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getuserpersonalchatmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct GetUserPersonalChatMessages {
    pub user_id: UserId,
    /// 1 to 20.
    pub limit: i64,
}

impl GetUserPersonalChatMessages {
    pub fn new(user_id: UserId, limit: i64) -> Self {
        Self { user_id, limit }
    }
}

impl Method for GetUserPersonalChatMessages {
    type Output = Vec<Message>;
    const NAME: &'static str = "getUserPersonalChatMessages";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setchatstickerset>.
#[derive(Debug, Clone, Serialize)]
pub struct SetChatStickerSet {
    pub chat_id: ChatTarget,
    pub sticker_set_name: String,
}

impl SetChatStickerSet {
    pub fn new(chat_id: impl Into<ChatTarget>, sticker_set_name: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), sticker_set_name: sticker_set_name.into() }
    }
}

impl Method for SetChatStickerSet {
    type Output = bool;
    const NAME: &'static str = "setChatStickerSet";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deletechatstickerset>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteChatStickerSet {
    pub chat_id: ChatTarget,
}

impl DeleteChatStickerSet {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for DeleteChatStickerSet {
    type Output = bool;
    const NAME: &'static str = "deleteChatStickerSet";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getforumtopiciconstickers>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetForumTopicIconStickers {}

impl Method for GetForumTopicIconStickers {
    type Output = Vec<Sticker>;
    const NAME: &'static str = "getForumTopicIconStickers";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#createforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct CreateForumTopic {
    pub chat_id: ChatTarget,
    /// 1 to 128 characters.
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_color: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
}

impl CreateForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, name: impl Into<String>) -> Self {
        Self {
            chat_id: chat_id.into(),
            name: name.into(),
            icon_color: None,
            icon_custom_emoji_id: None,
        }
    }
}

impl Method for CreateForumTopic {
    type Output = ForumTopic;
    const NAME: &'static str = "createForumTopic";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct EditForumTopic {
    pub chat_id: ChatTarget,
    pub message_thread_id: ThreadId,
    /// 0 to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
}

impl EditForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, message_thread_id: ThreadId) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id, name: None, icon_custom_emoji_id: None }
    }
}

impl Method for EditForumTopic {
    type Output = bool;
    const NAME: &'static str = "editForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#closeforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct CloseForumTopic {
    pub chat_id: ChatTarget,
    pub message_thread_id: ThreadId,
}

impl CloseForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, message_thread_id: ThreadId) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id }
    }
}

impl Method for CloseForumTopic {
    type Output = bool;
    const NAME: &'static str = "closeForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#reopenforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct ReopenForumTopic {
    pub chat_id: ChatTarget,
    pub message_thread_id: ThreadId,
}

impl ReopenForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, message_thread_id: ThreadId) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id }
    }
}

impl Method for ReopenForumTopic {
    type Output = bool;
    const NAME: &'static str = "reopenForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deleteforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteForumTopic {
    pub chat_id: ChatTarget,
    pub message_thread_id: ThreadId,
}

impl DeleteForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, message_thread_id: ThreadId) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id }
    }
}

impl Method for DeleteForumTopic {
    type Output = bool;
    const NAME: &'static str = "deleteForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unpinallforumtopicmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct UnpinAllForumTopicMessages {
    pub chat_id: ChatTarget,
    pub message_thread_id: ThreadId,
}

impl UnpinAllForumTopicMessages {
    pub fn new(chat_id: impl Into<ChatTarget>, message_thread_id: ThreadId) -> Self {
        Self { chat_id: chat_id.into(), message_thread_id }
    }
}

impl Method for UnpinAllForumTopicMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllForumTopicMessages";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editgeneralforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct EditGeneralForumTopic {
    pub chat_id: ChatTarget,
    /// 1 to 128 characters.
    pub name: String,
}

impl EditGeneralForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>, name: impl Into<String>) -> Self {
        Self { chat_id: chat_id.into(), name: name.into() }
    }
}

impl Method for EditGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "editGeneralForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#closegeneralforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct CloseGeneralForumTopic {
    pub chat_id: ChatTarget,
}

impl CloseGeneralForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for CloseGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "closeGeneralForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#reopengeneralforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct ReopenGeneralForumTopic {
    pub chat_id: ChatTarget,
}

impl ReopenGeneralForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for ReopenGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "reopenGeneralForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#hidegeneralforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct HideGeneralForumTopic {
    pub chat_id: ChatTarget,
}

impl HideGeneralForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for HideGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "hideGeneralForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unhidegeneralforumtopic>.
#[derive(Debug, Clone, Serialize)]
pub struct UnhideGeneralForumTopic {
    pub chat_id: ChatTarget,
}

impl UnhideGeneralForumTopic {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnhideGeneralForumTopic {
    type Output = bool;
    const NAME: &'static str = "unhideGeneralForumTopic";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#unpinallgeneralforumtopicmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct UnpinAllGeneralForumTopicMessages {
    pub chat_id: ChatTarget,
}

impl UnpinAllGeneralForumTopicMessages {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for UnpinAllGeneralForumTopicMessages {
    type Output = bool;
    const NAME: &'static str = "unpinAllGeneralForumTopicMessages";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#answercallbackquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerCallbackQuery {
    pub callback_query_id: String,
    /// 0 to 200 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `False` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_alert: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_time: Option<i64>,
}

impl AnswerCallbackQuery {
    pub fn new(callback_query_id: impl Into<String>) -> Self {
        Self {
            callback_query_id: callback_query_id.into(),
            text: None,
            show_alert: None,
            url: None,
            cache_time: None,
        }
    }
}

impl Method for AnswerCallbackQuery {
    type Output = bool;
    const NAME: &'static str = "answerCallbackQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#answerguestquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerGuestQuery {
    pub guest_query_id: String,
    pub result: InlineQueryResult,
}

impl AnswerGuestQuery {
    pub fn new(guest_query_id: impl Into<String>, result: InlineQueryResult) -> Self {
        Self { guest_query_id: guest_query_id.into(), result }
    }
}

impl Method for AnswerGuestQuery {
    type Output = SentGuestMessage;
    const NAME: &'static str = "answerGuestQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getuserchatboosts>.
#[derive(Debug, Clone, Serialize)]
pub struct GetUserChatBoosts {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
}

impl GetUserChatBoosts {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id }
    }
}

impl Method for GetUserChatBoosts {
    type Output = UserChatBoosts;
    const NAME: &'static str = "getUserChatBoosts";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getbusinessconnection>.
#[derive(Debug, Clone, Serialize)]
pub struct GetBusinessConnection {
    pub business_connection_id: String,
}

impl GetBusinessConnection {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into() }
    }
}

impl Method for GetBusinessConnection {
    type Output = BusinessConnection;
    const NAME: &'static str = "getBusinessConnection";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getmanagedbottoken>.
#[derive(Debug, Clone, Serialize)]
pub struct GetManagedBotToken {
    pub user_id: UserId,
}

impl GetManagedBotToken {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id }
    }
}

impl Method for GetManagedBotToken {
    type Output = String;
    const NAME: &'static str = "getManagedBotToken";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#replacemanagedbottoken>.
#[derive(Debug, Clone, Serialize)]
pub struct ReplaceManagedBotToken {
    pub user_id: UserId,
}

impl ReplaceManagedBotToken {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id }
    }
}

impl Method for ReplaceManagedBotToken {
    type Output = String;
    const NAME: &'static str = "replaceManagedBotToken";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#getmanagedbotaccesssettings>.
#[derive(Debug, Clone, Serialize)]
pub struct GetManagedBotAccessSettings {
    pub user_id: UserId,
}

impl GetManagedBotAccessSettings {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id }
    }
}

impl Method for GetManagedBotAccessSettings {
    type Output = BotAccessSettings;
    const NAME: &'static str = "getManagedBotAccessSettings";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmanagedbotaccesssettings>.
#[derive(Debug, Clone, Serialize)]
pub struct SetManagedBotAccessSettings {
    pub user_id: UserId,
    pub is_access_restricted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub added_user_ids: Option<Vec<UserId>>,
}

impl SetManagedBotAccessSettings {
    pub fn new(user_id: UserId, is_access_restricted: bool) -> Self {
        Self { user_id, is_access_restricted, added_user_ids: None }
    }
}

impl Method for SetManagedBotAccessSettings {
    type Output = bool;
    const NAME: &'static str = "setManagedBotAccessSettings";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setmycommands>.
#[derive(Debug, Clone, Serialize)]
pub struct SetMyCommands {
    pub commands: Vec<BotCommand>,
    /// `BotCommandScopeDefault` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<BotCommandScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl SetMyCommands {
    pub fn new(commands: Vec<BotCommand>) -> Self {
        Self { commands, scope: None, language_code: None }
    }
}

impl Method for SetMyCommands {
    type Output = bool;
    const NAME: &'static str = "setMyCommands";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletemycommands>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DeleteMyCommands {
    /// `BotCommandScopeDefault` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<BotCommandScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for DeleteMyCommands {
    type Output = bool;
    const NAME: &'static str = "deleteMyCommands";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmycommands>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyCommands {
    /// `BotCommandScopeDefault` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<BotCommandScope>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for GetMyCommands {
    type Output = Vec<BotCommand>;
    const NAME: &'static str = "getMyCommands";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmyname>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SetMyName {
    /// 0 to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for SetMyName {
    type Output = bool;
    const NAME: &'static str = "setMyName";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmyname>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyName {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for GetMyName {
    type Output = BotName;
    const NAME: &'static str = "getMyName";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmydescription>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SetMyDescription {
    /// 0 to 512 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for SetMyDescription {
    type Output = bool;
    const NAME: &'static str = "setMyDescription";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmydescription>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyDescription {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for GetMyDescription {
    type Output = BotDescription;
    const NAME: &'static str = "getMyDescription";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmyshortdescription>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SetMyShortDescription {
    /// 0 to 120 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for SetMyShortDescription {
    type Output = bool;
    const NAME: &'static str = "setMyShortDescription";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmyshortdescription>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyShortDescription {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
}

impl Method for GetMyShortDescription {
    type Output = BotShortDescription;
    const NAME: &'static str = "getMyShortDescription";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmyprofilephoto>.
#[derive(Debug, Clone, Serialize)]
pub struct SetMyProfilePhoto {
    pub photo: InputProfilePhoto,
}

impl SetMyProfilePhoto {
    pub fn new(photo: InputProfilePhoto) -> Self {
        Self { photo }
    }
}

impl Method for SetMyProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "setMyProfilePhoto";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#removemyprofilephoto>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RemoveMyProfilePhoto {}

impl Method for RemoveMyProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "removeMyProfilePhoto";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#setchatmenubutton>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SetChatMenuButton {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    /// `MenuButtonDefault` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub menu_button: Option<MenuButton>,
}

impl Method for SetChatMenuButton {
    type Output = bool;
    const NAME: &'static str = "setChatMenuButton";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getchatmenubutton>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetChatMenuButton {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
}

impl Method for GetChatMenuButton {
    type Output = MenuButton;
    const NAME: &'static str = "getChatMenuButton";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#setmydefaultadministratorrights>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SetMyDefaultAdministratorRights {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<ChatAdministratorRights>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_channels: Option<bool>,
}

impl Method for SetMyDefaultAdministratorRights {
    type Output = bool;
    const NAME: &'static str = "setMyDefaultAdministratorRights";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmydefaultadministratorrights>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyDefaultAdministratorRights {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_channels: Option<bool>,
}

impl Method for GetMyDefaultAdministratorRights {
    type Output = ChatAdministratorRights;
    const NAME: &'static str = "getMyDefaultAdministratorRights";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getavailablegifts>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetAvailableGifts {}

impl Method for GetAvailableGifts {
    type Output = Gifts;
    const NAME: &'static str = "getAvailableGifts";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#sendgift>.
#[derive(Debug, Clone, Serialize)]
pub struct SendGift {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    pub gift_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay_for_upgrade: Option<bool>,
    /// 0 to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_entities: Option<Vec<MessageEntity>>,
}

impl SendGift {
    pub fn new(gift_id: impl Into<String>) -> Self {
        Self {
            user_id: None,
            chat_id: None,
            gift_id: gift_id.into(),
            pay_for_upgrade: None,
            text: None,
            text_parse_mode: None,
            text_entities: None,
        }
    }
}

impl Method for SendGift {
    type Output = bool;
    const NAME: &'static str = "sendGift";
    const REPEAT: Repeat = Repeat::Money;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#giftpremiumsubscription>.
#[derive(Debug, Clone, Serialize)]
pub struct GiftPremiumSubscription {
    pub user_id: UserId,
    pub month_count: i64,
    pub star_count: i64,
    /// 0 to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_entities: Option<Vec<MessageEntity>>,
}

impl GiftPremiumSubscription {
    pub fn new(user_id: UserId, month_count: i64, star_count: i64) -> Self {
        Self {
            user_id,
            month_count,
            star_count,
            text: None,
            text_parse_mode: None,
            text_entities: None,
        }
    }
}

impl Method for GiftPremiumSubscription {
    type Output = bool;
    const NAME: &'static str = "giftPremiumSubscription";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#verifyuser>.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyUser {
    pub user_id: UserId,
    /// 0 to 70 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_description: Option<String>,
}

impl VerifyUser {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, custom_description: None }
    }
}

impl Method for VerifyUser {
    type Output = bool;
    const NAME: &'static str = "verifyUser";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#verifychat>.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyChat {
    pub chat_id: ChatTarget,
    /// 0 to 70 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_description: Option<String>,
}

impl VerifyChat {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into(), custom_description: None }
    }
}

impl Method for VerifyChat {
    type Output = bool;
    const NAME: &'static str = "verifyChat";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#removeuserverification>.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveUserVerification {
    pub user_id: UserId,
}

impl RemoveUserVerification {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id }
    }
}

impl Method for RemoveUserVerification {
    type Output = bool;
    const NAME: &'static str = "removeUserVerification";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#removechatverification>.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveChatVerification {
    pub chat_id: ChatTarget,
}

impl RemoveChatVerification {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

impl Method for RemoveChatVerification {
    type Output = bool;
    const NAME: &'static str = "removeChatVerification";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#readbusinessmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct ReadBusinessMessage {
    pub business_connection_id: String,
    pub chat_id: ChatId,
    pub message_id: MessageId,
}

impl ReadBusinessMessage {
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: ChatId,
        message_id: MessageId,
    ) -> Self {
        Self { business_connection_id: business_connection_id.into(), chat_id, message_id }
    }
}

impl Method for ReadBusinessMessage {
    type Output = bool;
    const NAME: &'static str = "readBusinessMessage";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletebusinessmessages>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteBusinessMessages {
    pub business_connection_id: String,
    pub message_ids: Vec<MessageId>,
}

impl DeleteBusinessMessages {
    pub fn new(business_connection_id: impl Into<String>, message_ids: Vec<MessageId>) -> Self {
        Self { business_connection_id: business_connection_id.into(), message_ids }
    }
}

impl Method for DeleteBusinessMessages {
    type Output = bool;
    const NAME: &'static str = "deleteBusinessMessages";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setbusinessaccountname>.
#[derive(Debug, Clone, Serialize)]
pub struct SetBusinessAccountName {
    pub business_connection_id: String,
    /// 1 to 64 characters.
    pub first_name: String,
    /// 0 to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
}

impl SetBusinessAccountName {
    pub fn new(business_connection_id: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            first_name: first_name.into(),
            last_name: None,
        }
    }
}

impl Method for SetBusinessAccountName {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountName";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setbusinessaccountusername>.
#[derive(Debug, Clone, Serialize)]
pub struct SetBusinessAccountUsername {
    pub business_connection_id: String,
    /// 0 to 32 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

impl SetBusinessAccountUsername {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), username: None }
    }
}

impl Method for SetBusinessAccountUsername {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountUsername";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setbusinessaccountbio>.
#[derive(Debug, Clone, Serialize)]
pub struct SetBusinessAccountBio {
    pub business_connection_id: String,
    /// 0 to 140 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bio: Option<String>,
}

impl SetBusinessAccountBio {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), bio: None }
    }
}

impl Method for SetBusinessAccountBio {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountBio";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setbusinessaccountprofilephoto>.
#[derive(Debug, Clone, Serialize)]
pub struct SetBusinessAccountProfilePhoto {
    pub business_connection_id: String,
    pub photo: InputProfilePhoto,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
}

impl SetBusinessAccountProfilePhoto {
    pub fn new(business_connection_id: impl Into<String>, photo: InputProfilePhoto) -> Self {
        Self { business_connection_id: business_connection_id.into(), photo, is_public: None }
    }
}

impl Method for SetBusinessAccountProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountProfilePhoto";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#removebusinessaccountprofilephoto>.
#[derive(Debug, Clone, Serialize)]
pub struct RemoveBusinessAccountProfilePhoto {
    pub business_connection_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_public: Option<bool>,
}

impl RemoveBusinessAccountProfilePhoto {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into(), is_public: None }
    }
}

impl Method for RemoveBusinessAccountProfilePhoto {
    type Output = bool;
    const NAME: &'static str = "removeBusinessAccountProfilePhoto";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#setbusinessaccountgiftsettings>.
#[derive(Debug, Clone, Serialize)]
pub struct SetBusinessAccountGiftSettings {
    pub business_connection_id: String,
    pub show_gift_button: bool,
    pub accepted_gift_types: AcceptedGiftTypes,
}

impl SetBusinessAccountGiftSettings {
    pub fn new(
        business_connection_id: impl Into<String>,
        show_gift_button: bool,
        accepted_gift_types: AcceptedGiftTypes,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            show_gift_button,
            accepted_gift_types,
        }
    }
}

impl Method for SetBusinessAccountGiftSettings {
    type Output = bool;
    const NAME: &'static str = "setBusinessAccountGiftSettings";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getbusinessaccountstarbalance>.
#[derive(Debug, Clone, Serialize)]
pub struct GetBusinessAccountStarBalance {
    pub business_connection_id: String,
}

impl GetBusinessAccountStarBalance {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self { business_connection_id: business_connection_id.into() }
    }
}

impl Method for GetBusinessAccountStarBalance {
    type Output = StarAmount;
    const NAME: &'static str = "getBusinessAccountStarBalance";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#transferbusinessaccountstars>.
#[derive(Debug, Clone, Serialize)]
pub struct TransferBusinessAccountStars {
    pub business_connection_id: String,
    /// 1 to 10000.
    pub star_count: i64,
}

impl TransferBusinessAccountStars {
    pub fn new(business_connection_id: impl Into<String>, star_count: i64) -> Self {
        Self { business_connection_id: business_connection_id.into(), star_count }
    }
}

impl Method for TransferBusinessAccountStars {
    type Output = bool;
    const NAME: &'static str = "transferBusinessAccountStars";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#getbusinessaccountgifts>.
#[derive(Debug, Clone, Serialize)]
pub struct GetBusinessAccountGifts {
    pub business_connection_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unsaved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_saved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unlimited: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_non_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unique: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_from_blockchain: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by_price: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl GetBusinessAccountGifts {
    pub fn new(business_connection_id: impl Into<String>) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            exclude_unsaved: None,
            exclude_saved: None,
            exclude_unlimited: None,
            exclude_limited_upgradable: None,
            exclude_limited_non_upgradable: None,
            exclude_unique: None,
            exclude_from_blockchain: None,
            sort_by_price: None,
            offset: None,
            limit: None,
        }
    }
}

impl Method for GetBusinessAccountGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getBusinessAccountGifts";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getusergifts>.
#[derive(Debug, Clone, Serialize)]
pub struct GetUserGifts {
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unlimited: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_non_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_from_blockchain: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unique: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by_price: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl GetUserGifts {
    pub fn new(user_id: UserId) -> Self {
        Self {
            user_id,
            exclude_unlimited: None,
            exclude_limited_upgradable: None,
            exclude_limited_non_upgradable: None,
            exclude_from_blockchain: None,
            exclude_unique: None,
            sort_by_price: None,
            offset: None,
            limit: None,
        }
    }
}

impl Method for GetUserGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getUserGifts";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getchatgifts>.
#[derive(Debug, Clone, Serialize)]
pub struct GetChatGifts {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unsaved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_saved: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unlimited: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_limited_non_upgradable: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_from_blockchain: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude_unique: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_by_price: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl GetChatGifts {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self {
            chat_id: chat_id.into(),
            exclude_unsaved: None,
            exclude_saved: None,
            exclude_unlimited: None,
            exclude_limited_upgradable: None,
            exclude_limited_non_upgradable: None,
            exclude_from_blockchain: None,
            exclude_unique: None,
            sort_by_price: None,
            offset: None,
            limit: None,
        }
    }
}

impl Method for GetChatGifts {
    type Output = OwnedGifts;
    const NAME: &'static str = "getChatGifts";
    const REPEAT: Repeat = Repeat::Read;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#convertgifttostars>.
#[derive(Debug, Clone, Serialize)]
pub struct ConvertGiftToStars {
    pub business_connection_id: String,
    pub owned_gift_id: String,
}

impl ConvertGiftToStars {
    pub fn new(
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            owned_gift_id: owned_gift_id.into(),
        }
    }
}

impl Method for ConvertGiftToStars {
    type Output = bool;
    const NAME: &'static str = "convertGiftToStars";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#upgradegift>.
#[derive(Debug, Clone, Serialize)]
pub struct UpgradeGift {
    pub business_connection_id: String,
    pub owned_gift_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_original_details: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub star_count: Option<i64>,
}

impl UpgradeGift {
    pub fn new(
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            owned_gift_id: owned_gift_id.into(),
            keep_original_details: None,
            star_count: None,
        }
    }
}

impl Method for UpgradeGift {
    type Output = bool;
    const NAME: &'static str = "upgradeGift";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#transfergift>.
#[derive(Debug, Clone, Serialize)]
pub struct TransferGift {
    pub business_connection_id: String,
    pub owned_gift_id: String,
    pub new_owner_chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub star_count: Option<i64>,
}

impl TransferGift {
    pub fn new(
        business_connection_id: impl Into<String>,
        owned_gift_id: impl Into<String>,
        new_owner_chat_id: ChatId,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            owned_gift_id: owned_gift_id.into(),
            new_owner_chat_id,
            star_count: None,
        }
    }
}

impl Method for TransferGift {
    type Output = bool;
    const NAME: &'static str = "transferGift";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#poststory>.
#[derive(Debug, Clone, Serialize)]
pub struct PostStory {
    pub business_connection_id: String,
    pub content: InputStoryContent,
    pub active_period: i64,
    /// 0 to 2048 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub areas: Option<Vec<StoryArea>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_to_chat_page: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
}

impl PostStory {
    pub fn new(
        business_connection_id: impl Into<String>,
        content: InputStoryContent,
        active_period: i64,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            content,
            active_period,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            areas: None,
            post_to_chat_page: None,
            protect_content: None,
        }
    }
}

impl Method for PostStory {
    type Output = Story;
    const NAME: &'static str = "postStory";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#repoststory>.
#[derive(Debug, Clone, Serialize)]
pub struct RepostStory {
    pub business_connection_id: String,
    pub from_chat_id: ChatId,
    pub from_story_id: i64,
    pub active_period: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub post_to_chat_page: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
}

impl RepostStory {
    pub fn new(
        business_connection_id: impl Into<String>,
        from_chat_id: ChatId,
        from_story_id: i64,
        active_period: i64,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            from_chat_id,
            from_story_id,
            active_period,
            post_to_chat_page: None,
            protect_content: None,
        }
    }
}

impl Method for RepostStory {
    type Output = Story;
    const NAME: &'static str = "repostStory";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#editstory>.
#[derive(Debug, Clone, Serialize)]
pub struct EditStory {
    pub business_connection_id: String,
    pub story_id: i64,
    pub content: InputStoryContent,
    /// 0 to 2048 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub areas: Option<Vec<StoryArea>>,
}

impl EditStory {
    pub fn new(
        business_connection_id: impl Into<String>,
        story_id: i64,
        content: InputStoryContent,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            story_id,
            content,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            areas: None,
        }
    }
}

impl Method for EditStory {
    type Output = Story;
    const NAME: &'static str = "editStory";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletestory>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteStory {
    pub business_connection_id: String,
    pub story_id: i64,
}

impl DeleteStory {
    pub fn new(business_connection_id: impl Into<String>, story_id: i64) -> Self {
        Self { business_connection_id: business_connection_id.into(), story_id }
    }
}

impl Method for DeleteStory {
    type Output = bool;
    const NAME: &'static str = "deleteStory";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#answerwebappquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerWebAppQuery {
    pub web_app_query_id: String,
    pub result: InlineQueryResult,
}

impl AnswerWebAppQuery {
    pub fn new(web_app_query_id: impl Into<String>, result: InlineQueryResult) -> Self {
        Self { web_app_query_id: web_app_query_id.into(), result }
    }
}

impl Method for AnswerWebAppQuery {
    type Output = SentWebAppMessage;
    const NAME: &'static str = "answerWebAppQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#savepreparedinlinemessage>.
#[derive(Debug, Clone, Serialize)]
pub struct SavePreparedInlineMessage {
    pub user_id: UserId,
    pub result: InlineQueryResult,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_user_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_bot_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_group_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_channel_chats: Option<bool>,
}

impl SavePreparedInlineMessage {
    pub fn new(user_id: UserId, result: InlineQueryResult) -> Self {
        Self {
            user_id,
            result,
            allow_user_chats: None,
            allow_bot_chats: None,
            allow_group_chats: None,
            allow_channel_chats: None,
        }
    }
}

impl Method for SavePreparedInlineMessage {
    type Output = PreparedInlineMessage;
    const NAME: &'static str = "savePreparedInlineMessage";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#savepreparedkeyboardbutton>.
#[derive(Debug, Clone, Serialize)]
pub struct SavePreparedKeyboardButton {
    pub user_id: UserId,
    pub button: KeyboardButton,
}

impl SavePreparedKeyboardButton {
    pub fn new(user_id: UserId, button: KeyboardButton) -> Self {
        Self { user_id, button }
    }
}

impl Method for SavePreparedKeyboardButton {
    type Output = PreparedKeyboardButton;
    const NAME: &'static str = "savePreparedKeyboardButton";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#editmessagetext>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EditMessageText {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    /// 1 to 4096 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rich_message: Option<InputRichMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl Method for EditMessageText {
    type Output = MaybeMessage;
    const NAME: &'static str = "editMessageText";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#editmessagecaption>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EditMessageCaption {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl Method for EditMessageCaption {
    type Output = MaybeMessage;
    const NAME: &'static str = "editMessageCaption";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#editmessagemedia>.
#[derive(Debug, Clone, Serialize)]
pub struct EditMessageMedia {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    pub media: InputMedia,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageMedia {
    pub fn new(media: InputMedia) -> Self {
        Self {
            business_connection_id: None,
            chat_id: None,
            message_id: None,
            inline_message_id: None,
            media,
            reply_markup: None,
        }
    }
}

impl Method for EditMessageMedia {
    type Output = MaybeMessage;
    const NAME: &'static str = "editMessageMedia";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#editmessagelivelocation>.
#[derive(Debug, Clone, Serialize)]
pub struct EditMessageLiveLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    pub latitude: f64,
    pub longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_period: Option<i64>,
    /// 0 to 1500.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_accuracy: Option<f64>,
    /// 1 to 360.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<i64>,
    /// 1 to 100000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proximity_alert_radius: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageLiveLocation {
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self {
            business_connection_id: None,
            chat_id: None,
            message_id: None,
            inline_message_id: None,
            latitude,
            longitude,
            live_period: None,
            horizontal_accuracy: None,
            heading: None,
            proximity_alert_radius: None,
            reply_markup: None,
        }
    }
}

impl Method for EditMessageLiveLocation {
    type Output = MaybeMessage;
    const NAME: &'static str = "editMessageLiveLocation";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#stopmessagelivelocation>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StopMessageLiveLocation {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl Method for StopMessageLiveLocation {
    type Output = MaybeMessage;
    const NAME: &'static str = "stopMessageLiveLocation";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#editmessagechecklist>.
#[derive(Debug, Clone, Serialize)]
pub struct EditMessageChecklist {
    pub business_connection_id: String,
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
    pub checklist: InputChecklist,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditMessageChecklist {
    pub fn new(
        business_connection_id: impl Into<String>,
        chat_id: impl Into<ChatTarget>,
        message_id: MessageId,
        checklist: InputChecklist,
    ) -> Self {
        Self {
            business_connection_id: business_connection_id.into(),
            chat_id: chat_id.into(),
            message_id,
            checklist,
            reply_markup: None,
        }
    }
}

impl Method for EditMessageChecklist {
    type Output = Message;
    const NAME: &'static str = "editMessageChecklist";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editmessagereplymarkup>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct EditMessageReplyMarkup {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl Method for EditMessageReplyMarkup {
    type Output = MaybeMessage;
    const NAME: &'static str = "editMessageReplyMarkup";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        self.chat_id.as_ref()
    }
}

/// See <https://core.telegram.org/bots/api#stoppoll>.
#[derive(Debug, Clone, Serialize)]
pub struct StopPoll {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl StopPoll {
    pub fn new(chat_id: impl Into<ChatTarget>, message_id: MessageId) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_id,
            reply_markup: None,
        }
    }
}

impl Method for StopPoll {
    type Output = Poll;
    const NAME: &'static str = "stopPoll";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editephemeralmessagetext>.
#[derive(Debug, Clone, Serialize)]
pub struct EditEphemeralMessageText {
    pub chat_id: ChatTarget,
    pub receiver_user_id: UserId,
    pub ephemeral_message_id: i64,
    /// 1 to 4096 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rich_message: Option<InputRichMessage>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageText {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        receiver_user_id: UserId,
        ephemeral_message_id: i64,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id,
            ephemeral_message_id,
            text: None,
            parse_mode: None,
            entities: None,
            rich_message: None,
            link_preview_options: None,
            reply_markup: None,
        }
    }
}

impl Method for EditEphemeralMessageText {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageText";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editephemeralmessagemedia>.
#[derive(Debug, Clone, Serialize)]
pub struct EditEphemeralMessageMedia {
    pub chat_id: ChatTarget,
    pub receiver_user_id: UserId,
    pub ephemeral_message_id: i64,
    pub media: InputMedia,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageMedia {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        receiver_user_id: UserId,
        ephemeral_message_id: i64,
        media: InputMedia,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id,
            ephemeral_message_id,
            media,
            reply_markup: None,
        }
    }
}

impl Method for EditEphemeralMessageMedia {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageMedia";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editephemeralmessagecaption>.
#[derive(Debug, Clone, Serialize)]
pub struct EditEphemeralMessageCaption {
    pub chat_id: ChatTarget,
    pub receiver_user_id: UserId,
    pub ephemeral_message_id: i64,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_caption_above_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageCaption {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        receiver_user_id: UserId,
        ephemeral_message_id: i64,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            receiver_user_id,
            ephemeral_message_id,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
        }
    }
}

impl Method for EditEphemeralMessageCaption {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageCaption";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#editephemeralmessagereplymarkup>.
#[derive(Debug, Clone, Serialize)]
pub struct EditEphemeralMessageReplyMarkup {
    pub chat_id: ChatTarget,
    pub receiver_user_id: UserId,
    pub ephemeral_message_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl EditEphemeralMessageReplyMarkup {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        receiver_user_id: UserId,
        ephemeral_message_id: i64,
    ) -> Self {
        Self { chat_id: chat_id.into(), receiver_user_id, ephemeral_message_id, reply_markup: None }
    }
}

impl Method for EditEphemeralMessageReplyMarkup {
    type Output = bool;
    const NAME: &'static str = "editEphemeralMessageReplyMarkup";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#approvesuggestedpost>.
#[derive(Debug, Clone, Serialize)]
pub struct ApproveSuggestedPost {
    pub chat_id: ChatId,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_date: Option<i64>,
}

impl ApproveSuggestedPost {
    pub fn new(chat_id: ChatId, message_id: MessageId) -> Self {
        Self { chat_id, message_id, send_date: None }
    }
}

impl Method for ApproveSuggestedPost {
    type Output = bool;
    const NAME: &'static str = "approveSuggestedPost";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#declinesuggestedpost>.
#[derive(Debug, Clone, Serialize)]
pub struct DeclineSuggestedPost {
    pub chat_id: ChatId,
    pub message_id: MessageId,
    /// 0 to 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

impl DeclineSuggestedPost {
    pub fn new(chat_id: ChatId, message_id: MessageId) -> Self {
        Self { chat_id, message_id, comment: None }
    }
}

impl Method for DeclineSuggestedPost {
    type Output = bool;
    const NAME: &'static str = "declineSuggestedPost";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletemessage>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteMessage {
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
}

impl DeleteMessage {
    pub fn new(chat_id: impl Into<ChatTarget>, message_id: MessageId) -> Self {
        Self { chat_id: chat_id.into(), message_id }
    }
}

impl Method for DeleteMessage {
    type Output = bool;
    const NAME: &'static str = "deleteMessage";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deletemessages>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteMessages {
    pub chat_id: ChatTarget,
    pub message_ids: Vec<MessageId>,
}

impl DeleteMessages {
    pub fn new(chat_id: impl Into<ChatTarget>, message_ids: Vec<MessageId>) -> Self {
        Self { chat_id: chat_id.into(), message_ids }
    }
}

impl Method for DeleteMessages {
    type Output = bool;
    const NAME: &'static str = "deleteMessages";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deleteephemeralmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteEphemeralMessage {
    pub chat_id: ChatTarget,
    pub receiver_user_id: UserId,
    pub ephemeral_message_id: i64,
}

impl DeleteEphemeralMessage {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        receiver_user_id: UserId,
        ephemeral_message_id: i64,
    ) -> Self {
        Self { chat_id: chat_id.into(), receiver_user_id, ephemeral_message_id }
    }
}

impl Method for DeleteEphemeralMessage {
    type Output = bool;
    const NAME: &'static str = "deleteEphemeralMessage";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deletemessagereaction>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteMessageReaction {
    pub chat_id: ChatTarget,
    pub message_id: MessageId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_chat_id: Option<ChatId>,
}

impl DeleteMessageReaction {
    pub fn new(chat_id: impl Into<ChatTarget>, message_id: MessageId) -> Self {
        Self { chat_id: chat_id.into(), message_id, user_id: None, actor_chat_id: None }
    }
}

impl Method for DeleteMessageReaction {
    type Output = bool;
    const NAME: &'static str = "deleteMessageReaction";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#deleteallmessagereactions>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteAllMessageReactions {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor_chat_id: Option<ChatId>,
}

impl DeleteAllMessageReactions {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into(), user_id: None, actor_chat_id: None }
    }
}

impl Method for DeleteAllMessageReactions {
    type Output = bool;
    const NAME: &'static str = "deleteAllMessageReactions";
    const REPEAT: Repeat = Repeat::Safe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendsticker>.
#[derive(Debug, Clone, Serialize)]
pub struct SendSticker {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub sticker: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendSticker {
    pub fn new(chat_id: impl Into<ChatTarget>, sticker: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            sticker: sticker.into(),
            emoji: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendSticker {
    type Output = Message;
    const NAME: &'static str = "sendSticker";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#getstickerset>.
#[derive(Debug, Clone, Serialize)]
pub struct GetStickerSet {
    pub name: String,
}

impl GetStickerSet {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

impl Method for GetStickerSet {
    type Output = StickerSet;
    const NAME: &'static str = "getStickerSet";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getcustomemojistickers>.
#[derive(Debug, Clone, Serialize)]
pub struct GetCustomEmojiStickers {
    pub custom_emoji_ids: Vec<String>,
}

impl GetCustomEmojiStickers {
    pub fn new(custom_emoji_ids: Vec<String>) -> Self {
        Self { custom_emoji_ids }
    }
}

impl Method for GetCustomEmojiStickers {
    type Output = Vec<Sticker>;
    const NAME: &'static str = "getCustomEmojiStickers";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#uploadstickerfile>.
#[derive(Debug, Clone, Serialize)]
pub struct UploadStickerFile {
    pub user_id: UserId,
    pub sticker: String,
    pub sticker_format: String,
}

impl UploadStickerFile {
    pub fn new(
        user_id: UserId,
        sticker: impl Into<String>,
        sticker_format: impl Into<String>,
    ) -> Self {
        Self { user_id, sticker: sticker.into(), sticker_format: sticker_format.into() }
    }
}

impl Method for UploadStickerFile {
    type Output = File;
    const NAME: &'static str = "uploadStickerFile";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#createnewstickerset>.
#[derive(Debug, Clone, Serialize)]
pub struct CreateNewStickerSet {
    pub user_id: UserId,
    /// 1 to 64 characters.
    pub name: String,
    /// 1 to 64 characters.
    pub title: String,
    pub stickers: Vec<InputSticker>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sticker_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs_repainting: Option<bool>,
}

impl CreateNewStickerSet {
    pub fn new(
        user_id: UserId,
        name: impl Into<String>,
        title: impl Into<String>,
        stickers: Vec<InputSticker>,
    ) -> Self {
        Self {
            user_id,
            name: name.into(),
            title: title.into(),
            stickers,
            sticker_type: None,
            needs_repainting: None,
        }
    }
}

impl Method for CreateNewStickerSet {
    type Output = bool;
    const NAME: &'static str = "createNewStickerSet";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#addstickertoset>.
#[derive(Debug, Clone, Serialize)]
pub struct AddStickerToSet {
    pub user_id: UserId,
    pub name: String,
    pub sticker: InputSticker,
}

impl AddStickerToSet {
    pub fn new(user_id: UserId, name: impl Into<String>, sticker: InputSticker) -> Self {
        Self { user_id, name: name.into(), sticker }
    }
}

impl Method for AddStickerToSet {
    type Output = bool;
    const NAME: &'static str = "addStickerToSet";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#setstickerpositioninset>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerPositionInSet {
    pub sticker: String,
    pub position: i64,
}

impl SetStickerPositionInSet {
    pub fn new(sticker: impl Into<String>, position: i64) -> Self {
        Self { sticker: sticker.into(), position }
    }
}

impl Method for SetStickerPositionInSet {
    type Output = bool;
    const NAME: &'static str = "setStickerPositionInSet";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletestickerfromset>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteStickerFromSet {
    pub sticker: String,
}

impl DeleteStickerFromSet {
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into() }
    }
}

impl Method for DeleteStickerFromSet {
    type Output = bool;
    const NAME: &'static str = "deleteStickerFromSet";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#replacestickerinset>.
#[derive(Debug, Clone, Serialize)]
pub struct ReplaceStickerInSet {
    pub user_id: UserId,
    pub name: String,
    pub old_sticker: String,
    pub sticker: InputSticker,
}

impl ReplaceStickerInSet {
    pub fn new(
        user_id: UserId,
        name: impl Into<String>,
        old_sticker: impl Into<String>,
        sticker: InputSticker,
    ) -> Self {
        Self { user_id, name: name.into(), old_sticker: old_sticker.into(), sticker }
    }
}

impl Method for ReplaceStickerInSet {
    type Output = bool;
    const NAME: &'static str = "replaceStickerInSet";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setstickeremojilist>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerEmojiList {
    pub sticker: String,
    pub emoji_list: Vec<String>,
}

impl SetStickerEmojiList {
    pub fn new(sticker: impl Into<String>, emoji_list: Vec<String>) -> Self {
        Self { sticker: sticker.into(), emoji_list }
    }
}

impl Method for SetStickerEmojiList {
    type Output = bool;
    const NAME: &'static str = "setStickerEmojiList";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setstickerkeywords>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerKeywords {
    pub sticker: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<String>>,
}

impl SetStickerKeywords {
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into(), keywords: None }
    }
}

impl Method for SetStickerKeywords {
    type Output = bool;
    const NAME: &'static str = "setStickerKeywords";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setstickermaskposition>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerMaskPosition {
    pub sticker: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mask_position: Option<MaskPosition>,
}

impl SetStickerMaskPosition {
    pub fn new(sticker: impl Into<String>) -> Self {
        Self { sticker: sticker.into(), mask_position: None }
    }
}

impl Method for SetStickerMaskPosition {
    type Output = bool;
    const NAME: &'static str = "setStickerMaskPosition";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setstickersettitle>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerSetTitle {
    pub name: String,
    /// 1 to 64 characters.
    pub title: String,
}

impl SetStickerSetTitle {
    pub fn new(name: impl Into<String>, title: impl Into<String>) -> Self {
        Self { name: name.into(), title: title.into() }
    }
}

impl Method for SetStickerSetTitle {
    type Output = bool;
    const NAME: &'static str = "setStickerSetTitle";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setstickersetthumbnail>.
#[derive(Debug, Clone, Serialize)]
pub struct SetStickerSetThumbnail {
    pub name: String,
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    pub format: String,
}

impl SetStickerSetThumbnail {
    pub fn new(name: impl Into<String>, user_id: UserId, format: impl Into<String>) -> Self {
        Self { name: name.into(), user_id, thumbnail: None, format: format.into() }
    }
}

impl Method for SetStickerSetThumbnail {
    type Output = bool;
    const NAME: &'static str = "setStickerSetThumbnail";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#setcustomemojistickersetthumbnail>.
#[derive(Debug, Clone, Serialize)]
pub struct SetCustomEmojiStickerSetThumbnail {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
}

impl SetCustomEmojiStickerSetThumbnail {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), custom_emoji_id: None }
    }
}

impl Method for SetCustomEmojiStickerSetThumbnail {
    type Output = bool;
    const NAME: &'static str = "setCustomEmojiStickerSetThumbnail";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#deletestickerset>.
#[derive(Debug, Clone, Serialize)]
pub struct DeleteStickerSet {
    pub name: String,
}

impl DeleteStickerSet {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

impl Method for DeleteStickerSet {
    type Output = bool;
    const NAME: &'static str = "deleteStickerSet";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#sendrichmessage>.
#[derive(Debug, Clone, Serialize)]
pub struct SendRichMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_parameters: Option<EphemeralMessageParameters>,
    pub rich_message: InputRichMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<ReplyMarkup>,
}

impl SendRichMessage {
    pub fn new(chat_id: impl Into<ChatTarget>, rich_message: InputRichMessage) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            ephemeral_message_parameters: None,
            rich_message,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendRichMessage {
    type Output = Message;
    const NAME: &'static str = "sendRichMessage";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#sendrichmessagedraft>.
#[derive(Debug, Clone, Serialize)]
pub struct SendRichMessageDraft {
    pub chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    pub draft_id: i64,
    pub rich_message: InputRichMessage,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_stop: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep_on_stop: Option<bool>,
}

impl SendRichMessageDraft {
    pub fn new(chat_id: ChatId, draft_id: i64, rich_message: InputRichMessage) -> Self {
        Self {
            chat_id,
            message_thread_id: None,
            draft_id,
            rich_message,
            can_stop: None,
            keep_on_stop: None,
        }
    }
}

impl Method for SendRichMessageDraft {
    type Output = bool;
    const NAME: &'static str = "sendRichMessageDraft";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#answerinlinequery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerInlineQuery {
    pub inline_query_id: String,
    pub results: Vec<InlineQueryResult>,
    /// `300` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_personal: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_offset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<InlineQueryResultsButton>,
}

impl AnswerInlineQuery {
    pub fn new(inline_query_id: impl Into<String>, results: Vec<InlineQueryResult>) -> Self {
        Self {
            inline_query_id: inline_query_id.into(),
            results,
            cache_time: None,
            is_personal: None,
            next_offset: None,
            button: None,
        }
    }
}

impl Method for AnswerInlineQuery {
    type Output = bool;
    const NAME: &'static str = "answerInlineQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#sendinvoice>.
#[derive(Debug, Clone, Serialize)]
pub struct SendInvoice {
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direct_messages_topic_id: Option<i64>,
    /// 1 to 32 characters.
    pub title: String,
    /// 1 to 255 characters.
    pub description: String,
    /// 1 to 128 bytes.
    pub payload: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_token: Option<String>,
    pub currency: String,
    pub prices: Vec<LabeledPrice>,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tip_amount: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_tip_amounts: Option<Vec<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_parameter: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_name: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_phone_number: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_email: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_shipping_address: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_phone_number_to_provider: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_email_to_provider: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_flexible: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_post_parameters: Option<SuggestedPostParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendInvoice {
    pub fn new(
        chat_id: impl Into<ChatTarget>,
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: Vec<LabeledPrice>,
    ) -> Self {
        Self {
            chat_id: chat_id.into(),
            message_thread_id: None,
            direct_messages_topic_id: None,
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            provider_token: None,
            currency: currency.into(),
            prices,
            max_tip_amount: None,
            suggested_tip_amounts: None,
            start_parameter: None,
            provider_data: None,
            photo_url: None,
            photo_size: None,
            photo_width: None,
            photo_height: None,
            need_name: None,
            need_phone_number: None,
            need_email: None,
            need_shipping_address: None,
            send_phone_number_to_provider: None,
            send_email_to_provider: None,
            is_flexible: None,
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            suggested_post_parameters: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendInvoice {
    type Output = Message;
    const NAME: &'static str = "sendInvoice";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#createinvoicelink>.
#[derive(Debug, Clone, Serialize)]
pub struct CreateInvoiceLink {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    /// 1 to 32 characters.
    pub title: String,
    /// 1 to 255 characters.
    pub description: String,
    /// 1 to 128 bytes.
    pub payload: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_token: Option<String>,
    pub currency: String,
    pub prices: Vec<LabeledPrice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subscription_period: Option<i64>,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_tip_amount: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_tip_amounts: Option<Vec<i64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_size: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_name: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_phone_number: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_email: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need_shipping_address: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_phone_number_to_provider: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_email_to_provider: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_flexible: Option<bool>,
}

impl CreateInvoiceLink {
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: Vec<LabeledPrice>,
    ) -> Self {
        Self {
            business_connection_id: None,
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            provider_token: None,
            currency: currency.into(),
            prices,
            subscription_period: None,
            max_tip_amount: None,
            suggested_tip_amounts: None,
            provider_data: None,
            photo_url: None,
            photo_size: None,
            photo_width: None,
            photo_height: None,
            need_name: None,
            need_phone_number: None,
            need_email: None,
            need_shipping_address: None,
            send_phone_number_to_provider: None,
            send_email_to_provider: None,
            is_flexible: None,
        }
    }
}

impl Method for CreateInvoiceLink {
    type Output = String;
    const NAME: &'static str = "createInvoiceLink";
    const REPEAT: Repeat = Repeat::Unsafe;
}

/// See <https://core.telegram.org/bots/api#answershippingquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerShippingQuery {
    pub shipping_query_id: String,
    pub ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipping_options: Option<Vec<ShippingOption>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

impl AnswerShippingQuery {
    pub fn new(shipping_query_id: impl Into<String>, ok: bool) -> Self {
        Self {
            shipping_query_id: shipping_query_id.into(),
            ok,
            shipping_options: None,
            error_message: None,
        }
    }
}

impl Method for AnswerShippingQuery {
    type Output = bool;
    const NAME: &'static str = "answerShippingQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#answerprecheckoutquery>.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerPreCheckoutQuery {
    pub pre_checkout_query_id: String,
    pub ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

impl AnswerPreCheckoutQuery {
    pub fn new(pre_checkout_query_id: impl Into<String>, ok: bool) -> Self {
        Self { pre_checkout_query_id: pre_checkout_query_id.into(), ok, error_message: None }
    }
}

impl Method for AnswerPreCheckoutQuery {
    type Output = bool;
    const NAME: &'static str = "answerPreCheckoutQuery";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getmystarbalance>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetMyStarBalance {}

impl Method for GetMyStarBalance {
    type Output = StarAmount;
    const NAME: &'static str = "getMyStarBalance";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#getstartransactions>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct GetStarTransactions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<i64>,
    /// 1 to 100, `100` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<i64>,
}

impl Method for GetStarTransactions {
    type Output = StarTransactions;
    const NAME: &'static str = "getStarTransactions";
    const REPEAT: Repeat = Repeat::Read;
}

/// See <https://core.telegram.org/bots/api#refundstarpayment>.
#[derive(Debug, Clone, Serialize)]
pub struct RefundStarPayment {
    pub user_id: UserId,
    pub telegram_payment_charge_id: String,
}

impl RefundStarPayment {
    pub fn new(user_id: UserId, telegram_payment_charge_id: impl Into<String>) -> Self {
        Self { user_id, telegram_payment_charge_id: telegram_payment_charge_id.into() }
    }
}

impl Method for RefundStarPayment {
    type Output = bool;
    const NAME: &'static str = "refundStarPayment";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#edituserstarsubscription>.
#[derive(Debug, Clone, Serialize)]
pub struct EditUserStarSubscription {
    pub user_id: UserId,
    pub telegram_payment_charge_id: String,
    pub is_canceled: bool,
}

impl EditUserStarSubscription {
    pub fn new(
        user_id: UserId,
        telegram_payment_charge_id: impl Into<String>,
        is_canceled: bool,
    ) -> Self {
        Self { user_id, telegram_payment_charge_id: telegram_payment_charge_id.into(), is_canceled }
    }
}

impl Method for EditUserStarSubscription {
    type Output = bool;
    const NAME: &'static str = "editUserStarSubscription";
    const REPEAT: Repeat = Repeat::Money;
}

/// See <https://core.telegram.org/bots/api#setpassportdataerrors>.
#[derive(Debug, Clone, Serialize)]
pub struct SetPassportDataErrors {
    pub user_id: UserId,
    pub errors: Vec<PassportElementError>,
}

impl SetPassportDataErrors {
    pub fn new(user_id: UserId, errors: Vec<PassportElementError>) -> Self {
        Self { user_id, errors }
    }
}

impl Method for SetPassportDataErrors {
    type Output = bool;
    const NAME: &'static str = "setPassportDataErrors";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#sendgame>.
#[derive(Debug, Clone, Serialize)]
pub struct SendGame {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_connection_id: Option<String>,
    pub chat_id: ChatTarget,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_thread_id: Option<ThreadId>,
    pub game_short_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protect_content: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_paid_broadcast: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_effect_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_parameters: Option<ReplyParameters>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl SendGame {
    pub fn new(chat_id: impl Into<ChatTarget>, game_short_name: impl Into<String>) -> Self {
        Self {
            business_connection_id: None,
            chat_id: chat_id.into(),
            message_thread_id: None,
            game_short_name: game_short_name.into(),
            disable_notification: None,
            protect_content: None,
            allow_paid_broadcast: None,
            message_effect_id: None,
            reply_parameters: None,
            reply_markup: None,
        }
    }
}

impl Method for SendGame {
    type Output = Message;
    const NAME: &'static str = "sendGame";
    const REPEAT: Repeat = Repeat::Unsafe;

    fn chat(&self) -> Option<&ChatTarget> {
        Some(&self.chat_id)
    }
}

/// See <https://core.telegram.org/bots/api#setgamescore>.
#[derive(Debug, Clone, Serialize)]
pub struct SetGameScore {
    pub user_id: UserId,
    pub score: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disable_edit_message: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
}

impl SetGameScore {
    pub fn new(user_id: UserId, score: i64) -> Self {
        Self {
            user_id,
            score,
            force: None,
            disable_edit_message: None,
            chat_id: None,
            message_id: None,
            inline_message_id: None,
        }
    }
}

impl Method for SetGameScore {
    type Output = MaybeMessage;
    const NAME: &'static str = "setGameScore";
    const REPEAT: Repeat = Repeat::Safe;
}

/// See <https://core.telegram.org/bots/api#getgamehighscores>.
#[derive(Debug, Clone, Serialize)]
pub struct GetGameHighScores {
    pub user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_message_id: Option<String>,
}

impl GetGameHighScores {
    pub fn new(user_id: UserId) -> Self {
        Self { user_id, chat_id: None, message_id: None, inline_message_id: None }
    }
}

impl Method for GetGameHighScores {
    type Output = Vec<GameHighScore>;
    const NAME: &'static str = "getGameHighScores";
    const REPEAT: Repeat = Repeat::Read;
}
