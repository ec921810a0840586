#!/usr/bin/env bash
# Searches for inputs that break what must hold for every input: each fuzzer in turn, on one core.
#
#   scripts/fuzz.sh [SECONDS [TARGET…]]     600 seconds for each of all targets unless told otherwise
#
# Needs a nightly Rust and cargo-fuzz (cargo install cargo-fuzz --locked). An input that breaks something is written to
# fuzz/artifacts; move it to fuzz/regressions/TARGET when the mistake is corrected. What else was worth trying stays in
# target/fuzz-corpus.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-600}
targets=("${@:2}")
[[ ${#targets[@]} -gt 0 ]] || mapfile -t targets < <(ls fuzz/corpus)

# Store files are written and read thousands of times; memory is fast enough for that.
[[ -d /dev/shm ]] && export TMPDIR=/dev/shm

for target in "${targets[@]}"; do
  found=target/fuzz-corpus/$target
  mkdir -p "$found"
  inputs=("$found" "fuzz/corpus/$target")
  [[ -d fuzz/regressions/$target ]] && inputs+=("fuzz/regressions/$target")
  # No input is longer than 16 KiB here, and the local Telegram takes parameters of 1 MiB: no request needs a larger
  # piece of memory than twice that.
  case $target in
    request | markup) megabytes=2 ;;
    *) megabytes=64 ;;
  esac
  printf '== %s, %s s\n' "$target" "$seconds"
  nice -n 19 cargo +nightly fuzz run --fuzz-dir fuzz "$target" "${inputs[@]}" -- \
    -max_total_time="$seconds" -max_len=16384 -timeout=20 -malloc_limit_mb="$megabytes" -print_final_stats=1
done
