package boxoffice.bench;

import boxoffice.bench.Results.Latency;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Closed loops by wrk, in one thread. What it asks is made by a script; only where answers have to
 * be read the script sees them, since that costs wrk processor time which the service lacks then.
 */
final class WrkLoad implements Load {
  private static final Path SCRIPTS = Path.of("src", "test", "resources", "boxoffice", "bench");
  private static final String RESULT = "RESULT ";
  private static final double MICROS_PER_MILLI = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whether there is a wrk. */
  static boolean isInstalled() {
    return Command.exists("wrk");
  }

  static String version() {
    return Command.output("sh", "-c", "wrk -v 2>&1 | head -1").strip();
  }

  /** What is run, for people to repeat. */
  static List<String> command(Job job) {
    return List.of(
        "wrk",
        "-t1",
        "-c" + job.connections(),
        "-d" + Math.max(1, Math.round(job.seconds())) + "s",
        "-s",
        SCRIPTS.resolve(job.asking().script()).toString(),
        "http://127.0.0.1:" + job.port(),
        "--",
        Long.toString(job.firstEvent()),
        Integer.toString(job.events()),
        Long.toString(job.firstUser()),
        Integer.toString(job.users()),
        TokenFile.PATH.toString());
  }

  @Override
  public LoadResult run(Job job, Window window) {
    double before = CpuTime.ofEndedChildren();
    window.begins();
    try {
      Process wrk = new ProcessBuilder(command(job)).redirectErrorStream(true).start();
      try {
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        wrk.waitFor();
        window.ends();
        return result(job, output, CpuTime.ofEndedChildren() - before);
      } finally {
        wrk.destroyForcibly();
      }
    } catch (IOException e) {
      throw new BenchException("wrk could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while wrk ran", e);
    }
  }

  private static LoadResult result(Job job, String output, double cpuSeconds) {
    JsonNode told =
        output
            .lines()
            .filter(line -> line.startsWith(RESULT))
            .findFirst()
            .map(line -> parse(line.substring(RESULT.length())))
            .orElseThrow(() -> new BenchException("wrk told no result but: " + output));
    long requests = told.get("requests").longValue();
    long failures = told.get("statusErrors").longValue();
    long unanswered = told.get("socketErrors").longValue();
    long successes = requests - failures;
    long meant = job.asking().wants(400) ? failures : successes;
    return new LoadResult(
        told.get("micros").longValue() / MICROS_PER_SECOND,
        meant,
        requests - meant + unanswered,
        successes,
        job.connections() + failures + unanswered,
        cpuSeconds,
        latency(told));
  }

  private static Latency latency(JsonNode told) {
    return new Latency(
        told.get("p50").doubleValue() / MICROS_PER_MILLI,
        told.get("p90").doubleValue() / MICROS_PER_MILLI,
        told.get("p99").doubleValue() / MICROS_PER_MILLI,
        told.get("p999").doubleValue() / MICROS_PER_MILLI,
        told.get("max").doubleValue() / MICROS_PER_MILLI);
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new BenchException("wrk told what is no JSON: " + json, e);
    }
  }
}
