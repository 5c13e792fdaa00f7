// The list of events. Each card stays the element that it is, so that nobody loses their place when a number changes.

import { byId, make, number, onUse, percent, putAt, setText, setUsable } from "/pages/page.js";
import { text } from "/pages/texts.js";

/** Below this part in percent it is time to hurry. */
const FEW_PERCENT = 10;

/** The card of one event. */
class Card {
  constructor(onReserve) {
    this.name = make("h3", { class: "event-name" });
    this.left = make("strong", { class: "figure" });
    this.total = make("span", { class: "soft small" });
    this.part = make("div", { class: "bar-part" });
    this.does = make("span");
    this.forWhat = make("span", { class: "unseen" });
    this.button = make("button", { class: "button primary", type: "button" }, this.does, this.forWhat);
    this.note = make("p", { class: "event-note", hidden: true });
    this.element = make(
      "li",
      { class: "card event" },
      this.name,
      make("p", { class: "event-left" }, this.left, " ", this.total),
      make("div", { class: "bar", "aria-hidden": "true" }, this.part),
      this.button,
      this.note,
    );
    onUse(this.button, () => onReserve(this.event));
  }

  /** @param {string} state of the button: reserve, reserving, soldOut or yourTicket */
  show(event, state, usable) {
    this.event = event;
    this.element.dataset.event = event.eventId;
    setText(this.name, event.eventName);
    setText(this.left, number(event.availableTickets));
    setText(this.total, text("left", { total: number(event.totalTickets) }));
    const left = percent(event.availableTickets, event.totalTickets);
    this.part.style.width = `${left}%`;
    this.element.classList.toggle("few", left < FEW_PERCENT);
    this.element.classList.toggle("sold-out", event.availableTickets === 0);
    setText(this.does, text(state));
    setText(this.forWhat, text(state === "reserve" ? "reserveFor" : "stateOf", { event: event.eventName }));
    setUsable(this.button, usable);
  }

  /** @param {string} kind good, warn or bad; none takes the note away */
  say(kind, sentence) {
    this.note.className = `event-note ${kind ?? ""}`;
    this.note.hidden = kind === undefined;
    setText(this.note, sentence ?? "");
  }
}

/** All cards, newest event first. */
export class EventList {
  #list = byId("events");
  #none = byId("events-none");
  #cards = new Map();
  #onReserve;

  constructor(onReserve) {
    this.#onReserve = onReserve;
  }

  /**
   * @param {object[]} events newest first
   * @param {(event: object) => {state: string, usable: boolean}} buttonOf
   * @param {string} [none] what to say where there are no events
   */
  show(events, buttonOf, none) {
    const ids = new Set(events.map((event) => event.eventId));
    for (const [id, card] of this.#cards) {
      if (!ids.has(id)) {
        card.element.remove(); // It keeps its note, since a service that has just come back may miss it for a moment.
      }
    }
    events.forEach((event, place) => {
      const card = this.#card(event.eventId);
      const { state, usable } = buttonOf(event);
      card.show(event, state, usable);
      putAt(this.#list, place, card.element);
    });
    this.#none.hidden = events.length > 0;
    setText(this.#none, none);
  }

  say(eventId, kind, sentence) {
    this.#cards.get(eventId)?.say(kind, sentence);
  }

  #card(eventId) {
    let card = this.#cards.get(eventId);
    if (card === undefined) {
      card = new Card(this.#onReserve);
      this.#cards.set(eventId, card);
    }
    return card;
  }
}
