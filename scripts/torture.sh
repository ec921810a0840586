#!/usr/bin/env bash
# The long run against faults, in release: kills, stops and a faulty Bot API with the figures of docs/RELIABILITY.md, the
# number of repeats after kills, and torn files at every byte. Takes some 20 minutes.
#
#   scripts/torture.sh [MINUTES]
#
# If MINUTES have not passed by then, short runs with further seeds follow until they have. MOLNIYA_SEED is the first seed.
# Nothing else should run meanwhile: time is measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

minutes=${1:-0}
seed=${MOLNIYA_SEED:-1}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

fail() {
  printf 'scripts/torture.sh: %s\n' "$*" >&2
  exit 1
}

[[ $minutes =~ ^[0-9]+$ && $seed =~ ^[0-9]+$ ]] || fail "MINUTES and MOLNIYA_SEED are whole numbers"
cargo nextest --version >/dev/null 2>&1 || fail "please install cargo-nextest"

# Runs the tests of these names in a package, one after the other, and keeps what they print.
run() {
  local package=$1
  shift
  printf '== %s (seed %s)\n' "$*" "$MOLNIYA_SEED"
  cargo nextest run --locked --release --test-threads 1 --success-output immediate --package "$package" "$@" 2>&1 |
    tee -a "$log"
}

export MOLNIYA_QUIET=1 MOLNIYA_SEED=$seed
MOLNIYA_TORTURE=1 run molniya-cli torture::
for more in 0 1 2 3 4; do
  MOLNIYA_SEED=$((seed + more)) run molniya-cli killed_ten_times
done
MOLNIYA_WHOLE=1 run molniya store_torn
while ((SECONDS < minutes * 60)); do
  MOLNIYA_SEED=$((MOLNIYA_SEED + 1))
  run molniya-cli torture:: killed_ten_times
done

printf '\n'
grep -oE 'torture: .*|[0-9]+ steps, [0-9]+ kills: .*' "$log"
printf '== all passed, the last seed was %s\n' "$MOLNIYA_SEED"
