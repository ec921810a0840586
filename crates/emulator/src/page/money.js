// Amounts of money, as the Bot API counts them: in the smallest unit of a currency, Stars as they are.

const STARS = "XTR";

/** An amount in words, see https://core.telegram.org/bots/api#labeledprice. */
export function money(amount, currency) {
  if (currency === STARS) return `${amount} ⭐`;
  try {
    const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch {
    return `${amount} ${currency}`; // No name of a currency.
  }
}
