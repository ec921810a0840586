// Generated from crates/schema/bot-api.txt by `cargo run -p molniya-schema --bin generate`: do not edit.

//! Everything that is decoded and encoded, by name.

use molniya_botapi::{Method, methods::*, types::*};

use crate::values::{Decoder, Encoder, decode, encode, sample, union};

/// Every type that decodes.
pub(crate) const TYPES: &[Decoder] = &[
    ("WebhookInfo", decode::<WebhookInfo>),
    ("User", decode::<User>),
    ("Chat", decode::<Chat>),
    ("ChatFullInfo", decode::<ChatFullInfo>),
    ("Message", decode::<Message>),
    ("MessageId", decode::<MessageIdObject>),
    ("InaccessibleMessage", decode::<InaccessibleMessage>),
    ("MessageEntity", decode::<MessageEntity>),
    ("TextQuote", decode::<TextQuote>),
    ("ExternalReplyInfo", decode::<ExternalReplyInfo>),
    ("MessageOriginUser", decode::<MessageOriginUser>),
    ("MessageOriginHiddenUser", decode::<MessageOriginHiddenUser>),
    ("MessageOriginChat", decode::<MessageOriginChat>),
    ("MessageOriginChannel", decode::<MessageOriginChannel>),
    ("PhotoSize", decode::<PhotoSize>),
    ("Animation", decode::<Animation>),
    ("Audio", decode::<Audio>),
    ("Document", decode::<Document>),
    ("LivePhoto", decode::<LivePhoto>),
    ("Story", decode::<Story>),
    ("VideoQuality", decode::<VideoQuality>),
    ("Video", decode::<Video>),
    ("VideoNote", decode::<VideoNote>),
    ("Voice", decode::<Voice>),
    ("PaidMediaInfo", decode::<PaidMediaInfo>),
    ("PaidMediaLivePhoto", decode::<PaidMediaLivePhoto>),
    ("PaidMediaPhoto", decode::<PaidMediaPhoto>),
    ("PaidMediaPreview", decode::<PaidMediaPreview>),
    ("PaidMediaVideo", decode::<PaidMediaVideo>),
    ("Contact", decode::<Contact>),
    ("Dice", decode::<Dice>),
    ("Link", decode::<Link>),
    ("PollMedia", decode::<PollMedia>),
    ("PollOption", decode::<PollOption>),
    ("PollAnswer", decode::<PollAnswer>),
    ("Poll", decode::<Poll>),
    ("ChecklistTask", decode::<ChecklistTask>),
    ("Checklist", decode::<Checklist>),
    ("Location", decode::<Location>),
    ("Venue", decode::<Venue>),
    ("WebAppData", decode::<WebAppData>),
    ("ProximityAlertTriggered", decode::<ProximityAlertTriggered>),
    ("MessageAutoDeleteTimerChanged", decode::<MessageAutoDeleteTimerChanged>),
    ("ManagedBotCreated", decode::<ManagedBotCreated>),
    ("ManagedBotUpdated", decode::<ManagedBotUpdated>),
    ("BotSubscriptionUpdated", decode::<BotSubscriptionUpdated>),
    ("MessageGenerationStopped", decode::<MessageGenerationStopped>),
    ("PollOptionAdded", decode::<PollOptionAdded>),
    ("PollOptionDeleted", decode::<PollOptionDeleted>),
    ("ChatBoostAdded", decode::<ChatBoostAdded>),
    ("BackgroundFillSolid", decode::<BackgroundFillSolid>),
    ("BackgroundFillGradient", decode::<BackgroundFillGradient>),
    ("BackgroundFillFreeformGradient", decode::<BackgroundFillFreeformGradient>),
    ("BackgroundTypeFill", decode::<BackgroundTypeFill>),
    ("BackgroundTypeWallpaper", decode::<BackgroundTypeWallpaper>),
    ("BackgroundTypePattern", decode::<BackgroundTypePattern>),
    ("BackgroundTypeChatTheme", decode::<BackgroundTypeChatTheme>),
    ("ChatBackground", decode::<ChatBackground>),
    ("ChecklistTasksDone", decode::<ChecklistTasksDone>),
    ("ChecklistTasksAdded", decode::<ChecklistTasksAdded>),
    ("CommunityChatAdded", decode::<CommunityChatAdded>),
    ("CommunityChatJoined", decode::<CommunityChatJoined>),
    ("CommunityChatRemoved", decode::<CommunityChatRemoved>),
    ("ForumTopicCreated", decode::<ForumTopicCreated>),
    ("ForumTopicClosed", decode::<ForumTopicClosed>),
    ("ForumTopicEdited", decode::<ForumTopicEdited>),
    ("ForumTopicReopened", decode::<ForumTopicReopened>),
    ("GeneralForumTopicHidden", decode::<GeneralForumTopicHidden>),
    ("GeneralForumTopicUnhidden", decode::<GeneralForumTopicUnhidden>),
    ("SharedUser", decode::<SharedUser>),
    ("UsersShared", decode::<UsersShared>),
    ("ChatShared", decode::<ChatShared>),
    ("WriteAccessAllowed", decode::<WriteAccessAllowed>),
    ("VideoChatScheduled", decode::<VideoChatScheduled>),
    ("VideoChatStarted", decode::<VideoChatStarted>),
    ("VideoChatEnded", decode::<VideoChatEnded>),
    ("VideoChatParticipantsInvited", decode::<VideoChatParticipantsInvited>),
    ("PaidMessagePriceChanged", decode::<PaidMessagePriceChanged>),
    ("DirectMessagePriceChanged", decode::<DirectMessagePriceChanged>),
    ("SuggestedPostApproved", decode::<SuggestedPostApproved>),
    ("SuggestedPostApprovalFailed", decode::<SuggestedPostApprovalFailed>),
    ("SuggestedPostDeclined", decode::<SuggestedPostDeclined>),
    ("SuggestedPostPaid", decode::<SuggestedPostPaid>),
    ("SuggestedPostRefunded", decode::<SuggestedPostRefunded>),
    ("GiveawayCreated", decode::<GiveawayCreated>),
    ("Giveaway", decode::<Giveaway>),
    ("GiveawayWinners", decode::<GiveawayWinners>),
    ("GiveawayCompleted", decode::<GiveawayCompleted>),
    ("LinkPreviewOptions", decode::<LinkPreviewOptions>),
    ("SuggestedPostPrice", decode::<SuggestedPostPrice>),
    ("SuggestedPostInfo", decode::<SuggestedPostInfo>),
    ("DirectMessagesTopic", decode::<DirectMessagesTopic>),
    ("UserProfilePhotos", decode::<UserProfilePhotos>),
    ("UserProfileAudios", decode::<UserProfileAudios>),
    ("File", decode::<File>),
    ("WebAppInfo", decode::<WebAppInfo>),
    ("InlineKeyboardMarkup", decode::<InlineKeyboardMarkup>),
    ("InlineKeyboardButton", decode::<InlineKeyboardButton>),
    ("LoginUrl", decode::<LoginUrl>),
    ("SwitchInlineQueryChosenChat", decode::<SwitchInlineQueryChosenChat>),
    ("CopyTextButton", decode::<CopyTextButton>),
    ("DisabledButton", decode::<DisabledButton>),
    ("CallbackQuery", decode::<CallbackQuery>),
    ("Community", decode::<Community>),
    ("ChatPhoto", decode::<ChatPhoto>),
    ("ChatInviteLink", decode::<ChatInviteLink>),
    ("ChatAdministratorRights", decode::<ChatAdministratorRights>),
    ("ChatMemberUpdated", decode::<ChatMemberUpdated>),
    ("ChatMemberOwner", decode::<ChatMemberOwner>),
    ("ChatMemberAdministrator", decode::<ChatMemberAdministrator>),
    ("ChatMemberMember", decode::<ChatMemberMember>),
    ("ChatMemberRestricted", decode::<ChatMemberRestricted>),
    ("ChatMemberLeft", decode::<ChatMemberLeft>),
    ("ChatMemberBanned", decode::<ChatMemberBanned>),
    ("ChatJoinRequest", decode::<ChatJoinRequest>),
    ("ChatPermissions", decode::<ChatPermissions>),
    ("Birthdate", decode::<Birthdate>),
    ("BusinessIntro", decode::<BusinessIntro>),
    ("BusinessLocation", decode::<BusinessLocation>),
    ("BusinessOpeningHoursInterval", decode::<BusinessOpeningHoursInterval>),
    ("BusinessOpeningHours", decode::<BusinessOpeningHours>),
    ("UserRating", decode::<UserRating>),
    ("ChatLocation", decode::<ChatLocation>),
    ("ReactionTypeEmoji", decode::<ReactionTypeEmoji>),
    ("ReactionTypeCustomEmoji", decode::<ReactionTypeCustomEmoji>),
    ("ReactionTypePaid", decode::<ReactionTypePaid>),
    ("ReactionCount", decode::<ReactionCount>),
    ("MessageReactionUpdated", decode::<MessageReactionUpdated>),
    ("MessageReactionCountUpdated", decode::<MessageReactionCountUpdated>),
    ("ForumTopic", decode::<ForumTopic>),
    ("GiftBackground", decode::<GiftBackground>),
    ("Gift", decode::<Gift>),
    ("Gifts", decode::<Gifts>),
    ("UniqueGiftModel", decode::<UniqueGiftModel>),
    ("UniqueGiftSymbol", decode::<UniqueGiftSymbol>),
    ("UniqueGiftBackdropColors", decode::<UniqueGiftBackdropColors>),
    ("UniqueGiftBackdrop", decode::<UniqueGiftBackdrop>),
    ("UniqueGiftColors", decode::<UniqueGiftColors>),
    ("UniqueGift", decode::<UniqueGift>),
    ("GiftInfo", decode::<GiftInfo>),
    ("UniqueGiftInfo", decode::<UniqueGiftInfo>),
    ("OwnedGiftRegular", decode::<OwnedGiftRegular>),
    ("OwnedGiftUnique", decode::<OwnedGiftUnique>),
    ("OwnedGifts", decode::<OwnedGifts>),
    ("BotAccessSettings", decode::<BotAccessSettings>),
    ("AcceptedGiftTypes", decode::<AcceptedGiftTypes>),
    ("StarAmount", decode::<StarAmount>),
    ("BotCommand", decode::<BotCommand>),
    ("BotName", decode::<BotName>),
    ("BotDescription", decode::<BotDescription>),
    ("BotShortDescription", decode::<BotShortDescription>),
    ("MenuButtonCommands", decode::<MenuButtonCommands>),
    ("MenuButtonWebApp", decode::<MenuButtonWebApp>),
    ("MenuButtonDefault", decode::<MenuButtonDefault>),
    ("ChatBoostSourcePremium", decode::<ChatBoostSourcePremium>),
    ("ChatBoostSourceGiftCode", decode::<ChatBoostSourceGiftCode>),
    ("ChatBoostSourceGiveaway", decode::<ChatBoostSourceGiveaway>),
    ("ChatBoost", decode::<ChatBoost>),
    ("ChatBoostUpdated", decode::<ChatBoostUpdated>),
    ("ChatBoostRemoved", decode::<ChatBoostRemoved>),
    ("ChatOwnerLeft", decode::<ChatOwnerLeft>),
    ("ChatOwnerChanged", decode::<ChatOwnerChanged>),
    ("UserChatBoosts", decode::<UserChatBoosts>),
    ("BusinessBotRights", decode::<BusinessBotRights>),
    ("BusinessConnection", decode::<BusinessConnection>),
    ("BusinessMessagesDeleted", decode::<BusinessMessagesDeleted>),
    ("SentWebAppMessage", decode::<SentWebAppMessage>),
    ("SentGuestMessage", decode::<SentGuestMessage>),
    ("PreparedInlineMessage", decode::<PreparedInlineMessage>),
    ("PreparedKeyboardButton", decode::<PreparedKeyboardButton>),
    ("Sticker", decode::<Sticker>),
    ("StickerSet", decode::<StickerSet>),
    ("MaskPosition", decode::<MaskPosition>),
    ("RichMessage", decode::<RichMessage>),
    ("RichMessageButton", decode::<RichMessageButton>),
    ("RichTextBold", decode::<RichTextBold>),
    ("RichTextItalic", decode::<RichTextItalic>),
    ("RichTextUnderline", decode::<RichTextUnderline>),
    ("RichTextStrikethrough", decode::<RichTextStrikethrough>),
    ("RichTextSpoiler", decode::<RichTextSpoiler>),
    ("RichTextDateTime", decode::<RichTextDateTime>),
    ("RichTextTextMention", decode::<RichTextTextMention>),
    ("RichTextSubscript", decode::<RichTextSubscript>),
    ("RichTextSuperscript", decode::<RichTextSuperscript>),
    ("RichTextMarked", decode::<RichTextMarked>),
    ("RichTextCode", decode::<RichTextCode>),
    ("RichTextCustomEmoji", decode::<RichTextCustomEmoji>),
    ("RichTextMathematicalExpression", decode::<RichTextMathematicalExpression>),
    ("RichTextUrl", decode::<RichTextUrl>),
    ("RichTextEmailAddress", decode::<RichTextEmailAddress>),
    ("RichTextPhoneNumber", decode::<RichTextPhoneNumber>),
    ("RichTextBankCardNumber", decode::<RichTextBankCardNumber>),
    ("RichTextMention", decode::<RichTextMention>),
    ("RichTextHashtag", decode::<RichTextHashtag>),
    ("RichTextCashtag", decode::<RichTextCashtag>),
    ("RichTextBotCommand", decode::<RichTextBotCommand>),
    ("RichTextButton", decode::<RichTextButton>),
    ("RichTextAnchor", decode::<RichTextAnchor>),
    ("RichTextAnchorLink", decode::<RichTextAnchorLink>),
    ("RichTextReference", decode::<RichTextReference>),
    ("RichTextReferenceLink", decode::<RichTextReferenceLink>),
    ("RichBlockCaption", decode::<RichBlockCaption>),
    ("RichBlockTableCell", decode::<RichBlockTableCell>),
    ("RichBlockListItem", decode::<RichBlockListItem>),
    ("RichBlockParagraph", decode::<RichBlockParagraph>),
    ("RichBlockSectionHeading", decode::<RichBlockSectionHeading>),
    ("RichBlockPreformatted", decode::<RichBlockPreformatted>),
    ("RichBlockFooter", decode::<RichBlockFooter>),
    ("RichBlockDivider", decode::<RichBlockDivider>),
    ("RichBlockMathematicalExpression", decode::<RichBlockMathematicalExpression>),
    ("RichBlockAnchor", decode::<RichBlockAnchor>),
    ("RichBlockList", decode::<RichBlockList>),
    ("RichBlockBlockQuotation", decode::<RichBlockBlockQuotation>),
    ("RichBlockExpandableBlockQuotation", decode::<RichBlockExpandableBlockQuotation>),
    ("RichBlockPullQuotation", decode::<RichBlockPullQuotation>),
    ("RichBlockCollage", decode::<RichBlockCollage>),
    ("RichBlockSlideshow", decode::<RichBlockSlideshow>),
    ("RichBlockTable", decode::<RichBlockTable>),
    ("RichBlockDetails", decode::<RichBlockDetails>),
    ("RichBlockMap", decode::<RichBlockMap>),
    ("RichBlockButtons", decode::<RichBlockButtons>),
    ("RichBlockAnimation", decode::<RichBlockAnimation>),
    ("RichBlockAudio", decode::<RichBlockAudio>),
    ("RichBlockDocument", decode::<RichBlockDocument>),
    ("RichBlockPhoto", decode::<RichBlockPhoto>),
    ("RichBlockVideo", decode::<RichBlockVideo>),
    ("RichBlockVoiceNote", decode::<RichBlockVoiceNote>),
    ("RichBlockThinking", decode::<RichBlockThinking>),
    ("InlineQuery", decode::<InlineQuery>),
    ("ChosenInlineResult", decode::<ChosenInlineResult>),
    ("Invoice", decode::<Invoice>),
    ("ShippingAddress", decode::<ShippingAddress>),
    ("OrderInfo", decode::<OrderInfo>),
    ("SuccessfulPayment", decode::<SuccessfulPayment>),
    ("RefundedPayment", decode::<RefundedPayment>),
    ("ShippingQuery", decode::<ShippingQuery>),
    ("PreCheckoutQuery", decode::<PreCheckoutQuery>),
    ("PaidMediaPurchased", decode::<PaidMediaPurchased>),
    ("RevenueWithdrawalStatePending", decode::<RevenueWithdrawalStatePending>),
    ("RevenueWithdrawalStateSucceeded", decode::<RevenueWithdrawalStateSucceeded>),
    ("RevenueWithdrawalStateFailed", decode::<RevenueWithdrawalStateFailed>),
    ("AffiliateInfo", decode::<AffiliateInfo>),
    ("TransactionPartnerUser", decode::<TransactionPartnerUser>),
    ("TransactionPartnerChat", decode::<TransactionPartnerChat>),
    ("TransactionPartnerAffiliateProgram", decode::<TransactionPartnerAffiliateProgram>),
    ("TransactionPartnerFragment", decode::<TransactionPartnerFragment>),
    ("TransactionPartnerTelegramAds", decode::<TransactionPartnerTelegramAds>),
    ("TransactionPartnerTelegramApi", decode::<TransactionPartnerTelegramApi>),
    ("TransactionPartnerOther", decode::<TransactionPartnerOther>),
    ("StarTransaction", decode::<StarTransaction>),
    ("StarTransactions", decode::<StarTransactions>),
    ("PassportData", decode::<PassportData>),
    ("PassportFile", decode::<PassportFile>),
    ("EncryptedPassportElement", decode::<EncryptedPassportElement>),
    ("EncryptedCredentials", decode::<EncryptedCredentials>),
    ("Game", decode::<Game>),
    ("CallbackGame", decode::<CallbackGame>),
    ("GameHighScore", decode::<GameHighScore>),
    ("MaybeInaccessibleMessage", decode::<MaybeInaccessibleMessage>),
    ("MessageOrigin", decode::<MessageOrigin>),
    ("PaidMedia", decode::<PaidMedia>),
    ("BackgroundFill", decode::<BackgroundFill>),
    ("BackgroundType", decode::<BackgroundType>),
    ("ChatMember", decode::<ChatMember>),
    ("ReactionType", decode::<ReactionType>),
    ("OwnedGift", decode::<OwnedGift>),
    ("MenuButton", decode::<MenuButton>),
    ("ChatBoostSource", decode::<ChatBoostSource>),
    ("RichText", decode::<RichText>),
    ("RichBlock", decode::<RichBlock>),
    ("RevenueWithdrawalState", decode::<RevenueWithdrawalState>),
    ("TransactionPartner", decode::<TransactionPartner>),
];

