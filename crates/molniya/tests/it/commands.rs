//! What `#[derive(Command)]` makes.

use molniya::{Argument, Command, CommandInfo};

#[derive(Debug, PartialEq)]
struct Percent(u8);

impl Argument for Percent {
    fn read(rest: &mut &str) -> Option<Percent> {
        let (number, after) = rest.split_once('%')?;
        let percent = number.trim().parse().ok()?;
        *rest = after.trim_start();
        Some(Percent(percent))
    }
}

#[derive(Command, Debug, PartialEq)]
enum Cmd {
    /// Show the menu
    ///
    /// Not part of the description.
    Start,
    /// Comments
    /// go on.
    #[command(description(ru = "Найти", de = "Suchen"))]
    FindProduct(String),
    #[command(rename = "off", description = "Give a discount")]
    Discount {
        percent: Percent,
        product: Option<u32>,
    },
    /// Nobody sees this
    #[command(hide)]
    Debug,
    Undescribed,
}

#[test]
fn names_and_descriptions_come_from_the_variants() {
    let menu: Vec<_> = Cmd::COMMANDS.iter().map(|info| (info.name, info.description)).collect();
    assert_eq!(
        menu,
        [
            ("start", "Show the menu"),
            ("find_product", "Comments go on."),
            ("off", "Give a discount"),
            ("debug", ""),
            ("undescribed", ""),
        ]
    );
    let find: CommandInfo = Cmd::COMMANDS[1];
    assert_eq!(find.description_in(Some("ru")), "Найти");
    assert_eq!(find.description_in(Some("fr")), "Comments go on.");
    assert_eq!(find.description_in(None), "Comments go on.");
}

#[test]
fn commands_are_read_with_their_arguments() {
    for (name, arguments, command) in [
        ("start", "", Some(Cmd::Start)),
        ("START", "deep_link", Some(Cmd::Start)),
        ("find_product", " green tea ", Some(Cmd::FindProduct("green tea".to_owned()))),
        ("find_product", " ", None),
        ("off", "10 % 7", Some(Cmd::Discount { percent: Percent(10), product: Some(7) })),
        ("off", "10%", Some(Cmd::Discount { percent: Percent(10), product: None })),
        ("off", "10% 7 8", None),
        ("off", "10% tea", None),
        ("off", "10", None),
        ("debug", "", Some(Cmd::Debug)),
        ("discount", "10%", None),
        ("star", "", None),
        ("", "", None),
    ] {
        assert_eq!(Cmd::parse(name, arguments), command, "{name} {arguments}");
    }
}
