use molniya::CallbackData;

#[derive(CallbackData)]
#[callback(prefix = "a:b")]
struct Colon;

#[derive(CallbackData)]
enum Fields {
    Pick(u32),
}

#[derive(CallbackData)]
#[callback(name = "x")]
struct UnknownKey;

fn main() {}
