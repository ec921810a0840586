//! A bounded cache of what the store holds.

use foldhash::HashMap;
use std::hash::Hash;

/// Keeps at least the `half` most recently used values and at most twice as many.
///
/// Two generations instead of a list in order of use: a hit costs one look-up, and forgetting
/// is one swap.
#[derive(Debug)]
pub(crate) struct Cache<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    half: usize,
}

impl<K: Hash + Eq + Clone, V> Cache<K, V> {
    pub(crate) fn new(half: usize) -> Self {
        Cache { young: HashMap::default(), old: HashMap::default(), half }
    }

    pub(crate) fn get(&mut self, key: &K) -> Option<&V> {
        if !self.young.contains_key(key) {
            let value = self.old.remove(key)?;
            self.insert(key.clone(), value);
        }
        self.young.get(key)
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.half && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        self.old.remove(&key);
        self.young.insert(key, value);
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.young.remove(key);
        self.old.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_what_was_used_last_and_forgets_the_rest() {
        let mut cache = Cache::new(10);
        for n in 0..1_000 {
            cache.insert(n, n);
            assert_eq!(cache.get(&0), Some(&0), "used all the time, gone after {n}");
            assert!(cache.young.len() + cache.old.len() <= 20);
        }
        for n in 991..1_000 {
            assert_eq!(cache.get(&n), Some(&n));
        }
        assert_eq!(cache.get(&1), None);
        cache.remove(&0);
        assert_eq!(cache.get(&0), None);
    }
}