/// What every method answers.
pub(crate) const RESULTS: &[Decoder] = &[
    ("getUpdates", decode::<<GetUpdates as Method>::Output>),
    ("setWebhook", decode::<<SetWebhook as Method>::Output>),
    ("deleteWebhook", decode::<<DeleteWebhook as Method>::Output>),
    ("getWebhookInfo", decode::<<GetWebhookInfo as Method>::Output>),
    ("getMe", decode::<<GetMe as Method>::Output>),
    ("logOut", decode::<<LogOut as Method>::Output>),
    ("close", decode::<<Close as Method>::Output>),
    ("sendMessage", decode::<<SendMessage as Method>::Output>),
    ("forwardMessage", decode::<<ForwardMessage as Method>::Output>),
    ("forwardMessages", decode::<<ForwardMessages as Method>::Output>),
    ("copyMessage", decode::<<CopyMessage as Method>::Output>),
    ("copyMessages", decode::<<CopyMessages as Method>::Output>),
    ("sendPhoto", decode::<<SendPhoto as Method>::Output>),
    ("sendLivePhoto", decode::<<SendLivePhoto as Method>::Output>),
    ("sendAudio", decode::<<SendAudio as Method>::Output>),
    ("sendDocument", decode::<<SendDocument as Method>::Output>),
    ("sendVideo", decode::<<SendVideo as Method>::Output>),
    ("sendAnimation", decode::<<SendAnimation as Method>::Output>),
    ("sendVoice", decode::<<SendVoice as Method>::Output>),
    ("sendVideoNote", decode::<<SendVideoNote as Method>::Output>),
    ("sendPaidMedia", decode::<<SendPaidMedia as Method>::Output>),
    ("sendMediaGroup", decode::<<SendMediaGroup as Method>::Output>),
    ("sendLocation", decode::<<SendLocation as Method>::Output>),
    ("sendVenue", decode::<<SendVenue as Method>::Output>),
    ("sendContact", decode::<<SendContact as Method>::Output>),
    ("sendPoll", decode::<<SendPoll as Method>::Output>),
    ("sendChecklist", decode::<<SendChecklist as Method>::Output>),
    ("sendDice", decode::<<SendDice as Method>::Output>),
    ("sendMessageDraft", decode::<<SendMessageDraft as Method>::Output>),
    ("sendChatAction", decode::<<SendChatAction as Method>::Output>),
    ("setMessageReaction", decode::<<SetMessageReaction as Method>::Output>),
    ("getUserProfilePhotos", decode::<<GetUserProfilePhotos as Method>::Output>),
    ("getUserProfileAudios", decode::<<GetUserProfileAudios as Method>::Output>),
    ("setUserEmojiStatus", decode::<<SetUserEmojiStatus as Method>::Output>),
    ("getFile", decode::<<GetFile as Method>::Output>),
    ("banChatMember", decode::<<BanChatMember as Method>::Output>),
    ("unbanChatMember", decode::<<UnbanChatMember as Method>::Output>),
    ("restrictChatMember", decode::<<RestrictChatMember as Method>::Output>),
    ("promoteChatMember", decode::<<PromoteChatMember as Method>::Output>),
    (
        "setChatAdministratorCustomTitle",
        decode::<<SetChatAdministratorCustomTitle as Method>::Output>,
    ),
    ("setChatMemberTag", decode::<<SetChatMemberTag as Method>::Output>),
    ("banChatSenderChat", decode::<<BanChatSenderChat as Method>::Output>),
    ("unbanChatSenderChat", decode::<<UnbanChatSenderChat as Method>::Output>),
    ("setChatPermissions", decode::<<SetChatPermissions as Method>::Output>),
    ("exportChatInviteLink", decode::<<ExportChatInviteLink as Method>::Output>),
    ("createChatInviteLink", decode::<<CreateChatInviteLink as Method>::Output>),
    ("editChatInviteLink", decode::<<EditChatInviteLink as Method>::Output>),
    (
        "createChatSubscriptionInviteLink",
        decode::<<CreateChatSubscriptionInviteLink as Method>::Output>,
    ),
    (
        "editChatSubscriptionInviteLink",
        decode::<<EditChatSubscriptionInviteLink as Method>::Output>,
    ),
    ("revokeChatInviteLink", decode::<<RevokeChatInviteLink as Method>::Output>),
    ("approveChatJoinRequest", decode::<<ApproveChatJoinRequest as Method>::Output>),
    ("declineChatJoinRequest", decode::<<DeclineChatJoinRequest as Method>::Output>),
    ("answerChatJoinRequestQuery", decode::<<AnswerChatJoinRequestQuery as Method>::Output>),
    ("sendChatJoinRequestWebApp", decode::<<SendChatJoinRequestWebApp as Method>::Output>),
    ("setChatPhoto", decode::<<SetChatPhoto as Method>::Output>),
    ("deleteChatPhoto", decode::<<DeleteChatPhoto as Method>::Output>),
    ("setChatTitle", decode::<<SetChatTitle as Method>::Output>),
    ("setChatDescription", decode::<<SetChatDescription as Method>::Output>),
    ("pinChatMessage", decode::<<PinChatMessage as Method>::Output>),
    ("unpinChatMessage", decode::<<UnpinChatMessage as Method>::Output>),
    ("unpinAllChatMessages", decode::<<UnpinAllChatMessages as Method>::Output>),
    ("leaveChat", decode::<<LeaveChat as Method>::Output>),
    ("getChat", decode::<<GetChat as Method>::Output>),
    ("getChatAdministrators", decode::<<GetChatAdministrators as Method>::Output>),
    ("getChatMemberCount", decode::<<GetChatMemberCount as Method>::Output>),
    ("getChatMember", decode::<<GetChatMember as Method>::Output>),
    ("getUserPersonalChatMessages", decode::<<GetUserPersonalChatMessages as Method>::Output>),
    ("setChatStickerSet", decode::<<SetChatStickerSet as Method>::Output>),
    ("deleteChatStickerSet", decode::<<DeleteChatStickerSet as Method>::Output>),
    ("getForumTopicIconStickers", decode::<<GetForumTopicIconStickers as Method>::Output>),
    ("createForumTopic", decode::<<CreateForumTopic as Method>::Output>),
    ("editForumTopic", decode::<<EditForumTopic as Method>::Output>),
    ("closeForumTopic", decode::<<CloseForumTopic as Method>::Output>),
    ("reopenForumTopic", decode::<<ReopenForumTopic as Method>::Output>),
    ("deleteForumTopic", decode::<<DeleteForumTopic as Method>::Output>),
    ("unpinAllForumTopicMessages", decode::<<UnpinAllForumTopicMessages as Method>::Output>),
    ("editGeneralForumTopic", decode::<<EditGeneralForumTopic as Method>::Output>),
    ("closeGeneralForumTopic", decode::<<CloseGeneralForumTopic as Method>::Output>),
    ("reopenGeneralForumTopic", decode::<<ReopenGeneralForumTopic as Method>::Output>),
    ("hideGeneralForumTopic", decode::<<HideGeneralForumTopic as Method>::Output>),
    ("unhideGeneralForumTopic", decode::<<UnhideGeneralForumTopic as Method>::Output>),
    (
        "unpinAllGeneralForumTopicMessages",
        decode::<<UnpinAllGeneralForumTopicMessages as Method>::Output>,
    ),
    ("answerCallbackQuery", decode::<<AnswerCallbackQuery as Method>::Output>),
    ("answerGuestQuery", decode::<<AnswerGuestQuery as Method>::Output>),
    ("getUserChatBoosts", decode::<<GetUserChatBoosts as Method>::Output>),
    ("getBusinessConnection", decode::<<GetBusinessConnection as Method>::Output>),
    ("getManagedBotToken", decode::<<GetManagedBotToken as Method>::Output>),
    ("replaceManagedBotToken", decode::<<ReplaceManagedBotToken as Method>::Output>),
    ("getManagedBotAccessSettings", decode::<<GetManagedBotAccessSettings as Method>::Output>),
    ("setManagedBotAccessSettings", decode::<<SetManagedBotAccessSettings as Method>::Output>),
    ("setMyCommands", decode::<<SetMyCommands as Method>::Output>),
    ("deleteMyCommands", decode::<<DeleteMyCommands as Method>::Output>),
    ("getMyCommands", decode::<<GetMyCommands as Method>::Output>),
    ("setMyName", decode::<<SetMyName as Method>::Output>),
    ("getMyName", decode::<<GetMyName as Method>::Output>),
    ("setMyDescription", decode::<<SetMyDescription as Method>::Output>),
    ("getMyDescription", decode::<<GetMyDescription as Method>::Output>),
    ("setMyShortDescription", decode::<<SetMyShortDescription as Method>::Output>),
    ("getMyShortDescription", decode::<<GetMyShortDescription as Method>::Output>),
    ("setMyProfilePhoto", decode::<<SetMyProfilePhoto as Method>::Output>),
    ("removeMyProfilePhoto", decode::<<RemoveMyProfilePhoto as Method>::Output>),
    ("setChatMenuButton", decode::<<SetChatMenuButton as Method>::Output>),
    ("getChatMenuButton", decode::<<GetChatMenuButton as Method>::Output>),
    (
        "setMyDefaultAdministratorRights",
        decode::<<SetMyDefaultAdministratorRights as Method>::Output>,
    ),
    (
        "getMyDefaultAdministratorRights",
        decode::<<GetMyDefaultAdministratorRights as Method>::Output>,
    ),
    ("getAvailableGifts", decode::<<GetAvailableGifts as Method>::Output>),
    ("sendGift", decode::<<SendGift as Method>::Output>),
    ("giftPremiumSubscription", decode::<<GiftPremiumSubscription as Method>::Output>),
    ("verifyUser", decode::<<VerifyUser as Method>::Output>),
    ("verifyChat", decode::<<VerifyChat as Method>::Output>),
    ("removeUserVerification", decode::<<RemoveUserVerification as Method>::Output>),
    ("removeChatVerification", decode::<<RemoveChatVerification as Method>::Output>),
    ("readBusinessMessage", decode::<<ReadBusinessMessage as Method>::Output>),
    ("deleteBusinessMessages", decode::<<DeleteBusinessMessages as Method>::Output>),
    ("setBusinessAccountName", decode::<<SetBusinessAccountName as Method>::Output>),
    ("setBusinessAccountUsername", decode::<<SetBusinessAccountUsername as Method>::Output>),
    ("setBusinessAccountBio", decode::<<SetBusinessAccountBio as Method>::Output>),
    (
        "setBusinessAccountProfilePhoto",
        decode::<<SetBusinessAccountProfilePhoto as Method>::Output>,
    ),
    (
        "removeBusinessAccountProfilePhoto",
        decode::<<RemoveBusinessAccountProfilePhoto as Method>::Output>,
    ),
    (
        "setBusinessAccountGiftSettings",
        decode::<<SetBusinessAccountGiftSettings as Method>::Output>,
    ),
    ("getBusinessAccountStarBalance", decode::<<GetBusinessAccountStarBalance as Method>::Output>),
    ("transferBusinessAccountStars", decode::<<TransferBusinessAccountStars as Method>::Output>),
    ("getBusinessAccountGifts", decode::<<GetBusinessAccountGifts as Method>::Output>),
    ("getUserGifts", decode::<<GetUserGifts as Method>::Output>),
    ("getChatGifts", decode::<<GetChatGifts as Method>::Output>),
    ("convertGiftToStars", decode::<<ConvertGiftToStars as Method>::Output>),
    ("upgradeGift", decode::<<UpgradeGift as Method>::Output>),
    ("transferGift", decode::<<TransferGift as Method>::Output>),
    ("postStory", decode::<<PostStory as Method>::Output>),
    ("repostStory", decode::<<RepostStory as Method>::Output>),
    ("editStory", decode::<<EditStory as Method>::Output>),
    ("deleteStory", decode::<<DeleteStory as Method>::Output>),
    ("answerWebAppQuery", decode::<<AnswerWebAppQuery as Method>::Output>),
    ("savePreparedInlineMessage", decode::<<SavePreparedInlineMessage as Method>::Output>),
    ("savePreparedKeyboardButton", decode::<<SavePreparedKeyboardButton as Method>::Output>),
    ("editMessageText", decode::<<EditMessageText as Method>::Output>),
    ("editMessageCaption", decode::<<EditMessageCaption as Method>::Output>),
    ("editMessageMedia", decode::<<EditMessageMedia as Method>::Output>),
    ("editMessageLiveLocation", decode::<<EditMessageLiveLocation as Method>::Output>),
    ("stopMessageLiveLocation", decode::<<StopMessageLiveLocation as Method>::Output>),
    ("editMessageChecklist", decode::<<EditMessageChecklist as Method>::Output>),
    ("editMessageReplyMarkup", decode::<<EditMessageReplyMarkup as Method>::Output>),
    ("stopPoll", decode::<<StopPoll as Method>::Output>),
    ("editEphemeralMessageText", decode::<<EditEphemeralMessageText as Method>::Output>),
    ("editEphemeralMessageMedia", decode::<<EditEphemeralMessageMedia as Method>::Output>),
    ("editEphemeralMessageCaption", decode::<<EditEphemeralMessageCaption as Method>::Output>),
    (
        "editEphemeralMessageReplyMarkup",
        decode::<<EditEphemeralMessageReplyMarkup as Method>::Output>,
    ),
    ("approveSuggestedPost", decode::<<ApproveSuggestedPost as Method>::Output>),
    ("declineSuggestedPost", decode::<<DeclineSuggestedPost as Method>::Output>),
    ("deleteMessage", decode::<<DeleteMessage as Method>::Output>),
    ("deleteMessages", decode::<<DeleteMessages as Method>::Output>),
    ("deleteEphemeralMessage", decode::<<DeleteEphemeralMessage as Method>::Output>),
    ("deleteMessageReaction", decode::<<DeleteMessageReaction as Method>::Output>),
    ("deleteAllMessageReactions", decode::<<DeleteAllMessageReactions as Method>::Output>),
    ("sendSticker", decode::<<SendSticker as Method>::Output>),
    ("getStickerSet", decode::<<GetStickerSet as Method>::Output>),
    ("getCustomEmojiStickers", decode::<<GetCustomEmojiStickers as Method>::Output>),
    ("uploadStickerFile", decode::<<UploadStickerFile as Method>::Output>),
    ("createNewStickerSet", decode::<<CreateNewStickerSet as Method>::Output>),
    ("addStickerToSet", decode::<<AddStickerToSet as Method>::Output>),
    ("setStickerPositionInSet", decode::<<SetStickerPositionInSet as Method>::Output>),
    ("deleteStickerFromSet", decode::<<DeleteStickerFromSet as Method>::Output>),
    ("replaceStickerInSet", decode::<<ReplaceStickerInSet as Method>::Output>),
    ("setStickerEmojiList", decode::<<SetStickerEmojiList as Method>::Output>),
    ("setStickerKeywords", decode::<<SetStickerKeywords as Method>::Output>),
    ("setStickerMaskPosition", decode::<<SetStickerMaskPosition as Method>::Output>),
    ("setStickerSetTitle", decode::<<SetStickerSetTitle as Method>::Output>),
    ("setStickerSetThumbnail", decode::<<SetStickerSetThumbnail as Method>::Output>),
    (
        "setCustomEmojiStickerSetThumbnail",
        decode::<<SetCustomEmojiStickerSetThumbnail as Method>::Output>,
    ),
    ("deleteStickerSet", decode::<<DeleteStickerSet as Method>::Output>),
    ("sendRichMessage", decode::<<SendRichMessage as Method>::Output>),
    ("sendRichMessageDraft", decode::<<SendRichMessageDraft as Method>::Output>),
    ("answerInlineQuery", decode::<<AnswerInlineQuery as Method>::Output>),
    ("sendInvoice", decode::<<SendInvoice as Method>::Output>),
    ("createInvoiceLink", decode::<<CreateInvoiceLink as Method>::Output>),
    ("answerShippingQuery", decode::<<AnswerShippingQuery as Method>::Output>),
    ("answerPreCheckoutQuery", decode::<<AnswerPreCheckoutQuery as Method>::Output>),
    ("getMyStarBalance", decode::<<GetMyStarBalance as Method>::Output>),
    ("getStarTransactions", decode::<<GetStarTransactions as Method>::Output>),
    ("refundStarPayment", decode::<<RefundStarPayment as Method>::Output>),
    ("editUserStarSubscription", decode::<<EditUserStarSubscription as Method>::Output>),
    ("setPassportDataErrors", decode::<<SetPassportDataErrors as Method>::Output>),
    ("sendGame", decode::<<SendGame as Method>::Output>),
    ("setGameScore", decode::<<SetGameScore as Method>::Output>),
    ("getGameHighScores", decode::<<GetGameHighScores as Method>::Output>),
];

