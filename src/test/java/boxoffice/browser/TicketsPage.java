package boxoffice.browser;

import boxoffice.TestApp;

/** The buyer's page, by what one sees and does there. */
final class TicketsPage {
  private TicketsPage() {}

  /** In a browser that remembers this user. */
  static Tab openAs(Browser browser, TestApp app, long user) {
    Tab page = browser.open(app.uri());
    page.click("#change-user");
    choose(page, user);
    page.awaitText("#user", "no. " + user);
    return page;
  }

  /** In the dialog that asks who one is. */
  static void choose(Tab page, long user) {
    page.await("#who-user", "it.length > 0");
    page.evaluate("void (document.querySelector('#who-user').value = " + user + ")");
    page.click("#who-pick .button");
  }

  /** All that the page says of the event. */
  static String card(long event) {
    return "[data-event='" + event + "']";
  }

  /** That reserves, or says why it does not. */
  static String button(long event) {
    return card(event) + " .button";
  }

  /** What became of what one did. */
  static String note(long event) {
    return card(event) + " .event-note";
  }

  static void awaitPaused(Tab page, long event) {
    page.await(button(event), "it.getAttribute('aria-disabled') === 'true'");
  }
}
