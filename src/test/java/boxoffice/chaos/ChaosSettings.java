package boxoffice.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run is told.
 *
 * @param seed of the first round; each round's seed is one more than the last one's
 * @param fault part of the names of the faults to try; empty for all, "none" for none
 * @param instances how many; 0 for one to three, by the round
 * @param variant which variant that was broken on purpose must be found, or "all"; empty for the
 *     true service
 */
record ChaosSettings(long seed, Duration duration, String fault, int instances, String variant) {
  private static final int SECONDS = 600;

  static ChaosSettings read(Map<String, String> environment) {
    String seed = environment.getOrDefault("CHAOS_SEED", "");
    String seconds = environment.getOrDefault("CHAOS_SECONDS", "");
    String instances = environment.getOrDefault("CHAOS_INSTANCES", "");
    return new ChaosSettings(
        seed.isEmpty() ? System.currentTimeMillis() / 1000 % 1_000_000 : Long.parseLong(seed),
        Duration.ofSeconds(seconds.isEmpty() ? SECONDS : Long.parseLong(seconds)),
        environment.getOrDefault("CHAOS_FAULT", ""),
        instances.isEmpty() ? 0 : Integer.parseInt(instances),
        environment.getOrDefault("CHAOS_VARIANT", ""));
  }

  List<Fault> faults() {
    if (fault.equals("none")) {
      return List.of();
    }
    List<Fault> faults = Faults.named(fault);
    if (faults.isEmpty()) {
      throw new IllegalArgumentException(
          "no fault is called like FAULT=%s; there are: %s"
              .formatted(
                  fault, String.join("; ", Faults.all().stream().map(Fault::name).toList())));
    }
    return faults;
  }

  int instances(long roundSeed) {
    int[] mix = {1, 2, 1, 3};
    return instances > 0 ? instances : mix[Math.floorMod(roundSeed, mix.length)];
  }
}
