// The dialog in which one shows a token, where the service asks for them.

import { ask } from "/pages/api.js";
import { byId, make, pause, setText } from "/pages/page.js";
import { blame, forgive, onSubmit } from "/pages/parts.js";
import { dropToken, keepToken, looksLikeToken } from "/pages/token.js";

const BETWEEN_QUESTIONS_MILLIS = 2_000;

/** Whether the service asks for tokens. It says so also while it can't sell. */
export async function asksForTokens() {
  for (;;) {
    const { access } = await ask("GET", "/readyz").catch((failure) => failure.body);
    if (access !== undefined) {
      return access === "tokens";
    }
    await pause(BETWEEN_QUESTIONS_MILLIS);
  }
}

export class SignIn {
  #words;
  #check;
  #afterwards;
  #dialog;

  /**
   * @param {(name: string) => string} words gives signInTitle, signInHint, token, signIn, close and noToken
   * @param {() => Promise<void>} check fails with a sentence if the token that is kept is none for this page
   */
  constructor(words, check) {
    this.#words = words;
    this.#check = check;
    this.#dialog = dialog();
    document.body.append(this.#dialog);
    byId("sign-in-close").addEventListener("click", () => this.#dialog.close());
    onSubmit(byId("sign-in-form"), () => this.#submit());
  }

  /**
   * @param {() => void} [afterwards] what to do once somebody has signed in
   * @param {string} [why] one is asked
   */
  open(afterwards = () => {}, why = "") {
    this.#afterwards = afterwards;
    for (const name of ["signInTitle", "signInHint", "token", "signIn", "close"]) {
      setText(this.#dialog.querySelector(`[data-word=${name}]`), this.#words(name));
    }
    byId("sign-in-why").hidden = why === "";
    setText(byId("sign-in-why"), why);
    forgive(byId("sign-in-form"));
    byId("sign-in-token").value = "";
    if (!this.#dialog.open) {
      this.#dialog.showModal();
    }
    byId("sign-in-token").focus();
  }

  async #submit() {
    const field = byId("sign-in-token");
    const given = field.value.trim();
    forgive(byId("sign-in-form"));
    if (!looksLikeToken(given)) {
      blame(field, this.#words("noToken"));
      return;
    }
    keepToken(given);
    try {
      await this.#check();
    } catch (failure) {
      dropToken();
      blame(field, failure.message);
      return;
    }
    field.value = "";
    this.#dialog.close();
    this.#afterwards();
  }
}

function dialog() {
  const word = (name) => ({ "data-word": name });
  const field = make("input", {
    class: "input",
    id: "sign-in-token",
    type: "password",
    autocomplete: "off",
    spellcheck: false,
    "aria-describedby": "sign-in-error sign-in-hint",
  });
  return make(
    "dialog",
    { class: "dialog", id: "sign-in", "aria-labelledby": "sign-in-title" },
    make(
      "form",
      { class: "stack", id: "sign-in-form", noValidate: true },
      make(
        "div",
        { class: "row spread" },
        make("h2", { id: "sign-in-title", ...word("signInTitle") }),
        make("button", { class: "button compact quiet", id: "sign-in-close", type: "button", ...word("close") }),
      ),
      make("p", { class: "notice warn", id: "sign-in-why", role: "alert", hidden: true }),
      make("p", { class: "soft small", id: "sign-in-hint", ...word("signInHint") }),
      make(
        "div",
        { class: "field" },
        make("label", { for: "sign-in-token", ...word("token") }),
        field,
        make("span", { class: "error", id: "sign-in-error", role: "alert" }),
      ),
      make("button", { class: "button primary", type: "submit", ...word("signIn") }),
    ),
  );
}
