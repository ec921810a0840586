//! People who order at once, each step when there is a turn for it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use molniya_emulator::testkit::{Message, Person, Telegram};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::script::{STEPS, Step, TYPED, WORDS, number, order};

/// The orders of each of them: how many texts are typed without waiting for the answers between.
const ORDERS: [usize; 2] = [1, TYPED.end - TYPED.start];
/// The largest quantity that the bot takes.
const MOST: usize = 999;

/// What so many people do altogether.
pub(crate) const fn steps_of(people: usize) -> usize {
    people * ORDERS.len() * STEPS
}

/// Somebody who has ordered.
pub(crate) struct Customer {
    pub(crate) person: Person,
    /// What was done, one order after the other.
    pub(crate) steps: Vec<Step>,
    /// Presses on the button of a repeated summary, after the receipt.
    pub(crate) late_presses: usize,
    /// The product of each order, and the number on its receipt.
    pub(crate) receipts: Vec<(String, u64)>,
}

impl Customer {
    pub(crate) fn new(person: Person) -> Self {
        Self { person, steps: Vec::new(), late_presses: 0, receipts: Vec::new() }
    }
}

/// The people. Lives inside a [`tokio::task::LocalSet`].
pub(crate) struct Crowd {
    talks: JoinSet<Customer>,
    customers: Vec<Customer>,
    turns: Arc<Semaphore>,
    answered: watch::Receiver<usize>,
}

impl Crowd {
    /// So many people are there and wait for a turn.
    pub(crate) async fn gather(telegram: &Telegram, people: usize) -> Self {
        let turns = Arc::new(Semaphore::new(0));
        let (count, answered) = watch::channel(0);
        let mut talks = JoinSet::new();
        for n in 0..people {
            let words = &WORDS[n % WORDS.len()];
            let person = telegram.person_speaking(&format!("Person {n}"), words.language).await;
            let (turns, count) = (turns.clone(), count.clone());
            talks.spawn_local(async move {
                let mut customer = Customer::new(person);
                for (round, at_once) in ORDERS.into_iter().enumerate() {
                    let product = format!("Widget {n}-{round}");
                    let steps = order(words, &product, 1 + n % MOST);
                    let receipt = talk(&customer.person, &steps, at_once, &turns, &count).await;
                    customer.late_presses += press_again(&customer.person).await;
                    customer.receipts.push((product, number(&receipt.text)));
                    customer.steps.extend(steps);
                }
                customer
            });
        }
        Self { talks, customers: Vec::with_capacity(people), turns, answered }
    }

    /// So many people are there, and order one thing after the other until the time is over, each step as soon as the last is
    /// answered.
    pub(crate) async fn hurry(telegram: &Telegram, people: usize, lasts: Duration) -> Self {
        let turns = Arc::new(Semaphore::new(Semaphore::MAX_PERMITS));
        let (count, answered) = watch::channel(0);
        let mut crowd = Vec::with_capacity(people);
        for n in 0..people {
            let language = WORDS[n % WORDS.len()].language;
            crowd.push(telegram.person_speaking(&format!("Person {n}"), language).await);
        }
        let (mut talks, end) = (JoinSet::new(), Instant::now() + lasts);
        for (n, person) in crowd.into_iter().enumerate() {
            let (turns, count) = (turns.clone(), count.clone());
            talks.spawn_local(async move {
                let mut customer = Customer::new(person);
                for round in 0.. {
                    let product = format!("Widget {n}-{round}");
                    let steps = order(&WORDS[n % WORDS.len()], &product, 1 + n % MOST);
                    let receipt = talk(&customer.person, &steps, 1, &turns, &count).await;
                    customer.receipts.push((product, number(&receipt.text)));
                    customer.steps.extend(steps);
                    if Instant::now() >= end {
                        break;
                    }
                }
                customer.late_presses += press_again(&customer.person).await;
                customer
            });
        }
        Self { talks, customers: Vec::with_capacity(people), turns, answered }
    }

    /// So many steps more may be done.
    pub(crate) fn allow(&self, steps: usize) {
        self.turns.add_permits(steps);
    }

    /// Allows so many steps more, so many in a second, whatever becomes of them.
    pub(crate) fn allow_steadily(&self, steps: usize, in_a_second: u32) {
        let turns = self.turns.clone();
        // It ends by itself; what it gives after the end of the crowd is of no use to anybody.
        tokio::task::spawn_local(async move {
            let mut clock = tokio::time::interval(Duration::from_secs(1) / in_a_second);
            for _ in 0..steps {
                clock.tick().await;
                turns.add_permits(1);
            }
        });
    }

    /// How many steps are answered.
    pub(crate) fn answered(&self) -> usize {
        *self.answered.borrow()
    }

    /// Waits until so many steps are answered, of all.
    ///
    /// # Panics
    ///
    /// If somebody waits for an answer in vain.
    pub(crate) async fn has_answers(&mut self, steps: usize) {
        loop {
            tokio::select! {
                _ = self.answered.wait_for(|answered| *answered >= steps) => return,
                Some(customer) = self.talks.join_next() => {
                    self.customers.push(customer.expect("an answer"));
                }
            }
        }
    }

    /// Waits until everybody has ordered.
    ///
    /// # Panics
    ///
    /// If somebody waits for an answer in vain.
    pub(crate) async fn have_ordered(mut self) -> Vec<Customer> {
        self.customers.extend(self.talks.join_all().await);
        self.customers
    }
}

/// Orders, and gives the receipt.
async fn talk(
    person: &Person,
    steps: &[Step],
    at_once: usize,
    turns: &Semaphore,
    count: &watch::Sender<usize>,
) -> Message {
    let (begin, rest) = steps.split_at(TYPED.start);
    let (typed, end) = rest.split_at(TYPED.len());
    let mut last = None;
    for steps in begin.chunks(1).chain(typed.chunks(at_once)).chain(end.chunks(1)) {
        // All turns at once: nobody may keep one and wait for another.
        turns.acquire_many(steps.len() as u32).await.expect("turns never end").forget();
        for step in steps {
            step.act(person, last.as_ref()).await;
        }
        for step in steps {
            last = Some(step.answer(person).await);
            count.send_modify(|count| *count += 1);
        }
    }
    last.expect("an order has steps")
}

/// A summary that was repeated has buttons that are out of date. Presses them, and waits until the bot
/// has said so.
async fn press_again(person: &Person) -> usize {
    let messages = person.messages().await;
    let late = messages.iter().filter(|message| message.has_button("confirm_order"));
    let mut presses = 0;
    for message in late {
        let press = person.press_on(message.message_id, "confirm_order").await;
        while person.toast().await.callback_query_id != press {}
        presses += 1;
    }
    presses
}
