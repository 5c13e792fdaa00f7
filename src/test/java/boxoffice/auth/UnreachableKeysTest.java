package boxoffice.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.Promised;
import boxoffice.TestApp;
import com.nimbusds.jose.jwk.RSAKey;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The service and its buyers while the server of the keys is away. */
class UnreachableKeysTest {
  private static final RSAKey KEY = KeyIssuer.rsa("one");

  @Test
  void whoseTokenCannotBeCheckedIsToldToComeAgain() {
    try (KeyIssuer issuer = KeyIssuer.start()) {
      issuer.answerWith(KeyIssuer.Answer.FAILURE);
      try (TestApp app = TestApp.start(issuer.environment())) {
        HttpResponse<String> answer = Promised.unavailable(() -> ask(app));
        assertEquals("UNAVAILABLE", app.json(answer).path("code").asText());
        assertEquals(200, app.get("/events").statusCode());
        assertEquals(200, app.get("/readyz").statusCode());
      }
    }
  }

  @Test
  void whoseKeyIsKnownIsLetIn() {
    try (KeyIssuer issuer = KeyIssuer.start()) {
      issuer.publish(KEY);
      try (TestApp app = TestApp.start(issuer.environment())) {
        app.world().sql().execute("insert into \"user\" (id, name) values (7, 'Kim')");
        assertEquals(200, ask(app).statusCode());
        issuer.answerWith(KeyIssuer.Answer.FAILURE);
        assertEquals(200, ask(app).statusCode());
      }
    }
  }

  private static HttpResponse<String> ask(TestApp app) {
    return app.as(Optional.of(KeyIssuer.token(KEY)), "GET", "/users/7/reservations", "");
  }
}
