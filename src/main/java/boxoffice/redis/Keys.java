package boxoffice.redis;

/**
 * The names of the keys. All keys of a partition share a hash tag, so that a script stays atomic on
 * Redis Cluster too.
 */
final class Keys {
  private Keys() {}

  /** The epoch: whose state is known to be whole. */
  static String verified(int partition) {
    return tag(partition) + "verified";
  }

  /** Set: the leases of those who have put back what they held, in the rebuild under way. */
  static String putBack(int partition) {
    return tag(partition) + "put-back";
  }

  /** Hash: reservation → the change that PostgreSQL does not have yet. */
  static String unsaved(int partition) {
    return tag(partition) + "unsaved";
  }

  /**
   * Sorted set, all of one score: {@code user:reservation} for each in {@link #unsaved}, to read
   * one user's without looking at the others'.
   */
  static String unsavedByUser(int partition) {
    return unsaved(partition) + ":by-user";
  }

  /** What a script needs that reads or writes the journal: its epoch, its entries, its index. */
  static String[] journal(int partition) {
    return new String[] {verified(partition), unsaved(partition), unsavedByUser(partition)};
  }

  /** Hash: name, total, version, and the epoch in which the event was loaded. */
  static String event(int partition, long eventId) {
    return tag(partition) + "event:" + eventId;
  }

  /** Set: the reservations of one event that are in {@link #unsaved}. */
  static String unsavedOfEvent(int partition, long eventId) {
    return event(partition, eventId) + ":unsaved";
  }

  /**
   * Hash: user → reservation, one per confirmed reservation, with the digest of its key behind it
   * if it was made with one. Its size is the count of tickets sold.
   */
  static String holders(int partition, long eventId) {
    return event(partition, eventId) + ":holders";
  }

  /** Who announced last that they are loading the event, and the newest version told since. */
  static String loading(int partition, long eventId) {
    return event(partition, eventId) + ":loading";
  }

  /** Where a load gathers the holders until they are published. */
  static String gathered(int partition, long eventId, String token) {
    return loading(partition, eventId) + ":" + token;
  }

  private static String tag(int partition) {
    return "{" + partition + "}:";
  }
}
