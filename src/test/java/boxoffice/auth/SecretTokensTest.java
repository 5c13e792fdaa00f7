package boxoffice.auth;

import static boxoffice.auth.Rejection.EXPIRED;
import static boxoffice.auth.Rejection.MALFORMED;
import static boxoffice.auth.Rejection.WRONG_CLAIMS;
import static boxoffice.auth.Rejection.WRONG_SIGNATURE;
import static boxoffice.auth.Rejection.WRONG_SUBJECT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.auth.TokenSettings.Secret;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of tokens that are signed with a secret. */
class SecretTokensTest {
  private static final Secret SECRET =
      Secret.of("a secret that is long enough for HS512, too: twice as long as that for HS256");
  private static final Duration SKEW = Duration.ofSeconds(5);

  private final TestClock clock = new TestClock();
  private final OwnCredential own = OwnCredential.random();
  private final Tokens tokens =
      Tokens.of(
          new TokenSettings(SECRET, Optional.of("issuer"), Optional.of("here"), SKEW, "roles"),
          own,
          clock);

  @AfterEach
  void close() {
    tokens.close();
  }

  @Test
  void aGoodOneNamesABuyer() {
    assertEquals(new Identity.Buyer(7, "7"), accepted(token(claims -> {})));
  }

  @ParameterizedTest
  @ValueSource(strings = {"operator", "buyer operator", "operator\treader"})
  void aWordOfTheClaimNamesAnOperator(String roles) {
    var kim = new Identity.Operator("kim");
    assertEquals(kim, accepted(token(claims -> claims.subject("kim").claim("roles", roles))));
    assertEquals(
        kim,
        accepted(
            token(claims -> claims.subject("kim").claim("roles", List.of(roles.split("\\s"))))));
  }

