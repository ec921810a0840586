// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! Objects. A field documented as `True` is a plain `bool`, absent on the wire when false.

use serde::{Deserialize, Serialize};

use super::unions::*;
use crate::{ChatId, ChatTarget, MessageId, ThreadId, UserId, union::is_false};

/// See <https://core.telegram.org/bots/api#webhookinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct WebhookInfo {
    pub url: String,
    pub has_custom_certificate: bool,
    pub pending_update_count: i64,
    pub ip_address: Option<String>,
    pub last_error_date: Option<i64>,
    pub last_error_message: Option<String>,
    pub last_synchronization_error_date: Option<i64>,
    pub max_connections: Option<i64>,
    pub allowed_updates: Option<Vec<String>>,
}

/// See <https://core.telegram.org/bots/api#user>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: UserId,
    pub is_bot: bool,
    pub first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_code: Option<String>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_premium: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub added_to_attachment_menu: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_join_groups: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_read_all_group_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_guest_queries: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_inline_queries: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_connect_to_business: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_main_web_app: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_topics_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allows_users_to_create_topics: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_bots: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_join_request_queries: Option<bool>,
}

impl User {
    pub fn new(id: UserId, is_bot: bool, first_name: impl Into<String>) -> Self {
        Self {
            id,
            is_bot,
            first_name: first_name.into(),
            last_name: None,
            username: None,
            language_code: None,
            is_premium: false,
            added_to_attachment_menu: false,
            can_join_groups: None,
            can_read_all_group_messages: None,
            supports_guest_queries: None,
            supports_inline_queries: None,
            can_connect_to_business: None,
            has_main_web_app: None,
            has_topics_enabled: None,
            allows_users_to_create_topics: None,
            can_manage_bots: None,
            supports_join_request_queries: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#chat>.
#[derive(Debug, Clone, Deserialize)]
pub struct Chat {
    pub id: ChatId,
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Option<String>,
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    #[serde(default)]
    pub is_forum: bool,
    #[serde(default)]
    pub is_direct_messages: bool,
}

/// See <https://core.telegram.org/bots/api#chatfullinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatFullInfo {
    pub id: ChatId,
    #[serde(rename = "type")]
    pub kind: String,
    pub title: Option<String>,
    pub username: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    #[serde(default)]
    pub is_forum: bool,
    #[serde(default)]
    pub is_direct_messages: bool,
    pub accent_color_id: i64,
    pub max_reaction_count: i64,
    pub photo: Option<Box<ChatPhoto>>,
    pub active_usernames: Option<Vec<String>>,
    pub birthdate: Option<Box<Birthdate>>,
    pub business_intro: Option<Box<BusinessIntro>>,
    pub business_location: Option<Box<BusinessLocation>>,
    pub business_opening_hours: Option<Box<BusinessOpeningHours>>,
    pub personal_chat: Option<Box<Chat>>,
    pub parent_chat: Option<Box<Chat>>,
    pub available_reactions: Option<Vec<ReactionType>>,
    pub background_custom_emoji_id: Option<String>,
    pub profile_accent_color_id: Option<i64>,
    pub profile_background_custom_emoji_id: Option<String>,
    pub emoji_status_custom_emoji_id: Option<String>,
    pub emoji_status_expiration_date: Option<i64>,
    pub bio: Option<String>,
    #[serde(default)]
    pub has_private_forwards: bool,
    #[serde(default)]
    pub has_restricted_voice_and_video_messages: bool,
    #[serde(default)]
    pub join_to_send_messages: bool,
    #[serde(default)]
    pub join_by_request: bool,
    pub description: Option<String>,
    pub invite_link: Option<String>,
    pub pinned_message: Option<Box<Message>>,
    pub permissions: Option<Box<ChatPermissions>>,
    pub accepted_gift_types: AcceptedGiftTypes,
    #[serde(default)]
    pub can_send_paid_media: bool,
    pub slow_mode_delay: Option<i64>,
    pub unrestrict_boost_count: Option<i64>,
    pub message_auto_delete_time: Option<i64>,
    #[serde(default)]
    pub has_aggressive_anti_spam_enabled: bool,
    #[serde(default)]
    pub has_hidden_members: bool,
    #[serde(default)]
    pub has_protected_content: bool,
    #[serde(default)]
    pub has_visible_history: bool,
    pub sticker_set_name: Option<String>,
    #[serde(default)]
    pub can_set_sticker_set: bool,
    pub custom_emoji_sticker_set_name: Option<String>,
    pub linked_chat_id: Option<ChatId>,
    pub location: Option<Box<ChatLocation>>,
    pub rating: Option<Box<UserRating>>,
    pub first_profile_audio: Option<Box<Audio>>,
    pub unique_gift_colors: Option<Box<UniqueGiftColors>>,
    pub paid_message_star_count: Option<i64>,
    pub guard_bot: Option<Box<User>>,
    pub community: Option<Box<Community>>,
}

/// See <https://core.telegram.org/bots/api#message>.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    pub message_id: MessageId,
    pub message_thread_id: Option<ThreadId>,
    pub direct_messages_topic: Option<Box<DirectMessagesTopic>>,
    pub from: Option<Box<User>>,
    pub sender_chat: Option<Box<Chat>>,
    pub sender_boost_count: Option<i64>,
    pub sender_business_bot: Option<Box<User>>,
    pub sender_tag: Option<String>,
    pub receiver_user: Option<Box<User>>,
    pub ephemeral_message_id: Option<i64>,
    pub date: i64,
    pub guest_query_id: Option<String>,
    pub business_connection_id: Option<String>,
    pub chat: Chat,
    pub forward_origin: Option<Box<MessageOrigin>>,
    #[serde(default)]
    pub is_topic_message: bool,
    #[serde(default)]
    pub is_automatic_forward: bool,
    pub reply_to_message: Option<Box<Message>>,
    pub external_reply: Option<Box<ExternalReplyInfo>>,
    pub quote: Option<Box<TextQuote>>,
    pub reply_to_story: Option<Box<Story>>,
    pub reply_to_checklist_task_id: Option<i64>,
    pub reply_to_poll_option_id: Option<String>,
    pub via_bot: Option<Box<User>>,
    pub guest_bot_caller_user: Option<Box<User>>,
    pub guest_bot_caller_chat: Option<Box<Chat>>,
    pub edit_date: Option<i64>,
    #[serde(default)]
    pub has_protected_content: bool,
    #[serde(default)]
    pub is_from_offline: bool,
    #[serde(default)]
    pub is_paid_post: bool,
    pub media_group_id: Option<String>,
    pub author_signature: Option<String>,
    pub paid_star_count: Option<i64>,
    pub text: Option<String>,
    pub entities: Option<Vec<MessageEntity>>,
    pub link_preview_options: Option<Box<LinkPreviewOptions>>,
    pub suggested_post_info: Option<Box<SuggestedPostInfo>>,
    pub effect_id: Option<String>,
    pub rich_message: Option<Box<RichMessage>>,
    pub animation: Option<Box<Animation>>,
    pub audio: Option<Box<Audio>>,
    pub document: Option<Box<Document>>,
    pub live_photo: Option<Box<LivePhoto>>,
    pub paid_media: Option<Box<PaidMediaInfo>>,
    pub photo: Option<Vec<PhotoSize>>,
    pub sticker: Option<Box<Sticker>>,
    pub story: Option<Box<Story>>,
    pub video: Option<Box<Video>>,
    pub video_note: Option<Box<VideoNote>>,
    pub voice: Option<Box<Voice>>,
    pub caption: Option<String>,
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(default)]
    pub show_caption_above_media: bool,
    #[serde(default)]
    pub has_media_spoiler: bool,
    pub checklist: Option<Box<Checklist>>,
    pub contact: Option<Box<Contact>>,
    pub dice: Option<Box<Dice>>,
    pub game: Option<Box<Game>>,
    pub poll: Option<Box<Poll>>,
    pub venue: Option<Box<Venue>>,
    pub location: Option<Box<Location>>,
    pub new_chat_members: Option<Vec<User>>,
    pub left_chat_member: Option<Box<User>>,
    pub chat_owner_left: Option<Box<ChatOwnerLeft>>,
    pub chat_owner_changed: Option<Box<ChatOwnerChanged>>,
    pub new_chat_title: Option<String>,
    pub new_chat_photo: Option<Vec<PhotoSize>>,
    #[serde(default)]
    pub delete_chat_photo: bool,
    #[serde(default)]
    pub group_chat_created: bool,
    #[serde(default)]
    pub supergroup_chat_created: bool,
    #[serde(default)]
    pub channel_chat_created: bool,
    pub message_auto_delete_timer_changed: Option<Box<MessageAutoDeleteTimerChanged>>,
    pub migrate_to_chat_id: Option<ChatId>,
    pub migrate_from_chat_id: Option<ChatId>,
    pub pinned_message: Option<Box<MaybeInaccessibleMessage>>,
    pub invoice: Option<Box<Invoice>>,
    pub successful_payment: Option<Box<SuccessfulPayment>>,
    pub refunded_payment: Option<Box<RefundedPayment>>,
    pub users_shared: Option<Box<UsersShared>>,
    pub chat_shared: Option<Box<ChatShared>>,
    pub gift: Option<Box<GiftInfo>>,
    pub unique_gift: Option<Box<UniqueGiftInfo>>,
    pub gift_upgrade_sent: Option<Box<GiftInfo>>,
    pub connected_website: Option<String>,
    pub write_access_allowed: Option<Box<WriteAccessAllowed>>,
    pub passport_data: Option<Box<PassportData>>,
    pub proximity_alert_triggered: Option<Box<ProximityAlertTriggered>>,
    pub boost_added: Option<Box<ChatBoostAdded>>,
    pub chat_background_set: Option<Box<ChatBackground>>,
    pub checklist_tasks_done: Option<Box<ChecklistTasksDone>>,
    pub checklist_tasks_added: Option<Box<ChecklistTasksAdded>>,
    pub community_chat_added: Option<Box<CommunityChatAdded>>,
    pub community_chat_joined: Option<Box<CommunityChatJoined>>,
    pub community_chat_removed: Option<Box<CommunityChatRemoved>>,
    pub direct_message_price_changed: Option<Box<DirectMessagePriceChanged>>,
    pub forum_topic_created: Option<Box<ForumTopicCreated>>,
    pub forum_topic_edited: Option<Box<ForumTopicEdited>>,
    pub forum_topic_closed: Option<Box<ForumTopicClosed>>,
    pub forum_topic_reopened: Option<Box<ForumTopicReopened>>,
    pub general_forum_topic_hidden: Option<Box<GeneralForumTopicHidden>>,
    pub general_forum_topic_unhidden: Option<Box<GeneralForumTopicUnhidden>>,
    pub giveaway_created: Option<Box<GiveawayCreated>>,
    pub giveaway: Option<Box<Giveaway>>,
    pub giveaway_winners: Option<Box<GiveawayWinners>>,
    pub giveaway_completed: Option<Box<GiveawayCompleted>>,
    pub managed_bot_created: Option<Box<ManagedBotCreated>>,
    pub paid_message_price_changed: Option<Box<PaidMessagePriceChanged>>,
    pub poll_option_added: Option<Box<PollOptionAdded>>,
    pub poll_option_deleted: Option<Box<PollOptionDeleted>>,
    pub suggested_post_approved: Option<Box<SuggestedPostApproved>>,
    pub suggested_post_approval_failed: Option<Box<SuggestedPostApprovalFailed>>,
    pub suggested_post_declined: Option<Box<SuggestedPostDeclined>>,
    pub suggested_post_paid: Option<Box<SuggestedPostPaid>>,
    pub suggested_post_refunded: Option<Box<SuggestedPostRefunded>>,
    pub video_chat_scheduled: Option<Box<VideoChatScheduled>>,
    pub video_chat_started: Option<Box<VideoChatStarted>>,
    pub video_chat_ended: Option<Box<VideoChatEnded>>,
    pub video_chat_participants_invited: Option<Box<VideoChatParticipantsInvited>>,
    pub web_app_data: Option<Box<WebAppData>>,
    pub reply_markup: Option<Box<InlineKeyboardMarkup>>,
}

/// See <https://core.telegram.org/bots/api#messageid>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageIdObject {
    pub message_id: MessageId,
}

/// See <https://core.telegram.org/bots/api#inaccessiblemessage>.
#[derive(Debug, Clone, Deserialize)]
pub struct InaccessibleMessage {
    pub chat: Chat,
    pub message_id: MessageId,
    pub date: i64,
}

/// See <https://core.telegram.org/bots/api#messageentity>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MessageEntity {
    #[serde(rename = "type")]
    pub kind: String,
    /// in UTF-16 code units.
    pub offset: i64,
    /// in UTF-16 code units.
    pub length: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Box<User>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_emoji_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unix_time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_time_format: Option<String>,
}

impl MessageEntity {
    pub fn new(kind: impl Into<String>, offset: i64, length: i64) -> Self {
        Self {
            kind: kind.into(),
            offset,
            length,
            url: None,
            user: None,
            language: None,
            custom_emoji_id: None,
            unix_time: None,
            date_time_format: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#textquote>.
#[derive(Debug, Clone, Deserialize)]
pub struct TextQuote {
    pub text: String,
    pub entities: Option<Vec<MessageEntity>>,
    /// in UTF-16 code units.
    pub position: i64,
    #[serde(default)]
    pub is_manual: bool,
}

/// See <https://core.telegram.org/bots/api#externalreplyinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct ExternalReplyInfo {
    pub origin: MessageOrigin,
    pub chat: Option<Box<Chat>>,
    pub message_id: Option<MessageId>,
    pub link_preview_options: Option<Box<LinkPreviewOptions>>,
    pub animation: Option<Box<Animation>>,
    pub audio: Option<Box<Audio>>,
    pub document: Option<Box<Document>>,
    pub live_photo: Option<Box<LivePhoto>>,
    pub paid_media: Option<Box<PaidMediaInfo>>,
    pub photo: Option<Vec<PhotoSize>>,
    pub sticker: Option<Box<Sticker>>,
    pub story: Option<Box<Story>>,
    pub video: Option<Box<Video>>,
    pub video_note: Option<Box<VideoNote>>,
    pub voice: Option<Box<Voice>>,
    #[serde(default)]
    pub has_media_spoiler: bool,
    pub checklist: Option<Box<Checklist>>,
    pub contact: Option<Box<Contact>>,
    pub dice: Option<Box<Dice>>,
    pub game: Option<Box<Game>>,
    pub giveaway: Option<Box<Giveaway>>,
    pub giveaway_winners: Option<Box<GiveawayWinners>>,
    pub invoice: Option<Box<Invoice>>,
    pub location: Option<Box<Location>>,
    pub poll: Option<Box<Poll>>,
    pub venue: Option<Box<Venue>>,
}

/// See <https://core.telegram.org/bots/api#replyparameters>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReplyParameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<MessageId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_id: Option<ChatTarget>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ephemeral_message_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_sending_without_reply: Option<bool>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_entities: Option<Vec<MessageEntity>>,
    /// in UTF-16 code units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote_position: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checklist_task_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poll_option_id: Option<String>,
}

/// See <https://core.telegram.org/bots/api#ephemeralmessageparameters>.
#[derive(Debug, Clone, Serialize)]
pub struct EphemeralMessageParameters {
    pub receiver_user_id: UserId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_query_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replace_callback_query_message: Option<bool>,
}

impl EphemeralMessageParameters {
    pub fn new(receiver_user_id: UserId) -> Self {
        Self { receiver_user_id, callback_query_id: None, replace_callback_query_message: None }
    }
}

/// See <https://core.telegram.org/bots/api#messageoriginuser>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageOriginUser {
    pub date: i64,
    pub sender_user: User,
}

