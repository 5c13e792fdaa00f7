package boxoffice.reservation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reserve, look, cancel. */
public final class ReservationService {
  private final UserStore users;
  private final TicketCounter tickets;
  private final ReservationStore books;
  private final ReservationIds ids;
  private final Duration patience;
  private final Tally<ReserveOutcome.Kind> reserves = new Tally<>(ReserveOutcome.Kind.class);
  private final Tally<CancelOutcome> cancels = new Tally<>(CancelOutcome.class);

  /**
   * @param patience how long a request may wait, all its waits together
   */
  public ReservationService(
      UserStore users,
      TicketCounter tickets,
      ReservationStore books,
      ReservationIds ids,
      Duration patience) {
    this.users = users;
    this.tickets = tickets;
    this.books = books;
    this.ids = ids;
    this.patience = patience;
  }

  /** Without a key: a repeat is told that the user has a reservation. */
  public ReserveOutcome reserve(long eventId, long userId) {
    return reserve(eventId, userId, Optional.empty());
  }

  /**
   * Decides at once and for good; PostgreSQL learns of it a moment later.
   *
   * @param keyDigest of the key by which a repeat of this request is known, if it has one
   */
  public ReserveOutcome reserve(long eventId, long userId, Optional<String> keyDigest) {
    return reserves.counted(() -> decideReserve(eventId, userId, keyDigest), ReserveOutcome::kind);
  }

  private ReserveOutcome decideReserve(long eventId, long userId, Optional<String> keyDigest) {
    Deadline deadline = Deadline.after(patience);
    if (!users.exists(userId, deadline)) {
      return tickets.event(eventId, deadline).isPresent()
          ? new ReserveOutcome.UserNotFound()
          : new ReserveOutcome.EventNotFound();
    }
    long reservationId = ids.next(Partition.ofEvent(eventId));
    return tickets.reserve(eventId, userId, reservationId, keyDigest, deadline);
  }

  /**
   * Frees the ticket exactly once, also when PostgreSQL has not heard of the reservation yet.
   *
   * @param whose it has to be
   */
  public CancelOutcome cancel(long reservationId, Whose whose) {
    return cancels.counted(() -> decideCancel(reservationId, whose), outcome -> outcome);
  }

  private CancelOutcome decideCancel(long reservationId, Whose whose) {
    Deadline deadline = Deadline.after(patience);
    Optional<NamedReservation> found = find(reservationId, whose, deadline);
    if (found.isEmpty()) {
      return CancelOutcome.NOT_FOUND;
    }
    Reservation reservation = found.get().reservation();
    return reservation.isConfirmed() && tickets.cancel(reservation, deadline)
        ? CancelOutcome.CANCELLED
        : CancelOutcome.ALREADY_CANCELLED;
  }

  /**
   * A reservation, also one that PostgreSQL has not heard of yet.
   *
   * @param whose it has to be
   */
  public Optional<NamedReservation> find(long reservationId, Whose whose) {
    return find(reservationId, whose, Deadline.after(patience));
  }

  /**
   * A user's reservations, newest first, cancelled ones included; empty if there is no such user.
   *
   * <p>Between two looks at the counter that show the same, nothing of the user's has changed. Else
   * a reservation that was cancelled and made anew in between would be listed twice, by its first
   * state from here and by its second from there. (Afek et al., Atomic Snapshots of Shared Memory,
   * 1993, call it a double collect.)
   */
  public Optional<List<NamedReservation>> ofUser(long userId, Page page) {
    Deadline deadline = Deadline.after(patience);
    List<Reservation> unsaved = tickets.unsavedOfUser(userId, deadline);
    while (true) {
      Optional<List<NamedReservation>> list = books.ofUser(userId, unsaved, page, deadline);
      List<Reservation> afterwards = tickets.unsavedOfUser(userId, deadline);
      if (Set.copyOf(afterwards).equals(Set.copyOf(unsaved))) {
        return list;
      }
      unsaved = afterwards;
    }
  }

  /** How requests to reserve came out since the start. */
  public Tally<ReserveOutcome.Kind> reserves() {
    return reserves;
  }

  /** How requests to cancel came out since the start. */
  public Tally<CancelOutcome> cancels() {
    return cancels;
  }

  /**
   * Asks the counter first: what it no longer has as unsaved, PostgreSQL has by then. Another's is
   * looked for in PostgreSQL all the same, or its answer would come sooner than that of one that
   * does not exist, and while PostgreSQL is away it would be another one.
   */
  private Optional<NamedReservation> find(long reservationId, Whose whose, Deadline deadline) {
    Predicate<NamedReservation> theirs = found -> whose.includes(found.reservation().userId());
    return tickets
        .unsaved(reservationId, deadline)
        .filter(theirs)
        .or(() -> books.find(reservationId, deadline))
        .filter(theirs);
  }
}
