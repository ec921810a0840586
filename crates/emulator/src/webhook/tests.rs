//! The machine of webhooks, at any moment and without a network.

use super::*;

/// A world's queue, its webhook, and what became of the connections.
struct Desk {
    webhook: Webhook,
    queue: Queue,
    now: Now,
}

impl Desk {
    /// A webhook at a known address.
    fn new() -> Self {
        let now = Now { instant: Instant::now(), unix: 0 };
        let mut desk = Self { webhook: Webhook::default(), queue: Queue::new(1), now };
        let setting = Setting {
            url: "http://127.0.0.1:9".to_owned(),
            certificate: None,
            ip_address: String::new(),
            max_connections: 4,
            secret_token: String::new(),
        };
        let place = Place {
            url: Url::parse(&setting.url).unwrap(),
            ip_address: String::new(),
            secret_token: String::new(),
            trust: Trust::with(None).unwrap(),
        };
        desk.webhook.open(now, None, setting, place);
        assert!(matches!(desk.run()[..], [Order::Resolve(1, _)]));
        desk.resolve("127.0.0.1");
        desk
    }

    fn resolve(&mut self, address: &str) {
        let address = address.parse().unwrap();
        assert!(self.webhook.resolved(self.now, 1, Ok(vec![address])).is_none());
    }

    fn update(&mut self, chat: i64) {
        let text = format!("{{\"update_id\":0,\"message\":{{\"chat\":{{\"id\":{chat}}}}}}}");
        self.queue.push(i64::MAX, text);
    }

    fn run(&mut self) -> Vec<Order> {
        self.webhook.run(self.now, &mut self.queue);
        self.webhook.take_orders()
    }

    /// What happens without connections that open and close: lines opened, lines sent on, lines closed.
    fn step(&mut self) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
        let (mut opened, mut sent, mut closed) = (Vec::new(), Vec::new(), Vec::new());
        for order in self.run() {
            match order {
                Order::Open(line, ..) => opened.push(line),
                Order::Send(line, _) => sent.push(line),
                Order::Close(line) => closed.push(line),
                Order::Resolve(..) => {}
            }
        }
        (opened, sent, closed)
    }

    fn pass(&mut self, seconds: u64) {
        self.now = self.now.later(Duration::from_secs(seconds));
    }

    fn answer(&mut self, line: Line, status: u16) {
        let reason = "Word".to_owned();
        let answered = Answered { status, reason, retry_after: None, reusable: true };
        self.webhook.answered(self.now, &mut self.queue, line, &answered);
    }

    fn error(&self) -> Option<&str> {
        self.webhook.last_error().map(|(_, text)| text.as_str())
    }
}

#[test]
fn an_update_goes_out_on_a_connection_that_stands_and_is_gone_when_it_was_taken() {
    let mut desk = Desk::new();
    desk.update(5);
    assert_eq!(desk.step(), (vec![1], vec![], vec![]));
    desk.webhook.connected(desk.now, 1);
    assert_eq!(desk.step(), (vec![], vec![1], vec![]));
    assert_eq!(desk.queue.len(), 1);
    desk.answer(1, 204);
    assert_eq!((desk.step(), desk.queue.len(), desk.error()), ((vec![], vec![], vec![]), 0, None));
}

#[test]
fn a_failure_is_told_blocks_its_own_subqueue_only_and_is_not_forgotten_by_a_success() {
    let mut desk = Desk::new();
    desk.update(5);
    desk.step();
    desk.webhook.connected(desk.now, 1);
    desk.step();
    desk.answer(1, 302);
    assert_eq!(desk.error(), Some("Wrong response from the webhook: 302 Word"));
    assert_eq!(desk.step().1, [1], "the first time it is tried again at once");
    desk.answer(1, 500);
    assert!(desk.step().1.is_empty());
    desk.update(6);
    assert_eq!(desk.step().1, [1]);
    desk.answer(1, 200);
    assert_eq!(desk.error(), Some("Wrong response from the webhook: 500 Word"));
    desk.pass(2);
    assert_eq!(desk.step().1.len(), 1);
}

