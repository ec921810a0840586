use molniya::{Filter, step};

struct Quantity;

fn main() {
    let _: Filter = step::<Quantity>();
}
