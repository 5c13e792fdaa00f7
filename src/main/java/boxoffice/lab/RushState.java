package boxoffice.lab;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a rush is.
 *
 * @param eventId empty until there is an event
 * @param told what the buyers were told so far
 * @param books empty until they were counted first
 * @param failure why it could not be held, in words
 */
public record RushState(
    long number,
    Optional<Long> eventId,
    RushPlan plan,
    Phase phase,
    Instant begun,
    Told told,
    Optional<Books> books,
    Optional<String> failure) {

  /** What is done at the moment. */
  public enum Phase {
    /** The event and its buyers are being made. */
    PREPARING,
    /** Buyers come, and come again where they were told to. */
    SELLING,
    /** Everybody has an answer; the rows are counted until all have come home. */
    COUNTING,
    /** The books are final. */
    DONE,
    /** It could not be held, or was broken off. */
    FAILED
  }

  /**
   * What the buyers were told so far.
   *
   * @param arrived how many have come
   * @param reserved how many were told that they have a ticket
   * @param cancelled how many of those gave it back and were told so
   * @param soldOut how many were told that there are no more
   * @param askedAgain how often somebody asked again, after a 503 or no answer
   * @param unsure how many gave up asking and do not know
   */
  public record Told(
      long arrived, long reserved, long cancelled, long soldOut, long askedAgain, long unsure) {}
}
