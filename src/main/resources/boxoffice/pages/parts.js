// Parts that a page is put together from.

import { make } from "/pages/page.js";

/** A line below the other text of a cell. */
export const below = (text) => make("span", { class: "soft small below" }, text);

/**
 * Says what came of something, in the place for it, which is read out.
 *
 * @param {HTMLElement} place with role "status"
 * @param {string} kind good, warn, bad, or empty
 */
export function say(place, kind, sentence) {
  place.replaceChildren(make("p", { class: `notice ${kind}` }, sentence));
}

/** Does the work of a button, once at a time. It is not disabled meanwhile, since it would lose the focus. */
export function onPress(button, work) {
  button.addEventListener("click", () => once(button, work));
}

/** The same for the button that sends a form. */
export function onSubmit(form, work) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(event.submitter ?? form.querySelector("[type=submit]"), work);
  });
}

async function once(button, work) {
  if (button.ariaDisabled === "true") {
    return;
  }
  button.ariaDisabled = "true";
  try {
    await work();
  } finally {
    button.ariaDisabled = "false";
  }
}
