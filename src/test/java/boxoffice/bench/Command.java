package boxoffice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Small commands of the system that answer at once. */
final class Command {
  private Command() {}

  /** What it printed. */
  static String output(String... words) {
    try {
      Process process =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new BenchException(String.join(" ", words) + " failed: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new BenchException(words[0] + " could not be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted while " + words[0] + " ran", e);
    }
  }

  /** Whether there is such a command; what it says is not looked at. */
  static boolean exists(String name) {
    try {
      output("sh", "-c", "command -v " + name);
      return true;
    } catch (BenchException e) {
      return false;
    }
  }
}
