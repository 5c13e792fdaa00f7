// What PostgreSQL refused, and sending it again.

import { ask } from "/pages/api.js";
import { byId, make, number } from "/pages/page.js";
import { PagedList } from "/pages/paged-list.js";
import { below, onPress, say } from "/pages/parts.js";
import { dayAndTime, time, until } from "/pages/words.js";

const CHANGES = { CONFIRMED: "Reservation", CANCELLED: "Cancel" };

const flag = () => make("span", { class: "badge bad" }, "Flagged");

/** The list; an operator looks first at what is flagged. */
export function failedWrites() {
  const list = new PagedList(byId("failed"), {
    path: "/operations/failed-writes",
    what: "failed writes",
    none: "There are no failed writes: PostgreSQL has taken every row.",
    key: "reservationId",
    heading: byId("failed-title"),
    columns: [
      {
        title: "Reservation",
        show: (write) => [`${write.reservationId}`, ...(write.flagged ? [" ", flag()] : [])],
      },
      {
        title: "Row",
        class: "short",
        show: (write) => [CHANGES[write.status], below(`of user ${write.userId}, event ${write.eventId}`)],
      },
      { title: "What PostgreSQL said", show: (write) => [make("code", { class: "said" }, write.error)] },
      {
        title: "Attempts",
        class: "short figure",
        show: (write) => [number(write.attempts), below(`since ${dayAndTime(new Date(write.failedAt))}`)],
      },
      {
        title: "Next attempt",
        class: "figure",
        show: ({ nextAttemptAt }) => [time(new Date(nextAttemptAt)), below(until(new Date(nextAttemptAt)))],
      },
      { title: "By hand", class: "action", show: ({ reservationId }) => [sendAgain(reservationId, () => list.refresh())] },
    ],
  });
  return list;
}

function sendAgain(reservationId, refresh) {
  const button = make("button", { class: "button compact", type: "button" }, "Send again");
  button.append(make("span", { class: "unseen" }, ` reservation ${reservationId}`));
  onPress(button, async () => {
    say(byId("failed-outcome"), "", `Sending reservation ${reservationId} …`);
    say(byId("failed-outcome"), ...(await sent(reservationId)));
    await refresh();
  });
  return button;
}

async function sent(reservationId) {
  try {
    await ask("POST", `/operations/failed-writes/${reservationId}/retry`);
    return ["good", `Reservation ${reservationId} is saved: PostgreSQL has its row.`];
  } catch (failure) {
    return outcome(reservationId, failure);
  }
}

function outcome(reservationId, failure) {
  if (failure.code === "STILL_REFUSED") {
    return ["bad", `PostgreSQL refused reservation ${reservationId} once more: ${failure.message}`];
  }
  if (failure.code === "FAILED_WRITE_NOT_FOUND") {
    return ["good", `Reservation ${reservationId} had been saved meanwhile.`];
  }
  if (failure.isUnsure) {
    const again = "Sending it once more does no harm.";
    return ["warn", `Whether reservation ${reservationId} is saved is not known: ${failure.message} ${again}`];
  }
  return ["bad", failure.message];
}
