// A form with the name and the total of an event, which says at each field what the service says about it.

import { blame, forgive, say } from "/pages/parts.js";

/** The member of the API that a failure blames. */
const blamed = (failure) => (failure.code === "BELOW_CONFIRMED" ? "totalTickets" : failure.body.member);

export class EventForm {
  #form;
  #outcome;

  /**
   * @param {HTMLFormElement} form whose fields are named as the members of the API, and described by their errors first
   * @param {HTMLElement} outcome the place for what is about no field
   */
  constructor(form, outcome) {
    this.#form = form;
    this.#outcome = outcome;
  }

  /** What is in the fields. What is no number goes as text, for the service to say what it takes. */
  values() {
    const { eventName, totalTickets } = this.#form.elements;
    const total = totalTickets.value.trim();
    return { eventName: eventName.value, totalTickets: /^\d+$/.test(total) ? Number(total) : total };
  }

  fill({ eventName, totalTickets }) {
    this.clear();
    this.#form.elements.eventName.value = eventName;
    this.#form.elements.totalTickets.value = totalTickets;
  }

  /** Takes back what was said. */
  clear() {
    this.#outcome.replaceChildren();
    forgive(this.#form);
  }

  /**
   * @param {import("/pages/api.js").Failure} failure
   * @param {string} unsure what to say if the request may have been carried out all the same
   */
  fail(failure, unsure) {
    const field = this.#form.elements[blamed(failure)];
    if (!field) {
      say(this.#outcome, ...(failure.isUnsure ? ["warn", `${failure.message} ${unsure}`] : ["bad", failure.message]));
      return;
    }
    blame(field, failure.message.replace(`${field.name} must`, "Must"));
  }
}
