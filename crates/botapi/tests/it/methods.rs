//! Every method encodes what the facts say, and nothing else.

use std::collections::BTreeSet;

use molniya_botapi::{ChatId, ChatTarget, Method, Repeat, methods::*, repeat_of, types::*};
use molniya_schema::{method, methods};
use serde_json::Value;

use crate::{
    generated::samples::METHODS,
    values::{At, check_object},
};

/// As many as the largest union has members.
const PICKS: usize = 28;

#[test]
fn every_method_with_all_its_parameters_is_as_the_facts_say() {
    assert_eq!(METHODS.len(), methods().len());
    for encode in METHODS {
        for pick in 0..PICKS {
            let (name, body) = encode(At { levels: 5, pick });
            assert!(!body.contains("null"), "{name}: {body}");
            let body: Value = serde_json::from_str(&body).unwrap();
            let fields = &method(name).unwrap().fields;
            check_object(&body, fields).unwrap_or_else(|reason| panic!("{name}: {reason}"));
            assert_eq!(
                body.as_object().unwrap().len(),
                fields.len(),
                "{name} leaves something out"
            );
        }
    }
}

#[test]
fn absent_parameters_are_left_out() {
    for encode in METHODS {
        let (name, body) = encode(At { levels: 0, pick: 0 });
        let body: Value = serde_json::from_str(&body).unwrap();
        let fields = method(name).unwrap().fields.iter().filter(|field| field.required);
        let required: BTreeSet<_> = fields.map(|field| field.name).collect();
        let written: BTreeSet<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(written, required, "{name}");
    }
}

#[test]
fn repeating_is_judged_as_the_facts_say() {
    for method in methods() {
        assert_eq!(repeat_of(method.name), method.repeat, "{}", method.name);
    }
    assert_eq!(repeat_of("sendTelepathy"), Repeat::Unsafe);
    assert_eq!((SendGift::REPEAT, EditMessageText::REPEAT), (Repeat::Money, Repeat::Safe));
}

#[test]
fn a_method_names_its_chat() {
    let by_id = SendMessage::new(ChatId(5), "hi");
    assert_eq!(by_id.chat(), Some(&ChatTarget::Id(ChatId(5))));
    let by_name = SendMessage::new("@channel", "hi");
    assert_eq!(by_name.chat(), Some(&ChatTarget::Username("@channel".to_owned())));
    assert_eq!(GetMe::default().chat(), None);
}

#[test]
fn a_keyboard_is_written_as_telegram_reads_it() {
    let button = InlineKeyboardButton {
        callback_data: Some("go".into()),
        ..InlineKeyboardButton::new("Go")
    };
    let keyboard = InlineKeyboardMarkup::new(vec![vec![button]]);
    let send = SendMessage {
        reply_markup: Some(keyboard.into()),
        ..SendMessage::new(ChatId(5), "where to?")
    };
    let expected = r#"{"chat_id":5,"text":"where to?","reply_markup":{"inline_keyboard":[[{"text":"Go","callback_data":"go"}]]}}"#;
    assert_eq!(serde_json::to_string(&send).unwrap(), expected);
    let remove = ReplyMarkup::from(ReplyKeyboardRemove::default());
    assert_eq!(serde_json::to_string(&remove).unwrap(), r#"{"remove_keyboard":true}"#);
}
