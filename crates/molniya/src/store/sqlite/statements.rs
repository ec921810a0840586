//! The statements of one group: each is looked up once, however many rows it writes.

use std::cell::RefCell;

use rusqlite::{CachedStatement, Connection, OptionalExtension, Params, Row};

/// Statements that are at hand. A group uses about a dozen, so they are found one after the other.
pub(super) struct Statements<'c> {
    pub(super) connection: &'c Connection,
    at_hand: RefCell<Vec<(&'static str, CachedStatement<'c>)>>,
}

impl<'c> Statements<'c> {
    pub(super) fn new(connection: &'c Connection) -> Statements<'c> {
        Statements { connection, at_hand: RefCell::default() }
    }

    /// Changes rows, and gives how many.
    pub(super) fn run(&self, sql: &'static str, values: impl Params) -> rusqlite::Result<usize> {
        self.with(sql, |statement| statement.execute(values))
    }

    /// Reads the first row there is.
    pub(super) fn row<T>(
        &self,
        sql: &'static str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        self.with(sql, |statement| statement.query_row(values, read).optional())
    }

    fn with<T>(
        &self,
        sql: &'static str,
        work: impl FnOnce(&mut CachedStatement<'c>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<T> {
        let found = {
            let mut at_hand = self.at_hand.borrow_mut();
            let place = at_hand.iter().position(|(text, _)| std::ptr::eq(*text, sql));
            place.map(|place| at_hand.swap_remove(place).1)
        };
        let mut statement = match found {
            Some(statement) => statement,
            None => self.connection.prepare_cached(sql)?,
        };
        let result = work(&mut statement);
        self.at_hand.borrow_mut().push((sql, statement));
        result
    }
}
