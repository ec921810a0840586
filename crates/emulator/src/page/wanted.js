// What the bot wants the person to answer with: a keyboard in place of the person's own, or a reply. Knows no element.

export class Wanted {
  constructor() {
    this.learn({});
  }

  /**
   * The newest message with such a markup, which decides; whether one of its buttons was pressed since, and whether it
   * was replied to.
   */
  learn({ message, pressed = false, replied = false }) {
    Object.assign(this, { message, pressed, replied });
  }

  /** A new message, or a newer form of one. */
  take(message) {
    const { message_id: id, reply_markup: markup } = message;
    const newer = id > (this.message?.message_id ?? this.over ?? 0);
    if (id === this.message?.message_id) this.message = message;
    else if (newer && markup && !markup.inline_keyboard) this.learn({ message });
    else if (newer && !message.from?.is_bot) {
      this.pressed ||= rowsOf(this.message).flat().some(({ text }) => text === message.text);
      this.replied ||= message.reply_to_message?.message_id === this.message?.message_id;
    }
  }

  /** A message was deleted: what it and those before it asked for is over. */
  gone(id) {
    if (id !== this.message?.message_id) return;
    this.learn({});
    this.over = id;
  }

  /**
   * The message that asks, its rows of buttons if it has any, whether they have served (one time is enough for some),
   * whether a reply is asked for, and the hint for the field; `undefined` if anything will do.
   */
  now() {
    const { message, pressed, replied } = this;
    const markup = message?.reply_markup;
    if (!markup || markup.remove_keyboard) return undefined;
    return {
      message,
      rows: rowsOf(message).filter((row) => row.length > 0),
      fitted: markup.resize_keyboard === true,
      persistent: markup.is_persistent === true,
      served: markup.one_time_keyboard === true && pressed,
      reply: markup.force_reply === true && !replied,
      placeholder: markup.input_field_placeholder,
    };
  }
}

/** A button may be nothing but its text. */
function rowsOf(message) {
  const rows = message?.reply_markup?.keyboard ?? [];
  return rows.map((row) => row.map((button) => (typeof button === "string" ? { text: button } : button)));
}
