package boxoffice.redis;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What the apps in this process say meanwhile. */
final class CapturedLog implements AutoCloseable {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  CapturedLog() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  /** Whether there is a line with all of these. */
  boolean has(String... parts) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .anyMatch(line -> Stream.of(parts).allMatch(line::contains));
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(said.toString(StandardCharsets.UTF_8));
  }
}
