package boxoffice.reservation;

/**
 * Which part of a list to read.
 *
 * @param limit at most so many
 * @param before only what is older than the one with this id; {@link Long#MAX_VALUE} for the newest
 */
public record Page(int limit, long before) {
  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 1_000;
  public static final Page NEWEST = new Page(DEFAULT_LIMIT, Long.MAX_VALUE);
}
