// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! Unions. A member that is not known is kept as raw JSON.

use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::value::RawValue;

use super::objects::*;
use crate::union;

/// See <https://core.telegram.org/bots/api#maybeinaccessiblemessage>.
#[derive(Debug, Clone)]
pub enum MaybeInaccessibleMessage {
    Message(Message),
    InaccessibleMessage(InaccessibleMessage),
}

impl<'de> Deserialize<'de> for MaybeInaccessibleMessage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(&raw).map_err(D::Error::custom)
    }
}

impl MaybeInaccessibleMessage {
    fn read(raw: &RawValue) -> serde_json::Result<Self> {
        let json = raw.get();
        if union::is_inaccessible(json)? {
            return serde_json::from_str(json).map(Self::InaccessibleMessage);
        }
        serde_json::from_str(json).map(Self::Message)
    }
}

/// See <https://core.telegram.org/bots/api#messageorigin>.
#[derive(Debug, Clone)]
pub enum MessageOrigin {
    User(MessageOriginUser),
    HiddenUser(MessageOriginHiddenUser),
    Chat(MessageOriginChat),
    Channel(MessageOriginChannel),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for MessageOrigin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl MessageOrigin {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "user" => serde_json::from_str(json).map(Self::User),
            "hidden_user" => serde_json::from_str(json).map(Self::HiddenUser),
            "chat" => serde_json::from_str(json).map(Self::Chat),
            "channel" => serde_json::from_str(json).map(Self::Channel),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#paidmedia>.
#[derive(Debug, Clone)]
pub enum PaidMedia {
    LivePhoto(PaidMediaLivePhoto),
    Photo(PaidMediaPhoto),
    Preview(PaidMediaPreview),
    Video(PaidMediaVideo),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for PaidMedia {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl PaidMedia {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "live_photo" => serde_json::from_str(json).map(Self::LivePhoto),
            "photo" => serde_json::from_str(json).map(Self::Photo),
            "preview" => serde_json::from_str(json).map(Self::Preview),
            "video" => serde_json::from_str(json).map(Self::Video),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputpollmedia>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputPollMedia {
    Animation(InputMediaAnimation),
    Audio(InputMediaAudio),
    Document(InputMediaDocument),
    LivePhoto(InputMediaLivePhoto),
    Location(InputMediaLocation),
    Photo(InputMediaPhoto),
    Venue(InputMediaVenue),
    Video(InputMediaVideo),
}

impl From<InputMediaAnimation> for InputPollMedia {
    fn from(member: InputMediaAnimation) -> Self {
        Self::Animation(member)
    }
}

impl From<InputMediaAudio> for InputPollMedia {
    fn from(member: InputMediaAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InputMediaDocument> for InputPollMedia {
    fn from(member: InputMediaDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InputMediaLivePhoto> for InputPollMedia {
    fn from(member: InputMediaLivePhoto) -> Self {
        Self::LivePhoto(member)
    }
}

impl From<InputMediaLocation> for InputPollMedia {
    fn from(member: InputMediaLocation) -> Self {
        Self::Location(member)
    }
}

impl From<InputMediaPhoto> for InputPollMedia {
    fn from(member: InputMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputMediaVenue> for InputPollMedia {
    fn from(member: InputMediaVenue) -> Self {
        Self::Venue(member)
    }
}

impl From<InputMediaVideo> for InputPollMedia {
    fn from(member: InputMediaVideo) -> Self {
        Self::Video(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputpolloptionmedia>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputPollOptionMedia {
    Animation(InputMediaAnimation),
    Link(InputMediaLink),
    LivePhoto(InputMediaLivePhoto),
    Location(InputMediaLocation),
    Photo(InputMediaPhoto),
    Sticker(InputMediaSticker),
    Venue(InputMediaVenue),
    Video(InputMediaVideo),
}

impl From<InputMediaAnimation> for InputPollOptionMedia {
    fn from(member: InputMediaAnimation) -> Self {
        Self::Animation(member)
    }
}

impl From<InputMediaLink> for InputPollOptionMedia {
    fn from(member: InputMediaLink) -> Self {
        Self::Link(member)
    }
}

impl From<InputMediaLivePhoto> for InputPollOptionMedia {
    fn from(member: InputMediaLivePhoto) -> Self {
        Self::LivePhoto(member)
    }
}

impl From<InputMediaLocation> for InputPollOptionMedia {
    fn from(member: InputMediaLocation) -> Self {
        Self::Location(member)
    }
}

impl From<InputMediaPhoto> for InputPollOptionMedia {
    fn from(member: InputMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputMediaSticker> for InputPollOptionMedia {
    fn from(member: InputMediaSticker) -> Self {
        Self::Sticker(member)
    }
}

impl From<InputMediaVenue> for InputPollOptionMedia {
    fn from(member: InputMediaVenue) -> Self {
        Self::Venue(member)
    }
}

impl From<InputMediaVideo> for InputPollOptionMedia {
    fn from(member: InputMediaVideo) -> Self {
        Self::Video(member)
    }
}

/// See <https://core.telegram.org/bots/api#backgroundfill>.
#[derive(Debug, Clone)]
pub enum BackgroundFill {
    Solid(BackgroundFillSolid),
    Gradient(BackgroundFillGradient),
    FreeformGradient(BackgroundFillFreeformGradient),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for BackgroundFill {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl BackgroundFill {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "solid" => serde_json::from_str(json).map(Self::Solid),
            "gradient" => serde_json::from_str(json).map(Self::Gradient),
            "freeform_gradient" => serde_json::from_str(json).map(Self::FreeformGradient),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#backgroundtype>.
#[derive(Debug, Clone)]
pub enum BackgroundType {
    Fill(BackgroundTypeFill),
    Wallpaper(BackgroundTypeWallpaper),
    Pattern(BackgroundTypePattern),
    ChatTheme(BackgroundTypeChatTheme),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for BackgroundType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl BackgroundType {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "fill" => serde_json::from_str(json).map(Self::Fill),
            "wallpaper" => serde_json::from_str(json).map(Self::Wallpaper),
            "pattern" => serde_json::from_str(json).map(Self::Pattern),
            "chat_theme" => serde_json::from_str(json).map(Self::ChatTheme),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#chatmember>.
#[derive(Debug, Clone)]
pub enum ChatMember {
    Owner(ChatMemberOwner),
    Administrator(ChatMemberAdministrator),
    Member(ChatMemberMember),
    Restricted(ChatMemberRestricted),
    Left(ChatMemberLeft),
    Banned(ChatMemberBanned),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for ChatMember {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl ChatMember {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "status")? {
            "creator" => serde_json::from_str(json).map(Self::Owner),
            "administrator" => serde_json::from_str(json).map(Self::Administrator),
            "member" => serde_json::from_str(json).map(Self::Member),
            "restricted" => serde_json::from_str(json).map(Self::Restricted),
            "left" => serde_json::from_str(json).map(Self::Left),
            "kicked" => serde_json::from_str(json).map(Self::Banned),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#storyareatype>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum StoryAreaType {
    Location(StoryAreaTypeLocation),
    SuggestedReaction(StoryAreaTypeSuggestedReaction),
    Link(StoryAreaTypeLink),
    Weather(StoryAreaTypeWeather),
    UniqueGift(StoryAreaTypeUniqueGift),
}

impl From<StoryAreaTypeLocation> for StoryAreaType {
    fn from(member: StoryAreaTypeLocation) -> Self {
        Self::Location(member)
    }
}

impl From<StoryAreaTypeSuggestedReaction> for StoryAreaType {
    fn from(member: StoryAreaTypeSuggestedReaction) -> Self {
        Self::SuggestedReaction(member)
    }
}

impl From<StoryAreaTypeLink> for StoryAreaType {
    fn from(member: StoryAreaTypeLink) -> Self {
        Self::Link(member)
    }
}

impl From<StoryAreaTypeWeather> for StoryAreaType {
    fn from(member: StoryAreaTypeWeather) -> Self {
        Self::Weather(member)
    }
}

impl From<StoryAreaTypeUniqueGift> for StoryAreaType {
    fn from(member: StoryAreaTypeUniqueGift) -> Self {
        Self::UniqueGift(member)
    }
}

/// See <https://core.telegram.org/bots/api#reactiontype>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ReactionType {
    Emoji(ReactionTypeEmoji),
    CustomEmoji(ReactionTypeCustomEmoji),
    Paid(ReactionTypePaid),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for ReactionType {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl ReactionType {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "emoji" => serde_json::from_str(json).map(Self::Emoji),
            "custom_emoji" => serde_json::from_str(json).map(Self::CustomEmoji),
            "paid" => serde_json::from_str(json).map(Self::Paid),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

impl From<ReactionTypeEmoji> for ReactionType {
    fn from(member: ReactionTypeEmoji) -> Self {
        Self::Emoji(member)
    }
}

impl From<ReactionTypeCustomEmoji> for ReactionType {
    fn from(member: ReactionTypeCustomEmoji) -> Self {
        Self::CustomEmoji(member)
    }
}

impl From<ReactionTypePaid> for ReactionType {
    fn from(member: ReactionTypePaid) -> Self {
        Self::Paid(member)
    }
}

/// See <https://core.telegram.org/bots/api#ownedgift>.
#[derive(Debug, Clone)]
pub enum OwnedGift {
    Regular(OwnedGiftRegular),
    Unique(OwnedGiftUnique),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for OwnedGift {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl OwnedGift {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "regular" => serde_json::from_str(json).map(Self::Regular),
            "unique" => serde_json::from_str(json).map(Self::Unique),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#botcommandscope>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum BotCommandScope {
    Default(BotCommandScopeDefault),
    AllPrivateChats(BotCommandScopeAllPrivateChats),
    AllGroupChats(BotCommandScopeAllGroupChats),
    AllChatAdministrators(BotCommandScopeAllChatAdministrators),
    Chat(BotCommandScopeChat),
    ChatAdministrators(BotCommandScopeChatAdministrators),
    ChatMember(BotCommandScopeChatMember),
}

impl From<BotCommandScopeDefault> for BotCommandScope {
    fn from(member: BotCommandScopeDefault) -> Self {
        Self::Default(member)
    }
}

impl From<BotCommandScopeAllPrivateChats> for BotCommandScope {
    fn from(member: BotCommandScopeAllPrivateChats) -> Self {
        Self::AllPrivateChats(member)
    }
}

impl From<BotCommandScopeAllGroupChats> for BotCommandScope {
    fn from(member: BotCommandScopeAllGroupChats) -> Self {
        Self::AllGroupChats(member)
    }
}

impl From<BotCommandScopeAllChatAdministrators> for BotCommandScope {
    fn from(member: BotCommandScopeAllChatAdministrators) -> Self {
        Self::AllChatAdministrators(member)
    }
}

impl From<BotCommandScopeChat> for BotCommandScope {
    fn from(member: BotCommandScopeChat) -> Self {
        Self::Chat(member)
    }
}

impl From<BotCommandScopeChatAdministrators> for BotCommandScope {
    fn from(member: BotCommandScopeChatAdministrators) -> Self {
        Self::ChatAdministrators(member)
    }
}

impl From<BotCommandScopeChatMember> for BotCommandScope {
    fn from(member: BotCommandScopeChatMember) -> Self {
        Self::ChatMember(member)
    }
}

/// See <https://core.telegram.org/bots/api#menubutton>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum MenuButton {
    Commands(MenuButtonCommands),
    WebApp(MenuButtonWebApp),
    Default(MenuButtonDefault),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for MenuButton {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl MenuButton {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "commands" => serde_json::from_str(json).map(Self::Commands),
            "web_app" => serde_json::from_str(json).map(Self::WebApp),
            "default" => serde_json::from_str(json).map(Self::Default),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

impl From<MenuButtonCommands> for MenuButton {
    fn from(member: MenuButtonCommands) -> Self {
        Self::Commands(member)
    }
}

impl From<MenuButtonWebApp> for MenuButton {
    fn from(member: MenuButtonWebApp) -> Self {
        Self::WebApp(member)
    }
}

impl From<MenuButtonDefault> for MenuButton {
    fn from(member: MenuButtonDefault) -> Self {
        Self::Default(member)
    }
}

/// See <https://core.telegram.org/bots/api#chatboostsource>.
#[derive(Debug, Clone)]
pub enum ChatBoostSource {
    Premium(ChatBoostSourcePremium),
    GiftCode(ChatBoostSourceGiftCode),
    Giveaway(ChatBoostSourceGiveaway),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for ChatBoostSource {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl ChatBoostSource {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "source")? {
            "premium" => serde_json::from_str(json).map(Self::Premium),
            "gift_code" => serde_json::from_str(json).map(Self::GiftCode),
            "giveaway" => serde_json::from_str(json).map(Self::Giveaway),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputmedia>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputMedia {
    Animation(InputMediaAnimation),
    Audio(InputMediaAudio),
    Document(InputMediaDocument),
    LivePhoto(InputMediaLivePhoto),
    Photo(InputMediaPhoto),
    Video(InputMediaVideo),
}

impl From<InputMediaAnimation> for InputMedia {
    fn from(member: InputMediaAnimation) -> Self {
        Self::Animation(member)
    }
}

impl From<InputMediaAudio> for InputMedia {
    fn from(member: InputMediaAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InputMediaDocument> for InputMedia {
    fn from(member: InputMediaDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InputMediaLivePhoto> for InputMedia {
    fn from(member: InputMediaLivePhoto) -> Self {
        Self::LivePhoto(member)
    }
}

impl From<InputMediaPhoto> for InputMedia {
    fn from(member: InputMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputMediaVideo> for InputMedia {
    fn from(member: InputMediaVideo) -> Self {
        Self::Video(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputpaidmedia>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputPaidMedia {
    LivePhoto(InputPaidMediaLivePhoto),
    Photo(InputPaidMediaPhoto),
    Video(InputPaidMediaVideo),
}

impl From<InputPaidMediaLivePhoto> for InputPaidMedia {
    fn from(member: InputPaidMediaLivePhoto) -> Self {
        Self::LivePhoto(member)
    }
}

impl From<InputPaidMediaPhoto> for InputPaidMedia {
    fn from(member: InputPaidMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputPaidMediaVideo> for InputPaidMedia {
    fn from(member: InputPaidMediaVideo) -> Self {
        Self::Video(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputprofilephoto>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputProfilePhoto {
    Static(InputProfilePhotoStatic),
    Animated(InputProfilePhotoAnimated),
}

impl From<InputProfilePhotoStatic> for InputProfilePhoto {
    fn from(member: InputProfilePhotoStatic) -> Self {
        Self::Static(member)
    }
}

impl From<InputProfilePhotoAnimated> for InputProfilePhoto {
    fn from(member: InputProfilePhotoAnimated) -> Self {
        Self::Animated(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputstorycontent>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputStoryContent {
    Photo(InputStoryContentPhoto),
    Video(InputStoryContentVideo),
}

impl From<InputStoryContentPhoto> for InputStoryContent {
    fn from(member: InputStoryContentPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputStoryContentVideo> for InputStoryContent {
    fn from(member: InputStoryContentVideo) -> Self {
        Self::Video(member)
    }
}

/// See <https://core.telegram.org/bots/api#richtext>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum RichText {
    Bold(Box<RichTextBold>),
    Italic(Box<RichTextItalic>),
    Underline(Box<RichTextUnderline>),
    Strikethrough(Box<RichTextStrikethrough>),
    Spoiler(Box<RichTextSpoiler>),
    DateTime(Box<RichTextDateTime>),
    TextMention(Box<RichTextTextMention>),
    Subscript(Box<RichTextSubscript>),
    Superscript(Box<RichTextSuperscript>),
    Marked(Box<RichTextMarked>),
    Code(Box<RichTextCode>),
    CustomEmoji(RichTextCustomEmoji),
    MathematicalExpression(RichTextMathematicalExpression),
    Url(Box<RichTextUrl>),
    EmailAddress(Box<RichTextEmailAddress>),
    PhoneNumber(Box<RichTextPhoneNumber>),
    BankCardNumber(Box<RichTextBankCardNumber>),
    Mention(Box<RichTextMention>),
    Hashtag(Box<RichTextHashtag>),
    Cashtag(Box<RichTextCashtag>),
    BotCommand(Box<RichTextBotCommand>),
    Button(Box<RichTextButton>),
    Anchor(RichTextAnchor),
    AnchorLink(Box<RichTextAnchorLink>),
    Reference(Box<RichTextReference>),
    ReferenceLink(Box<RichTextReferenceLink>),
    Plain(String),
    Sequence(Vec<RichText>),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl RichText {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        if union::is_text(json) {
            return serde_json::from_str(json).map(Self::Plain);
        }
        if union::is_array(json) {
            return serde_json::from_str(json).map(Self::Sequence);
        }
        match union::tag(json, "type")? {
            "bold" => serde_json::from_str(json).map(Self::Bold),
            "italic" => serde_json::from_str(json).map(Self::Italic),
            "underline" => serde_json::from_str(json).map(Self::Underline),
            "strikethrough" => serde_json::from_str(json).map(Self::Strikethrough),
            "spoiler" => serde_json::from_str(json).map(Self::Spoiler),
            "date_time" => serde_json::from_str(json).map(Self::DateTime),
            "text_mention" => serde_json::from_str(json).map(Self::TextMention),
            "subscript" => serde_json::from_str(json).map(Self::Subscript),
            "superscript" => serde_json::from_str(json).map(Self::Superscript),
            "marked" => serde_json::from_str(json).map(Self::Marked),
            "code" => serde_json::from_str(json).map(Self::Code),
            "custom_emoji" => serde_json::from_str(json).map(Self::CustomEmoji),
            "mathematical_expression" => {
                serde_json::from_str(json).map(Self::MathematicalExpression)
            }
            "url" => serde_json::from_str(json).map(Self::Url),
            "email_address" => serde_json::from_str(json).map(Self::EmailAddress),
            "phone_number" => serde_json::from_str(json).map(Self::PhoneNumber),
            "bank_card_number" => serde_json::from_str(json).map(Self::BankCardNumber),
            "mention" => serde_json::from_str(json).map(Self::Mention),
            "hashtag" => serde_json::from_str(json).map(Self::Hashtag),
            "cashtag" => serde_json::from_str(json).map(Self::Cashtag),
            "bot_command" => serde_json::from_str(json).map(Self::BotCommand),
            "button" => serde_json::from_str(json).map(Self::Button),
            "anchor" => serde_json::from_str(json).map(Self::Anchor),
            "anchor_link" => serde_json::from_str(json).map(Self::AnchorLink),
            "reference" => serde_json::from_str(json).map(Self::Reference),
            "reference_link" => serde_json::from_str(json).map(Self::ReferenceLink),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

impl From<RichTextBold> for RichText {
    fn from(member: RichTextBold) -> Self {
        Self::Bold(Box::new(member))
    }
}

impl From<RichTextItalic> for RichText {
    fn from(member: RichTextItalic) -> Self {
        Self::Italic(Box::new(member))
    }
}

impl From<RichTextUnderline> for RichText {
    fn from(member: RichTextUnderline) -> Self {
        Self::Underline(Box::new(member))
    }
}

impl From<RichTextStrikethrough> for RichText {
    fn from(member: RichTextStrikethrough) -> Self {
        Self::Strikethrough(Box::new(member))
    }
}

impl From<RichTextSpoiler> for RichText {
    fn from(member: RichTextSpoiler) -> Self {
        Self::Spoiler(Box::new(member))
    }
}

impl From<RichTextDateTime> for RichText {
    fn from(member: RichTextDateTime) -> Self {
        Self::DateTime(Box::new(member))
    }
}

impl From<RichTextTextMention> for RichText {
    fn from(member: RichTextTextMention) -> Self {
        Self::TextMention(Box::new(member))
    }
}

impl From<RichTextSubscript> for RichText {
    fn from(member: RichTextSubscript) -> Self {
        Self::Subscript(Box::new(member))
    }
}

impl From<RichTextSuperscript> for RichText {
    fn from(member: RichTextSuperscript) -> Self {
        Self::Superscript(Box::new(member))
    }
}

impl From<RichTextMarked> for RichText {
    fn from(member: RichTextMarked) -> Self {
        Self::Marked(Box::new(member))
    }
}

impl From<RichTextCode> for RichText {
    fn from(member: RichTextCode) -> Self {
        Self::Code(Box::new(member))
    }
}

impl From<RichTextCustomEmoji> for RichText {
    fn from(member: RichTextCustomEmoji) -> Self {
        Self::CustomEmoji(member)
    }
}

impl From<RichTextMathematicalExpression> for RichText {
    fn from(member: RichTextMathematicalExpression) -> Self {
        Self::MathematicalExpression(member)
    }
}

impl From<RichTextUrl> for RichText {
    fn from(member: RichTextUrl) -> Self {
        Self::Url(Box::new(member))
    }
}

impl From<RichTextEmailAddress> for RichText {
    fn from(member: RichTextEmailAddress) -> Self {
        Self::EmailAddress(Box::new(member))
    }
}

impl From<RichTextPhoneNumber> for RichText {
    fn from(member: RichTextPhoneNumber) -> Self {
        Self::PhoneNumber(Box::new(member))
    }
}

impl From<RichTextBankCardNumber> for RichText {
    fn from(member: RichTextBankCardNumber) -> Self {
        Self::BankCardNumber(Box::new(member))
    }
}

impl From<RichTextMention> for RichText {
    fn from(member: RichTextMention) -> Self {
        Self::Mention(Box::new(member))
    }
}

impl From<RichTextHashtag> for RichText {
    fn from(member: RichTextHashtag) -> Self {
        Self::Hashtag(Box::new(member))
    }
}

impl From<RichTextCashtag> for RichText {
    fn from(member: RichTextCashtag) -> Self {
        Self::Cashtag(Box::new(member))
    }
}

impl From<RichTextBotCommand> for RichText {
    fn from(member: RichTextBotCommand) -> Self {
        Self::BotCommand(Box::new(member))
    }
}

impl From<RichTextButton> for RichText {
    fn from(member: RichTextButton) -> Self {
        Self::Button(Box::new(member))
    }
}

impl From<RichTextAnchor> for RichText {
    fn from(member: RichTextAnchor) -> Self {
        Self::Anchor(member)
    }
}

impl From<RichTextAnchorLink> for RichText {
    fn from(member: RichTextAnchorLink) -> Self {
        Self::AnchorLink(Box::new(member))
    }
}

impl From<RichTextReference> for RichText {
    fn from(member: RichTextReference) -> Self {
        Self::Reference(Box::new(member))
    }
}

impl From<RichTextReferenceLink> for RichText {
    fn from(member: RichTextReferenceLink) -> Self {
        Self::ReferenceLink(Box::new(member))
    }
}

impl From<String> for RichText {
    fn from(member: String) -> Self {
        Self::Plain(member)
    }
}

impl From<Vec<RichText>> for RichText {
    fn from(member: Vec<RichText>) -> Self {
        Self::Sequence(member)
    }
}

/// See <https://core.telegram.org/bots/api#richblock>.
#[derive(Debug, Clone)]
pub enum RichBlock {
    Paragraph(RichBlockParagraph),
    SectionHeading(RichBlockSectionHeading),
    Preformatted(RichBlockPreformatted),
    Footer(RichBlockFooter),
    Divider(RichBlockDivider),
    MathematicalExpression(RichBlockMathematicalExpression),
    Anchor(RichBlockAnchor),
    List(RichBlockList),
    BlockQuotation(RichBlockBlockQuotation),
    ExpandableBlockQuotation(RichBlockExpandableBlockQuotation),
    PullQuotation(RichBlockPullQuotation),
    Collage(RichBlockCollage),
    Slideshow(RichBlockSlideshow),
    Table(RichBlockTable),
    Details(RichBlockDetails),
    Map(RichBlockMap),
    Buttons(RichBlockButtons),
    Animation(RichBlockAnimation),
    Audio(RichBlockAudio),
    Document(RichBlockDocument),
    Photo(RichBlockPhoto),
    Video(RichBlockVideo),
    VoiceNote(RichBlockVoiceNote),
    Thinking(RichBlockThinking),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for RichBlock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl RichBlock {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "paragraph" => serde_json::from_str(json).map(Self::Paragraph),
            "heading" => serde_json::from_str(json).map(Self::SectionHeading),
            "pre" => serde_json::from_str(json).map(Self::Preformatted),
            "footer" => serde_json::from_str(json).map(Self::Footer),
            "divider" => serde_json::from_str(json).map(Self::Divider),
            "mathematical_expression" => {
                serde_json::from_str(json).map(Self::MathematicalExpression)
            }
            "anchor" => serde_json::from_str(json).map(Self::Anchor),
            "list" => serde_json::from_str(json).map(Self::List),
            "blockquote" => serde_json::from_str(json).map(Self::BlockQuotation),
            "expandable_blockquote" => {
                serde_json::from_str(json).map(Self::ExpandableBlockQuotation)
            }
            "pullquote" => serde_json::from_str(json).map(Self::PullQuotation),
            "collage" => serde_json::from_str(json).map(Self::Collage),
            "slideshow" => serde_json::from_str(json).map(Self::Slideshow),
            "table" => serde_json::from_str(json).map(Self::Table),
            "details" => serde_json::from_str(json).map(Self::Details),
            "map" => serde_json::from_str(json).map(Self::Map),
            "buttons" => serde_json::from_str(json).map(Self::Buttons),
            "animation" => serde_json::from_str(json).map(Self::Animation),
            "audio" => serde_json::from_str(json).map(Self::Audio),
            "document" => serde_json::from_str(json).map(Self::Document),
            "photo" => serde_json::from_str(json).map(Self::Photo),
            "video" => serde_json::from_str(json).map(Self::Video),
            "voice_note" => serde_json::from_str(json).map(Self::VoiceNote),
            "thinking" => serde_json::from_str(json).map(Self::Thinking),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#inputrichblock>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputRichBlock {
    Paragraph(InputRichBlockParagraph),
    SectionHeading(InputRichBlockSectionHeading),
    Preformatted(InputRichBlockPreformatted),
    Footer(InputRichBlockFooter),
    Divider(InputRichBlockDivider),
    MathematicalExpression(InputRichBlockMathematicalExpression),
    Anchor(InputRichBlockAnchor),
    List(InputRichBlockList),
    BlockQuotation(InputRichBlockBlockQuotation),
    ExpandableBlockQuotation(InputRichBlockExpandableBlockQuotation),
    PullQuotation(InputRichBlockPullQuotation),
    Collage(InputRichBlockCollage),
    Slideshow(InputRichBlockSlideshow),
    Table(InputRichBlockTable),
    Details(InputRichBlockDetails),
    Map(InputRichBlockMap),
    Buttons(InputRichBlockButtons),
    Animation(InputRichBlockAnimation),
    Audio(InputRichBlockAudio),
    Document(InputRichBlockDocument),
    Photo(InputRichBlockPhoto),
    Video(InputRichBlockVideo),
    VoiceNote(InputRichBlockVoiceNote),
    Thinking(InputRichBlockThinking),
}

impl From<InputRichBlockParagraph> for InputRichBlock {
    fn from(member: InputRichBlockParagraph) -> Self {
        Self::Paragraph(member)
    }
}

impl From<InputRichBlockSectionHeading> for InputRichBlock {
    fn from(member: InputRichBlockSectionHeading) -> Self {
        Self::SectionHeading(member)
    }
}

impl From<InputRichBlockPreformatted> for InputRichBlock {
    fn from(member: InputRichBlockPreformatted) -> Self {
        Self::Preformatted(member)
    }
}

impl From<InputRichBlockFooter> for InputRichBlock {
    fn from(member: InputRichBlockFooter) -> Self {
        Self::Footer(member)
    }
}

impl From<InputRichBlockDivider> for InputRichBlock {
    fn from(member: InputRichBlockDivider) -> Self {
        Self::Divider(member)
    }
}

impl From<InputRichBlockMathematicalExpression> for InputRichBlock {
    fn from(member: InputRichBlockMathematicalExpression) -> Self {
        Self::MathematicalExpression(member)
    }
}

impl From<InputRichBlockAnchor> for InputRichBlock {
    fn from(member: InputRichBlockAnchor) -> Self {
        Self::Anchor(member)
    }
}

impl From<InputRichBlockList> for InputRichBlock {
    fn from(member: InputRichBlockList) -> Self {
        Self::List(member)
    }
}

impl From<InputRichBlockBlockQuotation> for InputRichBlock {
    fn from(member: InputRichBlockBlockQuotation) -> Self {
        Self::BlockQuotation(member)
    }
}

impl From<InputRichBlockExpandableBlockQuotation> for InputRichBlock {
    fn from(member: InputRichBlockExpandableBlockQuotation) -> Self {
        Self::ExpandableBlockQuotation(member)
    }
}

impl From<InputRichBlockPullQuotation> for InputRichBlock {
    fn from(member: InputRichBlockPullQuotation) -> Self {
        Self::PullQuotation(member)
    }
}

impl From<InputRichBlockCollage> for InputRichBlock {
    fn from(member: InputRichBlockCollage) -> Self {
        Self::Collage(member)
    }
}

impl From<InputRichBlockSlideshow> for InputRichBlock {
    fn from(member: InputRichBlockSlideshow) -> Self {
        Self::Slideshow(member)
    }
}

impl From<InputRichBlockTable> for InputRichBlock {
    fn from(member: InputRichBlockTable) -> Self {
        Self::Table(member)
    }
}

impl From<InputRichBlockDetails> for InputRichBlock {
    fn from(member: InputRichBlockDetails) -> Self {
        Self::Details(member)
    }
}

impl From<InputRichBlockMap> for InputRichBlock {
    fn from(member: InputRichBlockMap) -> Self {
        Self::Map(member)
    }
}

impl From<InputRichBlockButtons> for InputRichBlock {
    fn from(member: InputRichBlockButtons) -> Self {
        Self::Buttons(member)
    }
}

impl From<InputRichBlockAnimation> for InputRichBlock {
    fn from(member: InputRichBlockAnimation) -> Self {
        Self::Animation(member)
    }
}

impl From<InputRichBlockAudio> for InputRichBlock {
    fn from(member: InputRichBlockAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InputRichBlockDocument> for InputRichBlock {
    fn from(member: InputRichBlockDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InputRichBlockPhoto> for InputRichBlock {
    fn from(member: InputRichBlockPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputRichBlockVideo> for InputRichBlock {
    fn from(member: InputRichBlockVideo) -> Self {
        Self::Video(member)
    }
}

impl From<InputRichBlockVoiceNote> for InputRichBlock {
    fn from(member: InputRichBlockVoiceNote) -> Self {
        Self::VoiceNote(member)
    }
}

impl From<InputRichBlockThinking> for InputRichBlock {
    fn from(member: InputRichBlockThinking) -> Self {
        Self::Thinking(member)
    }
}

/// See <https://core.telegram.org/bots/api#inlinequeryresult>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InlineQueryResult {
    CachedAudio(InlineQueryResultCachedAudio),
    CachedDocument(InlineQueryResultCachedDocument),
    CachedGif(InlineQueryResultCachedGif),
    CachedMpeg4Gif(InlineQueryResultCachedMpeg4Gif),
    CachedPhoto(InlineQueryResultCachedPhoto),
    CachedSticker(InlineQueryResultCachedSticker),
    CachedVideo(InlineQueryResultCachedVideo),
    CachedVoice(InlineQueryResultCachedVoice),
    Article(InlineQueryResultArticle),
    Audio(InlineQueryResultAudio),
    Contact(InlineQueryResultContact),
    Game(InlineQueryResultGame),
    Document(InlineQueryResultDocument),
    Gif(InlineQueryResultGif),
    Location(InlineQueryResultLocation),
    Mpeg4Gif(InlineQueryResultMpeg4Gif),
    Photo(InlineQueryResultPhoto),
    Venue(InlineQueryResultVenue),
    Video(InlineQueryResultVideo),
    Voice(InlineQueryResultVoice),
}

impl From<InlineQueryResultCachedAudio> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedAudio) -> Self {
        Self::CachedAudio(member)
    }
}

impl From<InlineQueryResultCachedDocument> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedDocument) -> Self {
        Self::CachedDocument(member)
    }
}

impl From<InlineQueryResultCachedGif> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedGif) -> Self {
        Self::CachedGif(member)
    }
}

impl From<InlineQueryResultCachedMpeg4Gif> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedMpeg4Gif) -> Self {
        Self::CachedMpeg4Gif(member)
    }
}

impl From<InlineQueryResultCachedPhoto> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedPhoto) -> Self {
        Self::CachedPhoto(member)
    }
}

impl From<InlineQueryResultCachedSticker> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedSticker) -> Self {
        Self::CachedSticker(member)
    }
}

impl From<InlineQueryResultCachedVideo> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedVideo) -> Self {
        Self::CachedVideo(member)
    }
}

impl From<InlineQueryResultCachedVoice> for InlineQueryResult {
    fn from(member: InlineQueryResultCachedVoice) -> Self {
        Self::CachedVoice(member)
    }
}

impl From<InlineQueryResultArticle> for InlineQueryResult {
    fn from(member: InlineQueryResultArticle) -> Self {
        Self::Article(member)
    }
}

impl From<InlineQueryResultAudio> for InlineQueryResult {
    fn from(member: InlineQueryResultAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InlineQueryResultContact> for InlineQueryResult {
    fn from(member: InlineQueryResultContact) -> Self {
        Self::Contact(member)
    }
}

impl From<InlineQueryResultGame> for InlineQueryResult {
    fn from(member: InlineQueryResultGame) -> Self {
        Self::Game(member)
    }
}

impl From<InlineQueryResultDocument> for InlineQueryResult {
    fn from(member: InlineQueryResultDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InlineQueryResultGif> for InlineQueryResult {
    fn from(member: InlineQueryResultGif) -> Self {
        Self::Gif(member)
    }
}

impl From<InlineQueryResultLocation> for InlineQueryResult {
    fn from(member: InlineQueryResultLocation) -> Self {
        Self::Location(member)
    }
}

impl From<InlineQueryResultMpeg4Gif> for InlineQueryResult {
    fn from(member: InlineQueryResultMpeg4Gif) -> Self {
        Self::Mpeg4Gif(member)
    }
}

impl From<InlineQueryResultPhoto> for InlineQueryResult {
    fn from(member: InlineQueryResultPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InlineQueryResultVenue> for InlineQueryResult {
    fn from(member: InlineQueryResultVenue) -> Self {
        Self::Venue(member)
    }
}

impl From<InlineQueryResultVideo> for InlineQueryResult {
    fn from(member: InlineQueryResultVideo) -> Self {
        Self::Video(member)
    }
}

impl From<InlineQueryResultVoice> for InlineQueryResult {
    fn from(member: InlineQueryResultVoice) -> Self {
        Self::Voice(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputmessagecontent>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum InputMessageContent {
    Text(InputTextMessageContent),
    Rich(InputRichMessageContent),
    Location(InputLocationMessageContent),
    Venue(InputVenueMessageContent),
    Contact(InputContactMessageContent),
    Invoice(InputInvoiceMessageContent),
}

impl From<InputTextMessageContent> for InputMessageContent {
    fn from(member: InputTextMessageContent) -> Self {
        Self::Text(member)
    }
}

impl From<InputRichMessageContent> for InputMessageContent {
    fn from(member: InputRichMessageContent) -> Self {
        Self::Rich(member)
    }
}

impl From<InputLocationMessageContent> for InputMessageContent {
    fn from(member: InputLocationMessageContent) -> Self {
        Self::Location(member)
    }
}

impl From<InputVenueMessageContent> for InputMessageContent {
    fn from(member: InputVenueMessageContent) -> Self {
        Self::Venue(member)
    }
}

impl From<InputContactMessageContent> for InputMessageContent {
    fn from(member: InputContactMessageContent) -> Self {
        Self::Contact(member)
    }
}

impl From<InputInvoiceMessageContent> for InputMessageContent {
    fn from(member: InputInvoiceMessageContent) -> Self {
        Self::Invoice(member)
    }
}

/// See <https://core.telegram.org/bots/api#revenuewithdrawalstate>.
#[derive(Debug, Clone)]
pub enum RevenueWithdrawalState {
    Pending(RevenueWithdrawalStatePending),
    Succeeded(RevenueWithdrawalStateSucceeded),
    Failed(RevenueWithdrawalStateFailed),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for RevenueWithdrawalState {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl RevenueWithdrawalState {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "pending" => serde_json::from_str(json).map(Self::Pending),
            "succeeded" => serde_json::from_str(json).map(Self::Succeeded),
            "failed" => serde_json::from_str(json).map(Self::Failed),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#transactionpartner>.
#[derive(Debug, Clone)]
pub enum TransactionPartner {
    User(TransactionPartnerUser),
    Chat(TransactionPartnerChat),
    AffiliateProgram(TransactionPartnerAffiliateProgram),
    Fragment(TransactionPartnerFragment),
    TelegramAds(TransactionPartnerTelegramAds),
    TelegramApi(TransactionPartnerTelegramApi),
    Other(TransactionPartnerOther),
    /// A member this version does not know.
    Unknown(Box<RawValue>),
}

impl<'de> Deserialize<'de> for TransactionPartner {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        Self::read(raw).map_err(D::Error::custom)
    }
}

impl TransactionPartner {
    fn read(raw: Box<RawValue>) -> serde_json::Result<Self> {
        let json = raw.get();
        match union::tag(json, "type")? {
            "user" => serde_json::from_str(json).map(Self::User),
            "chat" => serde_json::from_str(json).map(Self::Chat),
            "affiliate_program" => serde_json::from_str(json).map(Self::AffiliateProgram),
            "fragment" => serde_json::from_str(json).map(Self::Fragment),
            "telegram_ads" => serde_json::from_str(json).map(Self::TelegramAds),
            "telegram_api" => serde_json::from_str(json).map(Self::TelegramApi),
            "other" => serde_json::from_str(json).map(Self::Other),
            _ => Ok(Self::Unknown(raw)),
        }
    }
}

/// See <https://core.telegram.org/bots/api#passportelementerror>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum PassportElementError {
    DataField(PassportElementErrorDataField),
    FrontSide(PassportElementErrorFrontSide),
    ReverseSide(PassportElementErrorReverseSide),
    Selfie(PassportElementErrorSelfie),
    File(PassportElementErrorFile),
    Files(PassportElementErrorFiles),
    TranslationFile(PassportElementErrorTranslationFile),
    TranslationFiles(PassportElementErrorTranslationFiles),
    Unspecified(PassportElementErrorUnspecified),
}

impl From<PassportElementErrorDataField> for PassportElementError {
    fn from(member: PassportElementErrorDataField) -> Self {
        Self::DataField(member)
    }
}

impl From<PassportElementErrorFrontSide> for PassportElementError {
    fn from(member: PassportElementErrorFrontSide) -> Self {
        Self::FrontSide(member)
    }
}

impl From<PassportElementErrorReverseSide> for PassportElementError {
    fn from(member: PassportElementErrorReverseSide) -> Self {
        Self::ReverseSide(member)
    }
}

impl From<PassportElementErrorSelfie> for PassportElementError {
    fn from(member: PassportElementErrorSelfie) -> Self {
        Self::Selfie(member)
    }
}

impl From<PassportElementErrorFile> for PassportElementError {
    fn from(member: PassportElementErrorFile) -> Self {
        Self::File(member)
    }
}

impl From<PassportElementErrorFiles> for PassportElementError {
    fn from(member: PassportElementErrorFiles) -> Self {
        Self::Files(member)
    }
}

impl From<PassportElementErrorTranslationFile> for PassportElementError {
    fn from(member: PassportElementErrorTranslationFile) -> Self {
        Self::TranslationFile(member)
    }
}

impl From<PassportElementErrorTranslationFiles> for PassportElementError {
    fn from(member: PassportElementErrorTranslationFiles) -> Self {
        Self::TranslationFiles(member)
    }
}

impl From<PassportElementErrorUnspecified> for PassportElementError {
    fn from(member: PassportElementErrorUnspecified) -> Self {
        Self::Unspecified(member)
    }
}

/// See <https://core.telegram.org/bots/api#sendmessage>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum ReplyMarkup {
    InlineKeyboardMarkup(InlineKeyboardMarkup),
    ReplyKeyboardMarkup(ReplyKeyboardMarkup),
    ReplyKeyboardRemove(ReplyKeyboardRemove),
    ForceReply(ForceReply),
}

impl From<InlineKeyboardMarkup> for ReplyMarkup {
    fn from(member: InlineKeyboardMarkup) -> Self {
        Self::InlineKeyboardMarkup(member)
    }
}

impl From<ReplyKeyboardMarkup> for ReplyMarkup {
    fn from(member: ReplyKeyboardMarkup) -> Self {
        Self::ReplyKeyboardMarkup(member)
    }
}

impl From<ReplyKeyboardRemove> for ReplyMarkup {
    fn from(member: ReplyKeyboardRemove) -> Self {
        Self::ReplyKeyboardRemove(member)
    }
}

impl From<ForceReply> for ReplyMarkup {
    fn from(member: ForceReply) -> Self {
        Self::ForceReply(member)
    }
}

/// See <https://core.telegram.org/bots/api#inputrichmessagemedia>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum RichMediaContent {
    Animation(InputMediaAnimation),
    Audio(InputMediaAudio),
    Document(InputMediaDocument),
    Photo(InputMediaPhoto),
    Video(InputMediaVideo),
    VoiceNote(InputMediaVoiceNote),
}

impl From<InputMediaAnimation> for RichMediaContent {
    fn from(member: InputMediaAnimation) -> Self {
        Self::Animation(member)
    }
}

impl From<InputMediaAudio> for RichMediaContent {
    fn from(member: InputMediaAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InputMediaDocument> for RichMediaContent {
    fn from(member: InputMediaDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InputMediaPhoto> for RichMediaContent {
    fn from(member: InputMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputMediaVideo> for RichMediaContent {
    fn from(member: InputMediaVideo) -> Self {
        Self::Video(member)
    }
}

impl From<InputMediaVoiceNote> for RichMediaContent {
    fn from(member: InputMediaVoiceNote) -> Self {
        Self::VoiceNote(member)
    }
}

/// See <https://core.telegram.org/bots/api#sendmediagroup>.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub enum MediaGroupItem {
    Audio(InputMediaAudio),
    Document(InputMediaDocument),
    LivePhoto(InputMediaLivePhoto),
    Photo(InputMediaPhoto),
    Video(InputMediaVideo),
}

impl From<InputMediaAudio> for MediaGroupItem {
    fn from(member: InputMediaAudio) -> Self {
        Self::Audio(member)
    }
}

impl From<InputMediaDocument> for MediaGroupItem {
    fn from(member: InputMediaDocument) -> Self {
        Self::Document(member)
    }
}

impl From<InputMediaLivePhoto> for MediaGroupItem {
    fn from(member: InputMediaLivePhoto) -> Self {
        Self::LivePhoto(member)
    }
}

impl From<InputMediaPhoto> for MediaGroupItem {
    fn from(member: InputMediaPhoto) -> Self {
        Self::Photo(member)
    }
}

impl From<InputMediaVideo> for MediaGroupItem {
    fn from(member: InputMediaVideo) -> Self {
        Self::Video(member)
    }
}
