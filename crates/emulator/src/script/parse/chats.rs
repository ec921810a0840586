//! Reads what people do with chats.

use super::super::cursor::{Cursor, Use, Wrong};
use super::super::error::Problem;
use super::super::line::{ChatKind, Doing, Entry, Turn, Who};
use super::Reader;

impl Reader {
    /// What is not done within a chat, but with one.
    pub(super) fn about_chats(
        &self,
        cursor: &mut Cursor<'_>,
        verb: &str,
    ) -> Result<Option<Doing>, Wrong> {
        if let Some(turning) = Turn::ALL.into_iter().find(|(_, word, ..)| *word == verb) {
            cursor.eat(verb);
            return self.turns(cursor, turning).map(Some);
        }
        Ok(Some(match verb {
            "speaks" if cursor.eat(verb) => {
                Doing::Speaks(cursor.word("a language, for example en")?.to_owned())
            }
            "makes" if cursor.eat(verb) => made(cursor)?,
            "upgrades" if cursor.eat(verb) => Doing::Upgrades(self.chat(cursor)?),
            "begins" if cursor.eat(verb) => {
                cursor.need("topic ", "`topic` and its name in quotes")?;
                let name = cursor.quoted("the name of a topic in quotes")?;
                cursor.need("in ", "`in` and the title of a chat")?;
                Doing::BeginsTopic { name, chat: self.chat(cursor)? }
            }
            "joins" if cursor.eat(verb) => Doing::Joins(self.chat(cursor)?),
            "follows" if cursor.eat(verb) => match cursor.maybe_quoted(Use::Said)? {
                Some(link) => Doing::Follows(link),
                None => {
                    let name = "a link into a chat in quotes, for example \"$link\"";
                    return cursor.wrong(Problem::Expected(name));
                }
            },
            "leaves" if cursor.eat(verb) => Doing::Leaves(self.chat(cursor)?),
            "blocks" if cursor.eat(verb) => {
                cursor.need("bot", "`bot`")?;
                Doing::Blocks
            }
            "unblocks" if cursor.eat(verb) => {
                cursor.need("bot", "`bot`")?;
                Doing::Unblocks
            }
            "quits" if cursor.eat(verb) => {
                cursor.need("Telegram", "`Telegram`")?;
                Doing::Quits
            }
            _ => return Ok(None),
        }))
    }

    /// Behind the word: `Bob in "Friends"`.
    fn turns(
        &self,
        cursor: &mut Cursor<'_>,
        (turn, _, preposition, _): (Turn, &str, &str, &str),
    ) -> Result<Doing, Wrong> {
        let whom = somebody(cursor)?;
        if !cursor.eat_word(preposition) {
            return cursor.wrong(Problem::Expected(match preposition {
                "to" => "`to` and the title of a chat",
                "from" => "`from` and the title of a chat",
                _ => "`in` and the title of a chat",
            }));
        }
        Ok(Doing::Turns { turn, whom, chat: self.chat(cursor)? })
    }
}

fn made(cursor: &mut Cursor<'_>) -> Result<Doing, Wrong> {
    let begin = cursor.at();
    let word = cursor.word("group, supergroup, forum or channel")?;
    let Some((_, kind)) = ChatKind::ALL.into_iter().find(|(name, _)| *name == word) else {
        return Err((begin, Problem::Expected("group, supergroup, forum or channel")));
    };
    let title = cursor.quoted("the title of the chat in quotes")?;
    let entry = match cursor.eat_word("by") {
        true => {
            cursor.need("request", "`request`")?;
            Entry::ByRequest
        }
        false => Entry::Free,
    };
    let mut with = Vec::new();
    if cursor.eat_word("with") {
        with.push(somebody(cursor)?);
        while cursor.eat(",") {
            with.push(somebody(cursor)?);
        }
    }
    Ok(Doing::Makes { kind, title, entry, with })
}

/// `bot`, or a person.
fn somebody(cursor: &mut Cursor<'_>) -> Result<Who, Wrong> {
    match cursor.eat_word("bot") {
        true => Ok(Who::Bot),
        false => Ok(Who::Person(cursor.name("a name, or `bot`")?)),
    }
}
