// What happened in a chat, in words: joining, leaving, pinning, topics, payments. Knows no element.

import { money } from "./money.js";
import { preview } from "./preview.js";

const names = (users) => users.map((user) => user.first_name).join(", ");

/** Sentences by the field of the message; `who` did it. See https://core.telegram.org/bots/api#message. */
const TOLD = {
  new_chat_members: (users, who, { from }) => (users.length === 1 && users[0].id === from?.id ? `${who} joined` : `${who} added ${names(users)}`),
  left_chat_member: (user, who, { from }) => (user.id === from?.id ? `${who} left` : `${who} removed ${user.first_name}`),
  new_chat_title: (title, who) => `${who} named the chat “${title}”`,
  new_chat_photo: (_, who) => `${who} changed the picture`,
  delete_chat_photo: (_, who) => `${who} removed the picture`,
  group_chat_created: (_, who) => `${who} made the group`,
  supergroup_chat_created: (_, who) => `${who} made the supergroup`,
  channel_chat_created: (_, who) => `${who} made the channel`,
  migrate_to_chat_id: () => "The group became a supergroup, which is a chat of its own",
  migrate_from_chat_id: () => "This was a group before",
  pinned_message: (message, who) => `${who} pinned “${preview(message)}”`,
  forum_topic_created: ({ name }, who) => `${who} began the topic “${name}”`,
  forum_topic_edited: ({ name }, who) => (name ? `${who} named the topic “${name}”` : `${who} changed the icon of the topic`),
  forum_topic_closed: (_, who) => `${who} closed the topic`,
  forum_topic_reopened: (_, who) => `${who} opened the topic again`,
  general_forum_topic_hidden: (_, who) => `${who} hid the general topic`,
  general_forum_topic_unhidden: (_, who) => `${who} showed the general topic again`,
  successful_payment: (paid, who) => `${who} paid ${money(paid.total_amount, paid.currency)}`,
  refunded_payment: (paid, who) => `${who} got ${money(paid.total_amount, paid.currency)} back`,
  poll_option_added: ({ option_text: text }, who) => `${who} added “${text}” to the poll`,
  boost_added: (_, who) => `${who} boosted the chat`,
  web_app_data: ({ button_text: text }, who) => `${who} sent something from “${text}”`,
};

/** What a message tells of, if nobody wrote it. */
export function told(message) {
  const kind = Object.keys(TOLD).find((name) => message[name] !== undefined);
  return kind && TOLD[kind](message[kind], message.from?.first_name ?? message.chat.title ?? "Somebody", message);
}
