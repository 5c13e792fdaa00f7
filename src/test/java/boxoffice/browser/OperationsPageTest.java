package boxoffice.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Books;
import boxoffice.TestApp;
import boxoffice.writebehind.Refusing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What operators see and do. */
@Isolated // a browser keeps a small machine busy by itself
class OperationsPageTest {
  private static final String SEND_AGAIN = "#failed tbody button";
  private static final String CHANGE = "#events tbody button";

  /** The page hears the second answer alone, as if somebody else had been quicker. */
  private static final String SEND_TWICE =
      """
      void (window.fetch = (once => (path, request) =>
        request.method === 'POST' ? once(path, request).then(() => once(path, request)) : once(path, request)
      )(window.fetch))
      """;

  @AutoClose private static Browser browser;
  private TestApp app;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  /** Nothing is tried again by itself. */
  @BeforeEach
  void start() {
    app =
        TestApp.patient(
            Map.of(
                "RETRY_FIRST_MS", "600000", "RETRY_LONGEST_MS", "600000", "RETRY_FLAG_AFTER", "2"));
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void withNothingToDoThePageSaysSo() {
    Tab page = open();
    page.awaitText("#health", "Ready");
    page.awaitText("#failed", "There are no failed writes");
    page.awaitText("#audit", "There are no events, and so no books.");
    page.awaitText("#events", "There are no events yet.");
    assertEquals(List.of(), page.problems());
  }

  @Test
  void aRefusedRowIsSentAgainByKeyboardUntilItIsSaved() {
    long event = app.newEvent(10);
    long reservation = refusedReservation(event);
    Tab page = open();
    page.awaitText("#failed tbody", "is not welcome");

    page.tabTo(SEND_AGAIN);
    page.press("Enter");
    page.awaitText(
        "#failed-outcome", "PostgreSQL refused reservation " + reservation + " once more");
    page.await("#failed tbody", "it.rows[0].cells[3].innerText.startsWith('2')");
    page.awaitText("#failed tbody th", reservation + " Flagged");
    assertTrue(page.hasFocus(SEND_AGAIN));

    Refusing.noUser(app.world());
    page.press("Enter");
    page.awaitText("#failed-outcome", "Reservation " + reservation + " is saved");
    page.awaitText("#failed", "There are no failed writes");
    assertTrue(page.hasFocus("#failed-title"));
    Books.assertBalanced(app, event);
    assertEquals(List.of(), page.problems());
  }

  @Test
  void whatWasSavedMeanwhileIsNoFailure() {
    long reservation = refusedReservation(app.newEvent(10));
    Tab page = open();
    page.awaitText("#failed tbody", "is not welcome");
    Refusing.noUser(app.world());
    page.evaluate(SEND_TWICE);
    page.click(SEND_AGAIN);
    page.awaitText("#failed-outcome", "Reservation " + reservation + " had been saved meanwhile.");
  }

  @Test
  void anEventIsCreatedAndChangedByKeyboard() {
    Tab page = open();
    page.awaitText("#events", "There are no events yet.");
    page.tabTo("#new-name");
    page.type("IU Concert");
    page.press("Tab");
    page.type("500");
    page.press("Enter");
    page.awaitText("#events-outcome", "IU Concert, is on sale: 500 tickets.");
    page.awaitText("#events tbody", "IU Concert");

    page.tabTo(CHANGE);
    page.press("Enter");
    page.await("#change", "it.open");
    page.press("Escape");
    page.await("#change", "!it.open");
    assertTrue(page.hasFocus(CHANGE));

    page.press("Enter");
    page.await("#change", "it.open");
    page.tabTo("#change-total"); // which selects what is in it
    page.type("600");
    page.press("Enter");
    page.awaitText("#events-outcome", "IU Concert now, with 600 tickets, 600 of them left.");
    page.awaitText("#events tbody", "600");
    assertTrue(page.hasFocus(CHANGE));
    assertEquals(List.of(), page.problems());
  }

  @Test
  void whatIsRefusedIsSaidAtItsField() {
    long event = app.newEvent(10);
    app.reserved(event, app.newUser());
    app.reserved(event, app.newUser());
    Tab page = open();
    page.click("#new-event [type=submit]");
    page.awaitText("#new-name-error", "Must be a text of 1 to 255 characters");
    assertTrue(page.hasFocus("#new-name"));
    write(page, "#new-name", "IU Encore");
    page.press("Tab");
    page.type("many");
    page.press("Enter");
    page.awaitText("#new-total-error", "Must be a whole number from 1 to 2147483647.");
    assertEquals("", page.text("#new-name-error"));
    assertTrue(page.hasFocus("#new-total"));

    page.click(CHANGE);
    page.awaitText("#change-taken", "2 are taken");
    write(page, "#change-total", "1");
    page.click("#change-form [type=submit]");
    page.awaitText("#change-total-error", "The new total is below the 2 tickets confirmed.");
    assertTrue(page.hasFocus("#change-total"));
    assertEquals(
        "true", page.evaluate("document.querySelector('#change-total').ariaInvalid").asText());
    assertEquals(8, app.available(event));
    assertEquals(List.of(), page.problems());
  }

  @Test
  void theAuditIsRunAndFindsWhatDoesNotBalance() {
    long event = app.newEvent(10);
    app.reserved(event, app.newUser());
    Books.assertBalanced(app, event);
    Tab page = open();
    page.awaitText("#audit tbody", "Balanced");
    app.world().sql().execute("update event set available_tickets = 4");
    page.click("#audit-run");
    page.awaitText("#audit-outcome", "Looked at 1 event");
    page.awaitText("#audit-outcome", "1 did not balance");
    page.awaitText("#audit tbody", "available_tickets is 4 instead of 9");
    page.awaitText("#audit-totals", "1 did not balance, 1 had available_tickets set right");
    page.click("#audit-run");
    page.awaitText("#audit-outcome", "the books balance.");
    assertEquals(
        List.of("10", "9", "1", "0", "0", "0", "Balanced"),
        page.evaluate(
                "[...document.querySelectorAll('#audit tbody td')].map((cell) => cell.innerText)")
            .valueStream()
            .map(cell -> cell.asText().strip())
            .toList());
    assertEquals(List.of(), page.problems());
  }

  @Test
  void itFitsAPhoneAndIsAccessible() {
    long event = app.newEvent(10);
    refusedReservation(event);
    Tab page = open();
    page.awaitText("#failed tbody", "is not welcome");
    Accessibility.check(page);
    page.resize(390, 844);
    assertEquals(390, page.evaluate("document.documentElement.scrollWidth").asInt());
    Accessibility.check(page);
    page.click(CHANGE);
    write(page, "#change-total", "none");
    page.click("#change-form [type=submit]");
    page.awaitText("#change-total-error", "Must be a whole number");
    Accessibility.check(page);
    assertEquals(List.of(), page.problems());
  }

  @Test
  void aLongListIsTurnedPageByPage() {
    for (int n = 1; n <= 21; n++) {
      app.post("/events", "{\"eventName\":\"Concert " + n + "\",\"totalTickets\":5}");
    }
    Tab page = open();
    page.awaitText("#events tbody", "Concert 21");
    assertEquals(20, rows(page));
    page.click("#events nav button:last-of-type");
    page.awaitText("#events nav [role=status]", "Page 2");
    page.awaitText("#events tbody", "Concert 1");
    assertEquals(1, rows(page));
    page.click("#events nav button:first-of-type");
    page.awaitText("#events tbody", "Concert 21");
    assertEquals(20, rows(page));
  }

  @Test
  void whoDoesNotLookAsksNothing() {
    Tab page = open();
    page.beforePages(
        "Object.defineProperty(document, 'hidden', { configurable: true, value: true });");
    page.go(app.uri().resolve("/operations"));
    page.evaluate("fetch('/livez').then(() => fetch('/livez'))");
    String asked = "performance.getEntriesByName(location.origin + '/readyz').length";
    assertEquals(0, page.evaluate(asked).asInt());
    page.evaluate("delete document.hidden, document.dispatchEvent(new Event('visibilitychange'))");
    page.awaitText("#health", "Ready");
  }

  private long refusedReservation(long event) {
    long user = app.newUser();
    Refusing.user(app.world(), user);
    return app.reserved(event, user);
  }

  /** Once it has looked at everything, after which nothing moves under a click. */
  private Tab open() {
    Tab page = browser.open(app.uri().resolve("/operations"));
    page.awaitText("#checked", "Looked at");
    return page;
  }

  private static int rows(Tab page) {
    return page.evaluate("document.querySelectorAll('#events tbody tr').length").asInt();
  }

  /** In place of what is in the field. */
  private static void write(Tab page, String field, String text) {
    page.click(field);
    page.evaluate("document.querySelector('" + field + "').select()");
    page.type(text);
  }
}
