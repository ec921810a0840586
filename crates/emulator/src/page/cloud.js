// What web apps keep with Telegram for each person, as long as the page is not loaded anew. Knows no app.
//
// https://core.telegram.org/bots/webapps#cloudstorage

const MOST_KEYS = 1024;
const KEY = /^[A-Za-z0-9_-]{1,128}$/;
const LONGEST_VALUE = 4096;
/** The error of a method that is none of the storage. */
export const UNKNOWN = "UNKNOWN_METHOD";

export class Cloud {
  constructor() {
    this.people = new Map();
  }

  /** Carries out a method for somebody; gives `{ result }` or `{ error }`. */
  invoke(user, method, params) {
    if (!this.people.has(user)) this.people.set(user, new Map());
    const kept = this.people.get(user);
    const keys = Array.isArray(params.keys) ? params.keys.map(String) : [];
    switch (method) {
      case "saveStorageValue": return save(kept, String(params.key), String(params.value ?? ""));
      case "getStorageValues": return { result: Object.fromEntries(keys.map((key) => [key, kept.get(key) ?? ""])) };
      case "getStorageKeys": return { result: [...kept.keys()] };
      case "deleteStorageValues":
        for (const key of keys) kept.delete(key);
        return { result: true };
      default: return { error: UNKNOWN };
    }
  }
}

function save(kept, key, value) {
  if (!KEY.test(key)) return { error: "KEY_INVALID" };
  if (value.length > LONGEST_VALUE) return { error: "VALUE_INVALID" };
  if (!kept.has(key) && kept.size >= MOST_KEYS) return { error: "QUOTA_EXCEEDED" };
  kept.set(key, value);
  return { result: true };
}
