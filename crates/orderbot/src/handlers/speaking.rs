//! The choice of a language.

use molniya::{Data, Person, Step, finish, goto};

use crate::buttons::Speak;
use crate::language::{Chosen, Language, Speaking};
use crate::shop::Lang;

/// Says in the chosen language that it is chosen.
pub(super) async fn speak(Data(choice): Data<Speak>, lang: Lang, person: Person) -> Step<Speaking> {
    let (step, language) = match choice {
        Speak::English => (goto(Chosen(Language::English)), Language::English),
        Speak::Russian => (goto(Chosen(Language::Russian)), Language::Russian),
        Speak::Automatic => (finish(), Language::of(person.language.as_deref())),
    };
    let lang = lang.speaking(language);
    step.edit(match choice {
        Speak::Automatic => lang.speaks_automatically(),
        Speak::English | Speak::Russian => lang.speaks(),
    })
}
