package boxoffice.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Await;
import boxoffice.Promised;
import boxoffice.auth.KeyIssuer.Answer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made of tokens whose keys a server publishes, whatever becomes of it. */
class PublishedKeysTest {
  private static final Verdict GOOD = new Verdict.Accepted(new Identity.Buyer(7, "7"));
  private static final Verdict WRONG = new Verdict.Rejected(Rejection.WRONG_SIGNATURE);
  private static final Verdict UNKNOWN = new Verdict.Rejected(Rejection.NO_KEYS);
  private static final RSAKey RSA = KeyIssuer.rsa("one");
  private static final JWK EC = KeyIssuer.ec("two");

  /** So short a life that it ends in a test. */
  private static final KeyTimes SHORT =
      new KeyTimes(
          Duration.ofMillis(500),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          Duration.ofDays(1),
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofMillis(300));

  private final KeyIssuer issuer = KeyIssuer.start();
  private Tokens tokens;

  @AfterEach
  void close() {
    tokens.close();
    issuer.close();
  }

  @Test
  void bothAlgorithmsAreChecked() {
    issuer.publish(RSA, EC);
    ask(KeyTimes.STANDARD);
    assertEquals(GOOD, check(RSA));
    assertEquals(GOOD, check(EC));
    assertEquals(WRONG, check(KeyIssuer.rsa("one")));
    assertEquals(WRONG, check(KeyIssuer.ec("two")));
  }

  @Test
  void noOtherAlgorithmIs() throws JOSEException {
    issuer.publish(RSA);
    ask(KeyTimes.STANDARD);
    assertEquals(GOOD, check(RSA));
    assertEquals(
        WRONG, tokens.check(KeyIssuer.token(JWSAlgorithm.RS512, "one", new RSASSASigner(RSA))));
    // The key is known to all: as a secret it would let everybody in.
    var knownToAll = new MACSigner(RSA.toRSAPublicKey().getEncoded());
    assertEquals(WRONG, tokens.check(KeyIssuer.token(JWSAlgorithm.HS256, "one", knownToAll)));
  }

  @Test
  void aNewKeyIsPickedUpWhenATokenNamesIt() {
    issuer.publish(RSA);
    ask(KeyTimes.STANDARD);
    assertEquals(GOOD, check(RSA));
    issuer.publish(EC);
    assertEquals(GOOD, check(EC));
    assertEquals(WRONG, check(RSA), "it has been withdrawn");
  }

  @Test
  void whatWasGoodIsBelievedForAMinuteMore() {
    var clock = new TestClock();
    issuer.publish(RSA);
    tokens = Tokens.of(issuer.settings(), OwnCredential.random(), clock, KeyTimes.STANDARD);
    String token = KeyIssuer.token(RSA);
    assertEquals(GOOD, tokens.check(token));
    issuer.publish(EC);
    assertEquals(GOOD, check(EC));
    clock.goOn(Duration.ofSeconds(59));
    assertEquals(GOOD, tokens.check(token));
    clock.goOn(Duration.ofSeconds(1));
    assertEquals(WRONG, tokens.check(token), "its key has been withdrawn");
  }

  @Test
  void whateverTokensNameTheServerIsAskedNowAndThenOnly() {
    issuer.publish(RSA);
    ask(KeyTimes.STANDARD);
    assertEquals(GOOD, check(RSA));
    RSAKey stranger = KeyIssuer.rsa("stranger");
    for (int i = 0; i < 50; i++) {
      assertEquals(WRONG, check(stranger));
    }
    assertTrue(issuer.asked() <= 3, () -> issuer.asked() + " times");
    assertEquals(GOOD, check(RSA));
  }

  @Test
  void aKeyThatWasWithdrawnIsForgotten() {
    issuer.publish(RSA, EC);
    ask(SHORT);
    assertEquals(GOOD, check(EC));
    issuer.publish(RSA);
    Await.until("the key is not believed any more", () -> check(EC).equals(WRONG));
    assertEquals(GOOD, check(RSA));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE", "NONSENSE", "TOO_MUCH", "DRIP"})
  void knownKeysOutliveAnOutage(Answer outage) {
    issuer.publish(RSA);
    ask(SHORT);
    assertEquals(GOOD, check(RSA));
    issuer.answerWith(outage);
    Await.until(
        "the server was asked in vain, more than once",
        () -> {
          assertEquals(GOOD, check(RSA));
          return tokens.keyFetchFailures() > 1;
        });
    assertEquals(UNKNOWN, check(EC), "nobody can say whether there is such a key");
    issuer.publish(RSA, EC);
    issuer.answerWith(Answer.KEYS);
    Await.until("the new key is known", () -> check(EC).equals(GOOD));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILURE", "NONSENSE", "TOO_MUCH"})
  void withoutAnyKeyNobodyKnowsWhetherATokenIsGood(Answer outage) {
    issuer.publish(RSA);
    issuer.answerWith(outage);
    ask(SHORT);
    for (int i = 0; i < 10; i++) {
      assertEquals(UNKNOWN, check(RSA));
    }
    issuer.answerWith(Answer.KEYS);
    Await.until("the key is known", () -> check(RSA).equals(GOOD));
  }

  @Test
  void aServerThatDripsIsNotWaitedFor() {
    issuer.publish(RSA);
    issuer.answerWith(Answer.DRIP);
    ask(KeyTimes.STANDARD);
    long begin = System.nanoTime();
    assertEquals(UNKNOWN, check(RSA));
    Promised.within(Duration.ofSeconds(2), "it says that it does not know", begin);
  }

  @Test
  void aServerThatIsNotThereIsNoMistakeOfTheToken() {
    issuer.close();
    ask(KeyTimes.STANDARD);
    assertEquals(UNKNOWN, check(RSA));
    assertEquals(0, tokens.keyFetches());
  }

  private void ask(KeyTimes times) {
    tokens = Tokens.of(issuer.settings(), OwnCredential.random(), Clock.systemUTC(), times);
  }

  private Verdict check(JWK key) {
    return tokens.check(KeyIssuer.token(key));
  }
}
