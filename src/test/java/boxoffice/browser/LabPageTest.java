package boxoffice.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import boxoffice.TestServers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The lab, used by a learner on servers of the service's own. */
@Isolated // a browser keeps a small machine busy by itself
class LabPageTest {
  private static final String STOP_POSTGRES = "button[value=POSTGRESQL_STOPPED]";

  @AutoClose private static Browser browser;
  @AutoClose private static TestApp app;

  private final List<Tab> tabs = new ArrayList<>();

  @BeforeAll
  static void start() {
    browser = Browser.start();
    app = TestApp.onServersOfItsOwn(TestServers.temporaryDirectory());
  }

  @AfterEach
  void nothingWentWrongInAnyPage() {
    tabs.forEach(tab -> assertEquals(List.of(), tab.problems()));
  }

  @Test
  void aRushWithPostgresStoppedInTheMiddleLosesNothing() {
    Tab page = open(app);
    enter(page, "#buyers", "1500");
    enter(page, "#tickets", "900");
    enter(page, "#seconds", "8");
    page.click("#rush-start");
    page.awaitText("#phase", "selling");
    page.await("#told-arrived", "parseInt(it.innerText.replace(',', '')) > 200");
    enter(page, "#fault-seconds", "3");
    page.click(STOP_POSTGRES);
    page.awaitText("#log", "PostgreSQL stopped for 3 s");
    page.awaitText("#stage-postgres-state", "away");
    page.await("#stage-unsaved", "parseInt(it.innerText) > 0");
    page.awaitText("#log", "Healed after");
    page.awaitText("#stage-postgres-state", "up");
    page.awaitText("#verdict", "lost: 0. Every promise was kept.");
    assertEquals("0", page.text("#books-lost"));
    assertEquals(page.text("#books-promised"), page.text("#books-inPostgres"));
    assertTrue(page.text("#books-more").contains("Rows that nobody was promised: 0."));
    page.await("document.querySelectorAll('.lab-plot canvas').length === 6");
    String plot = "document.querySelector('.lab-plot [role=img]').getAttribute('aria-label')";
    assertTrue(
        page.evaluate(plot).asText().startsWith("Answers to buyers, per second, over the last"));
    Accessibility.check(page);
  }

  @Test
  void whatMayNotBeIsSaidAtItsField() {
    Tab page = open(app);
    enter(page, "#buyers", "100001");
    page.click("#rush-start");
    page.awaitText("#buyers-error", "buyers must be a whole number from 1 to 100000.");
    assertTrue(page.hasFocus("#buyers"));
    enter(page, "#fault-seconds", "31");
    page.click(STOP_POSTGRES);
    page.awaitText("#fault-seconds-error", "seconds must be a whole number from 1 to 30.");
    Accessibility.check(page);
  }

  @Test
  void aFaultIsBrokenAndHealsByTheKeyboardAlone() {
    Tab page = open(app);
    page.tabTo("button[value=REDIS_EMPTIED]");
    page.press("Enter");
    page.awaitText("#log", "Redis emptied with FLUSHALL");
    page.awaitText("#log", "Healed after");
    assertTrue(page.hasFocus("button[value=REDIS_EMPTIED]"));
  }

  @Test
  void itFitsAPhone() {
    Tab page = open(app);
    page.resize(390, 844);
    page.await("document.documentElement.scrollWidth === 390");
    page.await("document.querySelector('.lab-plot canvas').clientWidth < 390");
  }

  @Test
  void onServersOfOthersItOnlyWatches() {
    try (TestApp other = TestApp.start()) {
      Tab page = open(other);
      page.awaitText("#watching", "The lab only watches here");
      for (String form : List.of("#rush-form", "#fault-form")) {
        page.await(form, "!it.checkVisibility()");
      }
      page.awaitText("#stage-redis-state", "up");
      Accessibility.check(page);
    }
  }

  private static void enter(Tab page, String field, String text) {
    page.click(field);
    page.evaluate("document.activeElement.select()");
    page.type(text);
  }

  private Tab open(TestApp of) {
    Tab page = browser.open(of.uri().resolve("/lab"));
    tabs.add(page);
    page.awaitText("#connection", "live");
    return page;
  }
}
