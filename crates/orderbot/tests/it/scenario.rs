//! Talks written down: a script goes in, a transcript comes out, and both are the same text.
//!
//! ```text
//! Ann: /start                          Ann writes
//!   bot: Welcome {new_order}           a new message, with the data of its buttons
//! Ann presses new_order                on the newest message that has the button
//!   bot edits: Which product?          an edit
//!   toast: Too late                    the answer to the press, if it has a text
//! Ann sends 🍵                          a sticker
//! ```
//!
//! Line breaks in messages are written as ` / `.

use std::collections::{BTreeMap, HashSet};

use molniya_emulator::testkit::{Message, Person};

use crate::bot::Bot;

/// Plays a talk of several people with the bot and compares what is said with what is written.
///
/// At the end the bot is stopped, and not one call may have been made beyond what is written.
pub(crate) async fn play(mut bot: Bot, people: &[(&str, &str)], talk: &str) {
    let mut speakers = BTreeMap::new();
    for (name, language) in people {
        let person = bot.telegram.person_speaking(name, language).await;
        speakers.insert(*name, Speaker::new(person));
    }
    let lines: Vec<&str> = talk.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_reaction = |line: &&str| line.starts_with("bot") || line.starts_with("toast");
    let mut transcript = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((action, after)) = rest.split_first() {
        let reactions = after.iter().take_while(|line| is_reaction(line)).count();
        let edits = after[..reactions].iter().filter(|line| line.starts_with("bot")).count();
        transcript.push((*action).to_owned());
        let (name, what) = split_name(action);
        let speaker = speakers.get_mut(name).expect(name);
        transcript.extend(speaker.act(what, edits).await);
        rest = &after[reactions..];
    }
    let transcript = transcript.join("\n");
    assert!(transcript == lines.join("\n"), "the talk went otherwise:\n{transcript}");
    for speaker in speakers.values() {
        let made = bot.calls_in(&speaker.person).await;
        assert_eq!(made.len(), speaker.calls, "{made:?}\n{}", speaker.person.transcript());
    }
}

/// `Ann: hello` is Ann and `: hello`; `Ann presses x` is Ann and ` presses x`.
fn split_name(action: &str) -> (&str, &str) {
    let end = action.find([':', ' ']).expect(action);
    action.split_at(end)
}

struct Speaker {
    person: Person,
    /// Messages of the bot that were seen.
    known: HashSet<i64>,
    /// Calls that were seen to be made.
    calls: usize,
}

impl Speaker {
    fn new(person: Person) -> Speaker {
        Speaker { person, known: HashSet::new(), calls: 0 }
    }

    /// Does something, and gives what the bot made of it.
    async fn act(&mut self, what: &str, messages: usize) -> Vec<String> {
        let pressed = what.strip_prefix(" presses ");
        match (what.strip_prefix(": "), pressed, what.strip_prefix(" sends ")) {
            (Some(text), _, _) => drop(self.person.say(text).await),
            (_, Some(data), _) => drop(self.person.press(data).await),
            (_, _, Some(emoji)) => drop(self.person.sticker(emoji).await),
            _ => panic!("not an action: {what:?}"),
        }
        let mut seen = Vec::new();
        for _ in 0..messages {
            let message = self.person.expect("").await;
            self.calls += 1;
            let who = if self.known.insert(message.message_id) { "bot" } else { "bot edits" };
            seen.push(format!("{who}: {}", line(&message)));
        }
        if pressed.is_some() {
            let toast = self.person.toast().await;
            self.calls += 1;
            if !toast.text.is_empty() {
                seen.push(format!("toast: {}", toast.text));
            }
        }
        seen
    }
}

fn line(message: &Message) -> String {
    let mut line = message.text.replace('\n', " / ");
    let data: Vec<String> = message.buttons().into_iter().map(|(_, data)| data).collect();
    if !data.is_empty() {
        line += &format!(" {{{}}}", data.join(" "));
    }
    line
}
