//! Whatever a seed makes of calls, polls, failures and time.

use proptest::{collection::vec, prelude::*};

use super::*;

#[derive(Debug, Clone)]
enum Step {
    Call,
    GiveUp(usize),
    Poll(u64),
    Put(usize),
    PutPoll(usize),
    /// A call is dropped, and its connection with it.
    Drop(usize),
    Open(usize),
    FailToOpen(usize),
    PeerCloses(usize),
    Reap,
    Tend,
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let any = 0..100_usize;
    prop_oneof![
        6 => Just(Step::Call),
        1 => any.clone().prop_map(Step::GiveUp),
        1 => (0..34_u64).prop_map(Step::Poll),
        4 => any.clone().prop_map(Step::Put),
        1 => any.clone().prop_map(Step::PutPoll),
        1 => any.clone().prop_map(Step::Drop),
        4 => any.clone().prop_map(Step::Open),
        1 => any.clone().prop_map(Step::FailToOpen),
        1 => any.prop_map(Step::PeerCloses),
        2 => Just(Step::Reap),
        3 => Just(Step::Tend),
        2 => (1..20_000_u64).prop_map(Step::Wait),
    ]
}

/// One of a list, if there is any.
fn pick<T>(list: &mut Vec<T>, place: usize) -> Option<T> {
    (!list.is_empty()).then(|| list.remove(place % list.len()))
}

fn run(world: &mut World, step: Step) {
    match step {
        Step::Call => _ = world.call(),
        Step::GiveUp(place) => {
            if let Some((_, gone)) = world.queue.get(place) {
                gone.set(true);
            }
        }
        Step::Poll(seconds) => _ = world.poll(Duration::from_secs(seconds)),
        Step::Put(place) => {
            if let Some(conn) = pick(&mut world.busy, place) {
                world.hand_out(conn);
            }
        }
        Step::PutPoll(place) => {
            if let Some(conn) = pick(&mut world.polling, place) {
                world.hand_out(conn);
            }
        }
        Step::Drop(place) => drop(pick(&mut world.busy, place)),
        Step::Open(place) if !world.opening.is_empty() => world.open(place % world.opening.len()),
        Step::Open(_) => {}
        Step::FailToOpen(place) => {
            if let Some(ticket) = pick(&mut world.opening, place) {
                world.pool.forget(ticket, world.now);
                if let Some(told) = world.pool.note_failure(world.now) {
                    world.queue.retain(|(number, _)| *number != told.number);
                }
            }
        }
        Step::PeerCloses(place) => {
            if let Some((_, wire)) = world.wires.get(place % world.wires.len().max(1)) {
                wire.closed.set(true);
            }
        }
        Step::Reap => world.reap(),
        Step::Tend => _ = world.tend(),
        Step::Wait(ms) => world.now += Duration::from_millis(ms),
    }
    world.check();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_happens_the_rules_hold_and_everybody_is_served_in_the_end(
        floor in 1..20_usize,
        burst in 0..80_usize,
        steps in vec(step(), 0..400),
    ) {
        let mut world = World::warm(floor);
        for step in std::iter::repeat_n(Step::Call, burst).chain(steps) {
            run(&mut world, step);
        }
        // From now on nothing fails.
        for _ in 0..200 {
            world.round();
            world.put_all();
            world.check();
            world.now += ROUND;
        }
        prop_assert!(world.queue.iter().all(|(_, gone)| gone.get()), "somebody was never served");
        prop_assert!(world.serving() >= world.pool.wanted);
    }
}
