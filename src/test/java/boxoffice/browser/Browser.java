package boxoffice.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import boxoffice.Await;
import boxoffice.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium without a window. */
public final class Browser implements AutoCloseable {
  private static final List<String> NAMES = List.of("chromium", "chromium-browser");

  private final Process process;
  private final DevTools devTools;

  private Browser(Process process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /** Starts the Chromium of this machine; where there is none, the test is skipped. */
  public static Browser start() {
    Optional<Path> program = find();
    assumeTrue(program.isPresent(), "there is no Chromium on this machine's PATH");
    return start(program.get());
  }

  private static Optional<Path> find() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Browser start(Path program) {
    Path profile = TestServers.temporaryDirectory().toAbsolutePath();
    var command =
        new ProcessBuilder(
            program.toString(),
            "--headless",
            "--no-sandbox", // which root can't have; it shows nothing but our own pages
            "--disable-gpu",
            "--disable-dev-shm-usage", // which is small in containers
            "--hide-scrollbars",
            "--no-first-run",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile);
    command.redirectErrorStream(true).redirectOutput(profile.resolve("chromium.log").toFile());
    try {
      Process process = command.start();
      return new Browser(process, new DevTools(awaitAddress(process, profile)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It writes its port and its path into a file. */
  private static URI awaitAddress(Process process, Path profile) throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Await.until(
        () -> "Chromium did not start, " + process + ", see " + profile.resolve("chromium.log"),
        () -> isWhole(file));
    List<String> lines = Files.readAllLines(file);
    return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
  }

  private static boolean isWhole(Path file) {
    try {
      return Files.exists(file) && Files.readAllLines(file).size() >= 2;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page of somebody's own, who has been nowhere yet and reads this language. */
  public Tab open(URI address, String language) {
    String person = browser("Target.createBrowserContext", Map.of(), "browserContextId");
    String page =
        browser(
            "Target.createTarget",
            Map.of("url", "about:blank", "browserContextId", person),
            "targetId");
    String session =
        browser("Target.attachToTarget", Map.of("targetId", page, "flatten", true), "sessionId");
    var tab = new Tab(devTools, session);
    String agent = browser("Browser.getVersion", Map.of(), "userAgent");
    tab.prepare(agent, language);
    tab.go(address);
    return tab;
  }

  public Tab open(URI address) {
    return open(address, "en-US");
  }

  private String browser(String method, Map<String, ?> parameters, String answer) {
    return devTools.send("", method, parameters).get(answer).asText();
  }

  @Override
  public void close() {
    devTools.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
