package boxoffice.auth;

import java.time.Duration;

/**
 * How long keys of a server are believed, and how long it is waited for.
 *
 * @param life after which keys are asked for anew, so that one that was withdrawn is not believed
 *     for longer
 * @param refreshAhead how long before that they are, in the background
 * @param leastInterval in which the server is asked twice at most, whatever tokens name
 * @param outage for how long the last keys go on being believed while the server is away
 * @param connect how long a connection to it may take
 * @param read how long it may be silent
 * @param fetch how long it may take for all of its answer
 */
record KeyTimes(
    Duration life,
    Duration refreshAhead,
    Duration leastInterval,
    Duration outage,
    Duration connect,
    Duration read,
    Duration fetch) {

  /** No token waits for more than two answers of the server, or what these may take. */
  static final KeyTimes STANDARD =
      new KeyTimes(
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofDays(1),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(800));

  /**
   * How long a token waits while the server is asked for another one: longer than that takes, since
   * known keys are given when it has been asked in vain.
   */
  Duration turn() {
    return fetch.plusMillis(100);
  }
}
