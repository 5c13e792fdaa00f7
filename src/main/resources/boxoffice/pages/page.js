// Small things that all pages need.

/** The element with this id, which the page has. */
export const byId = (id) => document.getElementById(id);

/** A whole number as readers of the page's language write it. */
export const number = (value) => new Intl.NumberFormat(document.documentElement.lang).format(value);

/** A part of a whole in percent, from 0 to 100. */
export const percent = (part, whole) => (whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : 0);

/**
 * An element: its tag, its properties (`class`, `data-…`, `aria-…`, `role`, `for` become attributes, `on…` listeners),
 * and what is in it.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (name in element) {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

/** Sets the text if it is another one, so that nothing is drawn or read out again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Puts the element at this place of its parent. One that stands there already is not touched, and keeps the focus. */
export function putAt(parent, place, element) {
  const there = parent.children[place] ?? null;
  if (there !== element) {
    parent.insertBefore(element, there);
  }
}

/** A button that can't be used now says so and does nothing. It is not disabled, since it would lose the focus. */
export const isUsable = (button) => button.ariaDisabled !== "true";

export function setUsable(button, usable) {
  button.ariaDisabled = String(!usable);
}

/** Does the work of a button, while it is usable. */
export function onUse(button, work) {
  button.addEventListener("click", () => {
    if (isUsable(button)) {
      work();
    }
  });
}

/** What this browser remembers; nothing where it is not allowed to. */
export function recall(key) {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Then it is forgotten at the end.
  }
}

export const pause = (millis) => new Promise((done) => setTimeout(done, millis));
