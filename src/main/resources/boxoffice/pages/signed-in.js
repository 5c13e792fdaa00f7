// Who one is where the service asks for tokens: the user whom the token names.

import { ask } from "/pages/api.js";
import { byId, setText } from "/pages/page.js";
import { SignIn } from "/pages/sign-in.js";
import { text } from "/pages/texts.js";
import { claims, dropToken, REFUSED, theToken } from "/pages/token.js";

/** Does what {@link import("/pages/who.js").Who} does where one may be anybody. */
export class SignedIn {
  #signIn = new SignIn(text, () => this.#read());
  #onChange;

  /** Of nobody, undefined; of somebody who was not asked for yet, without a name. */
  user = named();

  /** @param {() => void} onChange is told when it is somebody else, or nobody any more */
  constructor(onChange) {
    this.#onChange = onChange;
    byId("change-user").addEventListener("click", () => {
      if (this.user === undefined) {
        this.choose();
      } else {
        this.forget();
      }
    });
    window.addEventListener(REFUSED, () => {
      if (this.user !== undefined) {
        this.#setUser(undefined);
        this.#signIn.open(() => {}, text("signInEnded"));
      }
    });
    if (this.user !== undefined) {
      this.#read().catch(() => {}); // Then they go by their number.
    }
  }

  /** Lets the user sign in, and does this then; nothing if they don't. */
  choose(afterwards) {
    this.#signIn.open(afterwards);
  }

  forget() {
    dropToken();
    this.#setUser(undefined);
  }

  show() {
    setText(byId("user"), this.#sayUser());
    setText(byId("change-user"), text(this.user === undefined ? "signIn" : "signOut"));
    byId("change-user").hidden = false;
  }

  #sayUser() {
    const { userId, name } = this.user ?? {};
    if (userId === undefined) {
      return text("nobodySignedIn");
    }
    return name === undefined ? text("youAreNumber", { id: userId }) : text("youAre", { name, id: userId });
  }

  /** An operator's token may name no user; then nobody can buy with it. */
  async #read() {
    const shown = theToken();
    const user = named();
    if (user === undefined) {
      throw new Error(text("noUserInToken"));
    }
    const found = await ask("GET", `/users/${user.userId}`);
    if (shown === theToken()) {
      this.#setUser(found);
    }
  }

  #setUser(user) {
    this.user = user;
    this.#onChange();
  }
}

function named() {
  const userId = Number(claims().sub);
  return Number.isSafeInteger(userId) && userId > 0 ? { userId } : undefined;
}
