//! What a handler returns: effects, put together one after the other.

mod call;
mod into_answer;
#[cfg(test)]
mod tests;

pub use into_answer::IntoAnswer;

use std::borrow::Cow;
use std::marker::PhantomData;

use molniya_botapi::{ChatId, Method};

use crate::answer::{Answer, Class, Effect, Handle, HandlerError, Order, Place, Policy};
use crate::broadcast::Broadcast;
use crate::content::Content;
use crate::dialogue::{Dialogue, StepOf, tag};
use crate::json::Object;
use crate::keyboard::Markup;
use crate::record::Record;
use crate::reply::call::effect_of;

/// The longest text of a toast or an alert, in characters.
///
/// Source: <https://core.telegram.org/bots/api#answercallbackquery>
const MAX_TOAST: usize = 200;

/// What a handler wants to happen: messages, edits, records, calls, all or nothing.
///
/// Begin with [`say`], or with [`stay`], [`goto`] or [`finish`] in a handler of a dialogue, and add to it. Effects in one
/// chat happen in the order they are added.
///
/// ```
/// use molniya::{InlineKeyboard, Reply, say};
/// # use molniya::CallbackData;
/// # #[derive(CallbackData)] struct NewOrder;
///
/// async fn start() -> Reply {
///     let menu = InlineKeyboard::new().button("New order", &NewOrder).build().expect("short data");
///     say("Hello!").say("What can I do for you?").keyboard(&menu).named("menu")
/// }
/// ```
#[derive(Debug)]
#[must_use = "nothing happens until a handler returns it"]
pub struct Reply<D = ()> {
    answer: Answer,
    parts: Vec<Part>,
    fault: Option<HandlerError>,
    dialogue: PhantomData<fn() -> D>,
}

/// A [`Reply`] that may also move the dialogue `D`.
pub type Step<D> = Reply<D>;

#[derive(Debug)]
enum Part {
    Message(Message),
    Call(Effect),
}

/// A message that is sent or edited; what it says may still be added to.
#[derive(Debug)]
struct Message {
    edit: bool,
    place: Place,
    content: Content,
    class: Class,
    policy: Policy,
    handle: Option<Handle>,
}

/// Sends a message to where the update came from.
pub fn say(content: impl Into<Content>) -> Reply {
    Reply::new().say(content)
}

/// Leaves the dialogue in the step it is in.
pub fn stay<D: Dialogue>() -> Step<D> {
    Reply::new()
}

/// Moves the dialogue to a step: the type inside a variant, or the dialogue itself for a variant without one.
///
/// ```
/// use molniya::{Dialogue, In, Step, Text, goto, stay};
/// use serde::{Deserialize, Serialize};
///
/// #[derive(Dialogue, Serialize, Deserialize, Default)]
/// enum Order { #[default] Idle, Quantity(Quantity), Address(Address) }
/// #[derive(Serialize, Deserialize)]
/// struct Quantity { product: String }
/// #[derive(Serialize, Deserialize)]
/// struct Address { product: String, quantity: u16 }
///
/// async fn quantity(Text(text): Text, In(at): In<Quantity>) -> Step<Order> {
///     match text.trim().parse() {
///         Ok(quantity) => goto(Address { product: at.product, quantity }).say("And your address?"),
///         Err(_) => stay().say("How many? Please send a number."),
///     }
/// }
/// ```
pub fn goto<T: StepOf>(step: T) -> Step<T::Dialogue> {
    let mut reply = Reply::new();
    let name = T::Dialogue::NAME;
    let dialogue: T::Dialogue = step.into();
    match serde_json::to_string(&dialogue) {
        // The default step is not stored.
        Ok(json) if tag(&json).as_deref() == Some(T::Dialogue::IDLE) => {
            reply.answer.steps.push((name, None));
        }
        Ok(json) => reply.answer.steps.push((name, Some(json.into()))),
        Err(error) => {
            reply.fail(format!("the step of dialogue `{name}` cannot be stored: {error}"))
        }
    }
    reply
}

/// Puts the dialogue back to its default step.
pub fn finish<D: Dialogue>() -> Step<D> {
    let mut reply = Reply::new();
    reply.answer.steps.push((D::NAME, None));
    reply
}

impl<D> Default for Reply<D> {
    fn default() -> Self {
        Reply::new()
    }
}

impl<D> Reply<D> {
    /// Nothing yet; add to it. Where a dialogue is involved, [`stay`] says the same more clearly.
    pub fn new() -> Reply<D> {
        Reply { answer: Answer::default(), parts: Vec::new(), fault: None, dialogue: PhantomData }
    }

    /// Sends a message to where the update came from.
    pub fn say(self, content: impl Into<Content>) -> Self {
        self.message(false, Place::Here, content.into())
    }

    /// Gives the message whose button was pressed a new text, and the keyboard of this content or none.
    ///
    /// If the update is no button press, the content is sent as a new message.
    pub fn edit(self, content: impl Into<Content>) -> Self {
        self.message(true, Place::Pressed, content.into())
    }

    /// Edits the message of this chat that was [`named`](Reply::named) so. A message that never arrived is sent.
    pub fn edit_message(self, handle: impl Into<Handle>, content: impl Into<Content>) -> Self {
        self.message(true, Place::Message(handle.into()), content.into())
    }

    /// Puts a keyboard under the last message. Only inline keyboards can be edited in.
    ///
    /// This method and the next three speak of the last `say` or `edit`; without one the handler fails.
    pub fn keyboard(self, keyboard: impl Into<Markup>) -> Self {
        self.last("keyboard", |message| message.content.set_keyboard(keyboard.into()))
    }

