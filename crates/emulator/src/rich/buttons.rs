//! What buttons inside a message can be, see <https://core.telegram.org/bots/api#richmessagebutton>.

use super::{Block, Button, Mark, Text, walk};
use crate::address;
use crate::keyboard::{ACTIONS, MAX_CALLBACK_DATA};

/// Buttons of one row, see <https://core.telegram.org/bots/api#inputrichblockbuttons>.
const MAX_BUTTONS: usize = 8;

/// What is wrong with one of the buttons.
pub(crate) fn check<M>(blocks: &[Block<M>]) -> Result<(), String> {
    fn rows_fit<M>(block: &Block<M>) -> bool {
        let fits = match block {
            Block::Buttons { buttons, .. } => (1..=MAX_BUTTONS).contains(&buttons.len()),
            _ => true,
        };
        fits && block.parts().1.into_iter().all(rows_fit)
    }
    if !blocks.iter().all(rows_fit) {
        return Err(format!("A row must have 1 to {MAX_BUTTONS} buttons"));
    }
    let mut problem = None;
    walk::each_button(blocks, &mut |button| {
        problem = problem.take().or_else(|| check_one(button).err());
    });
    problem.map_or(Ok(()), Err)
}

fn check_one(button: &Button) -> Result<(), String> {
    let acts = ACTIONS.iter().filter(|action| button.rest.contains_key(**action)).count();
    if acts != 1 {
        return Err("Exactly one action must be specified for a button".to_owned());
    }
    let given = |name: &str| button.rest.get(name).map(|value| value.as_str().unwrap_or_default());
    let data = given("callback_data");
    if data.is_some_and(|data| !(1..=MAX_CALLBACK_DATA).contains(&data.len())) {
        return Err("BUTTON_DATA_INVALID".to_owned());
    }
    if let Some((url, problem)) = given("url").and_then(|url| Some((url, address::problem(url)?))) {
        return Err(format!("button URL '{url}' is invalid: {problem}"));
    }
    match given("style") {
        None | Some("danger" | "success" | "primary") => {}
        Some("link") if data.is_some() => {}
        Some("link") => {
            return Err("Style \"link\" can be used only for callback buttons".to_owned());
        }
        Some(_) => return Err("Invalid button style specified".to_owned()),
    }
    match is_label(&button.text) {
        true => Ok(()),
        false => Err("Button text can have only custom emoji and dates in it".to_owned()),
    }
}

/// Whether a button can have such a text.
fn is_label(text: &Text) -> bool {
    match text {
        Text::Plain(_) => true,
        Text::Many(pieces) => pieces.iter().all(is_label),
        Text::Marked(mark) => matches!(**mark, Mark::CustomEmoji { .. } | Mark::DateTime { .. }),
    }
}
