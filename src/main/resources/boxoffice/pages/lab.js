// The lab: figures as they come, and what a learner does about them.

import { Books } from "/pages/lab-books.js";
import { Controls } from "/pages/lab-controls.js";
import { Log } from "/pages/lab-log.js";
import { Plots } from "/pages/lab-plots.js";
import { showStages } from "/pages/lab-stages.js";
import { follow } from "/pages/live.js";
import { offerSignIn } from "/pages/operator.js";
import { byId, setText } from "/pages/page.js";

const plots = new Plots(byId("plots"));
const books = new Books();
const log = new Log(byId("log"), byId("log-empty"));
const controls = new Controls(show);

/** What the lab may do and does. */
function show(lab) {
  controls.show(lab);
  books.show(lab.rush);
  log.show(lab.notes);
}

function showConnection(words, kind) {
  const badge = byId("connection");
  setText(badge, words);
  badge.className = `badge dot ${kind}`;
}

function hear(message) {
  showConnection("live", "good");
  show(message.lab);
  showStages(message.figures.at(-1));
}

offerSignIn("Everybody may watch. To hold a rush or break something takes an operator: sign in.");

follow("/lab/live", {
  all(message) {
    plots.begin(message.figures);
    hear(message);
  },
  changes(message) {
    plots.add(message.figures);
    hear(message);
  },
  lost() {
    showConnection("the service can’t be reached, trying again …", "bad");
  },
});
