//! The choice of a language.

use molniya::{Data, Person, Step, finish, goto};

use crate::buttons::Speak;
use crate::here::{Here, Operator};
use crate::language::{Chosen, Language, Speaking};
use crate::shop::Lang;

use super::commands::with_menu;

/// Says in the chosen language that it is chosen.
pub(super) async fn speak(
    Data(choice): Data<Speak>,
    lang: Lang,
    person: Person,
    operator: Option<Operator>,
    here: Here,
) -> Step<Speaking> {
    let (step, language) = match choice {
        Speak::English => (goto(Chosen(Language::English)), Language::English),
        Speak::Russian => (goto(Chosen(Language::Russian)), Language::Russian),
        Speak::Automatic => (finish(), Language::of(person.language.as_deref())),
    };
    let lang = lang.speaking(language);
    let step = step.edit(match choice {
        Speak::Automatic => lang.speaks_automatically(),
        Speak::English | Speak::Russian => lang.speaks(),
    });
    match operator {
        Some(operator) => with_menu(step, &operator, &lang, &here),
        None => step,
    }
}