/// See <https://core.telegram.org/bots/api#messageoriginhiddenuser>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageOriginHiddenUser {
    pub date: i64,
    pub sender_user_name: String,
}

/// See <https://core.telegram.org/bots/api#messageoriginchat>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageOriginChat {
    pub date: i64,
    pub sender_chat: Chat,
    pub author_signature: Option<String>,
}

/// See <https://core.telegram.org/bots/api#messageoriginchannel>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageOriginChannel {
    pub date: i64,
    pub chat: Chat,
    pub message_id: MessageId,
    pub author_signature: Option<String>,
}

/// See <https://core.telegram.org/bots/api#photosize>.
#[derive(Debug, Clone, Deserialize)]
pub struct PhotoSize {
    pub file_id: String,
    pub file_unique_id: String,
    pub width: i64,
    pub height: i64,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#animation>.
#[derive(Debug, Clone, Deserialize)]
pub struct Animation {
    pub file_id: String,
    pub file_unique_id: String,
    pub width: i64,
    pub height: i64,
    pub duration: i64,
    pub thumbnail: Option<Box<PhotoSize>>,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#audio>.
#[derive(Debug, Clone, Deserialize)]
pub struct Audio {
    pub file_id: String,
    pub file_unique_id: String,
    pub duration: i64,
    pub performer: Option<String>,
    pub title: Option<String>,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
    pub thumbnail: Option<Box<PhotoSize>>,
}

/// See <https://core.telegram.org/bots/api#document>.
#[derive(Debug, Clone, Deserialize)]
pub struct Document {
    pub file_id: String,
    pub file_unique_id: String,
    pub thumbnail: Option<Box<PhotoSize>>,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#livephoto>.
#[derive(Debug, Clone, Deserialize)]
pub struct LivePhoto {
    pub photo: Option<Vec<PhotoSize>>,
    pub file_id: String,
    pub file_unique_id: String,
    pub width: i64,
    pub height: i64,
    pub duration: i64,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#story>.
#[derive(Debug, Clone, Deserialize)]
pub struct Story {
    pub chat: Chat,
    pub id: i64,
}

/// See <https://core.telegram.org/bots/api#videoquality>.
#[derive(Debug, Clone, Deserialize)]
pub struct VideoQuality {
    pub file_id: String,
    pub file_unique_id: String,
    pub width: i64,
    pub height: i64,
    pub codec: String,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#video>.
#[derive(Debug, Clone, Deserialize)]
pub struct Video {
    pub file_id: String,
    pub file_unique_id: String,
    pub width: i64,
    pub height: i64,
    pub duration: i64,
    pub thumbnail: Option<Box<PhotoSize>>,
    pub cover: Option<Vec<PhotoSize>>,
    pub start_timestamp: Option<i64>,
    pub qualities: Option<Vec<VideoQuality>>,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#videonote>.
#[derive(Debug, Clone, Deserialize)]
pub struct VideoNote {
    pub file_id: String,
    pub file_unique_id: String,
    pub length: i64,
    pub duration: i64,
    pub thumbnail: Option<Box<PhotoSize>>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#voice>.
#[derive(Debug, Clone, Deserialize)]
pub struct Voice {
    pub file_id: String,
    pub file_unique_id: String,
    pub duration: i64,
    pub mime_type: Option<String>,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#paidmediainfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMediaInfo {
    pub star_count: i64,
    pub paid_media: Vec<PaidMedia>,
}

/// See <https://core.telegram.org/bots/api#paidmedialivephoto>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMediaLivePhoto {
    pub live_photo: LivePhoto,
}

/// See <https://core.telegram.org/bots/api#paidmediaphoto>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMediaPhoto {
    pub photo: Vec<PhotoSize>,
}

/// See <https://core.telegram.org/bots/api#paidmediapreview>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PaidMediaPreview {
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub duration: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#paidmediavideo>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMediaVideo {
    pub video: Video,
}

/// See <https://core.telegram.org/bots/api#contact>.
#[derive(Debug, Clone, Deserialize)]
pub struct Contact {
    pub phone_number: String,
    pub first_name: String,
    pub last_name: Option<String>,
    pub user_id: Option<UserId>,
    pub vcard: Option<String>,
}

/// See <https://core.telegram.org/bots/api#dice>.
#[derive(Debug, Clone, Deserialize)]
pub struct Dice {
    pub emoji: String,
    pub value: i64,
}

/// See <https://core.telegram.org/bots/api#link>.
#[derive(Debug, Clone, Deserialize)]
pub struct Link {
    pub url: String,
}

/// See <https://core.telegram.org/bots/api#pollmedia>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PollMedia {
    pub animation: Option<Box<Animation>>,
    pub audio: Option<Box<Audio>>,
    pub document: Option<Box<Document>>,
    pub link: Option<Box<Link>>,
    pub live_photo: Option<Box<LivePhoto>>,
    pub location: Option<Box<Location>>,
    pub photo: Option<Vec<PhotoSize>>,
    pub sticker: Option<Box<Sticker>>,
    pub venue: Option<Box<Venue>>,
    pub video: Option<Box<Video>>,
}

/// See <https://core.telegram.org/bots/api#polloption>.
#[derive(Debug, Clone, Deserialize)]
pub struct PollOption {
    pub persistent_id: String,
    /// 1 to 100 characters.
    pub text: String,
    pub text_entities: Option<Vec<MessageEntity>>,
    pub media: Option<Box<PollMedia>>,
    pub voter_count: i64,
    pub added_by_user: Option<Box<User>>,
    pub added_by_chat: Option<Box<Chat>>,
    pub addition_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#inputpolloption>.
#[derive(Debug, Clone, Serialize)]
pub struct InputPollOption {
    /// 1 to 100 characters.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<InputPollOptionMedia>,
}

impl InputPollOption {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), text_parse_mode: None, text_entities: None, media: None }
    }
}

/// See <https://core.telegram.org/bots/api#pollanswer>.
#[derive(Debug, Clone, Deserialize)]
pub struct PollAnswer {
    pub poll_id: String,
    pub voter_chat: Option<Box<Chat>>,
    pub user: Option<Box<User>>,
    pub option_ids: Vec<i64>,
    pub option_persistent_ids: Vec<String>,
}

/// See <https://core.telegram.org/bots/api#poll>.
#[derive(Debug, Clone, Deserialize)]
pub struct Poll {
    pub id: String,
    /// 1 to 300 characters.
    pub question: String,
    pub question_entities: Option<Vec<MessageEntity>>,
    pub options: Vec<PollOption>,
    pub total_voter_count: i64,
    pub is_closed: bool,
    pub is_anonymous: bool,
    #[serde(rename = "type")]
    pub kind: String,
    pub allows_multiple_answers: bool,
    pub allows_revoting: bool,
    pub members_only: bool,
    pub country_codes: Option<Vec<String>>,
    pub correct_option_ids: Option<Vec<i64>>,
    /// 0 to 200 characters.
    pub explanation: Option<String>,
    pub explanation_entities: Option<Vec<MessageEntity>>,
    pub explanation_media: Option<Box<PollMedia>>,
    pub open_period: Option<i64>,
    pub close_date: Option<i64>,
    pub description: Option<String>,
    pub description_entities: Option<Vec<MessageEntity>>,
    pub media: Option<Box<PollMedia>>,
}

/// See <https://core.telegram.org/bots/api#checklisttask>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChecklistTask {
    pub id: i64,
    pub text: String,
    pub text_entities: Option<Vec<MessageEntity>>,
    pub completed_by_user: Option<Box<User>>,
    pub completed_by_chat: Option<Box<Chat>>,
    pub completion_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#checklist>.
#[derive(Debug, Clone, Deserialize)]
pub struct Checklist {
    pub title: String,
    pub title_entities: Option<Vec<MessageEntity>>,
    pub tasks: Vec<ChecklistTask>,
    #[serde(default)]
    pub others_can_add_tasks: bool,
    #[serde(default)]
    pub others_can_mark_tasks_as_done: bool,
}

/// See <https://core.telegram.org/bots/api#inputchecklisttask>.
#[derive(Debug, Clone, Serialize)]
pub struct InputChecklistTask {
    pub id: i64,
    /// 1 to 100 characters.
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_entities: Option<Vec<MessageEntity>>,
}

impl InputChecklistTask {
    pub fn new(id: i64, text: impl Into<String>) -> Self {
        Self { id, text: text.into(), parse_mode: None, text_entities: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputchecklist>.
#[derive(Debug, Clone, Serialize)]
pub struct InputChecklist {
    /// 1 to 255 characters.
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_entities: Option<Vec<MessageEntity>>,
    pub tasks: Vec<InputChecklistTask>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others_can_add_tasks: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub others_can_mark_tasks_as_done: Option<bool>,
}

impl InputChecklist {
    pub fn new(title: impl Into<String>, tasks: Vec<InputChecklistTask>) -> Self {
        Self {
            title: title.into(),
            parse_mode: None,
            title_entities: None,
            tasks,
            others_can_add_tasks: None,
            others_can_mark_tasks_as_done: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#location>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Location {
    pub latitude: f64,
    pub longitude: f64,
    /// 0 to 1500.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_accuracy: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub live_period: Option<i64>,
    /// 1 to 360.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proximity_alert_radius: Option<i64>,
}

impl Location {
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self {
            latitude,
            longitude,
            horizontal_accuracy: None,
            live_period: None,
            heading: None,
            proximity_alert_radius: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#venue>.
#[derive(Debug, Clone, Deserialize)]
pub struct Venue {
    pub location: Location,
    pub title: String,
    pub address: String,
    pub foursquare_id: Option<String>,
    pub foursquare_type: Option<String>,
    pub google_place_id: Option<String>,
    pub google_place_type: Option<String>,
}

/// See <https://core.telegram.org/bots/api#webappdata>.
#[derive(Debug, Clone, Deserialize)]
pub struct WebAppData {
    pub data: String,
    pub button_text: String,
}

/// See <https://core.telegram.org/bots/api#proximityalerttriggered>.
#[derive(Debug, Clone, Deserialize)]
pub struct ProximityAlertTriggered {
    pub traveler: User,
    pub watcher: User,
    pub distance: i64,
}

/// See <https://core.telegram.org/bots/api#messageautodeletetimerchanged>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageAutoDeleteTimerChanged {
    pub message_auto_delete_time: i64,
}

/// See <https://core.telegram.org/bots/api#managedbotcreated>.
#[derive(Debug, Clone, Deserialize)]
pub struct ManagedBotCreated {
    pub bot: User,
}

/// See <https://core.telegram.org/bots/api#managedbotupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct ManagedBotUpdated {
    pub user: User,
    pub bot: User,
}

/// See <https://core.telegram.org/bots/api#botsubscriptionupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct BotSubscriptionUpdated {
    pub user: User,
    pub invoice_payload: String,
    pub state: String,
}

/// See <https://core.telegram.org/bots/api#messagegenerationstopped>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageGenerationStopped {
    pub chat: Chat,
    pub message_thread_id: Option<ThreadId>,
    pub draft_id: i64,
}

/// See <https://core.telegram.org/bots/api#polloptionadded>.
#[derive(Debug, Clone, Deserialize)]
pub struct PollOptionAdded {
    pub poll_message: Option<Box<MaybeInaccessibleMessage>>,
    pub option_persistent_id: String,
    pub option_text: String,
    pub option_text_entities: Option<Vec<MessageEntity>>,
}

/// See <https://core.telegram.org/bots/api#polloptiondeleted>.
#[derive(Debug, Clone, Deserialize)]
pub struct PollOptionDeleted {
    pub poll_message: Option<Box<MaybeInaccessibleMessage>>,
    pub option_persistent_id: String,
    pub option_text: String,
    pub option_text_entities: Option<Vec<MessageEntity>>,
}

/// See <https://core.telegram.org/bots/api#chatboostadded>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostAdded {
    pub boost_count: i64,
}

/// See <https://core.telegram.org/bots/api#backgroundfillsolid>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundFillSolid {
    pub color: i64,
}

/// See <https://core.telegram.org/bots/api#backgroundfillgradient>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundFillGradient {
    pub top_color: i64,
    pub bottom_color: i64,
    /// 0 to 359.
    pub rotation_angle: i64,
}

/// See <https://core.telegram.org/bots/api#backgroundfillfreeformgradient>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundFillFreeformGradient {
    pub colors: Vec<i64>,
}

/// See <https://core.telegram.org/bots/api#backgroundtypefill>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundTypeFill {
    pub fill: BackgroundFill,
    /// 0 to 100.
    pub dark_theme_dimming: i64,
}

/// See <https://core.telegram.org/bots/api#backgroundtypewallpaper>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundTypeWallpaper {
    pub document: Document,
    /// 0 to 100.
    pub dark_theme_dimming: i64,
    #[serde(default)]
    pub is_blurred: bool,
    #[serde(default)]
    pub is_moving: bool,
}

/// See <https://core.telegram.org/bots/api#backgroundtypepattern>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundTypePattern {
    pub document: Document,
    pub fill: BackgroundFill,
    /// 0 to 100.
    pub intensity: i64,
    #[serde(default)]
    pub is_inverted: bool,
    #[serde(default)]
    pub is_moving: bool,
}

/// See <https://core.telegram.org/bots/api#backgroundtypechattheme>.
#[derive(Debug, Clone, Deserialize)]
pub struct BackgroundTypeChatTheme {
    pub theme_name: String,
}

