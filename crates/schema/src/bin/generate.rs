//! Writes the generated parts of `molniya-botapi`: `cargo run -p molniya-schema --bin generate`.

use std::{error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../botapi");
    fs::create_dir_all(folder.join("src/generated"))?;
    for file in molniya_schema::generate::files(molniya_schema::schema())? {
        fs::write(folder.join(file.name), file.text)?;
    }
    Ok(())
}
