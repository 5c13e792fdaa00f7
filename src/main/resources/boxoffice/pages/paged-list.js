// A list of the API as a table, page by page.

import { ask } from "/pages/api.js";
import { make, number, onUse, setText, setUsable } from "/pages/page.js";
import { TableRows } from "/pages/table-rows.js";
import { time } from "/pages/words.js";

const ROWS = 20;

export class PagedList {
  #list;
  #rows;
  #notice = make("p", { class: "notice warn", hidden: true });
  #empty;
  #table;
  #pager;
  #newer = this.#button("Newer", () => this.#befores.pop());
  #older = this.#button("Older", () => this.#befores.push(this.#last));
  #page = make("span", { class: "soft small figure", role: "status" });
  /** Where each page begins that was turned to: after the item with this key. */
  #befores = [];
  #last;
  #readAt;
  #asked = 0;

  /**
   * @param {HTMLElement} place
   * @param {object} list
   * @param {string} list.path
   * @param {string} list.what is in it, in the plural
   * @param {string} list.none the sentence for an empty list
   * @param {string} list.key the member by which the list is ordered, highest first
   * @param {HTMLElement} list.heading
   * @param {import("/pages/table-rows.js").Column[]} list.columns
   * @param {(answer: any) => object[]} [list.items] in the answer, if that is not the list itself
   * @param {(answer: any) => void} [list.read] is told each answer
   */
  constructor(place, list) {
    this.#list = list;
    this.#rows = new TableRows(list.columns, list.key, list.heading);
    this.#empty = make("p", { class: "card soft" }, `Reading the ${list.what} …`);
    this.#table = make("div", { class: "card table-card", hidden: true }, this.#rows.table());
    const pager = { class: "row", "aria-label": `Pages of the ${list.what}`, hidden: true };
    this.#pager = make("nav", pager, this.#newer, this.#older, this.#page);
    place.classList.add("stack");
    place.append(this.#notice, this.#empty, this.#table, this.#pager);
  }

  #button(title, turn) {
    const button = make("button", { class: "button compact", type: "button" }, title);
    onUse(button, () => this.#turn(turn));
    return button;
  }

  /** Where the other page can't be read the list stays at this one. */
  async #turn(turn) {
    const befores = [...this.#befores];
    turn();
    if (!(await this.refresh())) {
      this.#befores = befores;
    }
  }

  /**
   * Reads the page that is shown once more.
   *
   * @returns {Promise<any>} the answer; nothing if it can't be read now, which the list says itself
   */
  async refresh() {
    const asked = ++this.#asked;
    const before = this.#befores.length > 0 ? `&before=${this.#befores.at(-1)}` : "";
    let answer;
    let failure;
    try {
      answer = await ask("GET", `${this.#list.path}?limit=${ROWS}${before}`);
    } catch (failed) {
      failure = failed;
    }
    if (asked !== this.#asked) {
      return answer; // a later one is shown
    }
    if (failure) {
      this.#showFailure(failure);
    } else {
      this.#list.read?.(answer);
      this.#show(this.#list.items?.(answer) ?? answer);
    }
    return answer;
  }

  #show(items) {
    const isFirst = this.#befores.length === 0;
    const isLast = items.length < ROWS;
    this.#readAt = new Date();
    this.#last = items.at(-1)?.[this.#list.key];
    this.#notice.hidden = true;
    this.#rows.draw(items);
    this.#table.hidden = items.length === 0;
    this.#empty.hidden = items.length > 0;
    setText(this.#empty, isFirst ? this.#list.none : `There are no more ${this.#list.what}.`);
    setUsable(this.#newer, !isFirst);
    setUsable(this.#older, !isLast);
    this.#pager.hidden = isFirst && isLast;
    setText(this.#page, `Page ${number(this.#befores.length + 1)}`);
  }

  #showFailure(failure) {
    const old = this.#readAt ? ` What is shown was read at ${time(this.#readAt)}.` : "";
    this.#empty.hidden ||= this.#readAt === undefined;
    this.#notice.hidden = false;
    setText(this.#notice, `The ${this.#list.what} can't be read right now: ${failure.message}${old}`);
  }
}
