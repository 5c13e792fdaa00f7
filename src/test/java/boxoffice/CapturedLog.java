package boxoffice;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the apps in this process say meanwhile; who captures it holds {@code Resources.SYSTEM_ERR}.
 */
public final class CapturedLog implements AutoCloseable {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream before = System.err;

  public CapturedLog() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  /** The lines with all of these. */
  public List<String> lines(String... parts) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> Stream.of(parts).allMatch(line::contains))
        .toList();
  }

  @Override
  public void close() {
    System.setErr(before);
    before.print(said.toString(StandardCharsets.UTF_8));
  }
}