/// Every method, with all its parameters.
pub(crate) const METHODS: &[Encoder] = &[
    encode::<GetUpdates>,
    encode::<SetWebhook>,
    encode::<DeleteWebhook>,
    encode::<GetWebhookInfo>,
    encode::<GetMe>,
    encode::<LogOut>,
    encode::<Close>,
    encode::<SendMessage>,
    encode::<ForwardMessage>,
    encode::<ForwardMessages>,
    encode::<CopyMessage>,
    encode::<CopyMessages>,
    encode::<SendPhoto>,
    encode::<SendLivePhoto>,
    encode::<SendAudio>,
    encode::<SendDocument>,
    encode::<SendVideo>,
    encode::<SendAnimation>,
    encode::<SendVoice>,
    encode::<SendVideoNote>,
    encode::<SendPaidMedia>,
    encode::<SendMediaGroup>,
    encode::<SendLocation>,
    encode::<SendVenue>,
    encode::<SendContact>,
    encode::<SendPoll>,
    encode::<SendChecklist>,
    encode::<SendDice>,
    encode::<SendMessageDraft>,
    encode::<SendChatAction>,
    encode::<SetMessageReaction>,
    encode::<GetUserProfilePhotos>,
    encode::<GetUserProfileAudios>,
    encode::<SetUserEmojiStatus>,
    encode::<GetFile>,
    encode::<BanChatMember>,
    encode::<UnbanChatMember>,
    encode::<RestrictChatMember>,
    encode::<PromoteChatMember>,
    encode::<SetChatAdministratorCustomTitle>,
    encode::<SetChatMemberTag>,
    encode::<BanChatSenderChat>,
    encode::<UnbanChatSenderChat>,
    encode::<SetChatPermissions>,
    encode::<ExportChatInviteLink>,
    encode::<CreateChatInviteLink>,
    encode::<EditChatInviteLink>,
    encode::<CreateChatSubscriptionInviteLink>,
    encode::<EditChatSubscriptionInviteLink>,
    encode::<RevokeChatInviteLink>,
    encode::<ApproveChatJoinRequest>,
    encode::<DeclineChatJoinRequest>,
    encode::<AnswerChatJoinRequestQuery>,
    encode::<SendChatJoinRequestWebApp>,
    encode::<SetChatPhoto>,
    encode::<DeleteChatPhoto>,
    encode::<SetChatTitle>,
    encode::<SetChatDescription>,
    encode::<PinChatMessage>,
    encode::<UnpinChatMessage>,
    encode::<UnpinAllChatMessages>,
    encode::<LeaveChat>,
    encode::<GetChat>,
    encode::<GetChatAdministrators>,
    encode::<GetChatMemberCount>,
    encode::<GetChatMember>,
    encode::<GetUserPersonalChatMessages>,
    encode::<SetChatStickerSet>,
    encode::<DeleteChatStickerSet>,
    encode::<GetForumTopicIconStickers>,
    encode::<CreateForumTopic>,
    encode::<EditForumTopic>,
    encode::<CloseForumTopic>,
    encode::<ReopenForumTopic>,
    encode::<DeleteForumTopic>,
    encode::<UnpinAllForumTopicMessages>,
    encode::<EditGeneralForumTopic>,
    encode::<CloseGeneralForumTopic>,
    encode::<ReopenGeneralForumTopic>,
    encode::<HideGeneralForumTopic>,
    encode::<UnhideGeneralForumTopic>,
    encode::<UnpinAllGeneralForumTopicMessages>,
    encode::<AnswerCallbackQuery>,
    encode::<AnswerGuestQuery>,
    encode::<GetUserChatBoosts>,
    encode::<GetBusinessConnection>,
    encode::<GetManagedBotToken>,
    encode::<ReplaceManagedBotToken>,
    encode::<GetManagedBotAccessSettings>,
    encode::<SetManagedBotAccessSettings>,
    encode::<SetMyCommands>,
    encode::<DeleteMyCommands>,
    encode::<GetMyCommands>,
    encode::<SetMyName>,
    encode::<GetMyName>,
    encode::<SetMyDescription>,
    encode::<GetMyDescription>,
    encode::<SetMyShortDescription>,
    encode::<GetMyShortDescription>,
    encode::<SetMyProfilePhoto>,
    encode::<RemoveMyProfilePhoto>,
    encode::<SetChatMenuButton>,
    encode::<GetChatMenuButton>,
    encode::<SetMyDefaultAdministratorRights>,
    encode::<GetMyDefaultAdministratorRights>,
    encode::<GetAvailableGifts>,
    encode::<SendGift>,
    encode::<GiftPremiumSubscription>,
    encode::<VerifyUser>,
    encode::<VerifyChat>,
    encode::<RemoveUserVerification>,
    encode::<RemoveChatVerification>,
    encode::<ReadBusinessMessage>,
    encode::<DeleteBusinessMessages>,
    encode::<SetBusinessAccountName>,
    encode::<SetBusinessAccountUsername>,
    encode::<SetBusinessAccountBio>,
    encode::<SetBusinessAccountProfilePhoto>,
    encode::<RemoveBusinessAccountProfilePhoto>,
    encode::<SetBusinessAccountGiftSettings>,
    encode::<GetBusinessAccountStarBalance>,
    encode::<TransferBusinessAccountStars>,
    encode::<GetBusinessAccountGifts>,
    encode::<GetUserGifts>,
    encode::<GetChatGifts>,
    encode::<ConvertGiftToStars>,
    encode::<UpgradeGift>,
    encode::<TransferGift>,
    encode::<PostStory>,
    encode::<RepostStory>,
    encode::<EditStory>,
    encode::<DeleteStory>,
    encode::<AnswerWebAppQuery>,
    encode::<SavePreparedInlineMessage>,
    encode::<SavePreparedKeyboardButton>,
    encode::<EditMessageText>,
    encode::<EditMessageCaption>,
    encode::<EditMessageMedia>,
    encode::<EditMessageLiveLocation>,
    encode::<StopMessageLiveLocation>,
    encode::<EditMessageChecklist>,
    encode::<EditMessageReplyMarkup>,
    encode::<StopPoll>,
    encode::<EditEphemeralMessageText>,
    encode::<EditEphemeralMessageMedia>,
    encode::<EditEphemeralMessageCaption>,
    encode::<EditEphemeralMessageReplyMarkup>,
    encode::<ApproveSuggestedPost>,
    encode::<DeclineSuggestedPost>,
    encode::<DeleteMessage>,
    encode::<DeleteMessages>,
    encode::<DeleteEphemeralMessage>,
    encode::<DeleteMessageReaction>,
    encode::<DeleteAllMessageReactions>,
    encode::<SendSticker>,
    encode::<GetStickerSet>,
    encode::<GetCustomEmojiStickers>,
    encode::<UploadStickerFile>,
    encode::<CreateNewStickerSet>,
    encode::<AddStickerToSet>,
    encode::<SetStickerPositionInSet>,
    encode::<DeleteStickerFromSet>,
    encode::<ReplaceStickerInSet>,
    encode::<SetStickerEmojiList>,
    encode::<SetStickerKeywords>,
    encode::<SetStickerMaskPosition>,
    encode::<SetStickerSetTitle>,
    encode::<SetStickerSetThumbnail>,
    encode::<SetCustomEmojiStickerSetThumbnail>,
    encode::<DeleteStickerSet>,
    encode::<SendRichMessage>,
    encode::<SendRichMessageDraft>,
    encode::<AnswerInlineQuery>,
    encode::<SendInvoice>,
    encode::<CreateInvoiceLink>,
    encode::<AnswerShippingQuery>,
    encode::<AnswerPreCheckoutQuery>,
    encode::<GetMyStarBalance>,
    encode::<GetStarTransactions>,
    encode::<RefundStarPayment>,
    encode::<EditUserStarSubscription>,
    encode::<SetPassportDataErrors>,
    encode::<SendGame>,
    encode::<SetGameScore>,
    encode::<GetGameHighScores>,
];

