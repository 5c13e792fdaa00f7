package boxoffice.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TestApp;
import boxoffice.openapi.ApiDocument;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The API documents, read and tried out. */
@Isolated // a browser keeps a small machine busy by itself
class DocsPageTest {
  private static final String RESERVE = "#operations-Reservations-reserve";

  @AutoClose private static Browser browser;
  @AutoClose private static TestApp app;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    app = TestApp.start();
  }

  @Test
  void everyOperationIsShownAndNothingComesFromElsewhere() {
    Tab page = open();
    int operations = page.evaluate("document.querySelectorAll('.opblock').length").asInt();
    assertEquals(ApiDocument.read().routes().size(), operations);
    assertEquals("", page.text(".errors-wrapper"));
    assertEquals(
        0,
        page.evaluate(
                "performance.getEntriesByType('resource')"
                    + ".filter(one => !one.name.startsWith(location.origin + '/')).length")
            .asInt());
    assertEquals(List.of(), page.problems());
  }

  @Test
  void itFitsAPhone() {
    Tab page = open();
    page.resize(390, 844);
    page.click(RESERVE + " .opblock-summary-control");
    page.awaitText(RESERVE + " .parameters", "eventId");
    assertEquals(390, page.evaluate("document.documentElement.scrollWidth").asInt());
  }

  @Test
  void aReaderReservesWithTheExample() {
    app.world().insertWhatExamplesName();
    Tab page = open();
    page.click(RESERVE + " .opblock-summary-control");
    page.click(RESERVE + " .execute");
    page.awaitText(RESERVE + " .live-responses-table tbody .response-col_status", "201");
    page.awaitText(RESERVE + " .live-responses-table", "\"status\": \"CONFIRMED\"");
    assertEquals(499, app.available(1));
    page.click(RESERVE + " .execute");
    page.awaitText(RESERVE + " .live-responses-table tbody .response-col_status", "409");
    assertEquals(List.of(), page.problems());
  }

  private static Tab open() {
    Tab page = browser.open(app.uri().resolve("/docs"));
    page.awaitText(".info .title", "Box Office");
    return page;
  }
}
