//! The pages of the project against the project: what they name exists, and what exists is named.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names in a folder, sorted.
fn names(folder: impl AsRef<Path>) -> Vec<String> {
    let folder = root().join(folder);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a readable folder").file_name())
        .map(|name| name.into_string().expect("a name in UTF-8"))
        .collect();
    names.sort();
    names
}

/// Every crate and module of the workspace, written `crates/molniya` and `crates/molniya: lanes`.
///
/// A module is a file or folder directly in `src`, or beside the manifest of a package without one.
fn tree() -> BTreeSet<String> {
    let packages = names("crates").into_iter().map(|name| format!("crates/{name}"));
    let mut tree = BTreeSet::new();
    for package in packages.chain(["benches", "fuzz/targets"].map(str::to_owned)) {
        let sources = match root().join(&package).join("src").is_dir() {
            true => format!("{package}/src"),
            false => package.clone(),
        };
        for name in names(&sources) {
            let is_folder = root().join(&sources).join(&name).is_dir();
            let module = match name.strip_suffix(".rs") {
                Some("lib" | "main") => continue,
                Some(module) => module,
                None if is_folder && name != "tests" => &name,
                None => continue,
            };
            tree.insert(format!("{package}: {module}"));
        }
        tree.insert(package);
    }
    tree
}

/// Every crate and module that ARCHITECTURE.md describes: headings and the list items under them.
fn described() -> BTreeSet<String> {
    let page = read("ARCHITECTURE.md");
    let mut package = "";
    let mut described = BTreeSet::new();
    for line in page.lines() {
        if line.starts_with('#') {
            package = line.strip_prefix("### ").map_or("", first_quoted);
            if !package.is_empty() {
                described.insert(package.to_owned());
            }
        } else if let Some(item) = line.strip_prefix("- ").filter(|_| !package.is_empty()) {
            described.insert(format!("{package}: {}", first_quoted(item)));
        }
    }
    described
}

/// The text between the first two backticks, which must be at the beginning.
fn first_quoted(line: &str) -> &str {
    let quoted = line.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    quoted.unwrap_or_else(|| panic!("a name in backticks begins this line: {line}")).0
}

/// Everything between backticks on one line, outside of blocks of code.
fn quoted(page: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut quoted = Vec::new();
    for line in page.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if !in_code {
            quoted.extend(line.split('`').skip(1).step_by(2));
        }
    }
    quoted
}

/// The pages people read first.
fn pages() -> Vec<String> {
    let docs = names("docs").into_iter().filter(|name| name.ends_with(".md"));
    let mut pages: Vec<String> = docs.map(|name| format!("docs/{name}")).collect();
    let own = names(".").into_iter().filter(|name| name.ends_with(".md"));
    pages.extend(own);
    pages
}

/// All Rust files of a folder and those below it, one after the other.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if root().join(&path).is_dir() {
            text.push_str(&sources(&path));
        } else if name.ends_with(".rs") {
            text.push_str(&read(&path));
        }
    }
    text
}

#[test]
fn the_architecture_page_names_every_crate_and_module() {
    let (tree, described) = (tree(), described());
    let missing: Vec<_> = tree.difference(&described).collect();
    let gone: Vec<_> = described.difference(&tree).collect();
    assert!(
        missing.is_empty() && gone.is_empty(),
        "ARCHITECTURE.md does not describe {missing:#?}, and describes {gone:#?}, which are not there"
    );
}

/// The folders of the project that pages name files of.
const FOLDERS: [&str; 7] = ["crates", "benches", "docs", "examples", "foreign", "fuzz", "scripts"];

#[test]
fn every_path_the_pages_name_exists() {
    for page in pages() {
        let text = read(&page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let paths = quoted(&text).into_iter().chain(links).filter(|name| {
            let folder = name.split('/').next().unwrap_or_default();
            name.contains('/') && FOLDERS.contains(&folder)
        });
        for path in paths {
            assert!(root().join(path).exists(), "{page} names {path}, which is not there");
        }
    }
}

/// Words of which a name must have more to be taken for that of a test.
const SHORT: usize = 3;

#[test]
fn every_test_the_pages_name_exists() {
    let sources = sources(Path::new("crates"));
    for page in pages() {
        let text = read(&page);
        let tests = quoted(&text).into_iter().filter(|name| {
            name.split('_').count() > SHORT
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        });
        for test in tests {
            let function = format!("fn {test}(");
            assert!(sources.contains(&function), "{page} names {test}, which is no test");
        }
    }
}

/// What a page shows in one language, put together.
fn shown(page: &str, language: &str) -> String {
    let page = read(page);
    let fence = format!("```{language}\n");
    let blocks = page.split(&fence).skip(1).filter_map(|rest| rest.split("```").next());
    blocks.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_pages_quote_the_examples_word_for_word() {
    for (page, language, example) in [
        ("docs/guide.md", "rust", "crates/molniya/examples/tea.rs"),
        ("docs/offline.md", "python", "examples/pytest/bot.py"),
        ("docs/offline.md", "js", "examples/node/bot.js"),
        ("docs/offline.md", "rust", "examples/teloxide/src/main.rs"),
    ] {
        assert_eq!(shown(page, language), read(example), "{page} and {example} differ");
    }
}

/// What two translations of a page have in common: commands, names between backticks, links, and how many chapters.
fn untranslated(page: &str) -> Vec<&str> {
    let code = page.lines().filter(|line| line.starts_with("    "));
    // What is behind a command is a remark on it.
    let commands = code.filter_map(|line| line.split("  #").next()).map(str::trim_end);
    let chapters = page.lines().filter_map(|line| line.split_once("# ")).map(|(level, _)| level);
    let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links = links.filter(|link| !link.starts_with("README"));
    let mut names = quoted(page);
    names.sort_unstable();
    commands.chain(chapters).chain(links).chain(names).collect()
}

#[test]
fn the_pages_to_begin_with_say_the_same_in_both_languages() {
    let (english, russian) = (read("README.md"), read("README.ru.md"));
    assert_eq!(untranslated(&english), untranslated(&russian));
    assert!(english.contains("(README.ru.md)") && russian.contains("(README.md)"));
}
