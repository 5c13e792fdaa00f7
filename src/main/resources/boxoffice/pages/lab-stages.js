// The picture of the way: each stage with its figure, and whether something flows on from it.

import { byId, number, setText } from "/pages/page.js";

const REDIS_WORDS = { up: "up", rebuilding: "being made whole", down: "away" };

/** A rate or a time: with a digit after the point where it is small. */
export const rounded = (value) => number(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** What is not known now is a dash. */
export const orDash = (value) => (value === undefined || value === null ? "–" : rounded(value));

/** Shows figures as the service sends them. */
export function showStages(figures) {
  const { reserved, soldOut, unavailable, latency, delay, saved } = figures;
  const redisIsUp = figures.redis === "up";
  const postgresIsUp = figures.postgresql === "up";
  const answers = reserved + soldOut + unavailable;

  stage("requests", answers, latency ? `99 % within ${rounded(latency.p99)} ms` : "", answers > 0);
  stage("redis", reserved, figures.waiting > 0 ? `${number(figures.waiting)} waiting` : "", reserved > 0);
  badge("redis", REDIS_WORDS[figures.redis], redisIsUp);
  stage("unsaved", figures.unsaved, "", figures.unsaved > 0);
  stage("queue", figures.queued, `of at most ${number(figures.queueCapacity)}`, saved > 0);
  stage("workers", saved, postgresIsUp ? "" : "waiting", saved > 0);
  setText(byId("stage-postgres"), orDash(delay?.p50));
  badge("postgres", postgresIsUp ? "up" : "away", postgresIsUp);
  setText(byId("stage-putback"), number(figures.putBack));
  setText(byId("stage-sweep"), number(figures.swept));
  setText(byId("stage-failed"), orDash(figures.failedWrites));
}

function stage(name, value, also, isFlowing) {
  setText(byId(`stage-${name}`), rounded(value));
  setText(byId(`stage-${name}-also`), also);
  element(name).classList.toggle("flowing", isFlowing);
}

function badge(name, words, isUp) {
  const shown = byId(`stage-${name}-state`);
  setText(shown, words);
  shown.className = `badge dot ${isUp ? "good" : "bad"}`;
  element(name).dataset.state = isUp ? "up" : "away";
}

const element = (name) => document.querySelector(`[data-stage="${name}"]`);
