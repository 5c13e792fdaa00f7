package boxoffice.reservation;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this instance held when it lost its lease, offered anew like anything a buyer asks for: most
 * of it the others have brought home, and the rest may be too late.
 */
public final class LateOffers implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(LateOffers.class);

  private final TicketCounter tickets;
  private final ReservationStore books;
  private final WriteBehind writeBehind;
  private final Duration patience;
  private final LongAdder lost = new LongAdder();

  public LateOffers(
      TicketCounter tickets, ReservationStore books, WriteBehind writeBehind, Duration patience) {
    this.tickets = tickets;
    this.books = books;
    this.writeBehind = writeBehind;
    this.patience = patience;
  }

  /** How many reservations that were promised could not be kept, since the start. */
  public long lost() {
    return lost.sum();
  }

  /** Each stays until it is settled. */
  @Override
  public void run() {
    Queue<Reservation> waiting = writeBehind.surrendered();
    for (Reservation next = waiting.peek(); next != null; next = waiting.peek()) {
      settle(next);
      waiting.remove();
    }
  }

  private void settle(Reservation late) {
    Deadline deadline = Deadline.after(patience);
    Optional<Reservation> known =
        tickets
            .unsaved(late.id(), deadline)
            .or(() -> books.find(late.id(), deadline))
            .map(NamedReservation::reservation);
    if (late.isConfirmed()) {
      if (known.isEmpty()) {
        reserve(late, deadline);
      }
    } else if (known.isEmpty()) {
      writeBehind.accept(late); // it holds no ticket anywhere, and is remembered as cancelled
    } else if (known.get().isConfirmed()) {
      boolean _ = tickets.cancel(known.get(), deadline);
    }
  }

  private void reserve(Reservation late, Deadline deadline) {
    switch (tickets.reserve(late.eventId(), late.userId(), late.id(), late.keyDigest(), deadline)) {
      case ReserveOutcome.Confirmed confirmed -> {}
      case ReserveOutcome.AlreadyReserved(long reservationId) when reservationId == late.id() -> {}
      case ReserveOutcome.Repeated(long reservationId) when reservationId == late.id() -> {}
      case ReserveOutcome.BacklogFull full ->
          throw new UnavailableException("too much is unsaved to take it back now");
      case ReserveOutcome outcome -> {
        lost.increment();
        log.error(
            "reservation {} of user {} for event {} was promised and is lost: this instance was"
                + " cut off while Redis lost its data, and now the answer is {}",
            late.id(),
            late.userId(),
            late.eventId(),
            outcome.getClass().getSimpleName());
      }
    }
  }
}
