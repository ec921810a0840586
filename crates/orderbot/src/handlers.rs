//! What the bot does at every step.
//!
//! A typed text is answered with a new message, a pressed button by changing the message it is under: `edit` does
//! either, as the update is.

use std::time::{SystemTime, UNIX_EPOCH};

use molniya::botapi::UpdateKind;
use molniya::{
    Command, Data, Handle, HandlerError, In, Numbers, Person, Record, Reply, Router, Step, Text,
    callback, command, finish, goto, say, stay, step, text,
};

use crate::buttons::{
    CancelOrder, ConfirmOrder, LastAddress, NewOrder, PickPlace, PickProduct, PickQuantity,
};
use crate::customer::{Customer, Customers};
use crate::dialogue::{Address, Draft, Order, Placed, Product, Quantity};
use crate::here::{Here, Slash, Summary};
use crate::order::{Count, Item, MAX_ADDRESS, MAX_PRODUCT, OrderRecord, typed_text};
use crate::shop::{Lang, Shop};
use crate::texts::Number;

/// The commands of the bot.
#[derive(Debug, Clone, Copy, Command)]
enum Cmd {
    /// Show the menu
    #[command(description(ru = "Показать меню"))]
    Start,
    /// Cancel the unfinished order
    #[command(description(ru = "Отменить незаконченный заказ"))]
    Cancel,
}

/// The order bot. Its state is a [`Shop`].
pub fn router() -> Router<Shop> {
    Router::new()
        .on(command::<Cmd>(), commands)
        .on(text(), unknown_command)
        .on(callback::<NewOrder>(), new_order)
        .on(callback::<CancelOrder>(), cancel)
        .on(callback::<ConfirmOrder>(), confirm)
        .on(callback::<ConfirmOrder>(), confirm_again)
        .on(callback::<ConfirmOrder>(), nothing_to_confirm)
        .on(callback::<PickProduct>(), pick_product)
        .on(callback::<PickQuantity>(), pick_quantity)
        .on(callback::<PickPlace>(), pick_place)
        .on(callback::<LastAddress>(), pick_last_address)
        .on(UpdateKind::CallbackQuery, outdated)
        .on(step::<Product>(), product)
        .on(step::<Quantity>(), quantity)
        .on(step::<Address>(), address)
        .on(step::<Draft>(), remind_to_confirm)
        .on(UpdateKind::Message, help)
        .records::<OrderRecord>()
        .records::<Customer>()
}

async fn commands(cmd: Cmd, at: In<Order>, lang: Lang, summary: Summary) -> Step<Order> {
    match cmd {
        Cmd::Start if at.0.is_unfinished() => stay().say(lang.menu_unfinished()),
        Cmd::Start => stay().say(lang.menu()),
        Cmd::Cancel => cancel(at, lang, summary).await,
    }
}

/// In a group the command may be for another bot.
async fn unknown_command(_: Slash, lang: Lang, here: Here) -> Option<Reply> {
    here.is_private().then(|| say(lang.unknown_command()))
}

/// Starts over, wherever the person is.
async fn new_order(In(at): In<Order>, lang: Lang, Summary(summary): Summary) -> Step<Order> {
    match at {
        // The summary turns into the question: two orders must not be confirmable at once.
        Order::Confirm(_) => goto(Product).edit_message(summary, lang.ask_product()),
        _ => goto(Product).say(lang.ask_product()),
    }
}

/// The toast is there for those who press a button far from the summary.
async fn cancel(In(at): In<Order>, lang: Lang, Summary(summary): Summary) -> Step<Order> {
    match at {
        Order::Idle | Order::Placed(_) => stay().say(lang.nothing_to_cancel()),
        Order::Product(_) | Order::Quantity(_) | Order::Address(_) => {
            finish().edit(lang.cancelled())
        }
        Order::Confirm(_) => {
            finish().edit_message(summary, lang.cancelled()).toast(lang.toasts().cancelled())
        }
    }
}

async fn product(said: Option<Text>, _: In<Product>, lang: Lang) -> Step<Order> {
    match typed(&said, MAX_PRODUCT).and_then(|name| lang.typed_product(name)) {
        Some(item) => ask_quantity(item, &lang),
        None => stay().say(lang.help_product()),
    }
}

async fn pick_product(Data(pick): Data<PickProduct>, _: In<Product>, lang: Lang) -> Step<Order> {
    match lang.product(&pick.id) {
        Some(item) => ask_quantity(item, &lang),
        None => stay().toast(lang.toasts().outdated()),
    }
}

fn ask_quantity(item: Item, lang: &Lang) -> Step<Order> {
    let question = lang.ask_quantity(&item);
    goto(Quantity { item }).edit(question)
}

