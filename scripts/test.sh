#!/usr/bin/env bash
# Checks everything a change must pass: format, lints, other people's bots, unit, integration, browser and doc tests,
# documentation, and how many instructions the ways of every update take.
# Installs what that needs beyond Rust where it may; stops at the first step that fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Debian packages, and a command that succeeds where they are not needed any more.
needs=(
  "gcc libc6-dev: echo 'int main(void) { return 0; }' | cc -x c -o /dev/null -"
  "chromium: command -v chromium"
  "chromium-driver: command -v chromedriver"
  "fiu-utils: command -v fiu-ctrl"
  "faketime: command -v faketime"
  "util-linux: command -v prlimit"
  "python3 python3-venv: python3 -c 'import ensurepip, venv'"
  "nodejs npm: node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' && npm --version"
  "valgrind: valgrind --tool=callgrind --callgrind-out-file=/dev/null true"
)

step() { printf '== %s\n' "$*"; }

fail() {
  printf 'scripts/test.sh: %s\n' "$*" >&2
  exit 1
}

# The packages whose command does not succeed, one line.
missing() {
  local need packages=()
  for need in "${needs[@]}"; do
    bash -c "${need#*: }" >/dev/null 2>&1 || packages+=("${need%%: *}")
  done
  echo "${packages[*]-}"
}

install() {
  local as_root=(env DEBIAN_FRONTEND=noninteractive)
  if [[ $EUID -ne 0 ]]; then
    sudo -n true 2>/dev/null || fail "please install: $*"
    as_root=(sudo -n "${as_root[@]}")
  fi
  command -v apt-get >/dev/null || fail "please install what Debian calls: $*"
  step "installing $*"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

command -v cargo >/dev/null || fail "please install Rust: https://rustup.rs"
packages=$(missing)
if [[ -n $packages ]]; then
  # shellcheck disable=SC2086 # The packages are words of one line.
  install $packages
  packages=$(missing)
  [[ -z $packages ]] || fail "still missing after the installation: $packages"
fi

step "format"
cargo fmt --all --check

step "lints"
cargo clippy --locked --workspace --all-targets -- -D warnings

# Before the tests, because some of them use the libraries that it fetches.
scripts/foreign.sh

# Every commit tries its own chances; a test that fails shows its seed.
if [[ -z ${MOLNIYA_SEED-} ]]; then
  head=$(git rev-parse --verify --quiet HEAD || echo 1)
  export MOLNIYA_SEED=$((16#${head:0:8}))
fi

if cargo nextest --version >/dev/null 2>&1; then
  step "tests (cargo-nextest)"
  cargo nextest run --locked --workspace --no-fail-fast
else
  step "tests"
  cargo test --locked --workspace --lib --bins --tests --examples --no-fail-fast
fi

# The places where a test lets the process end itself are no part of what people run.
step "no failpoints in the program"
cargo tree --locked --package molniya-cli --edges features,no-dev --invert molniya | grep -q failpoints &&
  fail "the program is built with failpoints"

step "doc tests"
cargo test --locked --workspace --doc

step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps

step "instructions"
cargo run --locked --release --package molniya-bench --bin molniya-count -- check

step "all passed"
