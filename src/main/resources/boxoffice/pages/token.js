// The token that tells the service who asks. This tab keeps it until it is closed; no other tab has it, and no address.

const KEY = "token";

/** Sent to the window when the service has refused the token, which is dropped then. */
export const REFUSED = "token-refused";

let token = kept();

/** What to show to the service; nothing where nobody has signed in. */
export const theToken = () => token;

export function keepToken(given) {
  token = given;
  store((storage) => storage.setItem(KEY, given));
}

export function dropToken() {
  token = undefined;
  store((storage) => storage.removeItem(KEY));
}

/** The service does not take this token, or takes it no longer. */
export function refused(shown) {
  if (shown !== undefined && shown === token) {
    dropToken();
    window.dispatchEvent(new Event(REFUSED));
  }
}

/** Whether it has the three parts of a signed token. */
export const looksLikeToken = (given) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(given);

/** What the token says of its owner, to be shown and no more: only the service checks it. */
export function claims() {
  try {
    const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) ?? {};
  } catch {
    return {};
  }
}

function kept() {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function store(change) {
  try {
    change(sessionStorage);
  } catch {
    // Then it is gone when the page is.
  }
}
