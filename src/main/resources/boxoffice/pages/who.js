// Who one is: nobody has to prove it here.

import { ask } from "/pages/api.js";
import { byId, make, recall, remember, setText } from "/pages/page.js";
import { text } from "/pages/texts.js";

const KEY = "user";

/** As many as the service lists at once. */
const LISTED = 1_000;

/** The user of this browser, and the dialog in which one chooses. */
export class Who {
  #dialog = byId("who");
  #error = byId("who-error");
  #onChoice;
  #afterwards = () => {};

  /** Of nobody, undefined. */
  user = remembered();

  /** @param {() => void} onChoice is told when it is somebody else, or nobody any more */
  constructor(onChoice) {
    this.#onChoice = onChoice;
    byId("change-user").addEventListener("click", () => this.choose());
    byId("who-close").addEventListener("click", () => this.#dialog.close());
    this.#onSubmit("who-pick", () => ask("GET", `/users/${byId("who-user").value}`));
    this.#onSubmit("who-number", () => ask("GET", `/users/${byId("who-id").value}`));
    this.#onSubmit("who-new", () => ask("POST", "/users", { name: byId("who-name").value }));
    window.addEventListener("storage", (change) => {
      if (change.key === KEY) {
        this.user = remembered();
        this.#onChoice();
      }
    });
  }

  /** Lets the user choose, and does this then; nothing if they don't. */
  async choose(afterwards = () => {}) {
    this.#afterwards = afterwards;
    this.#error.hidden = true;
    this.#dialog.showModal();
    await this.#list();
  }

  /** The service does not know them. */
  forget() {
    this.user = undefined;
    remember(KEY, "");
    this.#onChoice();
  }

  show() {
    const { userId, name } = this.user ?? {};
    setText(byId("user"), this.user === undefined ? text("nobody") : text("youAre", { name, id: userId }));
    setText(byId("change-user"), text(this.user === undefined ? "choose" : "change"));
    byId("change-user").hidden = false;
  }

  async #list() {
    const select = byId("who-user");
    try {
      const users = await ask("GET", `/users?limit=${LISTED}`);
      const options = users.reverse().map(({ userId, name }) => {
        const label = text("userEntry", { name, id: userId });
        return make("option", { value: userId, selected: userId === this.user?.userId }, label);
      });
      select.replaceChildren(...options);
      byId("who-number").hidden = users.length < LISTED;
    } catch {
      this.#say("noUserList");
    }
  }

  #onSubmit(form, request) {
    byId(form).addEventListener("submit", async (submission) => {
      submission.preventDefault();
      this.#error.hidden = true;
      try {
        this.#set(await request());
      } catch (failure) {
        this.#say(failure.code === "USER_NOT_FOUND" ? "noSuchUser" : "failed", { reason: failure.message });
      }
    });
  }

  #set(user) {
    this.user = user;
    remember(KEY, JSON.stringify(user));
    this.#dialog.close();
    this.#onChoice();
    this.#afterwards();
  }

  #say(name, places) {
    this.#error.hidden = false;
    setText(this.#error, text(name, places));
  }
}

/** What the browser remembers may have been written by anybody. */
function remembered() {
  try {
    const user = JSON.parse(recall(KEY) ?? "");
    return Number.isSafeInteger(user?.userId) && typeof user.name === "string" ? user : undefined;
  } catch {
    return undefined;
  }
}
