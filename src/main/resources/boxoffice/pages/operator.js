// Lets an operator sign in at a page that is for them, where the service asks for tokens.

import { ask } from "/pages/api.js";
import { make, setText } from "/pages/page.js";
import { asksForTokens, SignIn } from "/pages/sign-in.js";
import { dropToken, REFUSED, theToken } from "/pages/token.js";

const WORDS = {
  signInTitle: "Sign in as an operator",
  signInHint: "This tab keeps the token until it is closed, and sends it to this service only.",
  token: "Token",
  signIn: "Sign in",
  close: "Close",
  noToken: "This is not a token: it has three parts with dots between them.",
};

/**
 * Offers it, if it is needed.
 *
 * @param {string} why what one needs it for here, in a sentence
 */
export async function offerSignIn(why) {
  if (!(await asksForTokens())) {
    return;
  }
  const signIn = new SignIn((name) => WORDS[name], async () => {
    await ask("GET", "/operations/lab"); // which only operators may
  });
  const again = () => location.reload(); // All that the page shows was asked for by somebody else.
  const button = make("button", { class: "button quiet compact", id: "session", type: "button" });
  const notice = make("p", { class: "notice accent", id: "session-notice", role: "status" });
  const show = () => {
    setText(button, theToken() === undefined ? "Sign in" : "Sign out");
    setText(notice, theToken() === undefined ? why : "");
    notice.hidden = theToken() !== undefined;
  };
  button.addEventListener("click", () => {
    if (theToken() === undefined) {
      signIn.open(again);
    } else {
      dropToken();
      again();
    }
  });
  window.addEventListener(REFUSED, () => {
    show();
    if (!document.querySelector("#sign-in").open) {
      signIn.open(again, "Your token is not accepted any more. Sign in again.");
    }
  });
  document.querySelector(".site-header-inner").append(button);
  document.querySelector(".page-head").after(notice);
  show();
}
