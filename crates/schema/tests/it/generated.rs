use std::{fs, path::Path};

use molniya_schema::{generate, schema};

#[test]
fn what_is_checked_in_is_what_the_generator_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../botapi/src/generated");
    let files = generate::files(schema()).unwrap();
    for file in &files {
        let there = fs::read_to_string(folder.join(file.name)).unwrap_or_default();
        assert!(
            there == file.text,
            "{} is stale: run `cargo run -p molniya-schema --bin generate`",
            file.name
        );
    }
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let mut written: Vec<_> = files.iter().map(|file| file.name).collect();
    written.sort_unstable();
    assert_eq!(names, written);
}
