package boxoffice.lab;

/** What can be done to a server of our own. */
public enum Fault {
  /** Shut down in good order, and started again on its data. */
  POSTGRESQL_STOPPED,
  /** Killed as by kill -9, and started again on its file. */
  REDIS_KILLED,
  /** Its data gone by FLUSHALL, all of it at once. */
  REDIS_EMPTIED;

  public static final int MAX_SECONDS = 30;

  /** Whether it lasts until the server is started again; else it is over in an instant. */
  public boolean lasts() {
    return this != REDIS_EMPTIED;
  }
}
