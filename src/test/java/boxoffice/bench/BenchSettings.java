package boxoffice.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is told.
 *
 * @param rounds of each contender
 * @param seconds of each round
 * @param only the names of the contenders and {@linkplain Section sections} to measure; empty for
 *     all
 * @param quick whether a short look is enough, to see that all of it works
 * @param ownLoad whether closed loops are not left to wrk
 * @param javaFlags of the JVMs that are measured
 */
record BenchSettings(
    int rounds,
    int seconds,
    Set<String> only,
    boolean quick,
    boolean ownLoad,
    List<String> javaFlags) {
  private static final String JAVA_FLAGS =
      "-XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError";

  /** What is measured beside the contenders. */
  enum Section {
    /** Latency at fixed rates. */
    OPEN,
    /** How far PostgreSQL is behind at the highest rate. */
    TIMELINE,
    FSYNC,
    /** The rate as holders and events grow. */
    GROWTH,
    /** How fast a backlog comes home. */
    DRAIN,
    /** The rate with pages that follow the events, and what these need of memory. */
    LIVE,
    /** The rate where tokens are asked for. */
    AUTH,
    /** From the start until it sells. */
    START,
    /** What is sold when more ask than can be served. */
    OVERLOAD,
    /** Memory after an idle minute. */
    IDLE,
    /** Memory for users and reservations. */
    MEMORY,
    /** Memory under ten minutes of load. */
    ENDURANCE
  }

  static BenchSettings read(Map<String, String> environment) {
    boolean quick = text(environment, "BENCH_QUICK", "false").equals("true");
    return new BenchSettings(
        number(environment, "BENCH_ROUNDS", quick ? 1 : 5),
        number(environment, "BENCH_SECONDS", quick ? 2 : 8),
        only(text(environment, "BENCH_ONLY", "")),
        quick,
        text(environment, "BENCH_LOAD", "wrk").equals("own") || !WrkLoad.isInstalled(),
        List.of(text(environment, "BENCH_JAVA_FLAGS", JAVA_FLAGS).split("\\s+")));
  }

  boolean includes(Enum<?> what) {
    return only.isEmpty() || only.contains(what.name());
  }

  /** Whether it measures all there is, as long as it should be. */
  boolean isFull() {
    return only.isEmpty() && !quick;
  }

  int users() {
    return quick ? 200_000 : 1_000_000;
  }

  private static Set<String> only(String names) {
    Set<String> only =
        Arrays.stream(names.split("[,\\s]+"))
            .filter(name -> !name.isEmpty())
            .map(name -> name.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> known =
        Stream.<Enum<?>>concat(Arrays.stream(Contender.values()), Arrays.stream(Section.values()))
            .map(Enum::name)
            .collect(Collectors.toSet());
    only.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BenchException(
                  "ONLY names %s, which is none of %s.".formatted(name, known));
            });
    return only;
  }

  private static int number(Map<String, String> environment, String name, int standard) {
    String text = text(environment, name, Integer.toString(standard));
    if (!text.matches("[1-9]\\d{0,5}")) {
      throw new BenchException(name + " is " + text + " and must be a whole number from 1.");
    }
    return Integer.parseInt(text);
  }

  /** Set to nothing is not set. */
  private static String text(Map<String, String> environment, String name, String standard) {
    String text = environment.getOrDefault(name, "").strip();
    return text.isEmpty() ? standard : text;
  }
}
