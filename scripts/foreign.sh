#!/usr/bin/env bash
# Runs bots written with other people's libraries on the local Telegram, by polling and by webhook, and the examples of
# tests in other languages. Needs Rust, Python and Node; fetches the libraries in the versions that are written down.
# Arguments are handed on to pytest, for example: scripts/foreign.sh -k grammy-webhook
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

built=${CARGO_TARGET_DIR:-target}
venv=target/foreign-venv

step() { printf '== %s\n' "$*"; }

fail() {
  printf 'scripts/foreign.sh: %s\n' "$*" >&2
  exit 1
}

# Made anew only when the versions have changed.
python_libraries() {
  local wanted=foreign/requirements.txt
  if [[ -x $venv/bin/python ]] && cmp -s "$wanted" "$venv/requirements.txt"; then
    return
  fi
  step "installing libraries for Python"
  rm -rf "$venv"
  python3 -m venv "$venv" || fail "cannot make $venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted" ||
    fail "cannot install what $wanted lists"
  cp "$wanted" "$venv/"
}

# The same in one folder with a package-lock.json.
node_libraries() {
  local wanted=$1/package-lock.json
  if cmp -s "$wanted" "$1/node_modules/installed.json"; then
    return
  fi
  step "installing libraries for Node in $1"
  (cd "$1" && npm ci --silent --no-audit --no-fund) || fail "cannot install what $wanted lists"
  cp "$wanted" "$1/node_modules/installed.json"
}

python_libraries
node_libraries foreign/grammy
node_libraries examples/node

step "building the local Telegram and the bots in Rust"
cargo build --locked --package molniya-cli
for package in foreign/teloxide examples/teloxide; do
  cargo fmt --manifest-path "$package/Cargo.toml" --check
  cargo build --locked --manifest-path "$package/Cargo.toml" --target-dir "$built/foreign"
done

MOLNIYA=$(realpath "$built/debug/molniya")
FOREIGN_RUST=$(realpath "$built/foreign/debug")
export MOLNIYA FOREIGN_RUST PYTHONDONTWRITEBYTECODE=1

step "foreign bots"
"$venv/bin/python" -m pytest --quiet foreign "$@"

if [[ $# -eq 0 ]]; then
  step "examples of tests for pytest"
  "$venv/bin/python" -m pytest --quiet -p no:cacheprovider examples/pytest
  step "examples of tests for Node"
  (cd examples/node && node --test --test-reporter spec)
  step "examples of tests in Rust"
  cargo test --locked --quiet --manifest-path examples/teloxide/Cargo.toml --target-dir "$built/foreign"
fi