    /// Names the last message, so that it can be edited later; a name is unique in its chat, for example `card/17`.
    pub fn named(self, handle: impl Into<Handle>) -> Self {
        self.last("named", |message| message.handle = Some(handle.into()))
    }

    /// Sends the last message to another chat, as a notification nobody waits for.
    pub fn to(mut self, chat: ChatId) -> Self {
        if let Some(Message { edit: true, .. }) = self.last_message() {
            self.fail(
                "`.to(…)` after an edit: only what is said can go to another chat".to_owned(),
            );
        }
        self.last("to", |message| {
            message.place = Place::Chat(chat);
            message.class = Class::Notification;
        })
    }

    /// Rather loses the last message than sends it twice, if the process dies while it is being sent.
    pub fn at_most_once(self) -> Self {
        self.last("at_most_once", |message| message.policy = Policy::AtMostOnce)
    }

    /// Answers a button press with a short text over the chat, cut to 200 characters. Does nothing for other updates.
    pub fn toast(self, text: impl AsRef<str>) -> Self {
        self.answer_press(text.as_ref(), false)
    }

    /// Like [`toast`](Reply::toast), in a window that the person has to close.
    pub fn alert(self, text: impl AsRef<str>) -> Self {
        self.answer_press(text.as_ref(), true)
    }

    /// Shows "typing…" in the chat for five seconds or until the next message.
    pub fn typing(self) -> Self {
        self.call(Effect {
            method: Cow::Borrowed("sendChatAction"),
            place: Place::Here,
            params: "{\"action\":\"typing\"}".into(),
            order: Order::Volatile,
            class: Class::Reply,
            policy: Policy::AtMostOnce,
            handle: None,
        })
    }

    /// Makes any call of the Bot API; what it answers is not waited for.
    ///
    /// A call about a chat keeps that chat's order. One that spends money is not repeated when its outcome is unknown.
    pub fn then<M: Method>(mut self, method: M) -> Self {
        match effect_of(&method) {
            Ok(effect) => self.call(effect),
            Err(error) => {
                self.fail(format!("{} cannot be written: {error}", M::NAME));
                self
            }
        }
    }

    /// Shows a broadcast as people will get it.
    pub fn preview(self, broadcast: &Broadcast) -> Self {
        self.call(broadcast.preview())
    }

    /// Writes a record.
    pub fn put<R: Record>(mut self, record: &R) -> Self {
        match serde_json::to_string(record) {
            Ok(json) => self.answer.records.push((R::COLLECTION, record.id(), Some(json.into()))),
            Err(error) => {
                self.fail(format!("a record of {} cannot be stored: {error}", R::COLLECTION))
            }
        }
        self
    }

    /// Deletes a record. It need not exist.
    pub fn delete<R: Record>(mut self, id: impl Into<String>) -> Self {
        self.answer.records.push((R::COLLECTION, id.into(), None));
        self
    }

    /// The effects, once nothing more is added.
    fn effects(self) -> Result<Answer, HandlerError> {
        let Reply { mut answer, parts, fault, .. } = self;
        if let Some(fault) = fault {
            return Err(fault);
        }
        answer.effects = parts
            .into_iter()
            .map(|part| match part {
                Part::Message(message) => message.into_effect(),
                Part::Call(effect) => effect,
            })
            .collect();
        Ok(answer)
    }

    fn message(mut self, edit: bool, place: Place, content: Content) -> Self {
        self.parts.push(Part::Message(Message {
            edit,
            place,
            content,
            class: Class::Reply,
            policy: Policy::AtLeastOnce,
            handle: None,
        }));
        self
    }

    fn call(mut self, effect: Effect) -> Self {
        self.parts.push(Part::Call(effect));
        self
    }

    fn answer_press(self, text: &str, alert: bool) -> Self {
        let mut params = Object::with_capacity(text.len() + 40);
        params.text("text", &shorten(text));
        if alert {
            params.raw("show_alert", "true");
        }
        self.call(Effect {
            method: Cow::Borrowed("answerCallbackQuery"),
            place: Place::CallbackQuery,
            params: params.finish(),
            order: Order::PRESS,
            class: Class::Deadline,
            policy: Policy::AtLeastOnce,
            handle: None,
        })
    }

    fn last(mut self, what: &str, change: impl FnOnce(&mut Message)) -> Self {
        match self.last_message() {
            Some(message) => change(message),
            None => self.fail(format!("`.{what}(…)` without a message before it")),
        }
        self
    }

    fn last_message(&mut self) -> Option<&mut Message> {
        self.parts.iter_mut().rev().find_map(|part| match part {
            Part::Message(message) => Some(message),
            Part::Call(_) => None,
        })
    }

    fn fail(&mut self, why: String) {
        self.fault.get_or_insert(HandlerError::Failed(why));
    }
}

impl Message {
    fn into_effect(self) -> Effect {
        Effect {
            method: Cow::Borrowed(if self.edit { "editMessageText" } else { "sendMessage" }),
            params: self.content.params(),
            place: self.place,
            order: Order::Chat,
            class: self.class,
            policy: self.policy,
            handle: self.handle,
        }
    }
}

/// A text that is not longer than a toast may be.
fn shorten(text: &str) -> Cow<'_, str> {
    if text.chars().nth(MAX_TOAST).is_none() {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(MAX_TOAST - 1).collect();
    Cow::Owned(kept + "…")
}
