// The buyer's page: what is on sale, who one is, and what one has.

import { ask } from "/pages/api.js";
import { certain } from "/pages/certain.js";
import { EventList } from "/pages/events.js";
import { follow } from "/pages/live.js";
import { Mine } from "/pages/mine.js";
import { byId, setText } from "/pages/page.js";
import { asksForTokens } from "/pages/sign-in.js";
import { SignedIn } from "/pages/signed-in.js";
import { otherLanguage, switchLanguage, text, translate } from "/pages/texts.js";
import { Who } from "/pages/who.js";

/** From an event's id to the event, as the service told it last. */
const events = new Map();

/** Events that the user is getting a ticket for right now. */
const reserving = new Set();

/** How the service is: ready, degraded, unavailable, unreachable or noLive; nothing before it was heard. */
let service;

/** Whether the stream of numbers has broken off. */
let isLost = false;

translate();
showLanguage();

const who = (await asksForTokens()) ? new SignedIn(onUser) : new Who(onUser);
const list = new EventList(reserve);
const mine = new Mine(cancel, show);

/** To a screen reader. Numbers that move by themselves are not announced, only what becomes of one's own doing. */
function announce(sentence) {
  const announcer = byId("announcer");
  announcer.textContent = ""; // so that the same sentence is read out again
  requestAnimationFrame(() => setText(announcer, sentence));
}

const canSell = () => service !== "unavailable" && service !== "unreachable";

function show() {
  const newestFirst = [...events.values()].sort((one, other) => other.eventId - one.eventId);
  const isKnown = service === "ready" || service === "degraded";
  list.show(newestFirst, buttonOf, text(isKnown ? "nothingOnSale" : "loading"));
  mine.show();
  who.show();
}

function buttonOf({ eventId, availableTickets }) {
  if (reserving.has(eventId)) {
    return { state: "reserving", usable: false };
  }
  if (mine.heldFor(eventId)) {
    return { state: "yourTicket", usable: false };
  }
  if (availableTickets === 0) {
    return { state: "soldOut", usable: false };
  }
  return { state: "reserve", usable: canSell() };
}

async function reserve(event) {
  if (who.user === undefined) {
    who.choose(() => reserve(event));
    return;
  }
  const { eventId, eventName } = event;
  const user = who.user;
  reserving.add(eventId);
  list.say(eventId);
  show();
  const { answer, failure, asked } = await certain(
    () => ask("POST", `/events/${eventId}/reservations`, { userId: user.userId }),
    () => tell(eventId, "warn", text("unsure")),
  );
  reserving.delete(eventId);
  const reservationId = answer?.reservationId ?? failure?.body.reservationId;
  if (reservationId !== undefined && user.userId === who.user?.userId) {
    mine.bought({ reservationId, eventId, eventName, status: "CONFIRMED" });
  }
  show();
  tell(eventId, ...outcome(eventName, reservationId, failure, asked));
  await recount(eventId);
}

/** What became of a request for a ticket: good, bad or neither, and in words. */
function outcome(event, id, failure, asked) {
  if (failure === undefined || (failure.code === "ALREADY_RESERVED" && asked > 1)) {
    return ["good", text("reserved", { event, id })];
  }
  switch (failure.code) {
    case "ALREADY_RESERVED":
      return ["warn", text("alreadyReserved", { event, id })];
    case "SOLD_OUT":
      return ["bad", text("justSoldOut", { event })];
    case "EVENT_NOT_FOUND":
      return ["bad", text("eventGone")];
    case "USER_NOT_FOUND":
      who.forget();
      return ["bad", text("userGone")];
    case "UNAUTHENTICATED":
      return ["bad", text("signInEnded")];
    default:
      return ["bad", failure.isUnsure ? text("gaveUp") : text("failed", { reason: failure.message })];
  }
}

function tell(eventId, kind, sentence) {
  list.say(eventId, kind, sentence);
  announce(sentence);
}

/** After something of one's own: where numbers don't move by themselves, one at least sees what one did. */
async function recount(eventId) {
  if (service !== "noLive") {
    return;
  }
  try {
    events.set(eventId, await ask("GET", `/events/${eventId}`));
    show();
  } catch {
    // Then the number stays as it was.
  }
}

async function cancel(reservation) {
  const { reservationId, eventId, eventName } = reservation;
  if (!(await isSure(eventName))) {
    return;
  }
  mine.setCancelling(reservationId, true);
  list.say(eventId);
  show();
  const { failure } = await certain(
    () => ask("DELETE", `/reservations/${reservationId}`),
    () => announce(text("unsureCancel")),
  );
  mine.setCancelling(reservationId, false);
  if (failure === undefined || failure.code === "ALREADY_CANCELLED" || failure.code === "RESERVATION_NOT_FOUND") {
    mine.cancelled(reservationId);
  }
  show();
  byId("mine-title").focus(); // since the button that had it is gone
  tell(eventId, ...outcomeOfCancel(eventName, failure));
  await recount(eventId);
}

function outcomeOfCancel(event, failure) {
  switch (failure?.code) {
    case undefined:
    case "ALREADY_CANCELLED":
      return ["good", text("wasCancelled", { event })];
    case "RESERVATION_NOT_FOUND":
      return ["bad", text("notCancelled")];
    case "UNAUTHENTICATED":
      return ["bad", text("signInEnded")];
    default:
      return ["bad", failure.isUnsure ? text("gaveUpCancel") : text("failed", { reason: failure.message })];
  }
}

function isSure(event) {
  const dialog = byId("sure");
  setText(byId("sure-text"), text("sureText", { event }));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "cancel"), { once: true });
  });
}

async function onUser() {
  show();
  await readMine();
}

async function readMine() {
  if (!(await mine.read(who.user))) {
    who.forget(); // It was another service that knew them, or this one with other data.
  }
}

/** Says how the service is, once for each change. */
function serviceIs(now) {
  const before = service;
  service = now;
  if (now === before) {
    return;
  }
  const isWell = now === "ready";
  const notice = byId("notice");
  notice.hidden = isWell;
  notice.classList.toggle("warn", !isWell && !canSell());
  setText(notice, isWell ? "" : text(now));
  if (!isWell || before !== undefined) {
    announce(text(isWell ? "back" : now));
  }
  if (isWell && mine.isStale) {
    readMine();
  }
}

function take(view) {
  isLost = false;
  for (const event of view.events) {
    events.set(event.eventId, event);
  }
  serviceIs(view.health.status);
  show();
}

/** Whether the service is away, or only the stream: asked when the stream has broken, not before. */
async function onLost(attempts) {
  isLost = true;
  let found;
  try {
    await ask("GET", "/readyz"); // which is a failure while the service can't sell
    if (attempts > 1 && service !== "noLive") {
      (await ask("GET", "/events")).forEach((event) => events.set(event.eventId, event));
      found = "noLive";
    }
  } catch (failure) {
    found = failure.body?.status === "unavailable" ? "unavailable" : "unreachable";
  }
  if (isLost && found !== undefined) {
    serviceIs(found);
    show();
  }
}

function showLanguage() {
  const button = byId("language");
  button.lang = otherLanguage();
  setText(button, text("other"));
}

byId("language").addEventListener("click", () => {
  switchLanguage();
  showLanguage();
  if (service !== undefined && service !== "ready") {
    setText(byId("notice"), text(service));
  }
  events.forEach((_, eventId) => list.say(eventId)); // in the other language
  show();
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    readMine(); // Meanwhile something may have been bought elsewhere.
  }
});

show();
readMine();
follow("/events/live", {
  all(view) {
    events.clear();
    take(view);
  },
  changes: take,
  lost: onLost,
});
