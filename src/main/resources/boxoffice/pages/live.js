// Follows /events/live for as long as the page is open.

/** Longer than the service is ever silent: then the wire is dead, and nobody told us. */
const SILENCE_MILLIS = 15_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 8_000;

/**
 * Connects, and again whenever that ends, in the pace of who has thousands beside them.
 *
 * @param {object} listener `all(view)` and `changes(view)` as the service sends them; `lost(attempts)` when there is no
 *     connection any more, and how many times in a row
 */
export function follow(listener) {
  let pause = FIRST_PAUSE_MILLIS;
  let attempts = 0;

  const connect = () => {
    const source = new EventSource("/events/live");
    let silence;
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(again, SILENCE_MILLIS);
    };
    // Not left to the browser, which gives up for good when it is answered 503, and hurries when it is not.
    const again = () => {
      clearTimeout(silence);
      source.close();
      listener.lost(++attempts);
      setTimeout(connect, pause * (0.5 + Math.random()));
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 1.5);
    };
    source.addEventListener("error", again);
    source.addEventListener("beat", heard);
    for (const name of ["all", "changes"]) {
      source.addEventListener(name, (message) => {
        heard();
        pause = FIRST_PAUSE_MILLIS;
        attempts = 0;
        listener[name](JSON.parse(message.data));
      });
    }
    heard();
  };

  connect();
}
