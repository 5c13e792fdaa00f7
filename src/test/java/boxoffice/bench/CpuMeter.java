package boxoffice.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a window costs each part in processor time: the JVM that is measured, Redis and PostgreSQL.
 * What the load costs is told by the load.
 */
final class CpuMeter {
  static final String JVM = "jvm";
  static final String REDIS = "redis";
  static final String POSTGRES = "postgres";
  static final String LOAD = "load";

  private final Stage stage;
  private final Subject subject;
  private double jvm;
  private double redis;
  private double postgres;

  CpuMeter(Stage stage, Subject subject) {
    this.stage = stage;
    this.subject = subject;
  }

  void begin() {
    jvm = subject.cpuSeconds();
    redis = stage.redis().cpuSeconds();
    postgres = stage.postgres().cpuSeconds();
  }

  /** Seconds since the begin, by part. */
  Map<String, Double> spent(double byLoad) {
    Map<String, Double> spent = new LinkedHashMap<>();
    spent.put(JVM, subject.cpuSeconds() - jvm);
    spent.put(REDIS, stage.redis().cpuSeconds() - redis);
    spent.put(POSTGRES, stage.postgres().cpuSeconds() - postgres);
    spent.put(LOAD, byLoad);
    return spent;
  }

  /** Seconds of all parts together, for each answer; NaN where none was measured. */
  static double perAnswer(Map<String, Double> spent, long answers) {
    return spent.isEmpty()
        ? Double.NaN
        : spent.values().stream().mapToDouble(seconds -> seconds).sum() / answers;
  }
}
