// The rows of a table that is drawn anew every few seconds.

import { make, putAt } from "/pages/page.js";

/**
 * A column.
 *
 * @typedef {object} Column
 * @property {string} title
 * @property {string} [class] of its cells
 * @property {(item: object) => (string | Node)[]} show what is in the cell of an item
 */

/** Where cells stand below each other, on a phone, tables lose the roles that they have by themselves. */
const cell = (tag, role, column, ...children) =>
  make(tag, { role, class: column.class ?? "", "data-title": column.title }, ...children);

export class TableRows {
  #columns;
  #key;
  #heading;
  #body = make("tbody", { role: "rowgroup" });
  /** By key: the row, and the markup of its cells as they were drawn last. */
  #rows = new Map();

  /**
   * @param {Column[]} columns the first one names the row
   * @param {string} key the member that tells items apart
   * @param {HTMLElement} heading where the focus goes when the last row is gone
   */
  constructor(columns, key, heading) {
    this.#columns = columns;
    this.#key = key;
    this.#heading = heading;
  }

  /** The table with these rows. */
  table() {
    const titles = this.#columns.map((column) => cell("th", "columnheader", column, column.title));
    return make(
      "table",
      { class: "table stacked", role: "table", "aria-labelledby": this.#heading.id },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, ...titles)),
      this.#body,
    );
  }

  /** Rows that stay keep their elements, and so do cells that look the same: the focus stays where it is. */
  draw(items) {
    const focused = [...this.#body.rows].findIndex((row) => row.contains(document.activeElement));
    const keys = new Set(items.map((item) => item[this.#key]));
    for (const [key, { row }] of this.#rows) {
      if (!keys.has(key)) {
        row.remove();
        this.#rows.delete(key);
      }
    }
    items.forEach((item, index) => putAt(this.#body, index, this.#row(item)));
    if (focused >= 0 && !this.#body.contains(document.activeElement)) {
      this.#focusNear(focused);
    }
  }

  #row(item) {
    const key = item[this.#key];
    if (!this.#rows.has(key)) {
      const cells = this.#columns.map((column, index) =>
        index === 0 ? cell("th", "rowheader", column) : cell("td", "cell", column),
      );
      this.#rows.set(key, { row: make("tr", { role: "row" }, ...cells), drawn: [] });
    }
    const { row, drawn } = this.#rows.get(key);
    this.#columns.forEach((column, index) => {
      const fresh = make("div", {}, ...column.show(item));
      if (drawn[index] !== fresh.innerHTML) {
        drawn[index] = fresh.innerHTML;
        row.cells[index].replaceChildren(...fresh.childNodes);
      }
    });
    return row;
  }

  /** The row that had the focus is gone: the one that took its place has it now. */
  #focusNear(index) {
    const row = this.#body.rows[Math.min(index, this.#body.rows.length - 1)];
    (row?.querySelector("button") ?? this.#heading).focus();
  }
}