  @Test
  void nothingElseNamesAnOperator() {
    for (Object roles :
        List.of("operators", "Operator", "co-operator", 1, true, Map.of("operator", true))) {
      assertEquals(
          new Identity.Buyer(7, "7"), accepted(token(claims -> claims.claim("roles", roles))));
    }
    assertRejected(
        WRONG_SUBJECT, token(claims -> claims.subject("kim").claim("scope", "operator")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "+7", "07", "7.0", "7e0", " 7", "kim", "", "٧", "9007199254740992"})
  void aBuyerIsNamedByThePlainDigitsOfAnId(String subject) {
    assertRejected(WRONG_SUBJECT, token(claims -> claims.subject(subject)));
  }

  @Test
  void theHighestIdIsOne() {
    assertEquals(
        new Identity.Buyer(9007199254740991L, "9007199254740991"),
        accepted(token(claims -> claims.subject("9007199254740991"))));
  }

  @Test
  void itEndsWithItsTimeAndTheSkew() {
    String token = token(claims -> claims.expirationTime(in(Duration.ofSeconds(30))));
    accepted(token);
    clock.goOn(Duration.ofSeconds(34));
    accepted(token);
    clock.goOn(Duration.ofSeconds(1));
    assertRejected(EXPIRED, token);
  }

  @Test
  void whoShowsItAgainMustShowAllOfIt() {
    String token = token(claims -> {});
    accepted(token);
    accepted(token);
    char last = token.charAt(token.length() - 2);
    String another = token.substring(0, token.length() - 2) + (last == 'A' ? "BA" : "AA");
    assertRejected(WRONG_SIGNATURE, another);
    assertRejected(WRONG_SIGNATURE, token.substring(0, token.length() - 4));
  }

  @Test
  void itBeginsWithItsTimeLessTheSkew() {
    assertRejected(WRONG_CLAIMS, token(claims -> claims.notBeforeTime(in(Duration.ofSeconds(6)))));
    accepted(token(claims -> claims.notBeforeTime(in(Duration.ofSeconds(4)))));
  }

  @Test
  void itHasAnEndAndASubject() {
    assertRejected(WRONG_CLAIMS, token(claims -> claims.expirationTime(null)));
    assertRejected(WRONG_CLAIMS, token(claims -> claims.subject(null)));
    assertRejected(WRONG_CLAIMS, token(claims -> claims.claim("exp", "tomorrow")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"sub\":null,\"exp\":9999999999",
        "\"sub\":null,\"exp\":9999999999,\"roles\":\"operator\"",
        "\"sub\":[\"7\"],\"exp\":9999999999",
        "\"sub\":\"7\",\"exp\":null",
        "\"sub\":\"7\",\"exp\":\"9999999999\"",
        "\"sub\":\"7\",\"exp\":9999999999,\"nbf\":\"0\""
      })
  void whatItSaysIsOfItsType(String claims) {
    String payload = "{\"iss\":\"issuer\",\"aud\":\"here\"," + claims + "}";
    assertRejected(WRONG_CLAIMS, signed(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "7",
        "",
        "{\"sub\":\"7\",\"exp\":9999999999} {}",
        "{\"sub\":\"8\",\"sub\":\"7\",\"exp\":9999999999}"
      })
  void whatItSaysIsOneObject(String payload) {
    String whole = payload.replace("{\"sub", "{\"iss\":\"issuer\",\"aud\":\"here\",\"sub");
    assertRejected(WRONG_CLAIMS, signed(whole));
  }

  @Test
  void deepNestingIsNoToken() {
    String deep = "[".repeat(100_000);
    assertRejected(WRONG_CLAIMS, signed("{\"deep\":" + deep));
    Base64URL header = Base64URL.encode("{\"alg\":\"HS256\",\"crit\":" + deep);
    assertRejected(MALFORMED, header + ".e30.e30");
  }

  @Test
  void itIsOfTheIssuerAndForUs() {
    assertRejected(WRONG_CLAIMS, token(claims -> claims.issuer("another")));
    assertRejected(WRONG_CLAIMS, token(claims -> claims.issuer(null)));
    assertRejected(WRONG_CLAIMS, token(claims -> claims.audience("there")));
    assertRejected(WRONG_CLAIMS, token(claims -> claims.audience((String) null)));
    accepted(token(claims -> claims.audience(List.of("there", "here"))));
  }

  @Test
  void anybodysWillDoWhereNoneIsAskedFor() {
    var any = new TokenSettings(SECRET, Optional.empty(), Optional.empty(), SKEW, "roles");
    try (Tokens takesAny = Tokens.of(any, own, clock)) {
      String token = token(claims -> claims.issuer(null).audience((String) null));
      assertEquals(new Verdict.Accepted(new Identity.Buyer(7, "7")), takesAny.check(token));
    }
  }

  @Test
  void itIsSignedWithTheSecretByTheAlgorithm() {
    var another = Secret.of("another secret that is as long as the one that we have here");
    assertRejected(WRONG_SIGNATURE, signed(another, header(JWSAlgorithm.HS256), claims()));
    assertRejected(WRONG_SIGNATURE, signed(SECRET, header(JWSAlgorithm.HS384), claims()));
    assertRejected(WRONG_SIGNATURE, signed(SECRET, header(JWSAlgorithm.HS512), claims()));
    assertRejected(MALFORMED, new PlainJWT(claims()).serialize());
    String token = token(claims -> {});
    assertRejected(WRONG_SIGNATURE, token.substring(0, token.lastIndexOf('.') + 1) + "AAAA");
    String[] parts = token.split("\\.");
    String others = token(claims -> claims.subject("8")).split("\\.")[1];
    assertRejected(WRONG_SIGNATURE, parts[0] + "." + others + "." + parts[2]);
  }

  @Test
  void itIsAnAccessToken() {
    UnaryOperator<String> ofType =
        type ->
            signed(
                SECRET,
                new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type)).build(),
                claims());
    accepted(ofType.apply("JWT"));
    accepted(ofType.apply("at+jwt"));
    assertRejected(WRONG_SIGNATURE, ofType.apply("logout+jwt"));
  }

  @Test
  void theNameOfAKeyIsNoMatter() {
    accepted(
        signed(SECRET, new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "a.b.c",
        "a.b",
        "null",
        "{}",
        "e30.e30.e30",
        "e30.e30.",
        "\u0000",
        "eyJhbGciOiJIUzI1NiJ9",
        "eyJhbGciOiJIUzI1NiJ9..",
        "eyJhbGciOm51bGx9.e30.e30",
        "eyJhbGciOiJIUzI1NiIsImNyaXQiOlsieCJdfQ.e30.e30",
        "eyJhbGciOlsiSFMyNTYiXX0.e30.e30"
      })
  void garbageIsNoToken(String garbage) {
    assertEquals(
        Verdict.Rejected.class, tokens.check(garbage).getClass(), () -> "taken: " + garbage);
  }

  @Test
  void whatHasNoPartsIsMalformed() {
    assertRejected(MALFORMED, "garbage");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0001", " ", "=", "+", "/", ".", "\u00e9"})
  void whatHasOtherCharactersIsMalformed(String character) {
    var good = new StringBuilder(token(claims -> {}));
    assertRejected(MALFORMED, good.insert(good.length() - 3, character).toString());
  }

  @Test
  void theProcessKnowsItself() {
    String word = own.authorization().substring("Bearer ".length());
    assertEquals(new Identity.Operator("this process"), accepted(word));
    String another = OwnCredential.random().authorization().substring("Bearer ".length());
    assertRejected(MALFORMED, another);
  }

  private Identity accepted(String token) {
    if (tokens.check(token) instanceof Verdict.Accepted(Identity identity)) {
      return identity;
    }
    throw new AssertionError(tokens.check(token) + " " + token);
  }

  private void assertRejected(Rejection why, String token) {
    assertEquals(new Verdict.Rejected(why), tokens.check(token));
  }

  private JWTClaimsSet claims() {
    return builder().build();
  }

  private JWTClaimsSet.Builder builder() {
    return new JWTClaimsSet.Builder()
        .subject("7")
        .issuer("issuer")
        .audience("here")
        .expirationTime(in(Duration.ofHours(1)));
  }

  private Date in(Duration time) {
    return Date.from(clock.instant().plus(time));
  }

  private String token(Consumer<JWTClaimsSet.Builder> change) {
    var claims = builder();
    change.accept(claims);
    return signed(SECRET, header(JWSAlgorithm.HS256), claims.build());
  }

  private static JWSHeader header(JWSAlgorithm algorithm) {
    return new JWSHeader(algorithm);
  }

  /** As the library would not write it. */
  private static String signed(String payload) {
    try {
      var token = new JWSObject(header(JWSAlgorithm.HS256), new Payload(payload));
      token.sign(new MACSigner(SECRET.key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static String signed(Secret secret, JWSHeader header, JWTClaimsSet claims) {
    try {
      var token = new SignedJWT(header, claims);
      token.sign(new MACSigner(secret.key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