sample! { GetUpdates: offset, limit, timeout, allowed_updates }
sample! { SetWebhook: url, certificate, ip_address, max_connections, allowed_updates, drop_pending_updates, secret_token }
sample! { DeleteWebhook: drop_pending_updates }
sample! { GetWebhookInfo:  }
sample! { GetMe:  }
sample! { LogOut:  }
sample! { Close:  }
sample! { SendMessage: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, text, parse_mode, entities, link_preview_options, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { ForwardMessage: chat_id, message_thread_id, direct_messages_topic_id, from_chat_id, video_start_timestamp, disable_notification, protect_content, message_effect_id, suggested_post_parameters, message_id }
sample! { ForwardMessages: chat_id, message_thread_id, direct_messages_topic_id, from_chat_id, message_ids, disable_notification, protect_content }
sample! { CopyMessage: chat_id, message_thread_id, direct_messages_topic_id, from_chat_id, message_id, video_start_timestamp, caption, parse_mode, caption_entities, show_caption_above_media, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { CopyMessages: chat_id, message_thread_id, direct_messages_topic_id, from_chat_id, message_ids, disable_notification, protect_content, remove_caption }
sample! { SendPhoto: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, photo, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendLivePhoto: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, live_photo, photo, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendAudio: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, audio, caption, parse_mode, caption_entities, duration, performer, title, thumbnail, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendDocument: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, document, thumbnail, caption, parse_mode, caption_entities, disable_content_type_detection, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendVideo: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, video, duration, width, height, thumbnail, cover, start_timestamp, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler, supports_streaming, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendAnimation: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, animation, duration, width, height, thumbnail, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendVoice: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, voice, caption, parse_mode, caption_entities, duration, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendVideoNote: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, video_note, duration, length, thumbnail, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendPaidMedia: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, star_count, media, payload, caption, parse_mode, caption_entities, show_caption_above_media, disable_notification, protect_content, allow_paid_broadcast, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendMediaGroup: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, media, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, reply_parameters }
sample! { SendLocation: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, latitude, longitude, horizontal_accuracy, live_period, heading, proximity_alert_radius, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendVenue: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, latitude, longitude, title, address, foursquare_id, foursquare_type, google_place_id, google_place_type, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendContact: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, phone_number, first_name, last_name, vcard, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendPoll: business_connection_id, chat_id, message_thread_id, question, question_parse_mode, question_entities, options, is_anonymous, kind, allows_multiple_answers, allows_revoting, shuffle_options, allow_adding_options, hide_results_until_closes, members_only, country_codes, correct_option_ids, explanation, explanation_parse_mode, explanation_entities, explanation_media, open_period, close_date, is_closed, description, description_parse_mode, description_entities, media, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, reply_parameters, reply_markup }
sample! { SendChecklist: business_connection_id, chat_id, checklist, disable_notification, protect_content, message_effect_id, reply_parameters, reply_markup }
sample! { SendDice: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, emoji, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendMessageDraft: chat_id, message_thread_id, draft_id, text, parse_mode, entities, can_stop, keep_on_stop }
sample! { SendChatAction: business_connection_id, chat_id, message_thread_id, action }
sample! { SetMessageReaction: chat_id, message_id, reaction, is_big }
sample! { GetUserProfilePhotos: user_id, offset, limit }
sample! { GetUserProfileAudios: user_id, offset, limit }
sample! { SetUserEmojiStatus: user_id, emoji_status_custom_emoji_id, emoji_status_expiration_date }
sample! { GetFile: file_id }
sample! { BanChatMember: chat_id, user_id, until_date, revoke_messages }
sample! { UnbanChatMember: chat_id, user_id, only_if_banned }
sample! { RestrictChatMember: chat_id, user_id, permissions, use_independent_chat_permissions, until_date }
sample! { PromoteChatMember: chat_id, user_id, is_anonymous, can_manage_chat, can_delete_messages, can_manage_video_chats, can_restrict_members, can_promote_members, can_change_info, can_invite_users, can_post_stories, can_edit_stories, can_delete_stories, can_post_messages, can_edit_messages, can_pin_messages, can_manage_topics, can_manage_direct_messages, can_manage_tags, can_send_welcome_messages }
sample! { SetChatAdministratorCustomTitle: chat_id, user_id, custom_title }
sample! { SetChatMemberTag: chat_id, user_id, tag }
sample! { BanChatSenderChat: chat_id, sender_chat_id }
sample! { UnbanChatSenderChat: chat_id, sender_chat_id }
sample! { SetChatPermissions: chat_id, permissions, use_independent_chat_permissions }
sample! { ExportChatInviteLink: chat_id }
sample! { CreateChatInviteLink: chat_id, name, expire_date, member_limit, creates_join_request }
sample! { EditChatInviteLink: chat_id, invite_link, name, expire_date, member_limit, creates_join_request }
sample! { CreateChatSubscriptionInviteLink: chat_id, name, subscription_period, subscription_price }
sample! { EditChatSubscriptionInviteLink: chat_id, invite_link, name }
sample! { RevokeChatInviteLink: chat_id, invite_link }
sample! { ApproveChatJoinRequest: chat_id, user_id }
sample! { DeclineChatJoinRequest: chat_id, user_id }
sample! { AnswerChatJoinRequestQuery: chat_join_request_query_id, result }
sample! { SendChatJoinRequestWebApp: chat_join_request_query_id, web_app_url }
sample! { SetChatPhoto: chat_id, photo }
sample! { DeleteChatPhoto: chat_id }
sample! { SetChatTitle: chat_id, title }
sample! { SetChatDescription: chat_id, description }
sample! { PinChatMessage: business_connection_id, chat_id, message_id, disable_notification }
sample! { UnpinChatMessage: business_connection_id, chat_id, message_id }
sample! { UnpinAllChatMessages: chat_id }
sample! { LeaveChat: chat_id }
sample! { GetChat: chat_id }
sample! { GetChatAdministrators: chat_id, return_bots }
sample! { GetChatMemberCount: chat_id }
sample! { GetChatMember: chat_id, user_id }
sample! { GetUserPersonalChatMessages: user_id, limit }
sample! { SetChatStickerSet: chat_id, sticker_set_name }
sample! { DeleteChatStickerSet: chat_id }
sample! { GetForumTopicIconStickers:  }
sample! { CreateForumTopic: chat_id, name, icon_color, icon_custom_emoji_id }
sample! { EditForumTopic: chat_id, message_thread_id, name, icon_custom_emoji_id }
sample! { CloseForumTopic: chat_id, message_thread_id }
sample! { ReopenForumTopic: chat_id, message_thread_id }
sample! { DeleteForumTopic: chat_id, message_thread_id }
sample! { UnpinAllForumTopicMessages: chat_id, message_thread_id }
sample! { EditGeneralForumTopic: chat_id, name }
sample! { CloseGeneralForumTopic: chat_id }
sample! { ReopenGeneralForumTopic: chat_id }
sample! { HideGeneralForumTopic: chat_id }
sample! { UnhideGeneralForumTopic: chat_id }
sample! { UnpinAllGeneralForumTopicMessages: chat_id }
sample! { AnswerCallbackQuery: callback_query_id, text, show_alert, url, cache_time }
sample! { AnswerGuestQuery: guest_query_id, result }
sample! { GetUserChatBoosts: chat_id, user_id }
sample! { GetBusinessConnection: business_connection_id }
sample! { GetManagedBotToken: user_id }
sample! { ReplaceManagedBotToken: user_id }
sample! { GetManagedBotAccessSettings: user_id }
sample! { SetManagedBotAccessSettings: user_id, is_access_restricted, added_user_ids }
sample! { SetMyCommands: commands, scope, language_code }
sample! { DeleteMyCommands: scope, language_code }
sample! { GetMyCommands: scope, language_code }
sample! { SetMyName: name, language_code }
sample! { GetMyName: language_code }
sample! { SetMyDescription: description, language_code }
sample! { GetMyDescription: language_code }
sample! { SetMyShortDescription: short_description, language_code }
sample! { GetMyShortDescription: language_code }
sample! { SetMyProfilePhoto: photo }
sample! { RemoveMyProfilePhoto:  }
sample! { SetChatMenuButton: chat_id, menu_button }
sample! { GetChatMenuButton: chat_id }
sample! { SetMyDefaultAdministratorRights: rights, for_channels }
sample! { GetMyDefaultAdministratorRights: for_channels }
sample! { GetAvailableGifts:  }
sample! { SendGift: user_id, chat_id, gift_id, pay_for_upgrade, text, text_parse_mode, text_entities }
sample! { GiftPremiumSubscription: user_id, month_count, star_count, text, text_parse_mode, text_entities }
sample! { VerifyUser: user_id, custom_description }
sample! { VerifyChat: chat_id, custom_description }
sample! { RemoveUserVerification: user_id }
sample! { RemoveChatVerification: chat_id }
sample! { ReadBusinessMessage: business_connection_id, chat_id, message_id }
sample! { DeleteBusinessMessages: business_connection_id, message_ids }
sample! { SetBusinessAccountName: business_connection_id, first_name, last_name }
sample! { SetBusinessAccountUsername: business_connection_id, username }
sample! { SetBusinessAccountBio: business_connection_id, bio }
sample! { SetBusinessAccountProfilePhoto: business_connection_id, photo, is_public }
sample! { RemoveBusinessAccountProfilePhoto: business_connection_id, is_public }
sample! { SetBusinessAccountGiftSettings: business_connection_id, show_gift_button, accepted_gift_types }
sample! { GetBusinessAccountStarBalance: business_connection_id }
sample! { TransferBusinessAccountStars: business_connection_id, star_count }
sample! { GetBusinessAccountGifts: business_connection_id, exclude_unsaved, exclude_saved, exclude_unlimited, exclude_limited_upgradable, exclude_limited_non_upgradable, exclude_unique, exclude_from_blockchain, sort_by_price, offset, limit }
sample! { GetUserGifts: user_id, exclude_unlimited, exclude_limited_upgradable, exclude_limited_non_upgradable, exclude_from_blockchain, exclude_unique, sort_by_price, offset, limit }
sample! { GetChatGifts: chat_id, exclude_unsaved, exclude_saved, exclude_unlimited, exclude_limited_upgradable, exclude_limited_non_upgradable, exclude_from_blockchain, exclude_unique, sort_by_price, offset, limit }
sample! { ConvertGiftToStars: business_connection_id, owned_gift_id }
sample! { UpgradeGift: business_connection_id, owned_gift_id, keep_original_details, star_count }
sample! { TransferGift: business_connection_id, owned_gift_id, new_owner_chat_id, star_count }
sample! { PostStory: business_connection_id, content, active_period, caption, parse_mode, caption_entities, areas, post_to_chat_page, protect_content }
sample! { RepostStory: business_connection_id, from_chat_id, from_story_id, active_period, post_to_chat_page, protect_content }
sample! { EditStory: business_connection_id, story_id, content, caption, parse_mode, caption_entities, areas }
sample! { DeleteStory: business_connection_id, story_id }
sample! { AnswerWebAppQuery: web_app_query_id, result }
sample! { SavePreparedInlineMessage: user_id, result, allow_user_chats, allow_bot_chats, allow_group_chats, allow_channel_chats }
sample! { SavePreparedKeyboardButton: user_id, button }
sample! { EditMessageText: business_connection_id, chat_id, message_id, inline_message_id, text, parse_mode, entities, link_preview_options, rich_message, reply_markup }
sample! { EditMessageCaption: business_connection_id, chat_id, message_id, inline_message_id, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup }
sample! { EditMessageMedia: business_connection_id, chat_id, message_id, inline_message_id, media, reply_markup }
sample! { EditMessageLiveLocation: business_connection_id, chat_id, message_id, inline_message_id, latitude, longitude, live_period, horizontal_accuracy, heading, proximity_alert_radius, reply_markup }
sample! { StopMessageLiveLocation: business_connection_id, chat_id, message_id, inline_message_id, reply_markup }
sample! { EditMessageChecklist: business_connection_id, chat_id, message_id, checklist, reply_markup }
sample! { EditMessageReplyMarkup: business_connection_id, chat_id, message_id, inline_message_id, reply_markup }
sample! { StopPoll: business_connection_id, chat_id, message_id, reply_markup }
sample! { EditEphemeralMessageText: chat_id, receiver_user_id, ephemeral_message_id, text, parse_mode, entities, rich_message, link_preview_options, reply_markup }
sample! { EditEphemeralMessageMedia: chat_id, receiver_user_id, ephemeral_message_id, media, reply_markup }
sample! { EditEphemeralMessageCaption: chat_id, receiver_user_id, ephemeral_message_id, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup }
sample! { EditEphemeralMessageReplyMarkup: chat_id, receiver_user_id, ephemeral_message_id, reply_markup }
sample! { ApproveSuggestedPost: chat_id, message_id, send_date }
sample! { DeclineSuggestedPost: chat_id, message_id, comment }
sample! { DeleteMessage: chat_id, message_id }
sample! { DeleteMessages: chat_id, message_ids }
sample! { DeleteEphemeralMessage: chat_id, receiver_user_id, ephemeral_message_id }
sample! { DeleteMessageReaction: chat_id, message_id, user_id, actor_chat_id }
sample! { DeleteAllMessageReactions: chat_id, user_id, actor_chat_id }
sample! { SendSticker: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, sticker, emoji, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { GetStickerSet: name }
sample! { GetCustomEmojiStickers: custom_emoji_ids }
sample! { UploadStickerFile: user_id, sticker, sticker_format }
sample! { CreateNewStickerSet: user_id, name, title, stickers, sticker_type, needs_repainting }
sample! { AddStickerToSet: user_id, name, sticker }
sample! { SetStickerPositionInSet: sticker, position }
sample! { DeleteStickerFromSet: sticker }
sample! { ReplaceStickerInSet: user_id, name, old_sticker, sticker }
sample! { SetStickerEmojiList: sticker, emoji_list }
sample! { SetStickerKeywords: sticker, keywords }
sample! { SetStickerMaskPosition: sticker, mask_position }
sample! { SetStickerSetTitle: name, title }
sample! { SetStickerSetThumbnail: name, user_id, thumbnail, format }
sample! { SetCustomEmojiStickerSetThumbnail: name, custom_emoji_id }
sample! { DeleteStickerSet: name }
sample! { SendRichMessage: business_connection_id, chat_id, message_thread_id, direct_messages_topic_id, ephemeral_message_parameters, rich_message, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { SendRichMessageDraft: chat_id, message_thread_id, draft_id, rich_message, can_stop, keep_on_stop }
sample! { AnswerInlineQuery: inline_query_id, results, cache_time, is_personal, next_offset, button }
sample! { SendInvoice: chat_id, message_thread_id, direct_messages_topic_id, title, description, payload, provider_token, currency, prices, max_tip_amount, suggested_tip_amounts, start_parameter, provider_data, photo_url, photo_size, photo_width, photo_height, need_name, need_phone_number, need_email, need_shipping_address, send_phone_number_to_provider, send_email_to_provider, is_flexible, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, suggested_post_parameters, reply_parameters, reply_markup }
sample! { CreateInvoiceLink: business_connection_id, title, description, payload, provider_token, currency, prices, subscription_period, max_tip_amount, suggested_tip_amounts, provider_data, photo_url, photo_size, photo_width, photo_height, need_name, need_phone_number, need_email, need_shipping_address, send_phone_number_to_provider, send_email_to_provider, is_flexible }
sample! { AnswerShippingQuery: shipping_query_id, ok, shipping_options, error_message }
sample! { AnswerPreCheckoutQuery: pre_checkout_query_id, ok, error_message }
sample! { GetMyStarBalance:  }
sample! { GetStarTransactions: offset, limit }
sample! { RefundStarPayment: user_id, telegram_payment_charge_id }
sample! { EditUserStarSubscription: user_id, telegram_payment_charge_id, is_canceled }
sample! { SetPassportDataErrors: user_id, errors }
sample! { SendGame: business_connection_id, chat_id, message_thread_id, game_short_name, disable_notification, protect_content, allow_paid_broadcast, message_effect_id, reply_parameters, reply_markup }
sample! { SetGameScore: user_id, score, force, disable_edit_message, chat_id, message_id, inline_message_id }
sample! { GetGameHighScores: user_id, chat_id, message_id, inline_message_id }
sample! { User: id, is_bot, first_name, last_name, username, language_code, is_premium, added_to_attachment_menu, can_join_groups, can_read_all_group_messages, supports_guest_queries, supports_inline_queries, can_connect_to_business, has_main_web_app, has_topics_enabled, allows_users_to_create_topics, can_manage_bots, supports_join_request_queries }
sample! { MessageEntity: kind, offset, length, url, user, language, custom_emoji_id, unix_time, date_time_format }
sample! { ReplyParameters: message_id, chat_id, ephemeral_message_id, allow_sending_without_reply, quote, quote_parse_mode, quote_entities, quote_position, checklist_task_id, poll_option_id }
sample! { EphemeralMessageParameters: receiver_user_id, callback_query_id, replace_callback_query_message }
sample! { InputPollOption: text, text_parse_mode, text_entities, media }
sample! { InputChecklistTask: id, text, parse_mode, text_entities }
sample! { InputChecklist: title, parse_mode, title_entities, tasks, others_can_add_tasks, others_can_mark_tasks_as_done }
sample! { Location: latitude, longitude, horizontal_accuracy, live_period, heading, proximity_alert_radius }
sample! { LinkPreviewOptions: is_disabled, url, prefer_small_media, prefer_large_media, show_above_text }
sample! { SuggestedPostPrice: currency, amount }
sample! { SuggestedPostParameters: price, send_date }
sample! { WebAppInfo: url }
sample! { ReplyKeyboardMarkup: keyboard, is_persistent, resize_keyboard, one_time_keyboard, input_field_placeholder, selective, force_reply }
sample! { KeyboardButton: text, icon_custom_emoji_id, style, request_users, request_chat, request_managed_bot, request_contact, request_location, request_poll, web_app }
sample! { KeyboardButtonRequestUsers: request_id, user_is_bot, user_is_premium, max_quantity, request_name, request_username, request_photo }
sample! { KeyboardButtonRequestChat: request_id, chat_is_channel, chat_is_forum, chat_has_username, chat_is_created, user_administrator_rights, bot_administrator_rights, bot_is_member, request_title, request_username, request_photo }
sample! { KeyboardButtonRequestManagedBot: request_id, suggested_name, suggested_username }
sample! { KeyboardButtonPollType: kind }
sample! { ReplyKeyboardRemove: remove_keyboard, selective }
sample! { InlineKeyboardMarkup: inline_keyboard, force_reply }
sample! { InlineKeyboardButton: text, icon_custom_emoji_id, style, url, callback_data, web_app, login_url, switch_inline_query, switch_inline_query_current_chat, switch_inline_query_chosen_chat, copy_text, callback_game, pay, disabled }
sample! { LoginUrl: url, forward_text, bot_username, request_write_access }
sample! { SwitchInlineQueryChosenChat: query, allow_user_chats, allow_bot_chats, allow_group_chats, allow_channel_chats }
sample! { CopyTextButton: text }
sample! { DisabledButton:  }
sample! { ForceReply: force_reply, input_field_placeholder, selective }
sample! { ChatAdministratorRights: is_anonymous, can_manage_chat, can_delete_messages, can_manage_video_chats, can_restrict_members, can_promote_members, can_change_info, can_invite_users, can_post_stories, can_edit_stories, can_delete_stories, can_post_messages, can_edit_messages, can_pin_messages, can_manage_topics, can_manage_direct_messages, can_manage_tags, can_send_welcome_messages }
sample! { ChatPermissions: can_send_messages, can_send_audios, can_send_documents, can_send_photos, can_send_videos, can_send_video_notes, can_send_voice_notes, can_send_polls, can_send_other_messages, can_add_web_page_previews, can_react_to_messages, can_edit_tag, can_change_info, can_invite_users, can_pin_messages, can_manage_topics }
sample! { StoryAreaPosition: x_percentage, y_percentage, width_percentage, height_percentage, rotation_angle, corner_radius_percentage }
sample! { LocationAddress: country_code, state, city, street }
sample! { StoryAreaTypeLocation: latitude, longitude, address }
sample! { StoryAreaTypeSuggestedReaction: reaction_type, is_dark, is_flipped }
sample! { StoryAreaTypeLink: url }
sample! { StoryAreaTypeWeather: temperature, emoji, background_color }
sample! { StoryAreaTypeUniqueGift: name }
sample! { StoryArea: position, kind }
sample! { ReactionTypeEmoji: emoji }
sample! { ReactionTypeCustomEmoji: custom_emoji_id }
sample! { ReactionTypePaid:  }
sample! { AcceptedGiftTypes: unlimited_gifts, limited_gifts, unique_gifts, premium_subscription, gifts_from_channels }
sample! { BotCommand: command, description, is_ephemeral }
sample! { BotCommandScopeDefault:  }
sample! { BotCommandScopeAllPrivateChats:  }
sample! { BotCommandScopeAllGroupChats:  }
sample! { BotCommandScopeAllChatAdministrators:  }
sample! { BotCommandScopeChat: chat_id }
sample! { BotCommandScopeChatAdministrators: chat_id }
sample! { BotCommandScopeChatMember: chat_id, user_id }
sample! { MenuButtonCommands:  }
sample! { MenuButtonWebApp: text, web_app }
sample! { MenuButtonDefault:  }
sample! { InputMediaAnimation: media, thumbnail, caption, parse_mode, caption_entities, show_caption_above_media, width, height, duration, has_spoiler }
sample! { InputMediaAudio: media, thumbnail, caption, parse_mode, caption_entities, duration, performer, title }
sample! { InputMediaDocument: media, thumbnail, caption, parse_mode, caption_entities, disable_content_type_detection }
sample! { InputMediaLink: url }
sample! { InputMediaLivePhoto: media, photo, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler }
sample! { InputMediaLocation: latitude, longitude, horizontal_accuracy }
sample! { InputMediaPhoto: media, caption, parse_mode, caption_entities, show_caption_above_media, has_spoiler }
sample! { InputMediaSticker: media, emoji }
sample! { InputMediaVenue: latitude, longitude, title, address, foursquare_id, foursquare_type, google_place_id, google_place_type }
sample! { InputMediaVideo: media, thumbnail, cover, start_timestamp, caption, parse_mode, caption_entities, show_caption_above_media, width, height, duration, supports_streaming, has_spoiler }
sample! { InputMediaVoiceNote: media, caption, parse_mode, caption_entities, duration }
sample! { InputPaidMediaLivePhoto: media, photo }
sample! { InputPaidMediaPhoto: media }
sample! { InputPaidMediaVideo: media, thumbnail, cover, start_timestamp, width, height, duration, supports_streaming }
sample! { InputProfilePhotoStatic: photo }
sample! { InputProfilePhotoAnimated: animation, main_frame_timestamp }
sample! { InputStoryContentPhoto: photo }
sample! { InputStoryContentVideo: video, duration, cover_frame_timestamp, is_animation }
sample! { MaskPosition: point, x_shift, y_shift, scale }
sample! { InputSticker: sticker, format, emoji_list, mask_position, keywords }
sample! { InputRichMessage: blocks, html, markdown, media, is_rtl, skip_entity_detection }
sample! { InputRichMessageMedia: id, media }
sample! { RichMessageButton: text, style, url, callback_data, web_app, login_url, switch_inline_query, switch_inline_query_current_chat, switch_inline_query_chosen_chat, copy_text, disabled }
sample! { RichTextBold: text }
sample! { RichTextItalic: text }
sample! { RichTextUnderline: text }
sample! { RichTextStrikethrough: text }
sample! { RichTextSpoiler: text }
sample! { RichTextDateTime: text, unix_time, date_time_format }
sample! { RichTextTextMention: text, user }
sample! { RichTextSubscript: text }
sample! { RichTextSuperscript: text }
sample! { RichTextMarked: text }
sample! { RichTextCode: text }
sample! { RichTextCustomEmoji: custom_emoji_id, alternative_text }
sample! { RichTextMathematicalExpression: expression }
sample! { RichTextUrl: text, url }
sample! { RichTextEmailAddress: text, email_address }
sample! { RichTextPhoneNumber: text, phone_number }
sample! { RichTextBankCardNumber: text, bank_card_number }
sample! { RichTextMention: text, username }
sample! { RichTextHashtag: text, hashtag }
sample! { RichTextCashtag: text, cashtag }
sample! { RichTextBotCommand: text, bot_command }
sample! { RichTextButton: button }
sample! { RichTextAnchor: name }
sample! { RichTextAnchorLink: text, anchor_name }
sample! { RichTextReference: text, name }
sample! { RichTextReferenceLink: text, reference_name }
sample! { RichBlockCaption: text, credit }
sample! { RichBlockTableCell: text, is_header, colspan, rowspan, align, valign }
sample! { InputRichBlockListItem: blocks, has_checkbox, is_checked, value, kind }
sample! { InputRichBlockParagraph: text }
sample! { InputRichBlockSectionHeading: text, size }
sample! { InputRichBlockPreformatted: text, language }
sample! { InputRichBlockFooter: text }
sample! { InputRichBlockDivider:  }
sample! { InputRichBlockMathematicalExpression: expression }
sample! { InputRichBlockAnchor: name }
sample! { InputRichBlockList: items }
sample! { InputRichBlockBlockQuotation: blocks, credit }
sample! { InputRichBlockExpandableBlockQuotation: text, credit }
sample! { InputRichBlockPullQuotation: text, credit }
sample! { InputRichBlockCollage: blocks, caption }
sample! { InputRichBlockSlideshow: blocks, caption }
sample! { InputRichBlockTable: cells, is_bordered, is_striped, is_compact, caption }
sample! { InputRichBlockDetails: summary, blocks, is_open }
sample! { InputRichBlockMap: location, zoom, width, height, caption }
sample! { InputRichBlockButtons: buttons, align }
sample! { InputRichBlockAnimation: animation, caption }
sample! { InputRichBlockAudio: audio, caption }
sample! { InputRichBlockDocument: document, caption }
sample! { InputRichBlockPhoto: photo, caption }
sample! { InputRichBlockVideo: video, caption }
sample! { InputRichBlockVoiceNote: voice_note, caption }
sample! { InputRichBlockThinking: text }
sample! { InlineQueryResultsButton: text, web_app, start_parameter }
sample! { InlineQueryResultArticle: id, title, input_message_content, reply_markup, url, description, thumbnail_url, thumbnail_width, thumbnail_height }
sample! { InlineQueryResultPhoto: id, photo_url, thumbnail_url, photo_width, photo_height, title, description, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultGif: id, gif_url, gif_width, gif_height, gif_duration, thumbnail_url, thumbnail_mime_type, title, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultMpeg4Gif: id, mpeg4_url, mpeg4_width, mpeg4_height, mpeg4_duration, thumbnail_url, thumbnail_mime_type, title, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultVideo: id, video_url, mime_type, thumbnail_url, title, caption, parse_mode, caption_entities, show_caption_above_media, video_width, video_height, video_duration, description, reply_markup, input_message_content }
sample! { InlineQueryResultAudio: id, audio_url, title, caption, parse_mode, caption_entities, performer, audio_duration, reply_markup, input_message_content }
sample! { InlineQueryResultVoice: id, voice_url, title, caption, parse_mode, caption_entities, voice_duration, reply_markup, input_message_content }
sample! { InlineQueryResultDocument: id, title, caption, parse_mode, caption_entities, document_url, mime_type, description, reply_markup, input_message_content, thumbnail_url, thumbnail_width, thumbnail_height }
sample! { InlineQueryResultLocation: id, latitude, longitude, title, horizontal_accuracy, live_period, heading, proximity_alert_radius, reply_markup, input_message_content, thumbnail_url, thumbnail_width, thumbnail_height }
sample! { InlineQueryResultVenue: id, latitude, longitude, title, address, foursquare_id, foursquare_type, google_place_id, google_place_type, reply_markup, input_message_content, thumbnail_url, thumbnail_width, thumbnail_height }
sample! { InlineQueryResultContact: id, phone_number, first_name, last_name, vcard, reply_markup, input_message_content, thumbnail_url, thumbnail_width, thumbnail_height }
sample! { InlineQueryResultGame: id, game_short_name, reply_markup }
sample! { InlineQueryResultCachedPhoto: id, photo_file_id, title, description, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultCachedGif: id, gif_file_id, title, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultCachedMpeg4Gif: id, mpeg4_file_id, title, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultCachedSticker: id, sticker_file_id, reply_markup, input_message_content }
sample! { InlineQueryResultCachedDocument: id, title, document_file_id, description, caption, parse_mode, caption_entities, reply_markup, input_message_content }
sample! { InlineQueryResultCachedVideo: id, video_file_id, title, description, caption, parse_mode, caption_entities, show_caption_above_media, reply_markup, input_message_content }
sample! { InlineQueryResultCachedVoice: id, voice_file_id, title, caption, parse_mode, caption_entities, reply_markup, input_message_content }
sample! { InlineQueryResultCachedAudio: id, audio_file_id, caption, parse_mode, caption_entities, reply_markup, input_message_content }
sample! { InputTextMessageContent: message_text, parse_mode, entities, link_preview_options }
sample! { InputRichMessageContent: rich_message }
sample! { InputLocationMessageContent: latitude, longitude, horizontal_accuracy, live_period, heading, proximity_alert_radius }
sample! { InputVenueMessageContent: latitude, longitude, title, address, foursquare_id, foursquare_type, google_place_id, google_place_type }
sample! { InputContactMessageContent: phone_number, first_name, last_name, vcard }
sample! { InputInvoiceMessageContent: title, description, payload, provider_token, currency, prices, max_tip_amount, suggested_tip_amounts, provider_data, photo_url, photo_size, photo_width, photo_height, need_name, need_phone_number, need_email, need_shipping_address, send_phone_number_to_provider, send_email_to_provider, is_flexible }
sample! { LabeledPrice: label, amount }
sample! { ShippingOption: id, title, prices }
sample! { PassportElementErrorDataField: kind, field_name, data_hash, message }
sample! { PassportElementErrorFrontSide: kind, file_hash, message }
sample! { PassportElementErrorReverseSide: kind, file_hash, message }
sample! { PassportElementErrorSelfie: kind, file_hash, message }
sample! { PassportElementErrorFile: kind, file_hash, message }
sample! { PassportElementErrorFiles: kind, file_hashes, message }
sample! { PassportElementErrorTranslationFile: kind, file_hash, message }
sample! { PassportElementErrorTranslationFiles: kind, file_hashes, message }
sample! { PassportElementErrorUnspecified: kind, element_hash, message }
sample! { CallbackGame:  }
union! { InputPollMedia: Animation, Audio, Document, LivePhoto, Location, Photo, Venue, Video }
union! { InputPollOptionMedia: Animation, Link, LivePhoto, Location, Photo, Sticker, Venue, Video }
union! { StoryAreaType: Location, SuggestedReaction, Link, Weather, UniqueGift }
union! { ReactionType: Emoji, CustomEmoji, Paid }
union! { BotCommandScope: Default, AllPrivateChats, AllGroupChats, AllChatAdministrators, Chat, ChatAdministrators, ChatMember }
union! { MenuButton: Commands, WebApp, Default }
union! { InputMedia: Animation, Audio, Document, LivePhoto, Photo, Video }
union! { InputPaidMedia: LivePhoto, Photo, Video }
union! { InputProfilePhoto: Static, Animated }
union! { InputStoryContent: Photo, Video }
union! { RichText: Bold, Italic, Underline, Strikethrough, Spoiler, DateTime, TextMention, Subscript, Superscript, Marked, Code, CustomEmoji, MathematicalExpression, Url, EmailAddress, PhoneNumber, BankCardNumber, Mention, Hashtag, Cashtag, BotCommand, Button, Anchor, AnchorLink, Reference, ReferenceLink, Plain, Sequence }
union! { InputRichBlock: Paragraph, SectionHeading, Preformatted, Footer, Divider, MathematicalExpression, Anchor, List, BlockQuotation, ExpandableBlockQuotation, PullQuotation, Collage, Slideshow, Table, Details, Map, Buttons, Animation, Audio, Document, Photo, Video, VoiceNote, Thinking }
union! { InlineQueryResult: CachedAudio, CachedDocument, CachedGif, CachedMpeg4Gif, CachedPhoto, CachedSticker, CachedVideo, CachedVoice, Article, Audio, Contact, Game, Document, Gif, Location, Mpeg4Gif, Photo, Venue, Video, Voice }
union! { InputMessageContent: Text, Rich, Location, Venue, Contact, Invoice }
union! { PassportElementError: DataField, FrontSide, ReverseSide, Selfie, File, Files, TranslationFile, TranslationFiles, Unspecified }
union! { ReplyMarkup: InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove, ForceReply }
union! { RichMediaContent: Animation, Audio, Document, Photo, Video, VoiceNote }
union! { MediaGroupItem: Audio, Document, LivePhoto, Photo, Video }
