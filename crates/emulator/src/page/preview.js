// What a message is, in one line, for lists. Knows no element.

import { carried } from "./media.js";
import { money } from "./money.js";
import { CALLED, plainOf } from "./plain.js";
import { told } from "./service.js";

/** The kinds of messages that say more about themselves; a venue is a place as well, so it comes first. */
const SPEAKING = {
  sticker: ({ emoji }) => `${emoji ?? ""} Sticker`,
  document: ({ file_name: name }) => `📎 ${name ?? "File"}`,
  dice: ({ emoji, value }) => `${emoji} ${value}`,
  venue: ({ title }) => `📍 ${title}`,
  location: () => "📍 Location",
  contact: (contact) => `👤 ${contact.first_name}`,
  poll: ({ question }) => `📊 ${question}`,
  paid_media: ({ star_count: price }) => `🔒 ${money(price, "XTR")}`,
  game: ({ title }) => `🎮 ${title}`,
  invoice: ({ title, total_amount: total, currency }) => `🧾 ${title}, ${money(total, currency)}`,
};

/** Fields of a message that are not its content. */
const FRAME = new Set(["message_id", "date", "chat", "from", "sender_chat", "edit_date", "reply_markup", "entities",
  "caption_entities", "caption", "via_bot", "message_thread_id", "is_topic_message", "reply_to_message", "link_preview_options",
  "has_protected_content", "media_group_id", "has_media_spoiler", "show_caption_above_media", "quote", "forward_origin",
  "external_reply", "sender_boost_count", "author_signature", "paid_star_count", "effect_id", "is_from_offline",
  "reactions", "votes", "paid_by", "sender_tag", "poll_manner"]);

/** The field that says what kind of a message it is. */
export const kindOf = (message) => Object.keys(message).find((key) => !FRAME.has(key));

/** One line that says what a message is. */
export function preview(message) {
  if (message.text !== undefined) return message.text;
  if (message.rich_message) return plainOf(message.rich_message) || "Rich message";
  const happened = told(message);
  if (happened) return happened;
  const speaking = Object.keys(SPEAKING).find((kind) => message[kind]);
  const name = speaking && carried(message) !== "animation" ? SPEAKING[speaking](message[speaking]) : CALLED[carried(message)] ?? "Message";
  return message.caption ? `${name.split(" ")[0]} ${message.caption}` : name;
}
