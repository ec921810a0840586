//! What a router refuses at start.

use super::*;

#[test]
fn nothing_to_do() {
    assert_eq!(refused(Router::new()), RouterError::NoRoutes);
    let two = Router::new().fallback(help).merge(Router::new().fallback(any_text));
    assert!(matches!(refused(two), RouterError::TwoFallbacks { .. }));
}

#[test]
fn routes_that_contradict_their_arguments() {
    for (router, word) in [
        (Router::new().on(UpdateKind::Poll, pick), "kinds of updates"),
        (order_router().on(step::<Address>(), quantity), "`where` and `Quantity`"),
        (Router::new().on(callback::<Picky>(), pick), "`picky` and `pick`"),
        (Router::new().on(command_named("stop"), commands), "different commands"),
    ] {
        let error = refused(router).to_string();
        assert!(error.contains(word) && error.contains("never runs"), "{error}");
    }
}

#[test]
fn routes_that_are_never_reached() {
    let late = Router::new().on(text(), any_text).merge(order_router());
    let error = refused(late).to_string();
    assert!(error.contains("tests::commands` never runs") && error.contains("any_text"), "{error}");
    let twice = Router::new().on(callback::<Pick>(), pick).on(callback::<Pick>(), help);
    assert!(matches!(refused(twice), RouterError::NeverReached { .. }));
    let twice = Router::new().on(UpdateKind::Poll, help).on(UpdateKind::Poll, any_text);
    assert!(matches!(refused(twice), RouterError::NeverReached { .. }));
}

#[test]
fn a_command_that_two_routes_take() {
    let twice = order_router().on(command_named("start"), help);
    let RouterError::DuplicateCommand { name, first, second } = refused(twice) else { panic!() };
    assert_eq!(name, "start");
    assert!(first.ends_with("commands") && second.ends_with("help"));
}

#[test]
fn a_command_telegram_does_not_take() {
    let wrong = Router::new().on(command_named("/Start"), help);
    assert_eq!(refused(wrong), RouterError::CommandName { name: "/Start" });
}

#[test]
fn a_prefix_of_two_types() {
    #[derive(CallbackData)]
    #[callback(prefix = "pick")]
    struct Other;

    let two = Router::new().on(callback::<Pick>(), pick).on(callback::<Other>(), help);
    let error = refused(two);
    assert!(matches!(error, RouterError::DuplicatePrefix { prefix: "pick", .. }), "{error}");
}

#[test]
fn a_name_of_two_dialogues() {
    #[derive(Dialogue, Serialize, Deserialize, Default)]
    #[dialogue(name = "orders")]
    enum Other {
        #[default]
        Idle,
    }

    let two = order_router().on(idle::<Other>(), help);
    assert!(matches!(refused(two), RouterError::DuplicateDialogue { name: "orders", .. }));
}

#[test]
fn a_step_nobody_handles() {
    let error = refused(Router::new().on(step::<Quantity>(), quantity));
    assert_eq!(error, RouterError::UnhandledStep { dialogue: "orders", step: "where" });
    // Also if the dialogue is known only because a handler moves it.
    async fn begin() -> Step<Order> {
        goto(Quantity { product: String::new() })
    }
    let error = refused(Router::new().on(text(), begin));
    assert_eq!(error, RouterError::UnhandledStep { dialogue: "orders", step: "Quantity" });
    // Whoever takes the whole dialogue handles every step.
    let whole = Router::<()>::new().on(text(), async |In(_): In<Order>| say("x"));
    assert!(whole.build().is_ok());
}

#[test]
fn a_collection_of_two_records() {
    macro_rules! record {
        ($name:ident) => {
            #[derive(Serialize, Deserialize)]
            struct $name;

            impl Record for $name {
                const COLLECTION: &'static str = "things";

                fn id(&self) -> String {
                    String::new()
                }
            }
        };
    }
    record!(One);
    record!(Two);
    let two = order_router().records::<One>().records::<Two>();
    assert!(matches!(refused(two), RouterError::DuplicateCollection { collection: "things", .. }));
}
