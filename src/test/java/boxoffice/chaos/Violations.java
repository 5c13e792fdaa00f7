package boxoffice.chaos;

/** Bounds of a report that somebody has to read. */
final class Violations {
  /** The most requests that are shown where many would tell the same. */
  static final int FEW = 10;

  private Violations() {}
}
