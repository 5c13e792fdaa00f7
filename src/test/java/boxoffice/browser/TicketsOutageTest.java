package boxoffice.browser;

import static boxoffice.browser.TicketsPage.awaitPaused;
import static boxoffice.browser.TicketsPage.button;
import static boxoffice.browser.TicketsPage.card;
import static boxoffice.browser.TicketsPage.note;
import static boxoffice.browser.TicketsPage.openAs;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.TcpProxy;
import boxoffice.TestApp;
import boxoffice.TestWorld;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What the buyer's page says while something is away, and that all is well after. */
@Isolated // a browser keeps a small machine busy by itself
class TicketsOutageTest {
  @AutoClose private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @Test
  void theServiceGoesAwayAndComesBack() {
    try (var world = TestWorld.fresh()) {
      TestApp before = TestApp.patient(world, Map.of());
      long event = before.newEvent(10);
      String port = Integer.toString(before.uri().getPort());
      Tab page = openAs(browser, before, before.newUser());
      page.awaitText(card(event), "10 of 10 left");
      before.close();
      page.awaitText("#notice", "The service can't be reached.");
      page.awaitText("#announcer", "The service can't be reached.");
      awaitPaused(page, event);
      try (var after = TestApp.patient(world, Map.of("PORT", port))) {
        page.await("#notice", "it.hidden");
        page.awaitText("#announcer", "All is well again.");
        after.reserved(event, after.newUser());
        page.awaitText(card(event), "9 of 10 left");
        page.click(button(event));
        page.awaitText("#mine-held", "IU Concert");
      }
      assertEquals(List.of(), page.problems());
    }
  }

  @Test
  void aClickIntoAnOutageIsAnsweredWhenItEnds() {
    try (var world = TestWorld.fresh()) {
      TestApp before = TestApp.patient(world, Map.of());
      long event = before.newEvent(10);
      String port = Integer.toString(before.uri().getPort());
      Tab page = openAs(browser, before, before.newUser());
      page.awaitText(button(event), "Reserve");
      page.evaluate("void (window.held = window.fetch)");
      page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('no answer')))");
      page.click(button(event));
      page.awaitText(note(event), "No answer yet.");
      before.close();
      page.evaluate("void (window.fetch = window.held)");
      try (var _ = TestApp.patient(world, Map.of("PORT", port))) {
        page.awaitText(note(event), "You have a ticket for IU Concert.");
        page.awaitText(card(event), "9 of 10 left");
      }
      assertEquals(List.of(), page.problems());
    }
  }

  @Test
  void redisGoesAwayAndComesBack() {
    try (var world = TestWorld.fresh();
        var redis = TcpProxy.before(world.environment().get("REDIS_URL"));
        var app = TestApp.start(world, Map.of("REDIS_URL", redis.url()))) {
      long event = app.newEvent(10);
      Tab page = openAs(browser, app, app.newUser());
      page.awaitText(card(event), "10 of 10 left");
      redis.refuse();
      page.awaitText("#notice", "Selling is paused.");
      awaitPaused(page, event);
      Accessibility.check(page);
      redis.accept();
      page.await("#notice", "it.hidden");
      page.click(button(event));
      page.awaitText("#mine-held", "IU Concert");
      assertEquals(List.of(), page.problems());
    }
  }

  @Test
  void postgresGoesAwayAndSellingGoesOn() {
    try (var world = TestWorld.fresh();
        var postgres = TcpProxy.before(world.environment().get("DATABASE_URL"));
        var app = TestApp.start(world, Map.of("DATABASE_URL", postgres.url()))) {
      long event = app.newEvent(10);
      long user = app.newUser();
      app.reserved(app.newEvent(1), user);
      Tab page = openAs(browser, app, user);
      page.awaitText(card(event), "10 of 10 left");
      postgres.refuse();
      page.awaitText("#notice", "Selling goes on.");
      page.click(button(event));
      page.awaitText(note(event), "You have a ticket for IU Concert.");
      page.awaitText("#mine-held", "IU Concert");
      postgres.accept();
      page.await("#notice", "it.hidden");
      assertEquals(List.of(), page.problems());
    }
  }

  @Test
  void whereTooManyLookOneBuysAllTheSame() {
    try (var app = TestApp.patient(Map.of("LIVE_CONNECTIONS", "0"))) {
      long event = app.newEvent(10);
      Tab page = openAs(browser, app, app.newUser());
      page.awaitText("#notice", "the numbers don't move by themselves");
      page.awaitText(card(event), "10 of 10 left");
      page.click(button(event));
      page.awaitText("#mine-held", "IU Concert");
      assertEquals(List.of(), page.problems());
    }
  }
}
