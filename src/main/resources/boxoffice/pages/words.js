// Times in words.

const SECONDS = 1_000;
const MINUTES = 60 * SECONDS;

const format = (options) => new Intl.DateTimeFormat(document.documentElement.lang, options);

/** The time of day. */
export const time = (instant) => format({ timeStyle: "medium" }).format(instant);

export const dayAndTime = (instant) =>
  format({ month: "short", day: "numeric", hour: "numeric", minute: "numeric" }).format(instant);

/** How long it is until then, roughly. */
export function until(instant) {
  const millis = instant - Date.now();
  if (millis < SECONDS) {
    return "due now";
  }
  return millis < 2 * MINUTES ? `in ${Math.round(millis / SECONDS)} s` : `in ${Math.round(millis / MINUTES)} min`;
}
