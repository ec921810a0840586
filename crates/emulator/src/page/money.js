// Amounts of money, as the Bot API counts them: in the smallest unit of a currency, Stars as they are.

const STARS = "XTR";

/** How amounts of a currency are written; `undefined` for Stars, and for what names no currency. */
function writing(currency) {
  try {
    return currency === STARS ? undefined : new Intl.NumberFormat(undefined, { style: "currency", currency });
  } catch {
    return undefined;
  }
}

/** Digits behind the point, see https://core.telegram.org/bots/api#labeledprice. */
const digits = (currency) => writing(currency)?.resolvedOptions().maximumFractionDigits ?? 0;

/** An amount in words. */
export function money(amount, currency) {
  const format = writing(currency);
  return format ? format.format(amount / 10 ** digits(currency)) : `${amount} ${currency === STARS ? "⭐" : currency}`;
}

/** The smallest unit, as a person writes it. */
export const step = (currency) => 10 ** -digits(currency);

/** What a person wrote, in the smallest unit. */
export const smallest = (text, currency) => Math.round(Number(text) * 10 ** digits(currency));
