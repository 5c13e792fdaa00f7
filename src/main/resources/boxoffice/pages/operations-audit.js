// Whether the books balance, event by event.

import { byId, make, number, setText } from "/pages/page.js";
import { PagedList } from "/pages/paged-list.js";
import { below, onPress, say } from "/pages/parts.js";
import { time } from "/pages/words.js";

const count = (title, member) => ({
  title,
  class: "number",
  show: (event) => [event[member] === null ? "not known" : number(event[member])],
});

const badge = (kind, text) => make("span", { class: `badge dot ${kind}` }, text);

function verdict({ balanced, finding }) {
  if (balanced) {
    return [badge("good", "Balanced")];
  }
  const what = balanced === null ? badge("warn", "Not compared") : badge("bad", "Did not balance");
  return [what, make("p", { class: "small" }, finding)];
}

/** The audit; it runs once by itself, for reading it is running it, and then whenever it is asked to, until that works. */
export function audit() {
  let isDue = true;
  const list = new PagedList(byId("audit"), {
    path: "/operations/audit",
    what: "books",
    none: "There are no events, and so no books.",
    key: "eventId",
    heading: byId("audit-title"),
    items: (answer) => answer.events,
    read: (answer) => {
      isDue = false;
      say(byId("audit-outcome"), ...outcome(answer));
      setText(byId("audit-totals"), totals(answer.sinceStart));
    },
    columns: [
      { title: "Event", show: (event) => [event.eventName, below(`event ${event.eventId}`)] },
      count("Total", "totalTickets"),
      count("Left", "availableTickets"),
      count("Confirmed", "confirmed"),
      count("Unsaved", "unsavedReservations"),
      count("Cancels unsaved", "unsavedCancels"),
      count("Failed writes", "failedWrites"),
      { title: "Books", show: verdict },
    ],
  });
  onPress(byId("audit-run"), async () => {
    say(byId("audit-outcome"), "", "The audit runs …");
    isDue = true;
    if (!(await list.refresh())) {
      say(byId("audit-outcome"), "warn", "The audit can't be made right now. It is tried again by itself.");
    }
  });
  return { refresh: () => (isDue ? list.refresh() : undefined) };
}

function outcome({ events }) {
  const wrong = events.filter((event) => event.balanced === false).length;
  const unknown = events.filter((event) => event.balanced === null).length;
  const looked = `Looked at ${of(events.length, "event")} at ${time(new Date())}`;
  if (wrong + unknown === 0) {
    return ["good", `${looked}: the books balance.`];
  }
  const parts = [[wrong, "did not balance"], [unknown, "could not be compared now"]];
  return [wrong > 0 ? "bad" : "warn", `${looked}: ${listed(parts)}.`];
}

function totals(since) {
  const parts = [
    [since.notCompared, "had too much unsaved to compare"],
    [since.unbalanced, "did not balance"],
    [since.unloaded, "were read again from PostgreSQL"],
    [since.availableTicketsSet, "had available_tickets set right"],
    [since.toldAgain, "had Redis told their name or total once more"],
  ];
  return `Since this instance started, ${of(since.audited, "look")} at an event: ${listed(parts) || "nothing was wrong"}.`;
}

const listed = (parts) =>
  parts
    .filter(([many]) => many > 0)
    .map(([many, what]) => `${number(many)} ${what}`)
    .join(", ");

const of = (many, what) => `${number(many)} ${what}${many === 1 ? "" : "s"}`;
