// What operators see and do. All of it is asked of the public API.

import { byId, pause, setText } from "/pages/page.js";
import { audit } from "/pages/operations-audit.js";
import { events } from "/pages/operations-events.js";
import { failedWrites } from "/pages/operations-failed.js";
import { health } from "/pages/operations-health.js";
import { offerSignIn } from "/pages/operator.js";
import { time } from "/pages/words.js";

const PAUSE_MILLIS = 4_000;

const lists = [failedWrites(), audit(), events()];

async function look() {
  await Promise.all([health(), ...lists.map((list) => list.refresh())]);
  setText(byId("checked"), `Looked at ${time(new Date())}, again every ${PAUSE_MILLIS / 1_000} seconds`);
}

/** Who does not look need not be told. */
const seen = () =>
  new Promise((done) => {
    if (!document.hidden) {
      done();
      return;
    }
    document.addEventListener("visibilitychange", done, { once: true });
  });

await seen();
offerSignIn("Only operators see and do anything here: sign in.");

while (true) {
  await seen();
  await look();
  await pause(PAUSE_MILLIS);
}
