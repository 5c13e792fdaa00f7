package boxoffice.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Closed and open loops by the {@link LoadGenerator}. */
final class OwnLoad implements Load {
  /** A closed loop compiles itself meanwhile. */
  private static final double WARM_UP_SECONDS = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public LoadResult run(Job job, Window window) {
    Job warmedUp =
        job.warmUpSeconds() == 0 && job.requests() == 0 ? job.warmedUpFor(WARM_UP_SECONDS) : job;
    try {
      Process process = start(warmedUp);
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        return result(lines, window);
      } finally {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new BenchException("the load generator could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while the load generator ran", e);
    }
  }

  private static Process start(Job job) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // who compiles less takes less of the processors
            "-cp",
            System.getProperty("java.class.path"),
            LoadGenerator.class.getName(),
            JSON.writeValueAsString(job))
        .redirectErrorStream(true)
        .start();
  }

  private static LoadResult result(BufferedReader lines, Window window) throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      switch (line) {
        case LoadGenerator.BEGINS -> window.begins();
        case LoadGenerator.ENDS -> window.ends();
        default -> {
          if (line.startsWith("{")) {
            return parse(line);
          }
          said.append(line).append('\n');
        }
      }
    }
    throw new BenchException("the load generator told no result but: " + said.toString().strip());
  }

  private static LoadResult parse(String line) {
    try {
      return JSON.readValue(line, LoadResult.class);
    } catch (JsonProcessingException e) {
      throw new BenchException("the load generator told what is no result: " + line, e);
    }
  }
}
