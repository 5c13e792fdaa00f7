// What happened, in words, newest first.

import { make } from "/pages/page.js";

export class Log {
  #list;
  #placeholder;
  #shown = "";

  constructor(list, placeholder) {
    this.#list = list;
    this.#placeholder = placeholder;
  }

  /** Adds what is new, so that a screen reader reads that alone. Notes come oldest first. */
  show(notes) {
    for (const { at, words } of notes.filter((note) => note.at > this.#shown)) {
      const when = new Date(at);
      const time = make("time", { dateTime: at }, when.toLocaleTimeString("en-GB"));
      this.#list.prepend(make("li", {}, time, make("span", {}, words)));
      this.#shown = at;
    }
    this.#placeholder.hidden = this.#list.children.length > 0;
  }
}
