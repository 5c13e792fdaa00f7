package boxoffice.chaos;

import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Asks as people with a bad connection do: of this instance or that, and again as long as the
 * outcome is unknown.
 */
final class Persistent {
  private static final int ATTEMPTS = 40;

  /** Rising with each failure, so that an outage does not flood the history. */
  private static final long PAUSE_NANOS = 5_000_000;

  private static final long LONGEST_PAUSE_NANOS = 200_000_000;

  /** Of a hundred requests, how many go to an instance other than the usual one. */
  private static final int ELSEWHERE = 30;

  private final Client client;
  private final int home;
  private final IntSupplier instances;
  private final BooleanSupplier over;
  private final Random random;
  private int failures;

  /**
   * @param home which instance is the usual one
   * @param instances how many there are at the moment
   */
  Persistent(Client client, int home, IntSupplier instances, BooleanSupplier over, Random random) {
    this.client = client;
    this.home = home;
    this.instances = instances;
    this.over = over;
    this.random = random;
  }

  /** Once; empty if it was not decided. */
  Optional<Call> once(Question question) {
    return ask(question, usual());
  }

  /** Until it is decided; empty if it never was. */
  Optional<Call> untilDecided(Question question) {
    Optional<Call> call = ask(question, usual());
    for (int attempt = 1; call.isEmpty() && attempt < ATTEMPTS && !isOver(); attempt++) {
      call = ask(question, any());
    }
    return call;
  }

  private Optional<Call> ask(Question question, int instance) {
    Optional<Call> decided = client.ask(instance, question).filter(Call::isDecided);
    failures = decided.isPresent() ? 0 : failures + 1;
    if (failures > 0 && !isOver()) {
      LockSupport.parkNanos(Math.min(failures * PAUSE_NANOS, LONGEST_PAUSE_NANOS));
    }
    return decided;
  }

  private int usual() {
    return random.nextInt(100) < ELSEWHERE ? any() : home % instances.getAsInt();
  }

  private int any() {
    return random.nextInt(instances.getAsInt());
  }

  boolean isOver() {
    return over.getAsBoolean();
  }
}
