//! Amounts of money as people write them, and as the Bot API counts them: in the smallest unit of a currency. See
//! <https://core.telegram.org/bots/payments#supported-currencies>.

/// Currencies without a smaller unit, Stars among them.
const WHOLE: [&str; 17] = [
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
    "XAF", "XOF", "XPF", "XTR",
];
/// Currencies of a thousand smaller units.
const THOUSANDS: [&str; 7] = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

/// How many digits an amount has behind the point.
fn digits(currency: &str) -> usize {
    match currency {
        whole if WHOLE.contains(&whole) => 0,
        of_thousands if THOUSANDS.contains(&of_thousands) => 3,
        _ => 2,
    }
}

/// An amount in the smallest unit; nothing if it is none in this currency.
pub(super) fn smallest(amount: &str, currency: &str) -> Option<i64> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
    let digits = digits(currency);
    // What is finer than the currency must be nothing.
    let (kept, finer) = part.split_at_checked(digits).unwrap_or((part, ""));
    if finer.bytes().any(|digit| digit != b'0') {
        return None;
    }
    format!("{whole}{kept:0<digits$}").parse().ok()
}

/// The same as people write it.
pub(super) fn written(smallest: i64, currency: &str) -> String {
    let digits = digits(currency);
    let text = format!("{smallest:0>width$}", width = digits + 1);
    match text.split_at_checked(text.len() - digits) {
        Some((whole, part)) if digits > 0 => format!("{whole}.{part}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_counted_in_the_units_of_its_currency() {
        let cases = [
            ("0.50", "EUR", Some(50), "0.50"),
            ("12", "EUR", Some(1200), "12.00"),
            ("0.5", "EUR", Some(50), "0.50"),
            ("3", "XTR", Some(3), "3"),
            ("3.0", "JPY", Some(3), "3"),
            ("1.005", "KWD", Some(1005), "1.005"),
        ];
        for (amount, currency, smallest_unit, again) in cases {
            assert_eq!(smallest(amount, currency), smallest_unit, "{amount} {currency}");
            assert_eq!(written(smallest_unit.unwrap(), currency), again);
        }
        assert_eq!(smallest("0.505", "EUR"), None);
        assert_eq!(smallest("0.5", "XTR"), None);
        assert_eq!(smallest("99999999999999999999", "EUR"), None);
    }
}
