package boxoffice.browser;

import static boxoffice.browser.TicketsPage.awaitPaused;
import static boxoffice.browser.TicketsPage.button;
import static boxoffice.browser.TicketsPage.card;
import static boxoffice.browser.TicketsPage.choose;
import static boxoffice.browser.TicketsPage.note;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Buying, looking on and cancelling at the buyer's page. */
@Isolated // a browser keeps a small machine busy by itself
class TicketsPageTest {
  @AutoClose private static Browser browser;
  @AutoClose private static TestApp app;

  private final List<Tab> tabs = new ArrayList<>();

  @BeforeAll
  static void start() {
    browser = Browser.start();
    app = TestApp.start();
  }

  @AfterEach
  void nothingWentWrongInAnyPage() {
    tabs.forEach(tab -> assertEquals(List.of(), tab.problems()));
  }

  @Test
  void whoChoosesWhoTheyAreBuysWithOneClickAndOthersSeeTheNumberFall() {
    long event = app.newEvent(500);
    long user = app.newUser();
    Tab onlooker = open();
    onlooker.awaitText(card(event), "500 of 500 left");
    Tab buyer = open();
    buyer.awaitText("#user", "Choose who you are");
    buyer.click("#change-user");
    choose(buyer, user);
    buyer.awaitText("#user", "You are Kim (no. " + user + ")");
    buyer.click(button(event));
    buyer.awaitText(card(event), "You have a ticket for IU Concert.");
    buyer.awaitText("#mine-held", "IU Concert");
    buyer.awaitText(card(event), "499 of 500 left");
    onlooker.awaitText(card(event), "499 of 500 left");
    buyer.reload();
    buyer.awaitText("#user", "You are Kim (no. " + user + ")");
    buyer.awaitText("#mine-held", "IU Concert");
    buyer.awaitText(button(event), "You have a ticket");
  }

  @Test
  void whoReservesBeforeTheyHaveChosenIsAskedAndThenHasTheTicket() {
    long event = app.newEvent(3);
    long user = app.newUser();
    Tab page = open();
    page.click(button(event));
    choose(page, user);
    page.awaitText("#mine-held", "IU Concert");
    assertEquals(2, app.available(event));
  }

  @Test
  void somebodyNewAddsThemselves() {
    long event = app.newEvent(3);
    Tab page = open();
    page.click("#change-user");
    page.click("#who-name");
    page.type("유나");
    page.press("Enter");
    page.awaitText("#user", "You are 유나");
    page.click(button(event));
    page.awaitText("#mine-held", "IU Concert");
  }

  @Test
  void theLastTicketSellsOut() {
    long event = app.newEvent(1);
    Tab onlooker = open();
    onlooker.awaitText(button(event), "Reserve");
    Tab buyer = openAs(app.newUser());
    buyer.click(button(event));
    buyer.awaitText("#mine-held", "IU Concert");
    onlooker.awaitText(button(event), "Sold out");
    awaitPaused(onlooker, event);
    onlooker.awaitText(card(event), "0 of 1 left");
  }

  @Test
  void whoComesTooLateIsToldSo() {
    long event = app.newEvent(1);
    Tab page = openAs(app.newUser());
    page.awaitText(button(event), "Reserve");
    beforeReserving(
        page, "send('/events/" + event + "/reservations', " + body(app.newUser()) + ")");
    page.click(button(event));
    page.awaitText(note(event), "IU Concert is sold out.");
    page.awaitText("#announcer", "IU Concert is sold out.");
    assertEquals("", page.text("#mine-held"));
  }

  @Test
  void whoHasATicketAlreadyIsToldWhich() {
    long event = app.newEvent(5);
    long user = app.newUser();
    Tab page = openAs(user);
    page.awaitText(button(event), "Reserve");
    page.awaitText("#mine", "None yet."); // Else it may still be reading, and see this one.
    long held = app.reserved(event, user);
    page.click(button(event));
    page.awaitText(note(event), "You already have a ticket for IU Concert.");
    page.awaitText(note(event), "no. " + held);
    page.awaitText("#mine-held", "IU Concert");
  }

  /** The answer never came; the second request is told 409, which says that the first did it. */
  @Test
  void aLostAnswerIsResolvedByAskingAgain() {
    long event = app.newEvent(5);
    Tab page = openAs(app.newUser());
    page.awaitText(button(event), "Reserve");
    page.evaluate(
        """
        void (() => {
          const send = window.fetch;
          window.fetch = async (...request) => {
            window.fetch = send;
            await send(...request);
            throw new TypeError('the answer is lost');
          };
        })()
        """);
    page.click(button(event));
    page.awaitText(note(event), "You have a ticket for IU Concert.");
    page.awaitText("#mine-held", "IU Concert");
    assertEquals(4, app.available(event));
  }

