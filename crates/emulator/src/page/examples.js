// What people share who have neither a telephone nor a place nor an address, each their own.

/** A number that belongs to nobody. */
export const phoneOf = (person) => `+1555${String(person.user_id).padStart(7, "0")}`;

export const emailOf = (person) => `person${person.user_id}@example.com`;

/** See https://core.telegram.org/bots/api#shippingaddress. */
export const addressOf = (person) => ({
  country_code: "GB", state: "", city: "London", street_line1: `${person.user_id % 100} Garden Lane`, street_line2: "", post_code: "W1A 1AA",
});

/** A place, the same for all. */
export const PLACE = { latitude: 51.4779, longitude: -0.0015 };
