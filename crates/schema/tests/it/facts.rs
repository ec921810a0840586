use molniya_schema::{
    Repeat, Schema, TypeRef, Unit, method, methods, schema, ty, types, update_kinds,
};

#[test]
fn everything_of_version_10_3_is_there() {
    assert_eq!(schema().version(), molniya_schema::VERSION);
    assert_eq!(methods().len(), 185);
    assert_eq!(methods().iter().map(|method| method.fields.len()).sum::<usize>(), 932);
    assert_eq!(types().len(), 400);
    assert_eq!(types().iter().map(|ty| ty.fields.len()).sum::<usize>(), 1888);
    assert_eq!(types().iter().filter(|ty| ty.is_union()).count(), 26);
    assert_eq!(update_kinds().len(), 27);
    let constants = types().iter().filter(|ty| ty.discriminator().is_some()).count();
    assert_eq!(constants, 175);
}

#[test]
fn every_method_is_found_by_its_name_in_any_case() {
    for wanted in methods() {
        let found = method(&wanted.name.to_ascii_uppercase()).map(|method| method.name);
        assert_eq!(found, Some(wanted.name));
    }
    assert!(method("sendNothing").is_none());
}

#[test]
fn every_named_type_is_described() {
    let fields = methods().iter().flat_map(|method| &method.fields);
    let fields = fields.chain(types().iter().flat_map(|ty| &ty.fields));
    let refs = fields.flat_map(|field| &field.types);
    let refs = refs.chain(methods().iter().flat_map(|method| &method.returns));
    let refs = refs.chain(types().iter().flat_map(|ty| &ty.subtypes));
    let names: Vec<_> = refs.filter_map(TypeRef::named).collect();
    assert!(names.len() > 700);
    for name in names {
        assert!(ty(name).is_some(), "{name} is not described");
    }
}

#[test]
fn a_field_keeps_all_its_facts() {
    let send = method("sendMessage").unwrap();
    assert_eq!(send.returns, [TypeRef::Named("Message")]);
    let chat = send.field("chat_id").unwrap();
    assert_eq!(chat.types, [TypeRef::Integer, TypeRef::String]);
    let entities = send.field("entities").unwrap();
    assert!(entities.json_serialized && !entities.required);
    assert_eq!(entities.types, [TypeRef::Array(Box::new(TypeRef::Named("MessageEntity")))]);
    let data = ty("InlineKeyboardButton")
        .and_then(|ty| ty.field("callback_data"))
        .and_then(|field| field.len);
    assert_eq!(data.map(|len| (len.min, len.max, len.unit)), Some((1, 64, Unit::Bytes)));
    assert!(ty("MessageEntity").and_then(|ty| ty.field("offset")).is_some_and(|field| field.utf16));
    let limit = method("getUpdates").and_then(|method| method.field("limit")).unwrap();
    assert_eq!((limit.range, limit.default), (Some((1, 100)), Some("100")));
}

#[test]
fn money_is_named_and_reading_begins_with_get() {
    let of = |repeat| {
        methods().iter().filter(move |method| method.repeat == repeat).map(|method| method.name)
    };
    let mut money: Vec<_> = of(Repeat::Money).collect();
    money.sort_unstable();
    let expected = [
        "approveSuggestedPost",
        "convertGiftToStars",
        "editUserStarSubscription",
        "giftPremiumSubscription",
        "refundStarPayment",
        "sendGift",
        "transferBusinessAccountStars",
        "transferGift",
        "upgradeGift",
    ];
    assert_eq!(money, expected);
    assert!(of(Repeat::Read).all(|name| name.starts_with("get")));
    for creating in ["send", "forward", "copy", "create"] {
        // A chat action shows itself for five seconds and leaves nothing behind.
        let mut safe =
            of(Repeat::Safe).filter(|name| name.starts_with(creating) && *name != "sendChatAction");
        assert_eq!(safe.next(), None);
    }
}

#[test]
fn a_wrong_line_is_named() {
    let wrong = |text: &'static str| Schema::parse(text).unwrap_err();
    assert_eq!(wrong("version 1 x\n\nfoo bar").line, 3);
    assert_eq!(wrong("  text String").line, 1);
    assert!(wrong("method a maybe -> String").what.contains("maybe"));
    assert!(wrong("type A\n  b Missing").what.contains("Missing"));
    assert_eq!(wrong("type A\n  b String len=1-2").line, 2);
}
