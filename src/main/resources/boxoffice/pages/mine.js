// The list of who one is: their tickets, and what they cancelled.

import { ask } from "/pages/api.js";
import { byId, make, number, onUse, putAt, setText, setUsable } from "/pages/page.js";
import { text } from "/pages/texts.js";

const PER_PAGE = 100;

/** The tickets of the user. What was bought or cancelled here shows at once, without asking the service. */
export class Mine {
  /** Newest first; undefined while they are unknown. */
  #reservations;
  #user;
  #failed = false;
  #mayHaveOlder = false;
  #changes = 0;
  #cancelling = new Set();
  #rows = new Map();
  #onCancel;
  #onChange;

  constructor(onCancel, onChange) {
    this.#onCancel = onCancel;
    this.#onChange = onChange;
    byId("mine-older").addEventListener("click", () => this.#readOlder());
  }

  /** Whether what is shown is not what the service has. */
  get isStale() {
    return this.#user !== undefined && this.#failed;
  }

  /** The reservation that the user holds for the event, if there is one. */
  heldFor(eventId) {
    return this.#reservations?.find((one) => one.eventId === eventId && one.status === "CONFIRMED");
  }

  /**
   * Reads the tickets of this user, or of nobody.
   *
   * @returns {Promise<boolean>} false where the service does not know the user
   */
  async read(user) {
    if (user?.userId !== this.#user?.userId) {
      this.#reservations = undefined;
    }
    this.#user = user;
    this.#failed = false;
    this.show();
    return user === undefined || (await this.#readPage(""));
  }

  async #readOlder() {
    await this.#readPage(`&before=${this.#reservations.at(-1).reservationId}`);
    byId("mine-title").focus();
  }

  async #readPage(before) {
    const user = this.#user;
    const changes = this.#changes;
    let isKnown = true;
    try {
      const page = await ask("GET", `/users/${user.userId}/reservations?limit=${PER_PAGE}${before}`);
      if (user !== this.#user) {
        return true; // It is somebody else's by now.
      }
      if (changes !== this.#changes) {
        return this.#readPage(""); // It may have been read before something was bought here.
      }
      this.#reservations = before === "" ? page : [...this.#reservations, ...page];
      this.#mayHaveOlder = page.length === PER_PAGE;
      this.#failed = false;
    } catch (failure) {
      if (user === this.#user) {
        this.#failed = true;
        isKnown = failure.code !== "USER_NOT_FOUND";
      }
    }
    this.#onChange();
    return isKnown;
  }

  bought(reservation) {
    this.#changes++;
    const others = (this.#reservations ?? []).filter((one) => one.reservationId !== reservation.reservationId);
    this.#reservations = [reservation, ...others];
  }

  cancelled(reservationId) {
    this.#changes++;
    this.#reservations = this.#reservations?.map((one) =>
      one.reservationId === reservationId ? { ...one, status: "CANCELLED" } : one,
    );
  }

  setCancelling(reservationId, isCancelling) {
    if (isCancelling) {
      this.#cancelling.add(reservationId);
    } else {
      this.#cancelling.delete(reservationId);
    }
  }

  show() {
    const all = this.#reservations ?? [];
    const held = all.filter((one) => one.status === "CONFIRMED");
    const cancelled = all.filter((one) => one.status !== "CONFIRMED");
    this.#showRows(byId("mine-held"), held, true);
    this.#showRows(byId("mine-cancelled"), cancelled, false);
    this.#forgetOthers(all);
    const none = byId("mine-none");
    none.hidden = held.length > 0 && !this.#failed;
    setText(none, this.#sayNone());
    byId("mine-cancelled-part").hidden = cancelled.length === 0;
    setText(byId("mine-cancelled-title"), text("cancelled", { count: number(cancelled.length) }));
    byId("mine-older").hidden = !this.#mayHaveOlder || all.length === 0;
  }

  #sayNone() {
    if (this.#user === undefined) {
      return text("whoFirst");
    }
    if (this.#failed) {
      return text("notReadable");
    }
    return this.#reservations === undefined ? "" : text("noneYet");
  }

  #showRows(list, reservations, isHeld) {
    reservations.forEach((reservation, place) => {
      const row = this.#row(reservation);
      this.#showRow(row, reservation, isHeld);
      putAt(list, place, row.element);
    });
  }

  #showRow(row, reservation, isHeld) {
    const isCancelling = this.#cancelling.has(reservation.reservationId);
    row.reservation = reservation;
    setText(row.name, reservation.eventName);
    setText(row.id, text("number", { id: reservation.reservationId }));
    setText(row.does, text(isCancelling ? "cancelling" : "cancel"));
    setText(row.forWhat, text("cancelFor", { event: reservation.eventName }));
    row.button.hidden = !isHeld;
    setUsable(row.button, !isCancelling);
  }

  #row(reservation) {
    let row = this.#rows.get(reservation.reservationId);
    if (row === undefined) {
      row = this.#newRow();
      row.element.dataset.reservation = reservation.reservationId;
      this.#rows.set(reservation.reservationId, row);
    }
    return row;
  }

  #newRow() {
    const row = {
      name: make("p", { class: "name" }),
      id: make("p", { class: "soft small figure" }),
      does: make("span"),
      forWhat: make("span", { class: "unseen" }),
    };
    row.button = make("button", { class: "button compact danger", type: "button" }, row.does, row.forWhat);
    onUse(row.button, () => this.#onCancel(row.reservation));
    row.element = make("li", { class: "ticket" }, make("div", {}, row.name, row.id), row.button);
    return row;
  }

  #forgetOthers(reservations) {
    const ids = new Set(reservations.map((one) => one.reservationId));
    for (const [id, row] of this.#rows) {
      if (!ids.has(id)) {
        row.element.remove();
        this.#rows.delete(id);
      }
    }
  }
}
