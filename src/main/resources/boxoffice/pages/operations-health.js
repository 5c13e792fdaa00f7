// Whether the service can sell, and why.

import { ask } from "/pages/api.js";
import { byId, make, setText } from "/pages/page.js";

const UNKNOWN = ["", "Unknown", "Only the service can tell."];

/** What each state means: its kind, its name, and a sentence. */
const STATES = {
  Service: {
    ready: ["good", "Ready", "It sells, and all that it needs is there."],
    degraded: ["warn", "Degraded", "It sells. What is sold waits in Redis until PostgreSQL is back."],
    unavailable: ["bad", "Unavailable", "It sells nothing now: it is starting, or waits for Redis."],
    stopping: ["bad", "Stopping", "It takes no more requests."],
    away: ["bad", "Away", "It does not answer. This page goes on asking."],
  },
  Redis: {
    up: ["good", "Up", "It decides who gets a ticket."],
    rebuilding: ["warn", "Rebuilding", "It lost something, or is new, and is made whole. Selling waits for that."],
    down: ["bad", "Down", "Nothing can be sold without it."],
  },
  PostgreSQL: {
    up: ["good", "Up", "It keeps the books."],
    down: ["bad", "Down", "Known users buy tickets of known events. Lists, audit and saved reservations have to wait."],
  },
};

const cards = new Map();

/** Asks for the health and shows it; what has changed is read out. */
export async function health() {
  const is = await states();
  const news = Object.keys(STATES)
    .filter((name) => show(name, STATES[name][is[name]] ?? UNKNOWN))
    .map((name) => `${name}: ${cards.get(name).badge.textContent}.`);
  if (news.length > 0) {
    setText(byId("health-news"), news.join(" "));
  }
}

async function states() {
  try {
    return named(await ask("GET", "/readyz"));
  } catch (failure) {
    if (failure.body.status) {
      return named(failure.body);
    }
    return { Service: failure.code === "UNAVAILABLE" ? "stopping" : "away" };
  }
}

const named = ({ status, redis, postgresql }) => ({ Service: status, Redis: redis, PostgreSQL: postgresql });

/** Whether that is another state than before. */
function show(name, [kind, state, sentence]) {
  if (!cards.has(name)) {
    cards.set(name, card(name));
  }
  const { badge, meaning } = cards.get(name);
  if (badge.textContent === state) {
    return false;
  }
  badge.className = `badge dot ${kind}`;
  setText(badge, state);
  setText(meaning, sentence);
  return true;
}

function card(name) {
  const badge = make("span", { class: "badge dot" });
  const meaning = make("p", { class: "soft small" });
  byId("health").append(
    make("li", { class: "card stack health-card" }, make("div", { class: "row spread" }, make("h3", {}, name), badge), meaning),
  );
  return { badge, meaning };
}