/// See <https://core.telegram.org/bots/api#chatbackground>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBackground {
    #[serde(rename = "type")]
    pub kind: BackgroundType,
}

/// See <https://core.telegram.org/bots/api#checklisttasksdone>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChecklistTasksDone {
    pub checklist_message: Option<Box<Message>>,
    pub marked_as_done_task_ids: Option<Vec<i64>>,
    pub marked_as_not_done_task_ids: Option<Vec<i64>>,
}

/// See <https://core.telegram.org/bots/api#checklisttasksadded>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChecklistTasksAdded {
    pub checklist_message: Option<Box<Message>>,
    pub tasks: Vec<ChecklistTask>,
}

/// See <https://core.telegram.org/bots/api#communitychatadded>.
#[derive(Debug, Clone, Deserialize)]
pub struct CommunityChatAdded {
    pub community: Community,
}

/// See <https://core.telegram.org/bots/api#communitychatjoined>.
#[derive(Debug, Clone, Deserialize)]
pub struct CommunityChatJoined {
    pub community: Community,
}

/// See <https://core.telegram.org/bots/api#communitychatremoved>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CommunityChatRemoved {}

/// See <https://core.telegram.org/bots/api#forumtopiccreated>.
#[derive(Debug, Clone, Deserialize)]
pub struct ForumTopicCreated {
    pub name: String,
    pub icon_color: i64,
    pub icon_custom_emoji_id: Option<String>,
    #[serde(default)]
    pub is_name_implicit: bool,
}

/// See <https://core.telegram.org/bots/api#forumtopicclosed>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ForumTopicClosed {}

/// See <https://core.telegram.org/bots/api#forumtopicedited>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ForumTopicEdited {
    pub name: Option<String>,
    pub icon_custom_emoji_id: Option<String>,
}

/// See <https://core.telegram.org/bots/api#forumtopicreopened>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ForumTopicReopened {}

/// See <https://core.telegram.org/bots/api#generalforumtopichidden>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GeneralForumTopicHidden {}

/// See <https://core.telegram.org/bots/api#generalforumtopicunhidden>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GeneralForumTopicUnhidden {}

/// See <https://core.telegram.org/bots/api#shareduser>.
#[derive(Debug, Clone, Deserialize)]
pub struct SharedUser {
    pub user_id: UserId,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub photo: Option<Vec<PhotoSize>>,
}

/// See <https://core.telegram.org/bots/api#usersshared>.
#[derive(Debug, Clone, Deserialize)]
pub struct UsersShared {
    pub request_id: i64,
    pub users: Vec<SharedUser>,
}

/// See <https://core.telegram.org/bots/api#chatshared>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatShared {
    pub request_id: i64,
    pub chat_id: ChatId,
    pub title: Option<String>,
    pub username: Option<String>,
    pub photo: Option<Vec<PhotoSize>>,
}

/// See <https://core.telegram.org/bots/api#writeaccessallowed>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct WriteAccessAllowed {
    pub from_request: Option<bool>,
    pub web_app_name: Option<String>,
    pub from_attachment_menu: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#videochatscheduled>.
#[derive(Debug, Clone, Deserialize)]
pub struct VideoChatScheduled {
    pub start_date: i64,
}

/// See <https://core.telegram.org/bots/api#videochatstarted>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct VideoChatStarted {}

/// See <https://core.telegram.org/bots/api#videochatended>.
#[derive(Debug, Clone, Deserialize)]
pub struct VideoChatEnded {
    pub duration: i64,
}

/// See <https://core.telegram.org/bots/api#videochatparticipantsinvited>.
#[derive(Debug, Clone, Deserialize)]
pub struct VideoChatParticipantsInvited {
    pub users: Vec<User>,
}

/// See <https://core.telegram.org/bots/api#paidmessagepricechanged>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMessagePriceChanged {
    pub paid_message_star_count: i64,
}

/// See <https://core.telegram.org/bots/api#directmessagepricechanged>.
#[derive(Debug, Clone, Deserialize)]
pub struct DirectMessagePriceChanged {
    pub are_direct_messages_enabled: bool,
    /// `0` if absent.
    pub direct_message_star_count: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#suggestedpostapproved>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestedPostApproved {
    pub suggested_post_message: Option<Box<Message>>,
    pub price: Option<Box<SuggestedPostPrice>>,
    pub send_date: i64,
}

/// See <https://core.telegram.org/bots/api#suggestedpostapprovalfailed>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestedPostApprovalFailed {
    pub suggested_post_message: Option<Box<Message>>,
    pub price: SuggestedPostPrice,
}

/// See <https://core.telegram.org/bots/api#suggestedpostdeclined>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SuggestedPostDeclined {
    pub suggested_post_message: Option<Box<Message>>,
    pub comment: Option<String>,
}

/// See <https://core.telegram.org/bots/api#suggestedpostpaid>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestedPostPaid {
    pub suggested_post_message: Option<Box<Message>>,
    pub currency: String,
    pub amount: Option<i64>,
    pub star_amount: Option<Box<StarAmount>>,
}

/// See <https://core.telegram.org/bots/api#suggestedpostrefunded>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestedPostRefunded {
    pub suggested_post_message: Option<Box<Message>>,
    pub reason: String,
}

/// See <https://core.telegram.org/bots/api#giveawaycreated>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct GiveawayCreated {
    pub prize_star_count: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#giveaway>.
#[derive(Debug, Clone, Deserialize)]
pub struct Giveaway {
    pub chats: Vec<Chat>,
    pub winners_selection_date: i64,
    pub winner_count: i64,
    #[serde(default)]
    pub only_new_members: bool,
    #[serde(default)]
    pub has_public_winners: bool,
    pub prize_description: Option<String>,
    pub country_codes: Option<Vec<String>>,
    pub prize_star_count: Option<i64>,
    pub premium_subscription_month_count: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#giveawaywinners>.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveawayWinners {
    pub chat: Chat,
    pub giveaway_message_id: MessageId,
    pub winners_selection_date: i64,
    pub winner_count: i64,
    pub winners: Vec<User>,
    pub additional_chat_count: Option<i64>,
    pub prize_star_count: Option<i64>,
    pub premium_subscription_month_count: Option<i64>,
    pub unclaimed_prize_count: Option<i64>,
    #[serde(default)]
    pub only_new_members: bool,
    #[serde(default)]
    pub was_refunded: bool,
    pub prize_description: Option<String>,
}

/// See <https://core.telegram.org/bots/api#giveawaycompleted>.
#[derive(Debug, Clone, Deserialize)]
pub struct GiveawayCompleted {
    pub winner_count: i64,
    pub unclaimed_prize_count: Option<i64>,
    pub giveaway_message: Option<Box<Message>>,
    #[serde(default)]
    pub is_star_giveaway: bool,
}

/// See <https://core.telegram.org/bots/api#linkpreviewoptions>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LinkPreviewOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefer_small_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefer_large_media: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub show_above_text: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#suggestedpostprice>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SuggestedPostPrice {
    pub currency: String,
    /// 5 to 100000.
    pub amount: i64,
}

impl SuggestedPostPrice {
    pub fn new(currency: impl Into<String>, amount: i64) -> Self {
        Self { currency: currency.into(), amount }
    }
}

/// See <https://core.telegram.org/bots/api#suggestedpostinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuggestedPostInfo {
    pub state: String,
    pub price: Option<Box<SuggestedPostPrice>>,
    pub send_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#suggestedpostparameters>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct SuggestedPostParameters {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<SuggestedPostPrice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub send_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#directmessagestopic>.
#[derive(Debug, Clone, Deserialize)]
pub struct DirectMessagesTopic {
    pub topic_id: i64,
    pub user: Option<Box<User>>,
}

/// See <https://core.telegram.org/bots/api#userprofilephotos>.
#[derive(Debug, Clone, Deserialize)]
pub struct UserProfilePhotos {
    pub total_count: i64,
    pub photos: Vec<Vec<PhotoSize>>,
}

/// See <https://core.telegram.org/bots/api#userprofileaudios>.
#[derive(Debug, Clone, Deserialize)]
pub struct UserProfileAudios {
    pub total_count: i64,
    pub audios: Vec<Audio>,
}

/// See <https://core.telegram.org/bots/api#file>.
#[derive(Debug, Clone, Deserialize)]
pub struct File {
    pub file_id: String,
    pub file_unique_id: String,
    pub file_size: Option<i64>,
    pub file_path: Option<String>,
}

/// See <https://core.telegram.org/bots/api#webappinfo>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct WebAppInfo {
    pub url: String,
}

impl WebAppInfo {
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// See <https://core.telegram.org/bots/api#replykeyboardmarkup>.
#[derive(Debug, Clone, Serialize)]
pub struct ReplyKeyboardMarkup {
    pub keyboard: Vec<Vec<KeyboardButton>>,
    /// `False` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_persistent: Option<bool>,
    /// `False` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resize_keyboard: Option<bool>,
    /// `False` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_time_keyboard: Option<bool>,
    /// 1 to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_field_placeholder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_reply: Option<bool>,
}

impl ReplyKeyboardMarkup {
    pub fn new(keyboard: Vec<Vec<KeyboardButton>>) -> Self {
        Self {
            keyboard,
            is_persistent: None,
            resize_keyboard: None,
            one_time_keyboard: None,
            input_field_placeholder: None,
            selective: None,
            force_reply: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#keyboardbutton>.
#[derive(Debug, Clone, Serialize)]
pub struct KeyboardButton {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_users: Option<KeyboardButtonRequestUsers>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_chat: Option<KeyboardButtonRequestChat>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_managed_bot: Option<KeyboardButtonRequestManagedBot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_contact: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_location: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_poll: Option<KeyboardButtonPollType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_app: Option<WebAppInfo>,
}

impl KeyboardButton {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            icon_custom_emoji_id: None,
            style: None,
            request_users: None,
            request_chat: None,
            request_managed_bot: None,
            request_contact: None,
            request_location: None,
            request_poll: None,
            web_app: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#keyboardbuttonrequestusers>.
#[derive(Debug, Clone, Serialize)]
pub struct KeyboardButtonRequestUsers {
    pub request_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_is_bot: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_is_premium: Option<bool>,
    /// 1 to 10, `1` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_quantity: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_name: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_username: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_photo: Option<bool>,
}

impl KeyboardButtonRequestUsers {
    pub fn new(request_id: i64) -> Self {
        Self {
            request_id,
            user_is_bot: None,
            user_is_premium: None,
            max_quantity: None,
            request_name: None,
            request_username: None,
            request_photo: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#keyboardbuttonrequestchat>.
#[derive(Debug, Clone, Serialize)]
pub struct KeyboardButtonRequestChat {
    pub request_id: i64,
    pub chat_is_channel: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_is_forum: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_has_username: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_is_created: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_administrator_rights: Option<ChatAdministratorRights>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bot_administrator_rights: Option<ChatAdministratorRights>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bot_is_member: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_title: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_username: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_photo: Option<bool>,
}

impl KeyboardButtonRequestChat {
    pub fn new(request_id: i64, chat_is_channel: bool) -> Self {
        Self {
            request_id,
            chat_is_channel,
            chat_is_forum: None,
            chat_has_username: None,
            chat_is_created: None,
            user_administrator_rights: None,
            bot_administrator_rights: None,
            bot_is_member: None,
            request_title: None,
            request_username: None,
            request_photo: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#keyboardbuttonrequestmanagedbot>.
#[derive(Debug, Clone, Serialize)]
pub struct KeyboardButtonRequestManagedBot {
    pub request_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggested_username: Option<String>,
}

impl KeyboardButtonRequestManagedBot {
    pub fn new(request_id: i64) -> Self {
        Self { request_id, suggested_name: None, suggested_username: None }
    }
}

/// See <https://core.telegram.org/bots/api#keyboardbuttonpolltype>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct KeyboardButtonPollType {
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// See <https://core.telegram.org/bots/api#replykeyboardremove>.
#[derive(Debug, Clone, Serialize)]
pub struct ReplyKeyboardRemove {
    pub remove_keyboard: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
}

impl Default for ReplyKeyboardRemove {
    fn default() -> Self {
        Self { remove_keyboard: true, selective: None }
    }
}

/// See <https://core.telegram.org/bots/api#inlinekeyboardmarkup>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InlineKeyboardMarkup {
    pub inline_keyboard: Vec<Vec<InlineKeyboardButton>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force_reply: Option<bool>,
}

impl InlineKeyboardMarkup {
    pub fn new(inline_keyboard: Vec<Vec<InlineKeyboardButton>>) -> Self {
        Self { inline_keyboard, force_reply: None }
    }
}

/// See <https://core.telegram.org/bots/api#inlinekeyboardbutton>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InlineKeyboardButton {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub icon_custom_emoji_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 1 to 64 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_app: Option<Box<WebAppInfo>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_url: Option<Box<LoginUrl>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query_current_chat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query_chosen_chat: Option<Box<SwitchInlineQueryChosenChat>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_text: Option<Box<CopyTextButton>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_game: Option<Box<CallbackGame>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pay: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Box<DisabledButton>>,
}

impl InlineKeyboardButton {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            icon_custom_emoji_id: None,
            style: None,
            url: None,
            callback_data: None,
            web_app: None,
            login_url: None,
            switch_inline_query: None,
            switch_inline_query_current_chat: None,
            switch_inline_query_chosen_chat: None,
            copy_text: None,
            callback_game: None,
            pay: None,
            disabled: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#loginurl>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LoginUrl {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forward_text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bot_username: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_write_access: Option<bool>,
}

impl LoginUrl {
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), forward_text: None, bot_username: None, request_write_access: None }
    }
}

/// See <https://core.telegram.org/bots/api#switchinlinequerychosenchat>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct SwitchInlineQueryChosenChat {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_user_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_bot_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_group_chats: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_channel_chats: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#copytextbutton>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CopyTextButton {
    /// 1 to 256 characters.
    pub text: String,
}

impl CopyTextButton {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

/// See <https://core.telegram.org/bots/api#disabledbutton>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct DisabledButton {}

/// See <https://core.telegram.org/bots/api#callbackquery>.
#[derive(Debug, Clone, Deserialize)]
pub struct CallbackQuery {
    pub id: String,
    pub from: User,
    pub message: Option<Box<MaybeInaccessibleMessage>>,
    pub inline_message_id: Option<String>,
    pub chat_instance: String,
    pub data: Option<String>,
    pub game_short_name: Option<String>,
}

/// See <https://core.telegram.org/bots/api#forcereply>.
#[derive(Debug, Clone, Serialize)]
pub struct ForceReply {
    pub force_reply: bool,
    /// 1 to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_field_placeholder: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selective: Option<bool>,
}

impl Default for ForceReply {
    fn default() -> Self {
        Self { force_reply: true, input_field_placeholder: None, selective: None }
    }
}

/// See <https://core.telegram.org/bots/api#community>.
#[derive(Debug, Clone, Deserialize)]
pub struct Community {
    pub id: i64,
    pub name: String,
}

/// See <https://core.telegram.org/bots/api#chatphoto>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatPhoto {
    pub small_file_id: String,
    pub small_file_unique_id: String,
    pub big_file_id: String,
    pub big_file_unique_id: String,
}

/// See <https://core.telegram.org/bots/api#chatinvitelink>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatInviteLink {
    pub invite_link: String,
    pub creator: User,
    pub creates_join_request: bool,
    pub is_primary: bool,
    pub is_revoked: bool,
    pub name: Option<String>,
    pub expire_date: Option<i64>,
    /// 1 to 99999.
    pub member_limit: Option<i64>,
    pub pending_join_request_count: Option<i64>,
    pub subscription_period: Option<i64>,
    pub subscription_price: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#chatadministratorrights>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChatAdministratorRights {
    pub is_anonymous: bool,
    pub can_manage_chat: bool,
    pub can_delete_messages: bool,
    pub can_manage_video_chats: bool,
    pub can_restrict_members: bool,
    pub can_promote_members: bool,
    pub can_change_info: bool,
    pub can_invite_users: bool,
    pub can_post_stories: bool,
    pub can_edit_stories: bool,
    pub can_delete_stories: bool,
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
    pub can_send_welcome_messages: bool,
}

impl ChatAdministratorRights {
    pub fn new(
        is_anonymous: bool,
        can_manage_chat: bool,
        can_delete_messages: bool,
        can_manage_video_chats: bool,
        can_restrict_members: bool,
        can_promote_members: bool,
        can_change_info: bool,
        can_invite_users: bool,
        can_post_stories: bool,
        can_edit_stories: bool,
        can_delete_stories: bool,
        can_send_welcome_messages: bool,
    ) -> Self {
        Self {
            is_anonymous,
            can_manage_chat,
            can_delete_messages,
            can_manage_video_chats,
            can_restrict_members,
            can_promote_members,
            can_change_info,
            can_invite_users,
            can_post_stories,
            can_edit_stories,
            can_delete_stories,
            can_post_messages: None,
            can_edit_messages: None,
            can_pin_messages: None,
            can_manage_topics: None,
            can_manage_direct_messages: None,
            can_manage_tags: None,
            can_send_welcome_messages,
        }
    }
}

/// See <https://core.telegram.org/bots/api#chatmemberupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberUpdated {
    pub chat: Chat,
    pub from: User,
    pub date: i64,
    pub old_chat_member: ChatMember,
    pub new_chat_member: ChatMember,
    pub invite_link: Option<Box<ChatInviteLink>>,
    pub via_join_request: Option<bool>,
    pub via_chat_folder_invite_link: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#chatmemberowner>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberOwner {
    pub user: User,
    pub is_anonymous: bool,
    pub custom_title: Option<String>,
}

/// See <https://core.telegram.org/bots/api#chatmemberadministrator>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberAdministrator {
    pub user: User,
    pub can_be_edited: bool,
    pub is_anonymous: bool,
    pub can_manage_chat: bool,
    pub can_delete_messages: bool,
    pub can_manage_video_chats: bool,
    pub can_restrict_members: bool,
    pub can_promote_members: bool,
    pub can_change_info: bool,
    pub can_invite_users: bool,
    pub can_post_stories: bool,
    pub can_edit_stories: bool,
    pub can_delete_stories: bool,
    pub can_post_messages: Option<bool>,
    pub can_edit_messages: Option<bool>,
    pub can_pin_messages: Option<bool>,
    pub can_manage_topics: Option<bool>,
    pub can_manage_direct_messages: Option<bool>,
    pub can_manage_tags: Option<bool>,
    pub can_send_welcome_messages: bool,
    pub custom_title: Option<String>,
}

/// See <https://core.telegram.org/bots/api#chatmembermember>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberMember {
    pub tag: Option<String>,
    pub user: User,
    pub until_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#chatmemberrestricted>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberRestricted {
    pub tag: Option<String>,
    pub user: User,
    pub is_member: bool,
    pub can_send_messages: bool,
    pub can_send_audios: bool,
    pub can_send_documents: bool,
    pub can_send_photos: bool,
    pub can_send_videos: bool,
    pub can_send_video_notes: bool,
    pub can_send_voice_notes: bool,
    pub can_send_polls: bool,
    pub can_send_other_messages: bool,
    pub can_add_web_page_previews: bool,
    pub can_react_to_messages: bool,
    pub can_edit_tag: bool,
    pub can_change_info: bool,
    pub can_invite_users: bool,
    pub can_pin_messages: bool,
    pub can_manage_topics: bool,
    pub until_date: i64,
}

/// See <https://core.telegram.org/bots/api#chatmemberleft>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberLeft {
    pub user: User,
}

