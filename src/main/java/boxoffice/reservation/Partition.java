package boxoffice.reservation;

/**
 * Events are spread over a fixed number of partitions, each with its keys in one slot of Redis. A
 * reservation's id carries the partition of its event, so that any instance finds its slot from the
 * id alone. The number is part of every id ever given and can't be changed; the schema records it
 * and the start compares.
 */
public final class Partition {
  public static final int COUNT = 16;

  private Partition() {}

  public static int ofEvent(long eventId) {
    return (int) (eventId % COUNT);
  }

  public static int ofReservation(long reservationId) {
    return (int) (reservationId % COUNT);
  }

  /** The reservation id made of a number that is unique among all partitions, and the partition. */
  public static long reservationId(long number, int partition) {
    return number * COUNT + partition;
  }
}
