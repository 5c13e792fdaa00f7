package boxoffice.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alert rules, tried by Prometheus' own tool where there is one. */
class AlertRulesTest {
  @Test
  void eachSpeaksWhenItShouldAndOnlyThen() throws Exception {
    assertWorks("check", "rules", "docs/alerts.yml");
    assertWorks("test", "rules", "src/test/prometheus/alerts-test.yml");
  }

  private static void assertWorks(String... arguments) throws IOException, InterruptedException {
    boolean isThere =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "promtool")));
    assumeTrue(isThere, "there is no promtool on this machine's PATH");
    List<String> command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Process promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, promtool.waitFor(), said);
  }
}
