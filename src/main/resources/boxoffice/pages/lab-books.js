// The rush as it goes, and its books at the end.

import { byId, number, percent, setText } from "/pages/page.js";

const TOLD = ["arrived", "reserved", "cancelled", "soldOut", "askedAgain", "unsure"];
const BOOKS = ["promised", "inPostgres", "lost"];

/** From a phase to what its badge says and how that looks. */
const PHASES = {
  PREPARING: ["making the event and its buyers", "accent"],
  SELLING: ["selling", "accent"],
  COUNTING: ["waiting for the last rows", "accent"],
  DONE: ["done", "good"],
  FAILED: ["not held", "bad"],
};

export class Books {
  /** Shows a rush as the service tells it, or that there was none. */
  show(rush) {
    if (!rush) {
      return;
    }
    const [words, kind] = PHASES[rush.phase];
    setText(byId("phase"), `rush ${rush.number}: ${words}`);
    byId("phase").className = `badge ${kind}`;
    this.#showArrivals(percent(rush.told.arrived, rush.buyers));
    for (const name of TOLD) {
      setText(byId(`told-${name}`), number(rush.told[name]));
    }
    for (const name of BOOKS) {
      setText(byId(`books-${name}`), rush.books ? number(rush.books[name]) : "–");
    }
    const isFinal = rush.phase === "DONE" && rush.books;
    byId("books").dataset.verdict = isFinal ? (isKept(rush.books) ? "good" : "bad") : "none";
    setText(byId("verdict"), isFinal ? verdict(rush) : rush.failure ?? "");
    if (isFinal) {
      setText(byId("books-more"), more(rush));
    }
  }

  #showArrivals(share) {
    byId("arrivals").setAttribute("aria-valuenow", Math.round(share));
    byId("arrivals-part").style.width = `${share}%`;
  }
}

const isKept = ({ lost, cameBack, oversold, cancelled, cancelledInPostgres }) =>
  lost + cameBack + oversold === 0 && cancelled === cancelledInPostgres;

/** What is announced at the end. */
function verdict({ number: rush, books }) {
  const counted = `Rush ${rush}: promised: ${number(books.promised)}, in PostgreSQL: ${number(books.inPostgres)}`;
  return `${counted}, lost: ${number(books.lost)}. ${isKept(books) ? "Every promise was kept." : "A promise was broken."}`;
}

function more({ books, told, tickets }) {
  const { cancelled, cancelledInPostgres, cameBack, unpromised, oversold } = books;
  const unsure =
    told.unsure > 0 ? ` ${number(told.unsure)} buyers gave up asking, so nobody told them what they have.` : "";
  return (
    `Each of these reservations was looked up in PostgreSQL by its id. Given back: ${number(cancelled)}, ` +
    `there as cancelled: ${number(cancelledInPostgres)}, come to life again: ${number(cameBack)}. ` +
    `Rows that nobody was promised: ${number(unpromised)}. ` +
    `Sold beyond the ${number(tickets)} tickets: ${number(oversold)}.${unsure}`
  );
}
