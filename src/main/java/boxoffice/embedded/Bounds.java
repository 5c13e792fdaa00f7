package boxoffice.embedded;

import java.time.Duration;

/** Every bound of the embedded servers. */
final class Bounds {
  /** How long a server may take until it answers, its recovery after a crash included. */
  static final Duration START = Duration.ofSeconds(30);

  /** How long a server may take to shut down by itself before it is killed. */
  static final Duration STOP = Duration.ofSeconds(10);

  /** How long killed processes may take to be gone. */
  static final Duration KILL = Duration.ofSeconds(5);

  /** How long a helper command may take; the longest, initdb, syncs its files to the disk. */
  static final Duration COMMAND = Duration.ofSeconds(60);

  /** How long one probe of a starting server waits for its answer. */
  static final Duration PROBE = Duration.ofSeconds(1);

  /** How often a condition that is waited for is looked at. */
  static final Duration POLL = Duration.ofMillis(5);

  /** How long a server that comes back waits for its port, which a dying process may still hold. */
  static final Duration PORT = Duration.ofSeconds(2);

  /** How many ports are tried when others take them between the choice and the start. */
  static final int PORT_ATTEMPTS = 10;

  private Bounds() {}
}
