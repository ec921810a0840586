//! An order dialogue as a bot's author would write it: it compiles.

use molniya::{
    CallbackData, Command, Cx, Data, Dialogue, FromUpdate, HandlerError, Html, In, InlineKeyboard,
    KeyboardError, Numbers, Record, Rejection, Reply, Router, State, Step, Text, callback, command,
    finish, goto, say, stay, step,
};
use serde::{Deserialize, Serialize};

#[derive(Dialogue, Serialize, Deserialize, Default)]
enum Order {
    #[default]
    Idle,
    Quantity(Quantity),
    Confirm(Draft),
}

#[derive(Serialize, Deserialize)]
struct Quantity {
    product: String,
}

#[derive(Serialize, Deserialize)]
struct Draft {
    product: String,
    quantity: u16,
}

#[derive(Serialize, Deserialize)]
struct Sale {
    number: u64,
    product: String,
    quantity: u16,
}

impl Record for Sale {
    const COLLECTION: &'static str = "orders";

    fn id(&self) -> String {
        self.number.to_string()
    }
}

#[derive(Command)]
enum Cmd {
    /// Show the menu
    #[command(description(ru = "Показать меню"))]
    Start,
    /// Stop ordering
    Cancel,
}

#[derive(CallbackData)]
struct Pick {
    product: u32,
}

#[derive(CallbackData)]
struct ConfirmOrder;

/// Everything that is made once, at start.
struct Shop {
    products: Vec<String>,
    shelf: InlineKeyboard,
    confirm: InlineKeyboard,
}

impl Shop {
    fn open(products: Vec<String>) -> Result<Shop, KeyboardError> {
        let shelf = (0..).zip(&products).fold(InlineKeyboard::new(), |shelf, (product, name)| {
            shelf.button(name, &Pick { product }).row()
        });
        let confirm = InlineKeyboard::new().button("Confirm", &ConfirmOrder).build()?;
        Ok(Shop { shelf: shelf.build()?, confirm, products })
    }
}

enum Lang {
    En,
    Ru,
}

impl<S> FromUpdate<S> for Lang {
    fn from_update(cx: &Cx<S>) -> Result<Self, Rejection> {
        let ru = cx.envelope().language.as_deref().is_some_and(|tag| tag.starts_with("ru"));
        Ok(if ru { Lang::Ru } else { Lang::En })
    }
}

impl Lang {
    fn ask_quantity(&self) -> &'static str {
        match self {
            Lang::En => "What quantity?",
            Lang::Ru => "Какое количество?",
        }
    }
}

async fn commands(cmd: Cmd, State(shop): State<Shop>) -> Step<Order> {
    match cmd {
        Cmd::Start => stay().say("What would you like?").keyboard(&shop.shelf),
        Cmd::Cancel => finish().say("Cancelled."),
    }
}

async fn pick(Data(pick): Data<Pick>, State(shop): State<Shop>, lang: Lang) -> Step<Order> {
    match shop.products.get(pick.product as usize) {
        Some(product) => {
            goto(Quantity { product: product.clone() }).edit(lang.ask_quantity()).toast(product)
        }
        None => stay().alert("We no longer have that."),
    }
}

async fn quantity(
    Text(text): Text,
    In(at): In<Quantity>,
    State(shop): State<Shop>,
    lang: Lang,
) -> Step<Order> {
    match text.trim().parse() {
        Ok(quantity @ 1..=999) => {
            let summary = Html::new().bold(&at.product).text(format!(" × {quantity}"));
            goto(Draft { product: at.product, quantity }).say(summary).keyboard(&shop.confirm)
        }
        _ => stay().say(lang.ask_quantity()),
    }
}

async fn confirm(In(draft): In<Draft>, numbers: Numbers) -> Result<Step<Order>, HandlerError> {
    let number = numbers.next("orders").await?;
    let sale = Sale { number, product: draft.product, quantity: draft.quantity };
    Ok(finish().put(&sale).edit(format!("Order #{number}: {} × {}", sale.product, sale.quantity)))
}

async fn stale() -> Reply {
    Reply::new().toast("That was long ago.")
}

async fn help() -> Reply {
    say("Try /start")
}

fn router() -> Router<Shop> {
    Router::new()
        .on(command::<Cmd>(), commands)
        .on(callback::<Pick>(), pick)
        .on(step::<Quantity>(), quantity)
        .on(callback::<ConfirmOrder>(), confirm)
        .on(callback::<ConfirmOrder>(), stale)
        .fallback(help)
        .records::<Sale>()
}

#[test]
fn it_is_put_together() {
    let shop = Shop::open(vec!["Tea".to_owned()]).unwrap();
    assert!(shop.shelf.as_json().contains("pick:0"));
    let _ = router();
}
