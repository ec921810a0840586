//! Layers around handlers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::*;
use crate::answer::Answer;
use crate::layer::Next;
use crate::reply::IntoAnswer;

type Answered = Result<Answer, HandlerError>;

/// Puts a word around what was said.
fn quote(word: &'static str) -> impl Fn(Cx<()>, Next) -> BoxedAnswer + Clone + Send + Sync {
    move |_, next| {
        Box::pin(async move {
            let mut answer = next.run().await?;
            for effect in answer.effects_mut() {
                effect.params = effect.params.replace(":\"", &format!(":\"{word} ")).into();
            }
            Ok(answer)
        })
    }
}

type BoxedAnswer = std::pin::Pin<Box<dyn Future<Output = Answered> + Send>>;

#[test]
fn the_first_layer_is_the_outermost() {
    let router = Router::new().layer(quote("outer")).on(text(), any_text).layer(quote("inner"));
    let table = router.fallback(help).build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "outer inner text x");
    assert_eq!(said(&table, &cx(&sticker())), "outer inner help");
}

#[test]
fn layers_of_a_router_within_stay_around_its_own_handlers() {
    let merged = Router::new().on(command_named("merged"), help).layer(quote("merged"));
    let innermost = Router::new().on(callback::<Pick>(), pick).layer(quote("innermost"));
    let nested = Router::new()
        .nest(UpdateKind::CallbackQuery, innermost)
        .fallback(help)
        .layer(quote("nested"));
    let table = Router::new()
        .merge(merged)
        .layer(quote("all"))
        .nest(UpdateKind::CallbackQuery, nested)
        .on(text(), any_text)
        .build()
        .unwrap();
    for (raw, answer) in [
        (message("/merged"), "all merged help"),
        (message("x"), "all text x"),
        (press("pick:1"), "all nested innermost pick 1"),
        (press("x"), "all nested help"),
    ] {
        assert_eq!(said(&table, &cx(&raw)), answer);
    }
}

#[test]
fn a_layer_keeps_the_fallback_of_a_merged_router() {
    let merged = Router::new().fallback(help).layer(quote("merged"));
    let table = Router::new().on(text(), any_text).merge(merged).build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "text x");
    assert_eq!(said(&table, &cx(&sticker())), "merged help");
}

#[test]
fn a_layer_may_answer_without_the_handler() {
    async fn closed(cx: Cx<bool>, next: Next) -> Answered {
        if **cx.state() {
            return say("closed").into_answer();
        }
        next.run().await
    }
    async fn never() -> Reply {
        panic!("the shop is closed")
    }
    let table = Router::new().on(text(), never).layer(closed).build().unwrap();
    assert_eq!(said(&table, &cx_with(&message("x"), &[], true)), "closed");
    let open = cx_with(&message("x"), &[], false);
    assert!(catch_unwind(AssertUnwindSafe(|| said(&table, &open))).is_err());
}

#[test]
fn a_layer_sees_who_is_there_and_adds_to_the_answer() {
    async fn greeting(cx: Cx<()>, next: Next) -> Answered {
        let handler = next.handler().rsplit("::").next().unwrap_or_default();
        let person = Person::from_update(&cx).unwrap();
        let mut answer =
            next.run().await?.and(say(format!("{} to {handler}", person.first_name)))?;
        answer.effects_mut().remove(0);
        Ok(answer)
    }
    let table = Router::new().on(text(), any_text).layer(greeting).build().unwrap();
    assert_eq!(said(&table, &cx(&message("x"))), "Ann to any_text");
}

#[test]
fn a_layer_is_not_asked_where_nothing_is_routed() {
    async fn never(_: Cx<()>, _: Next) -> Reply {
        panic!("nothing is handled here")
    }
    let router = Router::new().on(callback::<Pick>(), pick).on(text(), any_text);
    let table = Router::new().merge(router).on(UpdateKind::Poll, help).layer(never);
    let table = table.build().unwrap();
    // Neither what no filter lets through, nor what an argument declines.
    for raw in [sticker(), press("x"), press("pick:many")] {
        assert_eq!(said(&table, &cx(&raw)), "no route");
    }
}

#[test]
fn a_dialogue_that_only_a_layer_moves_is_known() {
    async fn lead_back(_: Cx<()>, _: Next) -> Step<Order> {
        finish()
    }
    let moving = Router::new().on(text(), any_text).layer(lead_back);
    let error = refused(moving);
    assert_eq!(error, RouterError::UnhandledStep { dialogue: "orders", step: "Quantity" });
    let table = order_router().layer(lead_back).build().unwrap();
    assert_eq!(table.dialogues(), ["orders"]);
}
