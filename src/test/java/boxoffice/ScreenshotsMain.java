package boxoffice;

import boxoffice.browser.Browser;
import boxoffice.browser.Tab;
import boxoffice.embedded.DataDirectory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** {@code make screenshots}: takes the pictures of the README, while tickets are sold. */
public final class ScreenshotsMain {
  private static final Path PICTURES = Path.of("docs", "screenshots");
  private static final int WIDTH = 1280;

  /** Who has no ticket of the first event yet. */
  private static final int BUYER = 985;

  private static final List<Shot> SHOTS =
      List.of(
          new Shot("tickets", "/", 720, ScreenshotsMain::tickets),
          new Shot("operations", "/operations", 1300, ScreenshotsMain::operations),
          new Shot("lab", "/lab", 1320, ScreenshotsMain::lab));

  /** What fails is soon an operator's affair. */
  private static final Map<String, String> IMPATIENT =
      Map.of("RETRY_FIRST_MS", "100", "RETRY_LONGEST_MS", "60000", "RETRY_FLAG_AFTER", "3");

  private ScreenshotsMain() {}

  /**
   * A picture to be taken.
   *
   * @param name of the file, without its ending
   * @param height in pixels
   * @param prepare does in the page what is to be seen, and waits for it
   */
  private record Shot(String name, String path, int height, Consumer<Tab> prepare) {}

  /** The exit code says whether all could be taken. */
  public static void main(String[] arguments) {
    Path data = TestServers.temporaryDirectory();
    try (Browser browser = Browser.start();
        JarProcess jar = JarProcess.selling(data, IMPATIENT)) {
      sell(jar, data);
      try (Rush rush = new Rush(jar, 3, 1, 998, 2, Duration.ofMillis(100))) {
        SHOTS.forEach(shot -> take(browser, jar, shot));
        rush.leave();
      }
    }
    System.exit(0); // HTTP clients leave threads behind
  }

  private static void take(Browser browser, JarProcess jar, Shot shot) {
    Tab page = browser.open(jar.uri(shot.path));
    page.prefer("light");
    page.resize(WIDTH, shot.height);
    shot.prepare.accept(page);
    Path file = PICTURES.resolve(shot.name + ".png");
    page.picture(file);
    System.out.println(file);
  }

  /** Some tickets of the first event, all of the second, and one whose row is refused. */
  private static void sell(JarProcess jar, Path data) {
    new Rush(jar, 1, 1, 380).close();
    new Rush(jar, 2, 381, 425).close();
    sql(data, "alter table reservation add constraint user_is_welcome check (user_id <> 999)");
    jar.reserve(1, 999);
  }

  private static void sql(Path data, String statement) {
    try (Connection connection = DriverManager.getConnection(new DataDirectory(data).jdbcUrl())) {
      DSL.using(connection, SQLDialect.POSTGRES).execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tickets(Tab page) {
    page.click("#change-user");
    page.await("#who-user", "it.length > 0");
    page.evaluate("void (document.querySelector('#who-user').value = " + BUYER + ")");
    page.click("#who-pick .button");
    page.awaitText("#user", "no. " + BUYER);
    page.click("[data-event='1'] .button");
    page.awaitText("#mine-held", "IU Concert");
    page.awaitText("#events", "Sold out");
  }

  private static void lab(Tab page) {
    page.click("#rush-start");
    page.await("#told-arrived", "parseInt(it.innerText.replace(',', '')) > 500");
    page.click("[value=POSTGRESQL_STOPPED]");
    page.awaitText("#log", "Healed after");
    page.awaitText("#verdict", "Every promise was kept.");
  }

  private static void operations(Tab page) {
    page.awaitText("#health", "Ready");
    page.awaitText("#audit-outcome", "the books balance");
    page.awaitText("#failed tbody", "Flagged");
  }
}
