//! The shop file: the sample, and every way in which one can be wrong.

use std::path::Path;

use molniya_orderbot::{Catalogue, Language, ShopError};

const GOOD: &str = r#"
name = "Shop"
quantities = [1, 2]
[[products]]
id = "a"
name = { en = "Apple", ru = "Яблоко" }
[[places]]
id = "here"
name = "Here"
"#;

/// The good shop with a price for its product.
fn priced(price: &str) -> String {
    GOOD.replace("quantities", "currency = \"EUR\"\nquantities")
        .replace("id = \"a\"", &format!("id = \"a\"\nprice = \"{price}\""))
}

fn parse(text: &str) -> Result<Catalogue, ShopError> {
    Catalogue::parse(text, Path::new("shop.toml"))
}

/// What a wrong file is answered with.
fn complaint(text: &str) -> String {
    let line = parse(text).expect_err(text).to_string();
    assert_eq!(line.lines().count(), 1, "{line}");
    line
}

#[test]
fn the_sample_is_a_good_shop_with_free_text() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("shop.toml");
    let shop = Catalogue::read(&path).expect("the sample is good");
    assert!(shop.free_text);
    assert!(shop.products.len() > 1);
}

#[test]
fn a_product_is_found_by_id_and_by_its_name_in_any_language() {
    let shop = parse(GOOD).expect("good");
    for text in ["a", "A", "apple", "APPLE", "яблоко", "ЯБЛОКО"] {
        let item = shop.typed_product(text, Language::Russian).expect(text);
        assert_eq!((item.id.as_deref(), item.name.as_str()), (Some("a"), "Яблоко"));
    }
    assert_eq!(
        shop.product("a", Language::English).map(|item| item.name).as_deref(),
        Some("Apple")
    );
    assert_eq!(shop.product("b", Language::English), None);
}

#[test]
fn a_product_that_is_not_listed_needs_free_text() {
    assert_eq!(parse(GOOD).expect("good").typed_product("Widget", Language::English), None);
    let free = parse(&format!("free_text = true\n{GOOD}")).expect("good");
    let item = free.typed_product("Widget a17", Language::English).expect("allowed");
    assert_eq!((item.id, item.name.as_str()), (None, "Widget a17"));
}

#[test]
fn a_wrong_file_names_the_place_and_the_remedy() {
    let long = "x".repeat(65);
    let cases = [
        (GOOD.replace("\"Shop\"", "\"Shop"), "line 2, column 13", "correct it"),
        (GOOD.replace("name = \"Shop\"\n", ""), "line 1, column 1", "missing field `name`; add it"),
        (GOOD.replace("name = \"Shop\"", "title = 1"), "line 2, column 1", "unknown field `title`"),
        (GOOD.replace("\"Shop\"", "3"), "line 2, column 8", "a name in quotes, or { en"),
        (GOOD.replace("\"Shop\"", "\" \""), "line 2, column 8", "1 to 64 characters"),
        (
            GOOD.replace("\"Shop\"", &format!("\"{long}\"")),
            "line 2, column 8",
            "1 to 64 characters",
        ),
        (GOOD.replace("Яблоко", ""), "line 6, column 8", "1 to 64 characters"),
        (GOOD.replace("ru =", "de ="), "line 6, column 24", "unknown field `de`"),
        (GOOD.replace(", ru = \"Яблоко\"", ""), "line 6, column 8", "missing field `ru`; add it"),
        (GOOD.replace("[1, 2]", "[]"), "line 3, column 14", "list 1 to 20"),
        (GOOD.replace("[1, 2]", "[1, 0]"), "line 3, column 18", "a number from 1 to 999"),
        (GOOD.replace("[1, 2]", "[1, 70000]"), "line 3, column 18", "a number from 1 to 999"),
        (GOOD.replace("[1, 2]", "[1, 1]"), "line 3, column 18", "twice; remove one"),
        (GOOD.replace("\"a\"", "\"Ы\""), "line 5, column 6", "use 1 to 32 of a to z"),
        (GOOD.replace("\"a\"", "\"\""), "line 5, column 6", "use 1 to 32 of a to z"),
        (
            format!("{GOOD}[[products]]\nid = \"a\"\nname = \"B\"\n"),
            "line 11, column 6",
            "choose another",
        ),
        (format!("{GOOD}price = 3\n"), "line 10, column 1", "unknown field `price`"),
        (
            GOOD.replace("id = \"a\"", "id = \"a\"\nprice = \"12.50\""),
            "line 6, column 9",
            "of no currency; add currency = \"EUR\"",
        ),
        (
            GOOD.replace("quantities", "currency = \"€\"\nquantities"),
            "line 3, column 12",
            "three capital letters of ISO 4217",
        ),
        (
            GOOD.replace("id = \"a\"", "id = \"a\"\nphoto = \"./a.jpg\""),
            "line 6, column 9",
            "write an address that begins with https://",
        ),
        (
            GOOD.replace("id = \"a\"", "id = \"a\"\nphoto = \"https://a b\""),
            "line 6, column 9",
            "or the id of a file at Telegram",
        ),
        (priced("12,50"), "line 7, column 9", "write a number above 0 like \"12.50\""),
        (priced("12.505"), "line 7, column 9", "no more digits after the point than EUR has"),
        (priced("12.50").replace("\"12.50\"", "12.5"), "line 7, column 9", "expected a string"),
        (
            GOOD.replace("[[places]]\nid = \"here\"\nname = \"Here\"\n", ""),
            "line 1, column 1",
            "missing field `places`; add it",
        ),
        (
            "name = \"S\"\nquantities = [1]\nplaces = []\nproducts = []".to_owned(),
            "line 4, column 12",
            "list 1 to 50",
        ),
    ];
    for (text, place, remedy) in cases {
        let line = complaint(&text);
        assert!(line.starts_with("shop.toml, "), "{line}");
        assert!(line.contains(&format!("{place}:")), "{line}\n  expected {place}");
        assert!(line.contains(remedy), "{line}\n  expected {remedy}");
    }
}

#[test]
fn a_shop_has_at_most_fifty_products() {
    let products = |count: usize| -> String {
        let product = |n| format!("[[products]]\nid = \"p{n}\"\nname = \"Product {n}\"\n");
        let listed: String = (0..count).map(product).collect();
        format!("name = \"S\"\nquantities = [1]\n{listed}[[places]]\nid = \"a\"\nname = \"A\"\n")
    };
    assert_eq!(parse(&products(50)).expect("fits").products.len(), 50);
    assert!(complaint(&products(51)).contains("list 1 to 50"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let error = Catalogue::read(Path::new("nowhere/shop.toml")).expect_err("not there");
    assert!(matches!(error, ShopError::Unreadable { .. }));
    assert!(error.to_string().starts_with("cannot read the shop file nowhere/shop.toml: "));
}
