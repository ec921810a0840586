//! What people do with what the bot offers: pay, ask it, choose, use its web apps.

use http::Method;
use serde_json::{Map, Value, json};

use super::super::board::{Offered, View};
use super::super::came::title;
use super::super::failure::Reason;
use super::super::line::{ADDRESS, Doing, Order};
use super::super::money;
use super::super::pattern::Pattern;
use super::Actor;
use crate::client::encoded;

/// What addresses of invoices begin with.
const INVOICES: &str = "https://t.me/$";

impl Actor<'_, '_> {
    /// Does it.
    pub(super) async fn trade(&mut self, doing: &Doing) -> Result<(), Reason> {
        match doing {
            Doing::Pays { which, order } => {
                let address = which.as_ref().map(|which| self.filled(which));
                if let Some(address) = address.filter(|text| text.starts_with(INVOICES)) {
                    return self.pay(address.into(), order).await;
                }
                let invoice = self.wait("such invoice", |view| view.invoice(which.as_ref()));
                let invoice = invoice.await?;
                self.pay(invoice.into(), order).await
            }
            Doing::ChoosesDelivery(label) => {
                let (question, way) =
                    self.chosen(label, "such delivery", |view| view.deliveries()).await?;
                let path = format!("/payments/{question}/delivery");
                let body = json!({ "shipping_option_id": way });
                self.ask(Method::POST, &path, body).await.map(drop)
            }
            Doing::Asks(query) => {
                let query = self.filled(query);
                self.cast.board(self.spot.chat).results = None;
                let body = json!({ "user_id": self.user, "query": query });
                let path = self.path("inline_queries");
                self.ask(Method::POST, &path, body).await.map(drop)
            }
            Doing::Chooses(label) => {
                let (question, result) =
                    self.chosen(label, "such result", |view| view.results()).await?;
                let path = format!("/inline_queries/{question}/choice");
                self.ask(Method::POST, &path, json!({ "result_id": result })).await.map(drop)
            }
            Doing::OpensApp { button, name } => self.open(button.as_ref(), name.as_ref()).await,
            Doing::SendsAppData { button, data } => {
                let what = "such button of the keyboard that opens a web app";
                let button = self.wait(what, |view| view.keyboard_app(button)).await?;
                let data = self.filled(data);
                let body = json!({ "user_id": self.user, "button_text": button, "data": data });
                let path = self.path("web_app_data");
                self.ask(Method::POST, &path, body).await.map(drop)
            }
            // Done elsewhere.
            _ => Ok(()),
        }
    }

    /// Pays the invoice of a message, or of an address.
    pub(super) async fn pay(&mut self, invoice: Value, order: &Order) -> Result<(), Reason> {
        let tip = match &order.tip {
            None => 0,
            Some(tip) => {
                let name = invoice.as_str().map(|address| address.replacen(INVOICES, "", 1));
                let name = encoded(&name.unwrap_or_else(|| invoice.to_string()));
                let offer =
                    self.ask(Method::GET, &format!("/invoices/{name}"), Value::Null).await?;
                let currency = offer["currency"].as_str().unwrap_or_default();
                money::smallest(tip, currency).ok_or_else(|| {
                    Reason::Cannot(format!("{tip} is no amount of money in {currency}"))
                })?
            }
        };
        let body = json!({
            "user_id": self.user,
            "invoice": invoice,
            "tip": tip,
            "order_info": info(order),
        });
        let path = self.path("payments");
        self.ask(Method::POST, &path, body).await.map(drop)
    }

    /// One of the results of the last question, or of the ways of delivery, by its title: the question, and its id.
    async fn chosen(
        &mut self,
        label: &Pattern,
        what: &str,
        offered: for<'v> fn(View<'v>) -> Option<&'v Offered>,
    ) -> Result<(String, Value), Reason> {
        self.wait(what, |view| {
            let (question, options) = offered(view)?;
            let named = |one: &&Value| view.fits(label, &title(one));
            Some((question.clone(), options.iter().find(named)?["id"].clone()))
        })
        .await
    }

    /// Opens a web app; what the bot can answer it by is called so.
    async fn open(
        &mut self,
        button: Option<&Pattern>,
        name: Option<&String>,
    ) -> Result<(), Reason> {
        if let Some(label) = button {
            self.wait("such button that opens a web app", |view| view.app(label)).await?;
        }
        let path = self.path("web_apps");
        let opened = self.ask(Method::POST, &path, json!({ "user_id": self.user })).await?;
        if let Some(name) = name {
            let id = opened["web_app_query_id"].as_str().unwrap_or_default();
            self.cast.known.insert(name.clone(), id.to_owned());
        }
        Ok(())
    }
}

/// What is said to pay, see <https://core.telegram.org/bots/api#orderinfo>.
fn info(order: &Order) -> Map<String, Value> {
    let mut info = Map::new();
    let texts = [("name", &order.name), ("phone_number", &order.phone), ("email", &order.email)];
    for (name, text) in texts {
        if let Some(text) = text {
            info.insert(name.to_owned(), text.clone().into());
        }
    }
    if let Some(address) = &order.address {
        let parts = ADDRESS.iter().zip(address);
        let address = parts.map(|(name, part)| ((*name).to_owned(), part.clone().into()));
        info.insert("shipping_address".to_owned(), Value::Object(address.collect()));
    }
    info
}