/// See <https://core.telegram.org/bots/api#chatmemberbanned>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatMemberBanned {
    pub user: User,
    pub until_date: i64,
}

/// See <https://core.telegram.org/bots/api#chatjoinrequest>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatJoinRequest {
    pub chat: Chat,
    pub from: User,
    pub user_chat_id: ChatId,
    pub date: i64,
    pub bio: Option<String>,
    pub invite_link: Option<Box<ChatInviteLink>>,
    pub query_id: Option<String>,
}

/// See <https://core.telegram.org/bots/api#chatpermissions>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct ChatPermissions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_audios: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_documents: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_photos: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_videos: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_video_notes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_voice_notes: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_polls: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_send_other_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_add_web_page_previews: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_react_to_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_edit_tag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_change_info: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_invite_users: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_pin_messages: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub can_manage_topics: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#birthdate>.
#[derive(Debug, Clone, Deserialize)]
pub struct Birthdate {
    /// 1 to 31.
    pub day: i64,
    /// 1 to 12.
    pub month: i64,
    pub year: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#businessintro>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct BusinessIntro {
    pub title: Option<String>,
    pub message: Option<String>,
    pub sticker: Option<Box<Sticker>>,
}

/// See <https://core.telegram.org/bots/api#businesslocation>.
#[derive(Debug, Clone, Deserialize)]
pub struct BusinessLocation {
    pub address: String,
    pub location: Option<Box<Location>>,
}

/// See <https://core.telegram.org/bots/api#businessopeninghoursinterval>.
#[derive(Debug, Clone, Deserialize)]
pub struct BusinessOpeningHoursInterval {
    pub opening_minute: i64,
    pub closing_minute: i64,
}

/// See <https://core.telegram.org/bots/api#businessopeninghours>.
#[derive(Debug, Clone, Deserialize)]
pub struct BusinessOpeningHours {
    pub time_zone_name: String,
    pub opening_hours: Vec<BusinessOpeningHoursInterval>,
}

/// See <https://core.telegram.org/bots/api#userrating>.
#[derive(Debug, Clone, Deserialize)]
pub struct UserRating {
    pub level: i64,
    pub rating: i64,
    pub current_level_rating: i64,
    pub next_level_rating: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#storyareaposition>.
#[derive(Debug, Clone, Serialize)]
pub struct StoryAreaPosition {
    pub x_percentage: f64,
    pub y_percentage: f64,
    pub width_percentage: f64,
    pub height_percentage: f64,
    /// 0 to 360.
    pub rotation_angle: f64,
    pub corner_radius_percentage: f64,
}

impl StoryAreaPosition {
    pub fn new(
        x_percentage: f64,
        y_percentage: f64,
        width_percentage: f64,
        height_percentage: f64,
        rotation_angle: f64,
        corner_radius_percentage: f64,
    ) -> Self {
        Self {
            x_percentage,
            y_percentage,
            width_percentage,
            height_percentage,
            rotation_angle,
            corner_radius_percentage,
        }
    }
}

/// See <https://core.telegram.org/bots/api#locationaddress>.
#[derive(Debug, Clone, Serialize)]
pub struct LocationAddress {
    pub country_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
}

impl LocationAddress {
    pub fn new(country_code: impl Into<String>) -> Self {
        Self { country_code: country_code.into(), state: None, city: None, street: None }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatypelocation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "location")]
pub struct StoryAreaTypeLocation {
    pub latitude: f64,
    pub longitude: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<LocationAddress>,
}

impl StoryAreaTypeLocation {
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, address: None }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatypesuggestedreaction>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "suggested_reaction")]
pub struct StoryAreaTypeSuggestedReaction {
    pub reaction_type: ReactionType,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_dark: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_flipped: Option<bool>,
}

impl StoryAreaTypeSuggestedReaction {
    pub fn new(reaction_type: ReactionType) -> Self {
        Self { reaction_type, is_dark: None, is_flipped: None }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatypelink>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "link")]
pub struct StoryAreaTypeLink {
    pub url: String,
}

impl StoryAreaTypeLink {
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatypeweather>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "weather")]
pub struct StoryAreaTypeWeather {
    pub temperature: f64,
    pub emoji: String,
    pub background_color: i64,
}

impl StoryAreaTypeWeather {
    pub fn new(temperature: f64, emoji: impl Into<String>, background_color: i64) -> Self {
        Self { temperature, emoji: emoji.into(), background_color }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatypeuniquegift>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "unique_gift")]
pub struct StoryAreaTypeUniqueGift {
    pub name: String,
}

impl StoryAreaTypeUniqueGift {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#storyarea>.
#[derive(Debug, Clone, Serialize)]
pub struct StoryArea {
    pub position: StoryAreaPosition,
    #[serde(rename = "type")]
    pub kind: StoryAreaType,
}

impl StoryArea {
    pub fn new(position: StoryAreaPosition, kind: StoryAreaType) -> Self {
        Self { position, kind }
    }
}

/// See <https://core.telegram.org/bots/api#chatlocation>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatLocation {
    pub location: Location,
    /// 1 to 64 characters.
    pub address: String,
}

/// See <https://core.telegram.org/bots/api#reactiontypeemoji>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "emoji")]
pub struct ReactionTypeEmoji {
    pub emoji: String,
}

impl ReactionTypeEmoji {
    pub fn new(emoji: impl Into<String>) -> Self {
        Self { emoji: emoji.into() }
    }
}

/// See <https://core.telegram.org/bots/api#reactiontypecustomemoji>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "custom_emoji")]
pub struct ReactionTypeCustomEmoji {
    pub custom_emoji_id: String,
}

impl ReactionTypeCustomEmoji {
    pub fn new(custom_emoji_id: impl Into<String>) -> Self {
        Self { custom_emoji_id: custom_emoji_id.into() }
    }
}

/// See <https://core.telegram.org/bots/api#reactiontypepaid>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename = "paid")]
pub struct ReactionTypePaid {}

/// See <https://core.telegram.org/bots/api#reactioncount>.
#[derive(Debug, Clone, Deserialize)]
pub struct ReactionCount {
    #[serde(rename = "type")]
    pub kind: ReactionType,
    pub total_count: i64,
}

/// See <https://core.telegram.org/bots/api#messagereactionupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageReactionUpdated {
    pub chat: Chat,
    pub message_id: MessageId,
    pub user: Option<Box<User>>,
    pub actor_chat: Option<Box<Chat>>,
    pub date: i64,
    pub old_reaction: Vec<ReactionType>,
    pub new_reaction: Vec<ReactionType>,
}

/// See <https://core.telegram.org/bots/api#messagereactioncountupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct MessageReactionCountUpdated {
    pub chat: Chat,
    pub message_id: MessageId,
    pub date: i64,
    pub reactions: Vec<ReactionCount>,
}

/// See <https://core.telegram.org/bots/api#forumtopic>.
#[derive(Debug, Clone, Deserialize)]
pub struct ForumTopic {
    pub message_thread_id: ThreadId,
    pub name: String,
    pub icon_color: i64,
    pub icon_custom_emoji_id: Option<String>,
    #[serde(default)]
    pub is_name_implicit: bool,
}

/// See <https://core.telegram.org/bots/api#giftbackground>.
#[derive(Debug, Clone, Deserialize)]
pub struct GiftBackground {
    pub center_color: i64,
    pub edge_color: i64,
    pub text_color: i64,
}

/// See <https://core.telegram.org/bots/api#gift>.
#[derive(Debug, Clone, Deserialize)]
pub struct Gift {
    pub id: String,
    pub sticker: Sticker,
    pub star_count: i64,
    pub upgrade_star_count: Option<i64>,
    #[serde(default)]
    pub is_premium: bool,
    #[serde(default)]
    pub has_colors: bool,
    pub total_count: Option<i64>,
    pub remaining_count: Option<i64>,
    pub personal_total_count: Option<i64>,
    pub personal_remaining_count: Option<i64>,
    pub background: Option<Box<GiftBackground>>,
    pub unique_gift_variant_count: Option<i64>,
    pub publisher_chat: Option<Box<Chat>>,
}

/// See <https://core.telegram.org/bots/api#gifts>.
#[derive(Debug, Clone, Deserialize)]
pub struct Gifts {
    pub gifts: Vec<Gift>,
}

/// See <https://core.telegram.org/bots/api#uniquegiftmodel>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftModel {
    pub name: String,
    pub sticker: Sticker,
    pub rarity_per_mille: i64,
    pub rarity: Option<String>,
}

/// See <https://core.telegram.org/bots/api#uniquegiftsymbol>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftSymbol {
    pub name: String,
    pub sticker: Sticker,
    pub rarity_per_mille: i64,
}

/// See <https://core.telegram.org/bots/api#uniquegiftbackdropcolors>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftBackdropColors {
    pub center_color: i64,
    pub edge_color: i64,
    pub symbol_color: i64,
    pub text_color: i64,
}

/// See <https://core.telegram.org/bots/api#uniquegiftbackdrop>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftBackdrop {
    pub name: String,
    pub colors: UniqueGiftBackdropColors,
    pub rarity_per_mille: i64,
}

/// See <https://core.telegram.org/bots/api#uniquegiftcolors>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftColors {
    pub model_custom_emoji_id: String,
    pub symbol_custom_emoji_id: String,
    pub light_theme_main_color: i64,
    pub light_theme_other_colors: Vec<i64>,
    pub dark_theme_main_color: i64,
    pub dark_theme_other_colors: Vec<i64>,
}