async fn quantity(
    said: Option<Text>,
    In(at): In<Quantity>,
    lang: Lang,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    match said.and_then(|Text(text)| Count::typed(&text)) {
        Some(quantity) => ask_address(at.item, quantity, &lang, customers).await,
        None => Ok(stay().say(lang.help_quantity())),
    }
}

async fn pick_quantity(
    Data(pick): Data<PickQuantity>,
    In(at): In<Quantity>,
    lang: Lang,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    match Count::new(pick.number) {
        Some(quantity) => ask_address(at.item, quantity, &lang, customers).await,
        None => Ok(stay().toast(lang.toasts().outdated())),
    }
}

async fn ask_address(
    item: Item,
    quantity: Count,
    lang: &Lang,
    customers: Customers,
) -> Result<Step<Order>, HandlerError> {
    let last = customers.last_address().await?;
    let question = lang.ask_address(last.as_deref());
    Ok(goto(Address { item, quantity, last }).edit(question))
}

async fn address(
    said: Option<Text>,
    In(at): In<Address>,
    lang: Lang,
    here: Here,
    Summary(summary): Summary,
) -> Step<Order> {
    match typed(&said, MAX_ADDRESS) {
        Some(address) => show_summary(address.to_owned(), at, &lang, &here, summary),
        None => stay().say(lang.help_address(at.last.as_deref())),
    }
}

async fn pick_place(
    Data(pick): Data<PickPlace>,
    In(at): In<Address>,
    lang: Lang,
    here: Here,
    Summary(summary): Summary,
) -> Step<Order> {
    match lang.place(&pick.id) {
        Some(place) => show_summary(place.to_owned(), at, &lang, &here, summary),
        None => stay().toast(lang.toasts().outdated()),
    }
}

async fn pick_last_address(
    _: Data<LastAddress>,
    In(mut at): In<Address>,
    lang: Lang,
    here: Here,
    Summary(summary): Summary,
) -> Step<Order> {
    match at.last.take() {
        Some(address) => show_summary(address, at, &lang, &here, summary),
        None => stay().toast(lang.toasts().outdated()),
    }
}

fn show_summary(
    address: String,
    at: Address,
    lang: &Lang,
    here: &Here,
    summary: Handle,
) -> Step<Order> {
    let Address { item, quantity, .. } = at;
    let draft = Draft { item, quantity, address, since: here.message };
    let text = lang.summary(&draft);
    goto(draft).edit(text).named(summary)
}

async fn remind_to_confirm(_: In<Draft>, lang: Lang) -> Step<Order> {
    stay().say(lang.help_confirm())
}

async fn confirm(
    In(draft): In<Draft>,
    lang: Lang,
    person: Person,
    here: Here,
    numbers: Numbers,
) -> Result<Step<Order>, HandlerError> {
    if here.message < draft.since {
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
        quantity: draft.quantity,
        address: draft.address,
        at: seconds_now(),
        language: lang.language,
    };
    let customer = Customer { person: person.id, address: record.address.clone() };
    // The pressed message and not the named one: after a crash there may be two, and the person looks at this one.
    let placed = Placed { number, message: here.message };
    Ok(goto(placed).edit(receipt).put(&record).put(&customer))
}

async fn confirm_again(In(placed): In<Placed>, lang: Lang, here: Here) -> Step<Order> {
    if here.message == placed.message {
        return stay().toast(lang.toasts().already_placed(Number(placed.number)));
    }
    not_to_confirm(&lang, &here)
}

async fn nothing_to_confirm(_: In<Order>, lang: Lang, here: Here) -> Step<Order> {
    not_to_confirm(&lang, &here)
}

/// Says that nothing is confirmed by this button, and takes it away if it is still there.
fn not_to_confirm(lang: &Lang, here: &Here) -> Step<Order> {
    let reply = stay().toast(lang.toasts().outdated());
    match here.leftover_buttons() {
        Some(strip) => reply.then(strip),
        None => reply,
    }
}

async fn outdated(lang: Lang) -> Step<Order> {
    stay().toast(lang.toasts().outdated())
}

/// In a group, what people say to each other is not for the bot.
async fn help(lang: Lang, here: Here) -> Option<Reply> {
    here.is_private().then(|| say(lang.help()))
}

/// The text of a message, if it has one that is not blank and not too long.
fn typed(said: &Option<Text>, most: usize) -> Option<&str> {
    said.as_ref().and_then(|Text(text)| typed_text(text, most))
}

fn seconds_now() -> u64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    since_epoch.map_or(0, |time| time.as_secs())
}
