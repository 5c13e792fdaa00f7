package boxoffice.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What axe finds in a page as it is at this moment. */
public final class Accessibility {
  private static final String AXE = read();

  /**
   * Once colours have changed over. In the words of axe, with the elements concerned; what is less
   * than serious is left out.
   */
  private static final String SERIOUS =
      """
      Promise.allSettled(document.getAnimations()
          .filter(one => one instanceof CSSTransition).map(one => one.finished))
        .then(() => axe.run()).then(found => found.violations
        .filter(one => ['serious', 'critical'].includes(one.impact))
        .map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => node.html).join(' ')}`))
      """;

  private Accessibility() {}

  /** Fails with all that is serious or critical, in light and in dark. */
  public static void check(Tab page) {
    page.evaluate("void (window.axe ??= (() => { " + AXE + "; return window.axe; })())");
    for (String colors : List.of("light", "dark")) {
      page.prefer(colors);
      List<String> found = new ArrayList<>();
      page.evaluate(SERIOUS).forEach(violation -> found.add(violation.asText()));
      assertEquals(List.of(), found, colors);
    }
  }

  private static String read() {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
