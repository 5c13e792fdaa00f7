package boxoffice.reservation;

import boxoffice.reservation.CountedEvent.OnSale;
import java.util.Optional;

/**
 * One event as PostgreSQL and the counter had it at one instant.
 *
 * @param event its row in PostgreSQL
 * @param availableTickets as the row said
 * @param isSetRight whether {@code availableTickets} was wrong and has been set right
 * @param confirmed how many confirmed rows it has
 * @param failedWrites how many changes of it PostgreSQL refused; they count as unsaved too
 * @param unsaved what PostgreSQL does not have yet; empty if that is too much to be compared
 * @param counted what the counter has of it
 */
public record EventLook(
    StoredEvent event,
    int availableTickets,
    boolean isSetRight,
    long confirmed,
    long failedWrites,
    Optional<Unsaved> unsaved,
    CountedEvent counted) {

  /**
   * What PostgreSQL will change once it has everything. A reservation that was made and cancelled
   * before PostgreSQL heard of it is none of both.
   *
   * @param reservations rows that will be confirmed
   * @param cancels confirmed rows that will be cancelled
   */
  public record Unsaved(int reservations, int cancels) {
    public static final Unsaved NONE = new Unsaved(0, 0);

    public Unsaved plus(Unsaved other) {
      return new Unsaved(reservations + other.reservations, cancels + other.cancels);
    }
  }

  /** The tickets that are taken by what PostgreSQL has and what it will have. */
  public Optional<Long> booked() {
    return unsaved.map(u -> confirmed + u.reservations() - u.cancels());
  }

  /** The tickets that the counter says are taken; while the event is not loaded, the books. */
  public Optional<Long> held() {
    return onSale().map(OnSale::held).or(this::booked);
  }

  /** What is left, negative if more are held than there are. */
  public Optional<Long> available() {
    return held().map(held -> event.totalTickets() - held);
  }

  /** What the row should say. */
  public long rightAvailableTickets() {
    return event.totalTickets() - confirmed;
  }

  /** This look, now that its wrong {@code availableTickets} has been set right. */
  public EventLook setRight() {
    return new EventLook(event, availableTickets, true, confirmed, failedWrites, unsaved, counted);
  }

  public Optional<OnSale> onSale() {
    return counted.onSale();
  }

  /** How many changes had to be read to compare the event. */
  public long read() {
    return unsaved.isPresent() ? counted.unsavedCount() + failedWrites : 0;
  }

  /** A newer name or total is on its way to the counter. */
  public boolean isBehind() {
    return onSale().filter(sold -> sold.version() < event.version()).isPresent();
  }

  /**
   * The counter has taken a lower total that PostgreSQL has not: whoever asked for it tries on, or
   * has died.
   */
  public boolean isAhead() {
    return onSale().filter(sold -> sold.version() > event.version()).isPresent();
  }
}
