package boxoffice.lab;

import boxoffice.lab.Desk.Said;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Somebody who wants a ticket, and asks again where nobody can say what became of the request: the
 * answer to that tells (P9).
 *
 * @param changesMind whether the ticket is given back at once
 * @param giveUpAt when no more is asked, by {@link System#nanoTime}
 */
record Buyer(
    Desk desk, Ledger ledger, long eventId, long userId, boolean changesMind, long giveUpAt) {

  void buy() throws InterruptedException {
    ledger.arrived();
    switch (ask(() -> desk.reserve(eventId, userId))) {
      case Said.Reserved(long reservationId) -> {
        ledger.reserved(reservationId);
        if (changesMind) {
          cancel(reservationId);
        }
      }
      case Said.SoldOut soldOut -> ledger.soldOut();
      default -> ledger.unsure();
    }
  }

  private void cancel(long reservationId) throws InterruptedException {
    ledger.cancelling(reservationId);
    switch (ask(() -> desk.cancel(reservationId))) {
      case Said.Cancelled cancelled -> ledger.cancelled(reservationId);
      // It is held against the service: the buyer was told of it.
      case Said.NoSuchReservation none -> ledger.stillHeld(reservationId);
      default -> ledger.unsure();
    }
  }

  private Said ask(Question question) throws InterruptedException {
    Said said = question.ask();
    while (said instanceof Said.Unknown(Duration wait)
        && System.nanoTime() + wait.toNanos() < giveUpAt) {
      // Those who were told so at once must not come back at once.
      Thread.sleep(wait.plusMillis(ThreadLocalRandom.current().nextLong(1 + wait.toMillis())));
      ledger.askedAgain();
      said = question.ask();
    }
    return said;
  }

  private interface Question {
    Said ask() throws InterruptedException;
  }
}
