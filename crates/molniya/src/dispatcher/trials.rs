//! After a crash: updates in their last attempt are begun one at a time.
//!
//! One of them may be what ends the process each time, and those that are under way beside it then
//! would be set aside with it. A machine without I/O; it does not know what an update is, only its id.

use std::collections::VecDeque;

/// Who is on trial, and who waits for it. Updates in their lanes bound it.
#[derive(Debug, Default)]
pub(super) struct Trials {
    present: Option<i64>,
    waiting: VecDeque<i64>,
}

impl Trials {
    /// Whether this update may be begun now; otherwise [`Trials::over`] names it later.
    pub(super) fn admit(&mut self, update: i64) -> bool {
        match self.present {
            Some(present) if present != update => {
                self.waiting.push_back(update);
                false
            }
            _ => {
                self.present = Some(update);
                true
            }
        }
    }

    /// This update is done or set aside: gives the one that is to be begun now.
    pub(super) fn over(&mut self, update: i64) -> Option<i64> {
        if self.present != Some(update) {
            return None;
        }
        self.present = self.waiting.pop_front();
        self.present
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_in_the_order_they_came() {
        let mut trials = Trials::default();
        assert!(trials.admit(1));
        assert!(!trials.admit(2) && !trials.admit(3));
        assert!(trials.admit(1), "it may be begun again");
        assert_eq!(trials.over(7), None, "it was not on trial");
        assert_eq!(trials.over(1), Some(2));
        assert!(trials.admit(2));
        assert_eq!(trials.over(2), Some(3));
        assert_eq!(trials.over(3), None);
        assert!(trials.admit(4));
    }
}
