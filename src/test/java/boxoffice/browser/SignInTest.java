package boxoffice.browser;

import static boxoffice.browser.TicketsPage.button;
import static boxoffice.browser.TicketsPage.card;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.TestApp;
import boxoffice.TestTokens;
import boxoffice.writebehind.Refusing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The pages of a service that asks for tokens. */
@Isolated // a browser keeps a small machine busy by itself
class SignInTest {
  @AutoClose private static Browser browser;
  @AutoClose private static TestApp app;

  private final List<Tab> tabs = new ArrayList<>();

  /** Nothing is tried again by itself. */
  @BeforeAll
  static void start() {
    browser = Browser.start();
    Map<String, String> settings = new HashMap<>(TestTokens.settings());
    settings.putAll(
        Map.of("RETRY_FIRST_MS", "600000", "RETRY_LONGEST_MS", "600000", "LAB", "true"));
    app = TestApp.patient(settings);
  }

  @AfterEach
  void nothingWentWrongInAnyPage() {
    tabs.forEach(tab -> assertEquals(List.of(), tab.problems()));
  }

  @Test
  void whoSignsInByKeyboardBuysAndIsKnownUntilTheySignOut() {
    long event = app.newEvent(5);
    long user = app.newUser();
    Tab page = open("/");
    page.awaitText("#user", "Sign in to reserve.");
    page.awaitText(card(event), "5 of 5 left");
    page.tabTo(button(event));
    page.press("Enter");
    page.await("#sign-in", "it.open");
    assertTrue(page.hasFocus("#sign-in-token"));
    page.type(TestTokens.ofUser(user));
    page.press("Enter");
    page.awaitText("#mine-held", "IU Concert");
    page.awaitText("#user", "You are Kim (no. " + user + ")");
    page.awaitText(card(event), "4 of 5 left");
    page.reload();
    page.awaitText("#user", "You are Kim (no. " + user + ")");
    page.awaitText("#mine-held", "IU Concert");
    page.click("#change-user");
    page.awaitText("#user", "Sign in to reserve.");
    page.awaitText("#mine", "Say who you are to see them.");
    page.reload();
    page.awaitText("#user", "Sign in to reserve.");
  }

  @Test
  void whoIsSignedInCancels() {
    long event = app.newEvent(5);
    long user = app.newUser();
    app.reserved(event, user);
    Tab page = open("/");
    page.click("#change-user");
    signIn(page, TestTokens.ofUser(user));
    page.click("#mine-held .button");
    page.click("#sure .danger");
    page.awaitText("#mine", "Cancelled (1)");
    assertEquals(5, app.available(event));
  }

  @Test
  void aTokenThatIsNoGoodIsSaidAtItsField() {
    long user = app.newUser();
    Tab page = open("/");
    page.click("#change-user");
    Map<String, String> sentences =
        Map.of(
            "nonsense",
            "This is not a token",
            TestTokens.expired(user),
            "expired",
            TestTokens.signedWithAnotherSecret(user),
            "token",
            TestTokens.ofUser(987_654_321),
            "Cannot find user",
            TestTokens.ofOperator(),
            "This token names nobody who could buy a ticket.");
    sentences.forEach(
        (token, sentence) -> {
          signIn(page, token);
          page.awaitText("#sign-in-error", sentence);
          page.await("#sign-in-token", "it.ariaInvalid === 'true'");
        });
    page.press("Escape");
    page.awaitText("#user", "Sign in to reserve.");
  }

  @Test
  void whoseTokenIsAcceptedNoLongerIsAskedAgain() {
    long user = app.newUser();
    Tab page = open("/");
    page.click("#change-user");
    signIn(page, TestTokens.ofUser(user));
    page.awaitText("#user", "no. " + user);
    page.evaluate("sessionStorage.setItem('token', '" + TestTokens.expired(user) + "')");
    page.reload();
    page.awaitText("#sign-in-why", "Your token is not accepted any more. Sign in again.");
    page.awaitText("#user", "Sign in to reserve.");
    signIn(page, TestTokens.ofUser(user));
    page.awaitText("#user", "You are Kim (no. " + user + ")");
  }

  @Test
  void theDialogSpeaksKoreanAndIsAccessible() {
    Tab page = browser.open(app.uri(), "ko-KR");
    tabs.add(page);
    page.awaitText("#user", "예매하려면 로그인하세요.");
    page.click("#change-user");
    page.awaitText("#sign-in", "이 탭을 닫으면 토큰도 사라집니다.");
    signIn(page, "nonsense");
    page.awaitText("#sign-in-error", "토큰이 아닙니다.");
    Accessibility.check(page);
  }

  @Test
  void aBuyerIsToldThatOperationsAreForOperatorsAndAnOperatorSendsARowAgain() {
    long user = app.newUser();
    Refusing.user(app.world(), user);
    long reservation = app.reserved(app.newEvent(5), user);
    awaitFailed(reservation);
    Tab page = open("/operations");
    page.awaitText("#session-notice", "Only operators see and do anything here");
    page.awaitText("#failed", "can't be read right now");
    page.click("#session");
    signIn(page, TestTokens.ofUser(user));
    page.awaitText("#sign-in-error", "operator");
    Accessibility.check(page);
    signIn(page, TestTokens.ofOperator());
    page.awaitText("#failed tbody", "is not welcome");
    page.awaitText("#session", "Sign out");
    Refusing.noUser(app.world());
    page.click("#failed tbody button");
    page.awaitText("#failed-outcome", "Reservation " + reservation + " is saved");
    page.click("#session");
    page.awaitText("#session", "Sign in");
    page.awaitText("#failed", "can't be read right now");
  }

  @Test
  void everybodyWatchesTheLabAndAnOperatorHoldsARush() {
    Tab page = open("/lab");
    page.awaitText("#connection", "live");
    page.awaitText("#session-notice", "To hold a rush");
    page.click("#rush-start");
    page.awaitText("#refusal", "token");
    page.click("#session");
    signIn(page, TestTokens.ofOperator());
    page.awaitText("#session", "Sign out");
    page.awaitText("#connection", "live");
    for (String field : List.of("buyers", "tickets", "seconds")) {
      page.evaluate("void (document.querySelector('#" + field + "').value = 1)");
    }
    page.click("#rush-start");
    page.awaitText("#verdict", "lost: 0. Every promise was kept.");
  }

  private Tab open(String path) {
    Tab page = browser.open(app.uri().resolve(path));
    tabs.add(page);
    return page;
  }

  private static void signIn(Tab page, String token) {
    page.await("#sign-in", "it.open");
    page.click("#sign-in-token");
    page.evaluate("void (document.querySelector('#sign-in-token').value = '')");
    page.type(token);
    page.click("#sign-in .primary");
  }

  private static void awaitFailed(long reservation) {
    Await.until(
        "the row is refused",
        () -> app.get("/operations/failed-writes").body().contains(Long.toString(reservation)));
  }
}