  @Test
  void aCancelledTicketGoesBackForAllToSee() {
    long event = app.newEvent(2);
    Tab onlooker = open();
    Tab buyer = openAs(app.newUser());
    buyer.click(button(event));
    onlooker.awaitText(card(event), "1 of 2 left");
    buyer.click("#mine-held .button");
    buyer.click("#sure [value=keep]");
    buyer.await("#sure", "!it.open");
    assertEquals(1, app.available(event));
    buyer.click("#mine-held .button");
    buyer.awaitText("#sure-text", "IU Concert");
    buyer.click("#sure [value=cancel]");
    onlooker.awaitText(card(event), "2 of 2 left");
    buyer.awaitText("#announcer", "Your ticket for IU Concert is cancelled.");
    buyer.awaitText("#mine-cancelled-title", "Cancelled (1)");
    buyer.awaitText(button(event), "Reserve");
    assertTrue(buyer.hasFocus("#mine-title"), "the focus has a place");
  }

  @Test
  void oneBuysByTheKeyboardAlone() {
    long event = app.newEvent(2);
    long user = app.newUser();
    Tab page = open();
    page.awaitText(button(event), "Reserve");
    page.tabTo(button(event));
    page.press("Enter");
    page.await("#who-user", "it.length > 0");
    assertTrue(page.hasFocus("#who-user"));
    page.press("End"); // where the newest user stands
    page.press("Tab");
    page.press("Enter");
    page.awaitText("#user", "no. " + user);
    page.awaitText("#mine-held", "IU Concert");
    assertTrue(page.hasFocus(button(event)), "the focus is where it was");
    assertEquals(1, app.available(event));
  }

  @Test
  void numbersThatFallTakeNoFocusAndAreNotReadOut() {
    long event = app.newEvent(50);
    Tab page = openAs(app.newUser());
    page.awaitText(card(event), "50 of 50 left");
    page.tabTo(button(event));
    page.evaluate(
        """
        void (() => {
          window.announced = 0;
          new MutationObserver(() => window.announced++)
            .observe(document.querySelector('#announcer'), { childList: true });
        })()
        """);
    for (int sold = 1; sold <= 5; sold++) {
      app.reserved(event, app.newUser());
      page.awaitText(card(event), 50 - sold + " of 50 left");
    }
    page.awaitText(card(app.newEvent(9)), "9 of 9 left");
    assertTrue(page.hasFocus(button(event)));
    assertEquals(0, page.evaluate("window.announced").asInt());
  }

  @Test
  void itSpeaksKoreanToWhoReadsItAndBothToWhoeverWantsThem() {
    long event = app.newEvent(1);
    Tab page = browser.open(app.uri(), "ko-KR");
    tabs.add(page);
    page.awaitText("h1", "티켓");
    page.awaitText(button(event), "예매하기");
    page.awaitText(card(event), "1 매 남음 · 전체 1매");
    assertEquals("ko", page.evaluate("document.documentElement.lang").asText());
    page.click("#language");
    page.awaitText("h1", "Tickets");
    assertEquals("en", page.evaluate("document.documentElement.lang").asText());
    page.reload();
    page.awaitText("h1", "Tickets");
    page.awaitText("#language", "한국어");
    assertFalse(page.text("body").contains("예매"));
  }

  @Test
  void itFitsAPhone() {
    long event = app.newEvent(10);
    Tab page = openAs(app.newUser());
    page.resize(390, 844);
    page.click(button(event));
    page.awaitText("#mine-held", "IU Concert");
    assertEquals(390, page.evaluate("document.documentElement.scrollWidth").asInt());
    page.click("#change-user");
    page.await("#who", "it.getBoundingClientRect().right <= 390");
  }

  @Test
  void everyoneCanUseIt() {
    app.newEvent(1);
    long soldOut = app.newEvent(1);
    app.reserved(soldOut, app.newUser());
    long event = app.newEvent(10);
    Tab page = openAs(app.newUser());
    page.awaitText(button(soldOut), "Sold out");
    Accessibility.check(page);
    page.click(button(event));
    page.awaitText("#mine-held", "IU Concert");
    Accessibility.check(page);
    page.click("#mine-held .button");
    page.await("#sure", "it.open");
    Accessibility.check(page);
    page.press("Escape");
    page.click("#change-user");
    page.await("#who-user", "it.length > 0");
    Accessibility.check(page);
  }

  private Tab open() {
    Tab page = browser.open(app.uri());
    tabs.add(page);
    return page;
  }

  private Tab openAs(long user) {
    Tab page = TicketsPage.openAs(browser, app, user);
    tabs.add(page);
    return page;
  }

  /** Does this in the page right before its next request goes out. */
  private static void beforeReserving(Tab page, String action) {
    page.evaluate(
        """
        void (() => {
          const original = window.fetch;
          const send = (path, body) => original(path, { method: 'POST', body: JSON.stringify(body) });
          window.fetch = async (...request) => {
            window.fetch = original;
            await %s;
            return original(...request);
          };
        })()
        """
            .formatted(action));
  }

  private static String body(long user) {
    return "{ userId: " + user + " }";
  }
}
