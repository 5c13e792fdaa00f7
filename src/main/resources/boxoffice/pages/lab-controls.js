// What a learner may do: hold a rush, break a server.

import { ask } from "/pages/api.js";
import { byId, isUsable, setText, setUsable } from "/pages/page.js";
import { blame, forgive } from "/pages/parts.js";

const RUSH_OVER = ["DONE", "FAILED"];

export class Controls {
  #rushForm = byId("rush-form");
  #faultForm = byId("fault-form");
  #show;

  /**
   * @param show is given what the lab does after each answer
   */
  constructor(show) {
    this.#show = show;
    this.#rushForm.addEventListener("submit", (event) => {
      event.preventDefault();
      const { buyers, tickets, seconds } = this.#rushForm.elements;
      const plan = { buyers: buyers.valueAsNumber, tickets: tickets.valueAsNumber, seconds: seconds.valueAsNumber };
      this.#send("/operations/lab/rushes", plan, this.#rushForm, event.submitter);
    });
    this.#faultForm.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = event.submitter ?? this.#faultForm.querySelector("button");
      const fault = { fault: button.value, seconds: this.#faultForm.elements.seconds.valueAsNumber };
      this.#send("/operations/lab/faults", fault, this.#faultForm, button);
    });
  }

  /** Offers what the lab allows now. */
  show({ on, limits, breakable, rush, fault }) {
    byId("watching").hidden = on;
    this.#rushForm.hidden = !on;
    this.#faultForm.hidden = breakable.length === 0;
    for (const [name, most] of Object.entries({ buyers: limits.buyers, tickets: limits.tickets, seconds: limits.rushSeconds })) {
      this.#rushForm.elements[name].max = most;
    }
    this.#faultForm.elements.seconds.max = limits.faultSeconds;
    const isHeld = Boolean(rush) && !RUSH_OVER.includes(rush.phase);
    allow(byId("rush-start"), !isHeld, isHeld ? "Under way …" : "Start the rush");
    for (const button of this.#faultForm.querySelectorAll("button")) {
      button.hidden = !breakable.includes(button.value);
      allow(button, !fault, button.textContent);
    }
  }

  async #send(path, body, form, button) {
    if (button && !isUsable(button)) {
      return;
    }
    refuse("");
    forgive(form);
    try {
      this.#show(await ask("POST", path, body));
    } catch (failure) {
      const field = form.elements[failure.body?.member];
      if (field) {
        blame(field, failure.message);
      } else {
        refuse(failure.message);
      }
    }
  }
}

function allow(button, isAllowed, words) {
  setUsable(button, isAllowed);
  setText(button, words);
}

function refuse(sentence) {
  const notice = byId("refusal");
  notice.hidden = sentence === "";
  setText(notice, sentence);
}
