use std::{fs, path::Path};

use molniya_schema::{generate, schema};

#[test]
fn what_is_checked_in_is_what_the_generator_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../botapi");
    let files = generate::files(schema()).unwrap();
    for file in &files {
        let there = fs::read_to_string(folder.join(file.name)).unwrap_or_default();
        assert!(
            there == file.text,
            "{} is stale: run `cargo run -p molniya-schema --bin generate`",
            file.name
        );
    }
    let there = fs::read_dir(folder.join("src/generated")).unwrap().count();
    let written = files.iter().filter(|file| file.name.starts_with("src/generated/")).count();
    assert_eq!(there, written, "there is a file the generator does not write");
}
