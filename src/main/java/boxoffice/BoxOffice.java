package boxoffice;

import java.util.Map;
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
    var app = new App(config);
    Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
    app.start();
    log.info("selling tickets at http://{}:{}", config.http().host(), app.port());
  }
}
