//! What does not compile, and what the compiler says about it.

#[test]
fn wrong_programs_are_told_what_to_do() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
