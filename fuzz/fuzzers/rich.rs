#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| molniya_fuzz_targets::rich(data));