/// See <https://core.telegram.org/bots/api#uniquegift>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGift {
    pub gift_id: String,
    pub base_name: String,
    pub name: String,
    pub number: i64,
    pub model: UniqueGiftModel,
    pub symbol: UniqueGiftSymbol,
    pub backdrop: UniqueGiftBackdrop,
    #[serde(default)]
    pub is_premium: bool,
    #[serde(default)]
    pub is_burned: bool,
    #[serde(default)]
    pub is_from_blockchain: bool,
    pub colors: Option<Box<UniqueGiftColors>>,
    pub publisher_chat: Option<Box<Chat>>,
}

/// See <https://core.telegram.org/bots/api#giftinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct GiftInfo {
    pub gift: Gift,
    pub owned_gift_id: Option<String>,
    pub convert_star_count: Option<i64>,
    pub prepaid_upgrade_star_count: Option<i64>,
    #[serde(default)]
    pub is_upgrade_separate: bool,
    #[serde(default)]
    pub can_be_upgraded: bool,
    pub text: Option<String>,
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(default)]
    pub is_private: bool,
    pub unique_gift_number: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#uniquegiftinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct UniqueGiftInfo {
    pub gift: UniqueGift,
    pub origin: String,
    pub text: Option<String>,
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(default)]
    pub is_private: bool,
    pub last_resale_currency: Option<String>,
    pub last_resale_amount: Option<i64>,
    pub owned_gift_id: Option<String>,
    pub transfer_star_count: Option<i64>,
    pub next_transfer_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#ownedgiftregular>.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnedGiftRegular {
    pub gift: Gift,
    pub owned_gift_id: Option<String>,
    pub sender_user: Option<Box<User>>,
    pub send_date: i64,
    pub text: Option<String>,
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(default)]
    pub is_private: bool,
    #[serde(default)]
    pub is_saved: bool,
    #[serde(default)]
    pub can_be_upgraded: bool,
    #[serde(default)]
    pub was_refunded: bool,
    pub convert_star_count: Option<i64>,
    pub prepaid_upgrade_star_count: Option<i64>,
    #[serde(default)]
    pub is_upgrade_separate: bool,
    pub unique_gift_number: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#ownedgiftunique>.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnedGiftUnique {
    pub gift: UniqueGift,
    pub owned_gift_id: Option<String>,
    pub sender_user: Option<Box<User>>,
    pub send_date: i64,
    #[serde(default)]
    pub is_saved: bool,
    #[serde(default)]
    pub can_be_transferred: bool,
    pub transfer_star_count: Option<i64>,
    pub next_transfer_date: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#ownedgifts>.
#[derive(Debug, Clone, Deserialize)]
pub struct OwnedGifts {
    pub total_count: i64,
    pub gifts: Vec<OwnedGift>,
    pub next_offset: Option<String>,
}

/// See <https://core.telegram.org/bots/api#botaccesssettings>.
#[derive(Debug, Clone, Deserialize)]
pub struct BotAccessSettings {
    pub is_access_restricted: bool,
    pub added_users: Option<Vec<User>>,
}

/// See <https://core.telegram.org/bots/api#acceptedgifttypes>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AcceptedGiftTypes {
    pub unlimited_gifts: bool,
    pub limited_gifts: bool,
    pub unique_gifts: bool,
    pub premium_subscription: bool,
    pub gifts_from_channels: bool,
}

impl AcceptedGiftTypes {
    pub fn new(
        unlimited_gifts: bool,
        limited_gifts: bool,
        unique_gifts: bool,
        premium_subscription: bool,
        gifts_from_channels: bool,
    ) -> Self {
        Self {
            unlimited_gifts,
            limited_gifts,
            unique_gifts,
            premium_subscription,
            gifts_from_channels,
        }
    }
}

/// See <https://core.telegram.org/bots/api#staramount>.
#[derive(Debug, Clone, Deserialize)]
pub struct StarAmount {
    pub amount: i64,
    pub nanostar_amount: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#botcommand>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BotCommand {
    /// 1 to 32 characters.
    pub command: String,
    /// 1 to 256 characters.
    pub description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_ephemeral: Option<bool>,
}

impl BotCommand {
    pub fn new(command: impl Into<String>, description: impl Into<String>) -> Self {
        Self { command: command.into(), description: description.into(), is_ephemeral: None }
    }
}

/// See <https://core.telegram.org/bots/api#botcommandscopedefault>.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "type", rename = "default")]
pub struct BotCommandScopeDefault {}

/// See <https://core.telegram.org/bots/api#botcommandscopeallprivatechats>.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "type", rename = "all_private_chats")]
pub struct BotCommandScopeAllPrivateChats {}

/// See <https://core.telegram.org/bots/api#botcommandscopeallgroupchats>.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "type", rename = "all_group_chats")]
pub struct BotCommandScopeAllGroupChats {}

/// See <https://core.telegram.org/bots/api#botcommandscopeallchatadministrators>.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "type", rename = "all_chat_administrators")]
pub struct BotCommandScopeAllChatAdministrators {}

/// See <https://core.telegram.org/bots/api#botcommandscopechat>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "chat")]
pub struct BotCommandScopeChat {
    pub chat_id: ChatTarget,
}

impl BotCommandScopeChat {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

/// See <https://core.telegram.org/bots/api#botcommandscopechatadministrators>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "chat_administrators")]
pub struct BotCommandScopeChatAdministrators {
    pub chat_id: ChatTarget,
}

impl BotCommandScopeChatAdministrators {
    pub fn new(chat_id: impl Into<ChatTarget>) -> Self {
        Self { chat_id: chat_id.into() }
    }
}

/// See <https://core.telegram.org/bots/api#botcommandscopechatmember>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "chat_member")]
pub struct BotCommandScopeChatMember {
    pub chat_id: ChatTarget,
    pub user_id: UserId,
}

impl BotCommandScopeChatMember {
    pub fn new(chat_id: impl Into<ChatTarget>, user_id: UserId) -> Self {
        Self { chat_id: chat_id.into(), user_id }
    }
}

/// See <https://core.telegram.org/bots/api#botname>.
#[derive(Debug, Clone, Deserialize)]
pub struct BotName {
    pub name: String,
}

/// See <https://core.telegram.org/bots/api#botdescription>.
#[derive(Debug, Clone, Deserialize)]
pub struct BotDescription {
    pub description: String,
}

/// See <https://core.telegram.org/bots/api#botshortdescription>.
#[derive(Debug, Clone, Deserialize)]
pub struct BotShortDescription {
    pub short_description: String,
}

/// See <https://core.telegram.org/bots/api#menubuttoncommands>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename = "commands")]
pub struct MenuButtonCommands {}

/// See <https://core.telegram.org/bots/api#menubuttonwebapp>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "web_app")]
pub struct MenuButtonWebApp {
    pub text: String,
    pub web_app: WebAppInfo,
}

impl MenuButtonWebApp {
    pub fn new(text: impl Into<String>, web_app: WebAppInfo) -> Self {
        Self { text: text.into(), web_app }
    }
}

/// See <https://core.telegram.org/bots/api#menubuttondefault>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename = "default")]
pub struct MenuButtonDefault {}

/// See <https://core.telegram.org/bots/api#chatboostsourcepremium>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostSourcePremium {
    pub user: User,
}

/// See <https://core.telegram.org/bots/api#chatboostsourcegiftcode>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostSourceGiftCode {
    pub user: User,
}

/// See <https://core.telegram.org/bots/api#chatboostsourcegiveaway>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostSourceGiveaway {
    pub giveaway_message_id: MessageId,
    pub user: Option<Box<User>>,
    pub prize_star_count: Option<i64>,
    #[serde(default)]
    pub is_unclaimed: bool,
}

/// See <https://core.telegram.org/bots/api#chatboost>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoost {
    pub boost_id: String,
    pub add_date: i64,
    pub expiration_date: i64,
    pub source: ChatBoostSource,
}

/// See <https://core.telegram.org/bots/api#chatboostupdated>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostUpdated {
    pub chat: Chat,
    pub boost: ChatBoost,
}

/// See <https://core.telegram.org/bots/api#chatboostremoved>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatBoostRemoved {
    pub chat: Chat,
    pub boost_id: String,
    pub remove_date: i64,
    pub source: ChatBoostSource,
}

/// See <https://core.telegram.org/bots/api#chatownerleft>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct ChatOwnerLeft {
    pub new_owner: Option<Box<User>>,
}

/// See <https://core.telegram.org/bots/api#chatownerchanged>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChatOwnerChanged {
    pub new_owner: User,
}

/// See <https://core.telegram.org/bots/api#userchatboosts>.
#[derive(Debug, Clone, Deserialize)]
pub struct UserChatBoosts {
    pub boosts: Vec<ChatBoost>,
}

/// See <https://core.telegram.org/bots/api#businessbotrights>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct BusinessBotRights {
    #[serde(default)]
    pub can_reply: bool,
    #[serde(default)]
    pub can_read_messages: bool,
    #[serde(default)]
    pub can_delete_sent_messages: bool,
    #[serde(default)]
    pub can_delete_all_messages: bool,
    #[serde(default)]
    pub can_edit_name: bool,
    #[serde(default)]
    pub can_edit_bio: bool,
    #[serde(default)]
    pub can_edit_profile_photo: bool,
    #[serde(default)]
    pub can_edit_username: bool,
    #[serde(default)]
    pub can_change_gift_settings: bool,
    #[serde(default)]
    pub can_view_gifts_and_stars: bool,
    #[serde(default)]
    pub can_convert_gifts_to_stars: bool,
    #[serde(default)]
    pub can_transfer_and_upgrade_gifts: bool,
    #[serde(default)]
    pub can_transfer_stars: bool,
    #[serde(default)]
    pub can_manage_stories: bool,
}

/// See <https://core.telegram.org/bots/api#businessconnection>.
#[derive(Debug, Clone, Deserialize)]
pub struct BusinessConnection {
    pub id: String,
    pub user: User,
    pub user_chat_id: ChatId,
    pub date: i64,
    pub rights: Option<Box<BusinessBotRights>>,
    pub is_enabled: bool,
}

/// See <https://core.telegram.org/bots/api#businessmessagesdeleted>.
#[derive(Debug, Clone, Deserialize)]
pub struct BusinessMessagesDeleted {
    pub business_connection_id: String,
    pub chat: Chat,
    pub message_ids: Vec<MessageId>,
}

/// See <https://core.telegram.org/bots/api#sentwebappmessage>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct SentWebAppMessage {
    pub inline_message_id: Option<String>,
}

/// See <https://core.telegram.org/bots/api#sentguestmessage>.
#[derive(Debug, Clone, Deserialize)]
pub struct SentGuestMessage {
    pub inline_message_id: String,
}

/// See <https://core.telegram.org/bots/api#preparedinlinemessage>.
#[derive(Debug, Clone, Deserialize)]
pub struct PreparedInlineMessage {
    pub id: String,
    pub expiration_date: i64,
}

/// See <https://core.telegram.org/bots/api#preparedkeyboardbutton>.
#[derive(Debug, Clone, Deserialize)]
pub struct PreparedKeyboardButton {
    pub id: String,
}

/// See <https://core.telegram.org/bots/api#inputmediaanimation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "animation")]
pub struct InputMediaAnimation {
    pub media: String,
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
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
}

impl InputMediaAnimation {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            thumbnail: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            width: None,
            height: None,
            duration: None,
            has_spoiler: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediaaudio>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "audio")]
pub struct InputMediaAudio {
    pub media: String,
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
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

impl InputMediaAudio {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            thumbnail: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            duration: None,
            performer: None,
            title: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediadocument>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "document")]
pub struct InputMediaDocument {
    pub media: String,
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
}

impl InputMediaDocument {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            thumbnail: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            disable_content_type_detection: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmedialink>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "link")]
pub struct InputMediaLink {
    pub url: String,
}

impl InputMediaLink {
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputmedialivephoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "live_photo")]
pub struct InputMediaLivePhoto {
    pub media: String,
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
}

impl InputMediaLivePhoto {
    pub fn new(media: impl Into<String>, photo: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            photo: photo.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmedialocation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "location")]
pub struct InputMediaLocation {
    pub latitude: f64,
    pub longitude: f64,
    /// 0 to 1500.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizontal_accuracy: Option<f64>,
}

