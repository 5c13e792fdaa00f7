package boxoffice;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Box Office: event ticket reservations that never oversell and never forget. */
public final class BoxOffice {
  private static final Logger log = LoggerFactory.getLogger(BoxOffice.class);

  private BoxOffice() {}

  /** Settings come from the environment; see the README. */
  public static void main(String[] args) {
    try {
      run(System.getenv());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.debug("could not start", e);
      System.err.println("Box Office can't start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void run(Map<String, String> environment) throws InterruptedException {
    Config config = Config.read(environment);
    var building = new CompletableFuture<App>();
    // Before the embedded servers start, for they would outlive a signal that comes meanwhile.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> closeOnceBuilt(building), "shutdown"));
    try {
      building.complete(new App(config));
    } finally {
      building.cancel(false);
    }
    App app = building.join();
    app.start();
    if (!app.isClosing()) {
      log.info("settings: {}", config.summary());
      if (config.tokens().isEmpty()) {
        log.warn("open: whoever reaches it may do anything, since no setting asks for tokens");
      }
      log.info("selling tickets at http://{}:{}", config.http().host(), app.port());
    }
  }

  private static void closeOnceBuilt(CompletableFuture<App> building) {
    building.handle((app, _) -> Optional.ofNullable(app)).join().ifPresent(App::close);
  }
}
