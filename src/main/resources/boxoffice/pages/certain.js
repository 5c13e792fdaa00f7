// Finds out what became of a request whose answer was lost, by asking again.

import { Failure } from "/pages/api.js";
import { pause } from "/pages/page.js";

const PAUSES_MILLIS = [500, 1_000, 2_000, 3_000, 5_000, 5_000, 8_000, 8_000, 10_000, 10_000];

/**
 * Sends a request until it is known what became of it. The service gives nobody two tickets for one event, and cancels
 * nothing twice, so sending it again does no harm.
 *
 * @param {() => Promise<any>} send
 * @param {(failure: Failure) => void} unsure is told each time that it is not known yet
 * @returns {Promise<{answer?: any, failure?: Failure, asked: number}>} how it ended, and how often it was asked; a
 *     failure that {@link Failure.isUnsure} where we gave up
 */
export async function certain(send, unsure) {
  for (let asked = 1; ; asked++) {
    try {
      return { answer: await send(), asked };
    } catch (failure) {
      if (!(failure instanceof Failure)) {
        throw failure;
      }
      if (!failure.isUnsure || asked > PAUSES_MILLIS.length) {
        return { failure, asked };
      }
      unsure(failure);
      await pause(PAUSES_MILLIS[asked - 1] * (0.75 + Math.random() / 2));
    }
  }
}