impl InputMediaLocation {
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self { latitude, longitude, horizontal_accuracy: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediaphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InputMediaPhoto {
    pub media: String,
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
}

impl InputMediaPhoto {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            has_spoiler: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediasticker>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "sticker")]
pub struct InputMediaSticker {
    pub media: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emoji: Option<String>,
}

impl InputMediaSticker {
    pub fn new(media: impl Into<String>) -> Self {
        Self { media: media.into(), emoji: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediavenue>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "venue")]
pub struct InputMediaVenue {
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
}

impl InputMediaVenue {
    pub fn new(
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            foursquare_id: None,
            foursquare_type: None,
            google_place_id: None,
            google_place_type: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediavideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InputMediaVideo {
    pub media: String,
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
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_streaming: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_spoiler: Option<bool>,
}

impl InputMediaVideo {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            thumbnail: None,
            cover: None,
            start_timestamp: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            width: None,
            height: None,
            duration: None,
            supports_streaming: None,
            has_spoiler: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmediavoicenote>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "voice_note")]
pub struct InputMediaVoiceNote {
    pub media: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
}

impl InputMediaVoiceNote {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            duration: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputpaidmedialivephoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "live_photo")]
pub struct InputPaidMediaLivePhoto {
    pub media: String,
    pub photo: String,
}

impl InputPaidMediaLivePhoto {
    pub fn new(media: impl Into<String>, photo: impl Into<String>) -> Self {
        Self { media: media.into(), photo: photo.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputpaidmediaphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InputPaidMediaPhoto {
    pub media: String,
}

impl InputPaidMediaPhoto {
    pub fn new(media: impl Into<String>) -> Self {
        Self { media: media.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputpaidmediavideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InputPaidMediaVideo {
    pub media: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_timestamp: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_streaming: Option<bool>,
}

impl InputPaidMediaVideo {
    pub fn new(media: impl Into<String>) -> Self {
        Self {
            media: media.into(),
            thumbnail: None,
            cover: None,
            start_timestamp: None,
            width: None,
            height: None,
            duration: None,
            supports_streaming: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputprofilephotostatic>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "static")]
pub struct InputProfilePhotoStatic {
    pub photo: String,
}

impl InputProfilePhotoStatic {
    pub fn new(photo: impl Into<String>) -> Self {
        Self { photo: photo.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputprofilephotoanimated>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "animated")]
pub struct InputProfilePhotoAnimated {
    pub animation: String,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub main_frame_timestamp: Option<f64>,
}

impl InputProfilePhotoAnimated {
    pub fn new(animation: impl Into<String>) -> Self {
        Self { animation: animation.into(), main_frame_timestamp: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputstorycontentphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InputStoryContentPhoto {
    pub photo: String,
}

impl InputStoryContentPhoto {
    pub fn new(photo: impl Into<String>) -> Self {
        Self { photo: photo.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputstorycontentvideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InputStoryContentVideo {
    pub video: String,
    /// 0 to 60.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<f64>,
    /// `0` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cover_frame_timestamp: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_animation: Option<bool>,
}

impl InputStoryContentVideo {
    pub fn new(video: impl Into<String>) -> Self {
        Self {
            video: video.into(),
            duration: None,
            cover_frame_timestamp: None,
            is_animation: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#sticker>.
#[derive(Debug, Clone, Deserialize)]
pub struct Sticker {
    pub file_id: String,
    pub file_unique_id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub width: i64,
    pub height: i64,
    pub is_animated: bool,
    pub is_video: bool,
    pub thumbnail: Option<Box<PhotoSize>>,
    pub emoji: Option<String>,
    pub set_name: Option<String>,
    pub premium_animation: Option<Box<File>>,
    pub mask_position: Option<Box<MaskPosition>>,
    pub custom_emoji_id: Option<String>,
    #[serde(default)]
    pub needs_repainting: bool,
    pub file_size: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#stickerset>.
#[derive(Debug, Clone, Deserialize)]
pub struct StickerSet {
    pub name: String,
    pub title: String,
    pub sticker_type: String,
    pub stickers: Vec<Sticker>,
    pub thumbnail: Option<Box<PhotoSize>>,
}

/// See <https://core.telegram.org/bots/api#maskposition>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MaskPosition {
    pub point: String,
    pub x_shift: f64,
    pub y_shift: f64,
    pub scale: f64,
}

impl MaskPosition {
    pub fn new(point: impl Into<String>, x_shift: f64, y_shift: f64, scale: f64) -> Self {
        Self { point: point.into(), x_shift, y_shift, scale }
    }
}

/// See <https://core.telegram.org/bots/api#inputsticker>.
#[derive(Debug, Clone, Serialize)]
pub struct InputSticker {
    pub sticker: String,
    pub format: String,
    pub emoji_list: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mask_position: Option<MaskPosition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keywords: Option<Vec<String>>,
}

impl InputSticker {
    pub fn new(
        sticker: impl Into<String>,
        format: impl Into<String>,
        emoji_list: Vec<String>,
    ) -> Self {
        Self {
            sticker: sticker.into(),
            format: format.into(),
            emoji_list,
            mask_position: None,
            keywords: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#richmessage>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichMessage {
    pub blocks: Vec<RichBlock>,
    pub is_rtl: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#inputrichmessage>.
#[derive(Debug, Clone, Default, Serialize)]
pub struct InputRichMessage {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<InputRichBlock>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Vec<InputRichMessageMedia>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_rtl: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip_entity_detection: Option<bool>,
}

/// See <https://core.telegram.org/bots/api#inputrichmessagemedia>.
#[derive(Debug, Clone, Serialize)]
pub struct InputRichMessageMedia {
    /// 1 to 64 characters.
    pub id: String,
    pub media: RichMediaContent,
}

impl InputRichMessageMedia {
    pub fn new(id: impl Into<String>, media: RichMediaContent) -> Self {
        Self { id: id.into(), media }
    }
}

/// See <https://core.telegram.org/bots/api#richmessagebutton>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RichMessageButton {
    pub text: RichText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// 1 to 64 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback_data: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_app: Option<Box<WebAppInfo>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login_url: Option<Box<LoginUrl>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query_current_chat: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub switch_inline_query_chosen_chat: Option<Box<SwitchInlineQueryChosenChat>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_text: Option<Box<CopyTextButton>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<Box<DisabledButton>>,
}

impl RichMessageButton {
    pub fn new(text: RichText) -> Self {
        Self {
            text,
            style: None,
            url: None,
            callback_data: None,
            web_app: None,
            login_url: None,
            switch_inline_query: None,
            switch_inline_query_current_chat: None,
            switch_inline_query_chosen_chat: None,
            copy_text: None,
            disabled: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#richtextbold>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "bold")]
pub struct RichTextBold {
    pub text: RichText,
}

impl RichTextBold {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextitalic>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "italic")]
pub struct RichTextItalic {
    pub text: RichText,
}

impl RichTextItalic {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextunderline>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "underline")]
pub struct RichTextUnderline {
    pub text: RichText,
}

impl RichTextUnderline {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextstrikethrough>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "strikethrough")]
pub struct RichTextStrikethrough {
    pub text: RichText,
}

impl RichTextStrikethrough {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextspoiler>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "spoiler")]
pub struct RichTextSpoiler {
    pub text: RichText,
}

impl RichTextSpoiler {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextdatetime>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "date_time")]
pub struct RichTextDateTime {
    pub text: RichText,
    pub unix_time: i64,
    pub date_time_format: String,
}

impl RichTextDateTime {
    pub fn new(text: RichText, unix_time: i64, date_time_format: impl Into<String>) -> Self {
        Self { text, unix_time, date_time_format: date_time_format.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtexttextmention>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "text_mention")]
pub struct RichTextTextMention {
    pub text: RichText,
    pub user: User,
}

impl RichTextTextMention {
    pub fn new(text: RichText, user: User) -> Self {
        Self { text, user }
    }
}

/// See <https://core.telegram.org/bots/api#richtextsubscript>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "subscript")]
pub struct RichTextSubscript {
    pub text: RichText,
}

impl RichTextSubscript {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextsuperscript>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "superscript")]
pub struct RichTextSuperscript {
    pub text: RichText,
}

impl RichTextSuperscript {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextmarked>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "marked")]
pub struct RichTextMarked {
    pub text: RichText,
}

impl RichTextMarked {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextcode>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "code")]
pub struct RichTextCode {
    pub text: RichText,
}

impl RichTextCode {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#richtextcustomemoji>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "custom_emoji")]
pub struct RichTextCustomEmoji {
    pub custom_emoji_id: String,
    pub alternative_text: String,
}

impl RichTextCustomEmoji {
    pub fn new(custom_emoji_id: impl Into<String>, alternative_text: impl Into<String>) -> Self {
        Self { custom_emoji_id: custom_emoji_id.into(), alternative_text: alternative_text.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextmathematicalexpression>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "mathematical_expression")]
pub struct RichTextMathematicalExpression {
    pub expression: String,
}

impl RichTextMathematicalExpression {
    pub fn new(expression: impl Into<String>) -> Self {
        Self { expression: expression.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtexturl>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "url")]
pub struct RichTextUrl {
    pub text: RichText,
    pub url: String,
}

impl RichTextUrl {
    pub fn new(text: RichText, url: impl Into<String>) -> Self {
        Self { text, url: url.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextemailaddress>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "email_address")]
pub struct RichTextEmailAddress {
    pub text: RichText,
    pub email_address: String,
}

impl RichTextEmailAddress {
    pub fn new(text: RichText, email_address: impl Into<String>) -> Self {
        Self { text, email_address: email_address.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextphonenumber>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "phone_number")]
pub struct RichTextPhoneNumber {
    pub text: RichText,
    pub phone_number: String,
}

impl RichTextPhoneNumber {
    pub fn new(text: RichText, phone_number: impl Into<String>) -> Self {
        Self { text, phone_number: phone_number.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextbankcardnumber>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "bank_card_number")]
pub struct RichTextBankCardNumber {
    pub text: RichText,
    pub bank_card_number: String,
}

impl RichTextBankCardNumber {
    pub fn new(text: RichText, bank_card_number: impl Into<String>) -> Self {
        Self { text, bank_card_number: bank_card_number.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextmention>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "mention")]
pub struct RichTextMention {
    pub text: RichText,
    pub username: String,
}

impl RichTextMention {
    pub fn new(text: RichText, username: impl Into<String>) -> Self {
        Self { text, username: username.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtexthashtag>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "hashtag")]
pub struct RichTextHashtag {
    pub text: RichText,
    pub hashtag: String,
}

impl RichTextHashtag {
    pub fn new(text: RichText, hashtag: impl Into<String>) -> Self {
        Self { text, hashtag: hashtag.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextcashtag>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "cashtag")]
pub struct RichTextCashtag {
    pub text: RichText,
    pub cashtag: String,
}

impl RichTextCashtag {
    pub fn new(text: RichText, cashtag: impl Into<String>) -> Self {
        Self { text, cashtag: cashtag.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextbotcommand>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "bot_command")]
pub struct RichTextBotCommand {
    pub text: RichText,
    pub bot_command: String,
}

impl RichTextBotCommand {
    pub fn new(text: RichText, bot_command: impl Into<String>) -> Self {
        Self { text, bot_command: bot_command.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextbutton>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "button")]
pub struct RichTextButton {
    pub button: RichMessageButton,
}

impl RichTextButton {
    pub fn new(button: RichMessageButton) -> Self {
        Self { button }
    }
}

/// See <https://core.telegram.org/bots/api#richtextanchor>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "anchor")]
pub struct RichTextAnchor {
    pub name: String,
}

impl RichTextAnchor {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextanchorlink>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "anchor_link")]
pub struct RichTextAnchorLink {
    pub text: RichText,
    pub anchor_name: String,
}

impl RichTextAnchorLink {
    pub fn new(text: RichText, anchor_name: impl Into<String>) -> Self {
        Self { text, anchor_name: anchor_name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextreference>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "reference")]
pub struct RichTextReference {
    pub text: RichText,
    pub name: String,
}

impl RichTextReference {
    pub fn new(text: RichText, name: impl Into<String>) -> Self {
        Self { text, name: name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richtextreferencelink>.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename = "reference_link")]
pub struct RichTextReferenceLink {
    pub text: RichText,
    pub reference_name: String,
}

impl RichTextReferenceLink {
    pub fn new(text: RichText, reference_name: impl Into<String>) -> Self {
        Self { text, reference_name: reference_name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#richblockcaption>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RichBlockCaption {
    pub text: RichText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<Box<RichText>>,
}

impl RichBlockCaption {
    pub fn new(text: RichText) -> Self {
        Self { text, credit: None }
    }
}

/// See <https://core.telegram.org/bots/api#richblocktablecell>.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RichBlockTableCell {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Box<RichText>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_header: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colspan: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rowspan: Option<i64>,
    pub align: String,
    pub valign: String,
}

impl RichBlockTableCell {
    pub fn new(align: impl Into<String>, valign: impl Into<String>) -> Self {
        Self {
            text: None,
            is_header: false,
            colspan: None,
            rowspan: None,
            align: align.into(),
            valign: valign.into(),
        }
    }
}

/// See <https://core.telegram.org/bots/api#richblocklistitem>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockListItem {
    pub label: String,
    pub blocks: Vec<RichBlock>,
    #[serde(default)]
    pub has_checkbox: bool,
    #[serde(default)]
    pub is_checked: bool,
    pub value: Option<i64>,
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

/// See <https://core.telegram.org/bots/api#richblockparagraph>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockParagraph {
    pub text: RichText,
}

/// See <https://core.telegram.org/bots/api#richblocksectionheading>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockSectionHeading {
    pub text: RichText,
    pub size: i64,
}

/// See <https://core.telegram.org/bots/api#richblockpreformatted>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockPreformatted {
    pub text: RichText,
    pub language: Option<String>,
}

/// See <https://core.telegram.org/bots/api#richblockfooter>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockFooter {
    pub text: RichText,
}

/// See <https://core.telegram.org/bots/api#richblockdivider>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RichBlockDivider {}

/// See <https://core.telegram.org/bots/api#richblockmathematicalexpression>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockMathematicalExpression {
    pub expression: String,
}

/// See <https://core.telegram.org/bots/api#richblockanchor>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockAnchor {
    pub name: String,
}

/// See <https://core.telegram.org/bots/api#richblocklist>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockList {
    pub items: Vec<RichBlockListItem>,
}

/// See <https://core.telegram.org/bots/api#richblockblockquotation>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockBlockQuotation {
    pub blocks: Vec<RichBlock>,
    pub credit: Option<Box<RichText>>,
}

/// See <https://core.telegram.org/bots/api#richblockexpandableblockquotation>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockExpandableBlockQuotation {
    pub text: RichText,
    pub credit: Option<Box<RichText>>,
}

/// See <https://core.telegram.org/bots/api#richblockpullquotation>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockPullQuotation {
    pub text: RichText,
    pub credit: Option<Box<RichText>>,
}

/// See <https://core.telegram.org/bots/api#richblockcollage>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockCollage {
    pub blocks: Vec<RichBlock>,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockslideshow>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockSlideshow {
    pub blocks: Vec<RichBlock>,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblocktable>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockTable {
    pub cells: Vec<Vec<RichBlockTableCell>>,
    #[serde(default)]
    pub is_bordered: bool,
    #[serde(default)]
    pub is_striped: bool,
    #[serde(default)]
    pub is_compact: bool,
    pub caption: Option<Box<RichText>>,
}

/// See <https://core.telegram.org/bots/api#richblockdetails>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockDetails {
    pub summary: RichText,
    pub blocks: Vec<RichBlock>,
    #[serde(default)]
    pub is_open: bool,
}

/// See <https://core.telegram.org/bots/api#richblockmap>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockMap {
    pub location: Location,
    pub zoom: i64,
    pub width: i64,
    pub height: i64,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockbuttons>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockButtons {
    pub buttons: Vec<RichMessageButton>,
    pub align: Option<String>,
}

/// See <https://core.telegram.org/bots/api#richblockanimation>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockAnimation {
    pub animation: Animation,
    #[serde(default)]
    pub has_spoiler: bool,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockaudio>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockAudio {
    pub audio: Audio,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockdocument>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockDocument {
    pub document: Document,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockphoto>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockPhoto {
    pub photo: Vec<PhotoSize>,
    #[serde(default)]
    pub has_spoiler: bool,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockvideo>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockVideo {
    pub video: Video,
    #[serde(default)]
    pub has_spoiler: bool,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockvoicenote>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockVoiceNote {
    pub voice_note: Voice,
    pub caption: Option<Box<RichBlockCaption>>,
}

/// See <https://core.telegram.org/bots/api#richblockthinking>.
#[derive(Debug, Clone, Deserialize)]
pub struct RichBlockThinking {
    pub text: RichText,
}

/// See <https://core.telegram.org/bots/api#inputrichblocklistitem>.
#[derive(Debug, Clone, Serialize)]
pub struct InputRichBlockListItem {
    pub blocks: Vec<InputRichBlock>,
    #[serde(skip_serializing_if = "is_false")]
    pub has_checkbox: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub is_checked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<i64>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

impl InputRichBlockListItem {
    pub fn new(blocks: Vec<InputRichBlock>) -> Self {
        Self { blocks, has_checkbox: false, is_checked: false, value: None, kind: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockparagraph>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "paragraph")]
pub struct InputRichBlockParagraph {
    pub text: RichText,
}

impl InputRichBlockParagraph {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblocksectionheading>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "heading")]
pub struct InputRichBlockSectionHeading {
    pub text: RichText,
    pub size: i64,
}

impl InputRichBlockSectionHeading {
    pub fn new(text: RichText, size: i64) -> Self {
        Self { text, size }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockpreformatted>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "pre")]
pub struct InputRichBlockPreformatted {
    pub text: RichText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl InputRichBlockPreformatted {
    pub fn new(text: RichText) -> Self {
        Self { text, language: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockfooter>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "footer")]
pub struct InputRichBlockFooter {
    pub text: RichText,
}

impl InputRichBlockFooter {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockdivider>.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(tag = "type", rename = "divider")]
pub struct InputRichBlockDivider {}

/// See <https://core.telegram.org/bots/api#inputrichblockmathematicalexpression>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "mathematical_expression")]
pub struct InputRichBlockMathematicalExpression {
    pub expression: String,
}

impl InputRichBlockMathematicalExpression {
    pub fn new(expression: impl Into<String>) -> Self {
        Self { expression: expression.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockanchor>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "anchor")]
pub struct InputRichBlockAnchor {
    pub name: String,
}

impl InputRichBlockAnchor {
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblocklist>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "list")]
pub struct InputRichBlockList {
    pub items: Vec<InputRichBlockListItem>,
}

impl InputRichBlockList {
    pub fn new(items: Vec<InputRichBlockListItem>) -> Self {
        Self { items }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockblockquotation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "blockquote")]
pub struct InputRichBlockBlockQuotation {
    pub blocks: Vec<InputRichBlock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<RichText>,
}

impl InputRichBlockBlockQuotation {
    pub fn new(blocks: Vec<InputRichBlock>) -> Self {
        Self { blocks, credit: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockexpandableblockquotation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "expandable_blockquote")]
pub struct InputRichBlockExpandableBlockQuotation {
    pub text: RichText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<RichText>,
}

impl InputRichBlockExpandableBlockQuotation {
    pub fn new(text: RichText) -> Self {
        Self { text, credit: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockpullquotation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "pullquote")]
pub struct InputRichBlockPullQuotation {
    pub text: RichText,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit: Option<RichText>,
}

impl InputRichBlockPullQuotation {
    pub fn new(text: RichText) -> Self {
        Self { text, credit: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockcollage>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "collage")]
pub struct InputRichBlockCollage {
    pub blocks: Vec<InputRichBlock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockCollage {
    pub fn new(blocks: Vec<InputRichBlock>) -> Self {
        Self { blocks, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockslideshow>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "slideshow")]
pub struct InputRichBlockSlideshow {
    pub blocks: Vec<InputRichBlock>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockSlideshow {
    pub fn new(blocks: Vec<InputRichBlock>) -> Self {
        Self { blocks, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblocktable>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "table")]
pub struct InputRichBlockTable {
    pub cells: Vec<Vec<RichBlockTableCell>>,
    #[serde(skip_serializing_if = "is_false")]
    pub is_bordered: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub is_striped: bool,
    #[serde(skip_serializing_if = "is_false")]
    pub is_compact: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichText>,
}

impl InputRichBlockTable {
    pub fn new(cells: Vec<Vec<RichBlockTableCell>>) -> Self {
        Self { cells, is_bordered: false, is_striped: false, is_compact: false, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockdetails>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "details")]
pub struct InputRichBlockDetails {
    pub summary: RichText,
    pub blocks: Vec<InputRichBlock>,
    #[serde(skip_serializing_if = "is_false")]
    pub is_open: bool,
}

impl InputRichBlockDetails {
    pub fn new(summary: RichText, blocks: Vec<InputRichBlock>) -> Self {
        Self { summary, blocks, is_open: false }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockmap>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "map")]
pub struct InputRichBlockMap {
    pub location: Location,
    /// 0 to 24.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zoom: Option<i64>,
    /// 0 to 10000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<i64>,
    /// 0 to 10000.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockMap {
    pub fn new(location: Location) -> Self {
        Self { location, zoom: None, width: None, height: None, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockbuttons>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "buttons")]
pub struct InputRichBlockButtons {
    pub buttons: Vec<RichMessageButton>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub align: Option<String>,
}

impl InputRichBlockButtons {
    pub fn new(buttons: Vec<RichMessageButton>) -> Self {
        Self { buttons, align: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockanimation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "animation")]
pub struct InputRichBlockAnimation {
    pub animation: InputMediaAnimation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockAnimation {
    pub fn new(animation: InputMediaAnimation) -> Self {
        Self { animation, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockaudio>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "audio")]
pub struct InputRichBlockAudio {
    pub audio: InputMediaAudio,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockAudio {
    pub fn new(audio: InputMediaAudio) -> Self {
        Self { audio, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockdocument>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "document")]
pub struct InputRichBlockDocument {
    pub document: InputMediaDocument,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockDocument {
    pub fn new(document: InputMediaDocument) -> Self {
        Self { document, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InputRichBlockPhoto {
    pub photo: InputMediaPhoto,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockPhoto {
    pub fn new(photo: InputMediaPhoto) -> Self {
        Self { photo, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockvideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InputRichBlockVideo {
    pub video: InputMediaVideo,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockVideo {
    pub fn new(video: InputMediaVideo) -> Self {
        Self { video, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockvoicenote>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "voice_note")]
pub struct InputRichBlockVoiceNote {
    pub voice_note: InputMediaVoiceNote,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<RichBlockCaption>,
}

impl InputRichBlockVoiceNote {
    pub fn new(voice_note: InputMediaVoiceNote) -> Self {
        Self { voice_note, caption: None }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblockthinking>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "thinking")]
pub struct InputRichBlockThinking {
    pub text: RichText,
}

impl InputRichBlockThinking {
    pub fn new(text: RichText) -> Self {
        Self { text }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequery>.
#[derive(Debug, Clone, Deserialize)]
pub struct InlineQuery {
    pub id: String,
    pub from: User,
    pub query: String,
    pub offset: String,
    pub chat_type: Option<String>,
    pub location: Option<Box<Location>>,
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultsbutton>.
#[derive(Debug, Clone, Serialize)]
pub struct InlineQueryResultsButton {
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_app: Option<WebAppInfo>,
    /// 1 to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_parameter: Option<String>,
}

impl InlineQueryResultsButton {
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), web_app: None, start_parameter: None }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultarticle>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "article")]
pub struct InlineQueryResultArticle {
    pub id: String,
    pub title: String,
    pub input_message_content: InputMessageContent,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultArticle {
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        input_message_content: InputMessageContent,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            input_message_content,
            reply_markup: None,
            url: None,
            description: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InlineQueryResultPhoto {
    /// 1 to 64 bytes.
    pub id: String,
    pub photo_url: String,
    pub thumbnail_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultPhoto {
    pub fn new(
        id: impl Into<String>,
        photo_url: impl Into<String>,
        thumbnail_url: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            photo_url: photo_url.into(),
            thumbnail_url: thumbnail_url.into(),
            photo_width: None,
            photo_height: None,
            title: None,
            description: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultgif>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "gif")]
pub struct InlineQueryResultGif {
    /// 1 to 64 bytes.
    pub id: String,
    pub gif_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gif_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gif_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gif_duration: Option<i64>,
    pub thumbnail_url: String,
    /// `image/jpeg` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultGif {
    pub fn new(
        id: impl Into<String>,
        gif_url: impl Into<String>,
        thumbnail_url: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            gif_url: gif_url.into(),
            gif_width: None,
            gif_height: None,
            gif_duration: None,
            thumbnail_url: thumbnail_url.into(),
            thumbnail_mime_type: None,
            title: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultmpeg4gif>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "mpeg4_gif")]
pub struct InlineQueryResultMpeg4Gif {
    /// 1 to 64 bytes.
    pub id: String,
    pub mpeg4_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mpeg4_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mpeg4_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mpeg4_duration: Option<i64>,
    pub thumbnail_url: String,
    /// `image/jpeg` if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultMpeg4Gif {
    pub fn new(
        id: impl Into<String>,
        mpeg4_url: impl Into<String>,
        thumbnail_url: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            mpeg4_url: mpeg4_url.into(),
            mpeg4_width: None,
            mpeg4_height: None,
            mpeg4_duration: None,
            thumbnail_url: thumbnail_url.into(),
            thumbnail_mime_type: None,
            title: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultvideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InlineQueryResultVideo {
    /// 1 to 64 bytes.
    pub id: String,
    pub video_url: String,
    pub mime_type: String,
    pub thumbnail_url: String,
    pub title: String,
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
    pub video_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_height: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultVideo {
    pub fn new(
        id: impl Into<String>,
        video_url: impl Into<String>,
        mime_type: impl Into<String>,
        thumbnail_url: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            video_url: video_url.into(),
            mime_type: mime_type.into(),
            thumbnail_url: thumbnail_url.into(),
            title: title.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            video_width: None,
            video_height: None,
            video_duration: None,
            description: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultaudio>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "audio")]
pub struct InlineQueryResultAudio {
    /// 1 to 64 bytes.
    pub id: String,
    pub audio_url: String,
    pub title: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub performer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultAudio {
    pub fn new(
        id: impl Into<String>,
        audio_url: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            audio_url: audio_url.into(),
            title: title.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            performer: None,
            audio_duration: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultvoice>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "voice")]
pub struct InlineQueryResultVoice {
    /// 1 to 64 bytes.
    pub id: String,
    pub voice_url: String,
    pub title: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub voice_duration: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultVoice {
    pub fn new(
        id: impl Into<String>,
        voice_url: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            voice_url: voice_url.into(),
            title: title.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            voice_duration: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultdocument>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "document")]
pub struct InlineQueryResultDocument {
    /// 1 to 64 bytes.
    pub id: String,
    pub title: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    pub document_url: String,
    pub mime_type: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultDocument {
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        document_url: impl Into<String>,
        mime_type: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            document_url: document_url.into(),
            mime_type: mime_type.into(),
            description: None,
            reply_markup: None,
            input_message_content: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultlocation>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "location")]
pub struct InlineQueryResultLocation {
    pub id: String,
    pub latitude: f64,
    pub longitude: f64,
    pub title: String,
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
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultLocation {
    pub fn new(
        id: impl Into<String>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            latitude,
            longitude,
            title: title.into(),
            horizontal_accuracy: None,
            live_period: None,
            heading: None,
            proximity_alert_radius: None,
            reply_markup: None,
            input_message_content: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultvenue>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "venue")]
pub struct InlineQueryResultVenue {
    pub id: String,
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
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultVenue {
    pub fn new(
        id: impl Into<String>,
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            foursquare_id: None,
            foursquare_type: None,
            google_place_id: None,
            google_place_type: None,
            reply_markup: None,
            input_message_content: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcontact>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "contact")]
pub struct InlineQueryResultContact {
    pub id: String,
    pub phone_number: String,
    pub first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// 0 to 2048 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vcard: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_width: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thumbnail_height: Option<i64>,
}

impl InlineQueryResultContact {
    pub fn new(
        id: impl Into<String>,
        phone_number: impl Into<String>,
        first_name: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            last_name: None,
            vcard: None,
            reply_markup: None,
            input_message_content: None,
            thumbnail_url: None,
            thumbnail_width: None,
            thumbnail_height: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultgame>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "game")]
pub struct InlineQueryResultGame {
    /// 1 to 64 bytes.
    pub id: String,
    pub game_short_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
}

impl InlineQueryResultGame {
    pub fn new(id: impl Into<String>, game_short_name: impl Into<String>) -> Self {
        Self { id: id.into(), game_short_name: game_short_name.into(), reply_markup: None }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedphoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "photo")]
pub struct InlineQueryResultCachedPhoto {
    /// 1 to 64 bytes.
    pub id: String,
    pub photo_file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedPhoto {
    pub fn new(id: impl Into<String>, photo_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            photo_file_id: photo_file_id.into(),
            title: None,
            description: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedgif>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "gif")]
pub struct InlineQueryResultCachedGif {
    /// 1 to 64 bytes.
    pub id: String,
    pub gif_file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedGif {
    pub fn new(id: impl Into<String>, gif_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            gif_file_id: gif_file_id.into(),
            title: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedmpeg4gif>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "mpeg4_gif")]
pub struct InlineQueryResultCachedMpeg4Gif {
    /// 1 to 64 bytes.
    pub id: String,
    pub mpeg4_file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedMpeg4Gif {
    pub fn new(id: impl Into<String>, mpeg4_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            mpeg4_file_id: mpeg4_file_id.into(),
            title: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedsticker>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "sticker")]
pub struct InlineQueryResultCachedSticker {
    /// 1 to 64 bytes.
    pub id: String,
    pub sticker_file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedSticker {
    pub fn new(id: impl Into<String>, sticker_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            sticker_file_id: sticker_file_id.into(),
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcacheddocument>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "document")]
pub struct InlineQueryResultCachedDocument {
    /// 1 to 64 bytes.
    pub id: String,
    pub title: String,
    pub document_file_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedDocument {
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        document_file_id: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            document_file_id: document_file_id.into(),
            description: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedvideo>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "video")]
pub struct InlineQueryResultCachedVideo {
    /// 1 to 64 bytes.
    pub id: String,
    pub video_file_id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedVideo {
    pub fn new(
        id: impl Into<String>,
        video_file_id: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            video_file_id: video_file_id.into(),
            title: title.into(),
            description: None,
            caption: None,
            parse_mode: None,
            caption_entities: None,
            show_caption_above_media: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedvoice>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "voice")]
pub struct InlineQueryResultCachedVoice {
    /// 1 to 64 bytes.
    pub id: String,
    pub voice_file_id: String,
    pub title: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedVoice {
    pub fn new(
        id: impl Into<String>,
        voice_file_id: impl Into<String>,
        title: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            voice_file_id: voice_file_id.into(),
            title: title.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresultcachedaudio>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename = "audio")]
pub struct InlineQueryResultCachedAudio {
    /// 1 to 64 bytes.
    pub id: String,
    pub audio_file_id: String,
    /// 0 to 1024 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption_entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply_markup: Option<InlineKeyboardMarkup>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input_message_content: Option<InputMessageContent>,
}

impl InlineQueryResultCachedAudio {
    pub fn new(id: impl Into<String>, audio_file_id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            audio_file_id: audio_file_id.into(),
            caption: None,
            parse_mode: None,
            caption_entities: None,
            reply_markup: None,
            input_message_content: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputtextmessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputTextMessageContent {
    /// 1 to 4096 characters.
    pub message_text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parse_mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entities: Option<Vec<MessageEntity>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link_preview_options: Option<LinkPreviewOptions>,
}

impl InputTextMessageContent {
    pub fn new(message_text: impl Into<String>) -> Self {
        Self {
            message_text: message_text.into(),
            parse_mode: None,
            entities: None,
            link_preview_options: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichmessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputRichMessageContent {
    pub rich_message: InputRichMessage,
}

impl InputRichMessageContent {
    pub fn new(rich_message: InputRichMessage) -> Self {
        Self { rich_message }
    }
}

/// See <https://core.telegram.org/bots/api#inputlocationmessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputLocationMessageContent {
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
}

impl InputLocationMessageContent {
    pub fn new(latitude: f64, longitude: f64) -> Self {
        Self {
            latitude,
            longitude,
            horizontal_accuracy: None,
            live_period: None,
            heading: None,
            proximity_alert_radius: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputvenuemessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputVenueMessageContent {
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
}

impl InputVenueMessageContent {
    pub fn new(
        latitude: f64,
        longitude: f64,
        title: impl Into<String>,
        address: impl Into<String>,
    ) -> Self {
        Self {
            latitude,
            longitude,
            title: title.into(),
            address: address.into(),
            foursquare_id: None,
            foursquare_type: None,
            google_place_id: None,
            google_place_type: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputcontactmessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputContactMessageContent {
    pub phone_number: String,
    pub first_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// 0 to 2048 bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vcard: Option<String>,
}

impl InputContactMessageContent {
    pub fn new(phone_number: impl Into<String>, first_name: impl Into<String>) -> Self {
        Self {
            phone_number: phone_number.into(),
            first_name: first_name.into(),
            last_name: None,
            vcard: None,
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputinvoicemessagecontent>.
#[derive(Debug, Clone, Serialize)]
pub struct InputInvoiceMessageContent {
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

impl InputInvoiceMessageContent {
    pub fn new(
        title: impl Into<String>,
        description: impl Into<String>,
        payload: impl Into<String>,
        currency: impl Into<String>,
        prices: Vec<LabeledPrice>,
    ) -> Self {
        Self {
            title: title.into(),
            description: description.into(),
            payload: payload.into(),
            provider_token: None,
            currency: currency.into(),
            prices,
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

/// See <https://core.telegram.org/bots/api#choseninlineresult>.
#[derive(Debug, Clone, Deserialize)]
pub struct ChosenInlineResult {
    pub result_id: String,
    pub from: User,
    pub location: Option<Box<Location>>,
    pub inline_message_id: Option<String>,
    pub query: String,
}

/// See <https://core.telegram.org/bots/api#labeledprice>.
#[derive(Debug, Clone, Serialize)]
pub struct LabeledPrice {
    pub label: String,
    pub amount: i64,
}

impl LabeledPrice {
    pub fn new(label: impl Into<String>, amount: i64) -> Self {
        Self { label: label.into(), amount }
    }
}

/// See <https://core.telegram.org/bots/api#invoice>.
#[derive(Debug, Clone, Deserialize)]
pub struct Invoice {
    pub title: String,
    pub description: String,
    pub start_parameter: String,
    pub currency: String,
    pub total_amount: i64,
}

/// See <https://core.telegram.org/bots/api#shippingaddress>.
#[derive(Debug, Clone, Deserialize)]
pub struct ShippingAddress {
    pub country_code: String,
    pub state: String,
    pub city: String,
    pub street_line1: String,
    pub street_line2: String,
    pub post_code: String,
}

/// See <https://core.telegram.org/bots/api#orderinfo>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct OrderInfo {
    pub name: Option<String>,
    pub phone_number: Option<String>,
    pub email: Option<String>,
    pub shipping_address: Option<Box<ShippingAddress>>,
}

/// See <https://core.telegram.org/bots/api#shippingoption>.
#[derive(Debug, Clone, Serialize)]
pub struct ShippingOption {
    pub id: String,
    pub title: String,
    pub prices: Vec<LabeledPrice>,
}

impl ShippingOption {
    pub fn new(id: impl Into<String>, title: impl Into<String>, prices: Vec<LabeledPrice>) -> Self {
        Self { id: id.into(), title: title.into(), prices }
    }
}

/// See <https://core.telegram.org/bots/api#successfulpayment>.
#[derive(Debug, Clone, Deserialize)]
pub struct SuccessfulPayment {
    pub currency: String,
    pub total_amount: i64,
    pub invoice_payload: String,
    pub subscription_expiration_date: Option<i64>,
    #[serde(default)]
    pub is_recurring: bool,
    #[serde(default)]
    pub is_first_recurring: bool,
    pub shipping_option_id: Option<String>,
    pub order_info: Option<Box<OrderInfo>>,
    pub telegram_payment_charge_id: String,
    pub provider_payment_charge_id: String,
}

/// See <https://core.telegram.org/bots/api#refundedpayment>.
#[derive(Debug, Clone, Deserialize)]
pub struct RefundedPayment {
    pub currency: String,
    pub total_amount: i64,
    pub invoice_payload: String,
    pub telegram_payment_charge_id: String,
    pub provider_payment_charge_id: Option<String>,
}

/// See <https://core.telegram.org/bots/api#shippingquery>.
#[derive(Debug, Clone, Deserialize)]
pub struct ShippingQuery {
    pub id: String,
    pub from: User,
    pub invoice_payload: String,
    pub shipping_address: ShippingAddress,
}

/// See <https://core.telegram.org/bots/api#precheckoutquery>.
#[derive(Debug, Clone, Deserialize)]
pub struct PreCheckoutQuery {
    pub id: String,
    pub from: User,
    pub currency: String,
    pub total_amount: i64,
    pub invoice_payload: String,
    pub shipping_option_id: Option<String>,
    pub order_info: Option<Box<OrderInfo>>,
}

/// See <https://core.telegram.org/bots/api#paidmediapurchased>.
#[derive(Debug, Clone, Deserialize)]
pub struct PaidMediaPurchased {
    pub from: User,
    pub paid_media_payload: String,
}

/// See <https://core.telegram.org/bots/api#revenuewithdrawalstatepending>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RevenueWithdrawalStatePending {}

/// See <https://core.telegram.org/bots/api#revenuewithdrawalstatesucceeded>.
#[derive(Debug, Clone, Deserialize)]
pub struct RevenueWithdrawalStateSucceeded {
    pub date: i64,
    pub url: String,
}

/// See <https://core.telegram.org/bots/api#revenuewithdrawalstatefailed>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct RevenueWithdrawalStateFailed {}

/// See <https://core.telegram.org/bots/api#affiliateinfo>.
#[derive(Debug, Clone, Deserialize)]
pub struct AffiliateInfo {
    pub affiliate_user: Option<Box<User>>,
    pub affiliate_chat: Option<Box<Chat>>,
    pub commission_per_mille: i64,
    pub amount: i64,
    pub nanostar_amount: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#transactionpartneruser>.
#[derive(Debug, Clone, Deserialize)]
pub struct TransactionPartnerUser {
    pub transaction_type: String,
    pub user: User,
    pub affiliate: Option<Box<AffiliateInfo>>,
    pub invoice_payload: Option<String>,
    pub subscription_period: Option<i64>,
    pub paid_media: Option<Vec<PaidMedia>>,
    pub paid_media_payload: Option<String>,
    pub gift: Option<Box<Gift>>,
    pub premium_subscription_duration: Option<i64>,
}

/// See <https://core.telegram.org/bots/api#transactionpartnerchat>.
#[derive(Debug, Clone, Deserialize)]
pub struct TransactionPartnerChat {
    pub chat: Chat,
    pub gift: Option<Box<Gift>>,
}

/// See <https://core.telegram.org/bots/api#transactionpartneraffiliateprogram>.
#[derive(Debug, Clone, Deserialize)]
pub struct TransactionPartnerAffiliateProgram {
    pub sponsor_user: Option<Box<User>>,
    pub commission_per_mille: i64,
}

/// See <https://core.telegram.org/bots/api#transactionpartnerfragment>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TransactionPartnerFragment {
    pub withdrawal_state: Option<Box<RevenueWithdrawalState>>,
}

/// See <https://core.telegram.org/bots/api#transactionpartnertelegramads>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TransactionPartnerTelegramAds {}

/// See <https://core.telegram.org/bots/api#transactionpartnertelegramapi>.
#[derive(Debug, Clone, Deserialize)]
pub struct TransactionPartnerTelegramApi {
    pub request_count: i64,
}

/// See <https://core.telegram.org/bots/api#transactionpartnerother>.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TransactionPartnerOther {}

/// See <https://core.telegram.org/bots/api#startransaction>.
#[derive(Debug, Clone, Deserialize)]
pub struct StarTransaction {
    pub id: String,
    pub amount: i64,
    pub nanostar_amount: Option<i64>,
    pub date: i64,
    pub source: Option<Box<TransactionPartner>>,
    pub receiver: Option<Box<TransactionPartner>>,
}

/// See <https://core.telegram.org/bots/api#startransactions>.
#[derive(Debug, Clone, Deserialize)]
pub struct StarTransactions {
    pub transactions: Vec<StarTransaction>,
}

/// See <https://core.telegram.org/bots/api#passportdata>.
#[derive(Debug, Clone, Deserialize)]
pub struct PassportData {
    pub data: Vec<EncryptedPassportElement>,
    pub credentials: EncryptedCredentials,
}

/// See <https://core.telegram.org/bots/api#passportfile>.
#[derive(Debug, Clone, Deserialize)]
pub struct PassportFile {
    pub file_id: String,
    pub file_unique_id: String,
    pub file_size: i64,
    pub file_date: i64,
}

/// See <https://core.telegram.org/bots/api#encryptedpassportelement>.
#[derive(Debug, Clone, Deserialize)]
pub struct EncryptedPassportElement {
    #[serde(rename = "type")]
    pub kind: String,
    pub data: Option<String>,
    pub phone_number: Option<String>,
    pub email: Option<String>,
    pub files: Option<Vec<PassportFile>>,
    pub front_side: Option<Box<PassportFile>>,
    pub reverse_side: Option<Box<PassportFile>>,
    pub selfie: Option<Box<PassportFile>>,
    pub translation: Option<Vec<PassportFile>>,
    pub hash: String,
}

/// See <https://core.telegram.org/bots/api#encryptedcredentials>.
#[derive(Debug, Clone, Deserialize)]
pub struct EncryptedCredentials {
    pub data: String,
    pub hash: String,
    pub secret: String,
}

/// See <https://core.telegram.org/bots/api#passportelementerrordatafield>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "data")]
pub struct PassportElementErrorDataField {
    #[serde(rename = "type")]
    pub kind: String,
    pub field_name: String,
    pub data_hash: String,
    pub message: String,
}

impl PassportElementErrorDataField {
    pub fn new(
        kind: impl Into<String>,
        field_name: impl Into<String>,
        data_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            kind: kind.into(),
            field_name: field_name.into(),
            data_hash: data_hash.into(),
            message: message.into(),
        }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorfrontside>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "front_side")]
pub struct PassportElementErrorFrontSide {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hash: String,
    pub message: String,
}

impl PassportElementErrorFrontSide {
    pub fn new(
        kind: impl Into<String>,
        file_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hash: file_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorreverseside>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "reverse_side")]
pub struct PassportElementErrorReverseSide {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hash: String,
    pub message: String,
}

impl PassportElementErrorReverseSide {
    pub fn new(
        kind: impl Into<String>,
        file_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hash: file_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorselfie>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "selfie")]
pub struct PassportElementErrorSelfie {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hash: String,
    pub message: String,
}

impl PassportElementErrorSelfie {
    pub fn new(
        kind: impl Into<String>,
        file_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hash: file_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorfile>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "file")]
pub struct PassportElementErrorFile {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hash: String,
    pub message: String,
}

impl PassportElementErrorFile {
    pub fn new(
        kind: impl Into<String>,
        file_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hash: file_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorfiles>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "files")]
pub struct PassportElementErrorFiles {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hashes: Vec<String>,
    pub message: String,
}

impl PassportElementErrorFiles {
    pub fn new(
        kind: impl Into<String>,
        file_hashes: Vec<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hashes, message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrortranslationfile>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "translation_file")]
pub struct PassportElementErrorTranslationFile {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hash: String,
    pub message: String,
}

impl PassportElementErrorTranslationFile {
    pub fn new(
        kind: impl Into<String>,
        file_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hash: file_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrortranslationfiles>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "translation_files")]
pub struct PassportElementErrorTranslationFiles {
    #[serde(rename = "type")]
    pub kind: String,
    pub file_hashes: Vec<String>,
    pub message: String,
}

impl PassportElementErrorTranslationFiles {
    pub fn new(
        kind: impl Into<String>,
        file_hashes: Vec<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), file_hashes, message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerrorunspecified>.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "source", rename = "unspecified")]
pub struct PassportElementErrorUnspecified {
    #[serde(rename = "type")]
    pub kind: String,
    pub element_hash: String,
    pub message: String,
}

impl PassportElementErrorUnspecified {
    pub fn new(
        kind: impl Into<String>,
        element_hash: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { kind: kind.into(), element_hash: element_hash.into(), message: message.into() }
    }
}

/// See <https://core.telegram.org/bots/api#game>.
#[derive(Debug, Clone, Deserialize)]
pub struct Game {
    pub title: String,
    pub description: String,
    pub photo: Vec<PhotoSize>,
    /// 0 to 4096 characters.
    pub text: Option<String>,
    pub text_entities: Option<Vec<MessageEntity>>,
    pub animation: Option<Box<Animation>>,
}

/// See <https://core.telegram.org/bots/api#callbackgame>.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CallbackGame {}

/// See <https://core.telegram.org/bots/api#gamehighscore>.
#[derive(Debug, Clone, Deserialize)]
pub struct GameHighScore {
    pub position: i64,
    pub user: User,
    pub score: i64,
}