#[test]
fn a_connection_that_cannot_be_made_is_tried_every_two_seconds() {
    let mut desk = Desk::new();
    desk.update(5);
    assert_eq!(desk.step().0, [1]);
    desk.webhook.broken(desk.now, &mut desk.queue, 1, "Connection refused");
    assert_eq!((desk.step().0.len(), desk.error()), (0, Some("Connection refused")));
    assert_eq!(desk.webhook.next_wake(), Some(desk.now.instant + Duration::from_secs(2)));
    desk.pass(2);
    assert_eq!(desk.step().0, [2]);
}

#[test]
fn silence_for_a_minute_is_a_failure_and_idleness_is_none() {
    let mut desk = Desk::new();
    desk.update(5);
    desk.step();
    desk.webhook.connected(desk.now, 1);
    desk.step();
    desk.pass(60);
    let (opened, _, closed) = desk.step();
    assert_eq!((closed, desk.error()), (vec![1], Some("Read timeout expired")));
    desk.webhook.connected(desk.now, opened[0]);
    assert_eq!(desk.step().1, opened);
    desk.answer(opened[0], 200);
    desk.step();
    desk.pass(60);
    assert_eq!(desk.step().2, opened);
    assert_eq!(desk.error(), Some("Read timeout expired"));
    desk.webhook.broken(desk.now, &mut desk.queue, opened[0], "Webhook connection closed");
    assert_eq!(desk.error(), Some("Read timeout expired"), "nobody knows that line any more");
}

/// Lets time pass until an update is sent, and answers it.
fn answer_next(desk: &mut Desk, status: u16) {
    loop {
        let (opened, sent, _) = desk.step();
        for line in opened {
            desk.webhook.connected(desk.now, line);
        }
        match sent[..] {
            [line] => return desk.answer(line, status),
            _ => desk.pass(1),
        }
    }
}

#[test]
fn a_day_of_410_takes_the_webhook_away_unless_something_else_is_answered_between() {
    let mut desk = Desk::new();
    desk.update(5);
    desk.step();
    desk.webhook.connected(desk.now, 1);
    answer_next(&mut desk, 410);
    desk.pass(22 * 60 * 60);
    answer_next(&mut desk, 500);
    let begun = desk.now.instant;
    while desk.webhook.setting().is_some() {
        answer_next(&mut desk, 410);
        assert!(desk.now.instant - begun < Duration::from_secs(24 * 60 * 60));
    }
    assert!(desk.now.instant - begun > GONE && desk.webhook.take_removed());
    assert_eq!(desk.queue.len(), 1);
}

#[test]
fn the_address_is_asked_for_again_and_a_new_one_retires_the_connections() {
    let mut desk = Desk::new();
    desk.update(5);
    desk.update(6);
    desk.step();
    desk.webhook.connected(desk.now, 1);
    desk.step();
    desk.answer(1, 200);
    let (opened, _, _) = desk.step();
    desk.webhook.connected(desk.now, opened.first().copied().unwrap_or(1));
    desk.pass(33 * 60);
    assert!(desk.run().iter().any(|order| matches!(order, Order::Resolve(1, _))));
    let before: Vec<Line> = desk.webhook.active.iter().flat_map(|a| a.lines.all()).collect();
    desk.resolve("127.0.0.2");
    let closed = desk.step().2;
    assert!(before.iter().all(|line| closed.contains(line)), "{before:?} {closed:?}");
    assert_eq!(desk.webhook.address(), Some("127.0.0.2".parse().unwrap()));
}

#[test]
fn an_address_found_for_an_earlier_webhook_is_none_of_this_one() {
    let mut desk = Desk::new();
    let setting = desk.webhook.setting().unwrap().clone();
    let place = Place {
        url: Url::parse("http://other").unwrap(),
        ip_address: String::new(),
        secret_token: String::new(),
        trust: Trust::with(None).unwrap(),
    };
    desk.webhook.open(desk.now, Some(8), setting, place);
    desk.resolve("127.0.0.3");
    assert_eq!(desk.webhook.address(), None);
    let found = desk.webhook.resolved(desk.now, 2, Err("Failed".to_owned()));
    assert_eq!(found, Some((8, Err("Failed".to_owned()))));
    assert!(desk.webhook.setting().is_none());
}
