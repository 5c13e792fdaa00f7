package boxoffice.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** All faults that are survived, and in which order a round tries them. */
final class Faults {
  /** Rounds whose seeds follow each other try all faults within so many rounds. */
  private static final int ROUNDS = 8;

  private Faults() {}

  static List<Fault> all() {
    return Stream.of(AppFaults.all(), RedisFaults.all(), PostgresFaults.all(), WireFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  /** Those whose name contains this text; none for "none". */
  static List<Fault> named(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return all().stream()
        .filter(fault -> fault.name().toLowerCase(Locale.ROOT).contains(wanted))
        .toList();
  }

  /** Shuffled by the seed alone, and begun elsewhere in each of the rounds that follow. */
  static List<Fault> shuffled(List<Fault> faults, long seed) {
    List<Fault> shuffled = new ArrayList<>(faults);
    Collections.shuffle(shuffled, new Random(Math.floorDiv(seed, ROUNDS)));
    int begin = Math.floorMod(seed, ROUNDS) * shuffled.size() / ROUNDS;
    Collections.rotate(shuffled, -begin);
    return shuffled;
  }
}
