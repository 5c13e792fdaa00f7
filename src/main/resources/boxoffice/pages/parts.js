// Parts that a page is put together from.

import { byId, isUsable, make, setText, setUsable } from "/pages/page.js";

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

/** Where the error of a field stands: in what describes it first. */
const errorOf = (field) => byId(field.getAttribute("aria-describedby").split(" ")[0]);

/** Says what is wrong with a field, and leads there. */
export function blame(field, sentence) {
  field.ariaInvalid = "true";
  setText(errorOf(field), sentence);
  field.focus();
}

/** Takes back what was said of the fields of a form. */
export function forgive(form) {
  for (const field of form.querySelectorAll("input")) {
    field.ariaInvalid = null;
    setText(errorOf(field), "");
  }
}

/** Does the work of a button, once at a time. */
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
  if (!isUsable(button)) {
    return;
  }
  setUsable(button, false);
  try {
    await work();
  } finally {
    setUsable(button, true);
  }
}
