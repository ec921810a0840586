//! How an order begins and ends: begun, confirmed or cancelled.

use std::time::{SystemTime, UNIX_EPOCH};

use molniya::{Content, Data, HandlerError, In, Numbers, Person, Record, Step, finish, goto, stay};

use crate::buttons::Buy;
use crate::customer::Customers;
use crate::dialogue::{Asking, Draft, Order, Placed, Product, Quantity};
use crate::here::{Here, Summary};
use crate::order::OrderRecord;
use crate::shop::Lang;
use crate::texts::Number;

/// Starts over, wherever the person is.
pub(super) async fn new_order(In(at): In<Order>, lang: Lang, summary: Summary) -> Step<Order> {
    begin(goto(Product(None)), lang.ask_product(Asking::First), &at, summary)
}

/// Starts over with a product that was looked at.
pub(super) async fn buy(
    Data(Buy { id }): Data<Buy>,
    In(at): In<Order>,
    lang: Lang,
    summary: Summary,
) -> Step<Order> {
    let Some(item) = lang.product(&id) else {
        return super::refuse(&lang);
    };
    let question = lang.ask_quantity(&item, Asking::First);
    begin(goto(Quantity { item, was: None }), question, &at, summary)
}

/// The summary turns into the question: two orders must not be confirmable at once.
fn begin(step: Step<Order>, question: Content, at: &Order, summary: Summary) -> Step<Order> {
    match at {
        Order::Confirm(_) => step.edit_message(summary.name, question),
        _ => step.say(question),
    }
}

/// The toast is there for those who press a button far from the summary.
pub(super) async fn cancel(In(at): In<Order>, lang: Lang, summary: Summary) -> Step<Order> {
    match at {
        Order::Idle | Order::Placed(_) => stay().say(lang.nothing_to_cancel()),
        Order::Product(_) | Order::Quantity(_) | Order::Address(_) => {
            finish().edit(lang.cancelled())
        }
        Order::Confirm(_) => {
            finish().edit_message(summary.name, lang.cancelled()).toast(lang.toasts().cancelled())
        }
        Order::Wording(_) | Order::Choosing(_) | Order::Ready(_) => {
            finish().say(lang.nothing_sent())
        }
    }
}

pub(super) async fn remind_to_confirm(_: In<Draft>, lang: Lang) -> Step<Order> {
    stay().say(lang.help_confirm())
}

pub(super) async fn confirm(
    In(draft): In<Draft>,
    lang: Lang,
    person: Person,
    here: Here,
    numbers: Numbers,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    if !here.may_show(&draft) {
        return Ok(not_to_confirm(&lang, &here));
    }
    let number = numbers.next(OrderRecord::COLLECTION).await?;
    let receipt = lang.placed(number, &draft);
    let record = OrderRecord {
        number,
        person: person.id,
        chat: here.chat,
        product: draft.item.name,
        product_id: draft.item.id,
        price: draft.item.price,
        quantity: draft.quantity,
        address: draft.address,
        at: seconds_now(),
        language: lang.language,
    };
    let (customer, nth) = customers.after(&record).await?;
    // The pressed message and not the named one: after a crash there may be two, and the person looks at this one.
    let placed = Placed { number, message: here.message };
    Ok(goto(placed).edit(receipt).put(&record).put(&customer).put(&nth))
}

pub(super) async fn confirm_again(In(placed): In<Placed>, lang: Lang, here: Here) -> Step<Order> {
    if here.message == placed.message {
        return stay().toast(lang.toasts().already_placed(Number(placed.number)));
    }
    not_to_confirm(&lang, &here)
}

pub(super) async fn nothing_to_confirm(In(at): In<Order>, lang: Lang, here: Here) -> Step<Order> {
    match at.corrected() {
        // The summary has become a question since it was pressed; the buttons it has now are needed.
        Some(was) if here.may_show(&was) => super::refuse(&lang),
        _ => not_to_confirm(&lang, &here),
    }
}

/// Says that nothing is confirmed or changed by this button, and takes it away if it is still there.
pub(super) fn not_to_confirm(lang: &Lang, here: &Here) -> Step<Order> {
    let reply = super::refuse(lang);
    match here.leftover_buttons() {
        Some(strip) => reply.then(strip),
        None => reply,
    }
}

fn seconds_now() -> u64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    since_epoch.map_or(0, |time| time.as_secs())
}
