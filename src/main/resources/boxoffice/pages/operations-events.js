// The events: to look at, to create, to change.

import { ask } from "/pages/api.js";
import { EventForm } from "/pages/event-form.js";
import { byId, make, number, setText } from "/pages/page.js";
import { PagedList } from "/pages/paged-list.js";
import { below, onPress, onSubmit, say } from "/pages/parts.js";

const outcome = byId("events-outcome");

/** The list, with the forms that go with it. */
export function events() {
  const list = new PagedList(byId("events"), {
    path: "/events",
    what: "events",
    none: "There are no events yet.",
    key: "eventId",
    heading: byId("events-title"),
    columns: [
      { title: "Event", show: (event) => [event.eventName, below(`event ${event.eventId}`)] },
      { title: "Total", class: "number", show: (event) => [number(event.totalTickets)] },
      { title: "Left", class: "number", show: (event) => [number(event.availableTickets)] },
      { title: "By hand", class: "action", show: (event) => [changeButton(event, change)] },
    ],
  });
  const change = changeDialog(() => list.refresh());
  newEvent(() => list.refresh());
  return list;
}

function newEvent(created) {
  const form = new EventForm(byId("new-event"), outcome);
  onSubmit(byId("new-event"), async () => {
    form.clear();
    try {
      const event = await ask("POST", "/events", form.values());
      byId("new-event").reset();
      say(outcome, "good", `Event ${event.eventId}, ${event.eventName}, is on sale: ${number(event.totalTickets)} tickets.`);
      await created();
    } catch (failure) {
      form.fail(failure, "The event may have been created all the same: look at the list first.");
    }
  });
}

function changeButton(event, change) {
  const button = make("button", { class: "button compact", type: "button" }, "Change");
  button.append(make("span", { class: "unseen" }, ` event ${event.eventId}, ${event.eventName}`));
  onPress(button, async () => {
    try {
      // As it is now: the row may be some seconds old.
      change(await ask("GET", `/events/${event.eventId}`));
    } catch (failure) {
      say(outcome, "bad", failure.message);
    }
  });
  return button;
}

/** What opens the dialog on an event. */
function changeDialog(changed) {
  const dialog = byId("change");
  const form = new EventForm(byId("change-form"), byId("change-outcome"));
  let event;
  onPress(byId("change-cancel"), () => dialog.close());
  onSubmit(byId("change-form"), async () => {
    form.clear();
    try {
      const after = await ask("PATCH", `/events/${event.eventId}`, differences(event, form.values()));
      dialog.close();
      const tickets = `${number(after.totalTickets)} tickets, ${number(after.availableTickets)} of them left`;
      say(outcome, "good", `Event ${after.eventId} is ${after.eventName} now, with ${tickets}.`);
      await changed();
    } catch (failure) {
      form.fail(failure, "Whether it was changed is not known; saving it once more does no harm.");
    }
  });
  return (now) => {
    event = now;
    form.fill(event);
    setText(byId("change-title"), `Change event ${event.eventId}`);
    setText(byId("change-taken"), `${number(event.totalTickets - event.availableTickets)} are taken, it can't be less.`);
    dialog.showModal();
  };
}

/** Only what is to be changed, so that nobody else's change is taken back. */
const differences = (before, after) =>
  Object.fromEntries(Object.entries(after).filter(([member, value]) => value !== before[member]));
