package boxoffice;

import boxoffice.auth.TokenMint;
import boxoffice.auth.TokenSettings;
import boxoffice.auth.TokenSettings.Secret;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Send secrets of theirs wherever a request has room for one, and write down all answers. */
final class TalkativeBuyers {
  private static final int EVENTS = 3;
  private static final Duration LIFE = Duration.ofHours(1);

  private final JarProcess jar;
  private final Secrets secrets;
  private final StringBuilder told;
  private final String operator;
  private final String buyer;
  private final List<String> refused;
  private int keys;
  private int events;

  /**
   * @param secret with which tokens are signed
   * @param told where the answers are written to
   */
  TalkativeBuyers(JarProcess jar, Secrets secrets, String secret, StringBuilder told) {
    this.jar = jar;
    this.secrets = secrets;
    this.told = told;
    this.operator = secrets.addToken("operator", mint(secret).forOperator("kim", LIFE));
    this.buyer = secrets.addToken("buyer", mint(secret).forUser(1, LIFE));
    String unsigned =
        new PlainJWT(new JWTClaimsSet.Builder().subject("1").claim("roles", "operator").build())
            .serialize();
    this.refused =
        List.of(
            secrets.addToken("an old token", mint(secret).forUser(1, LIFE.negated())),
            secrets.addToken("a forged token", mint("x" + secret).forOperator("kim", LIFE)),
            secrets.addToken("an unsigned token", unsigned),
            secrets.add("no token", "n0-t0ken/at+all=~Zq8.r"));
  }

  private static TokenMint mint(String secret) {
    Secret key = Secret.of(secret);
    return new TokenMint(
        new TokenSettings(key, Optional.empty(), Optional.empty(), Duration.ZERO, "roles"),
        key,
        Clock.systemUTC());
  }

  /** Once of everything, good and bad. */
  void askForEverything() {
    createTwice("/users", "{\"name\":\"Kim\"}", "{\"name\":\"Lee\"}");
    for (int event = 0; event < EVENTS; event++) {
      createTwice(
          "/events",
          "{\"eventName\":\"Gala\",\"totalTickets\":9}",
          "{\"eventName\":\"Gala\",\"totalTickets\":8}");
    }
    askForMuch();
    for (String token : refused) {
      ask(token, "POST", "/events/1/reservations", "", "{}");
      ask(token, "GET", "/users", "", "");
      ask(buyer, "GET", "/users?limit=1&access_token=" + token.replaceAll("[^\\w.-]", ""), "", "");
    }
    ask(buyer, "GET", "/operations/audit", "", "");
    breakTheRules();
  }

  /** What needs Redis, PostgreSQL or both, and what tells how they are. */
  void askForMuch() {
    reserve();
    ask(buyer, "POST", "/events/1/reservations", newKey(), "{\"userId\":2}");
    for (String path : List.of("/users/1/reservations", "/reservations/16", "/users/1")) {
      ask(buyer, "GET", path, "", "");
    }
    ask(buyer, "DELETE", "/reservations/17", "", "");
    for (String path :
        List.of(
            "/events",
            "/events/1",
            "/users",
            "/readyz",
            "/livez",
            "/metrics",
            "/operations/audit",
            "/operations/failed-writes",
            "/operations/lab")) {
      ask(operator, "GET", path, "", "");
    }
    ask(operator, "POST", "/users", newKey(), "{\"name\":\"Ann\"}");
    ask(operator, "PATCH", "/events/1", "", "{\"totalTickets\":10}");
  }

  /** Twice with one key, for an event of which nobody has a ticket at the first time. */
  void reserve() {
    String key = newKey();
    events++;
    for (int time = 0; time < 2; time++) {
      ask(buyer, "POST", "/events/" + events + "/reservations", key, "{}");
    }
  }

  private void createTwice(String path, String body, String another) {
    String key = newKey();
    for (String payload : List.of(body, body, another, "nonsense " + key)) {
      ask(operator, "POST", path, key, payload);
    }
    ask(operator, "POST", path, key + key, body);
  }

  private String newKey() {
    keys++;
    String name = "key " + keys;
    return '"' + secrets.add(name, "k3y/+=&?%.Zq8~" + keys + "." + System.nanoTime()) + '"';
  }

  private void ask(String token, String method, String path, String key, String body) {
    var request =
        HttpRequest.newBuilder(jar.uri(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Authorization", "Bearer " + token)
            .header("X-Forwarded-For", token);
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    HttpResponse<String> answer = jar.send(request);
    told.append(answer.statusCode()).append(answer.headers().map()).append('\n');
    told.append(answer.body()).append('\n');
  }

  /** Requests that are none, each with an operator's token in a place of its own. */
  private void breakTheRules() {
    String header = "Authorization: Bearer " + operator + "\r\n";
    for (String request :
        List.of(
            "GET /users HTTP/1.1\r\nHost: a\r\n" + header + header + "\r\n",
            "GET /users HTTP/1.1\r\nHost: a b\r\n" + header + "\r\n",
            "GET /users HTTP/1.1\r\nHost: a\r\n" + header.replace(": ", " : ") + "\r\n",
            "GET /users HTTP/1.1\r\nHost: a\r\n" + header.replace("\r\n", "\u0001\r\n") + "\r\n",
            "GET /users HTTP/1.1\r\nHost: a\r\nX: y\r\n " + operator + "\r\n\r\n",
            "GET /users HTTP/9.9\r\nHost: a\r\n" + header + "\r\n",
            "GET /users/" + operator + " HTTP/1.1\r\nHost: " + operator + "\r\n\r\n",
            "GET /users/%ZZ" + operator + " HTTP/1.1\r\nHost: a\r\n\r\n",
            operator + " / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST /users HTTP/1.1\r\nHost: a\r\n"
                + header
                + "Transfer-Encoding: chunked\r\n\r\nZZ"
                + operator
                + "\r\n",
            "POST /users HTTP/1.1\r\nHost: a\r\nContent-Length: x" + operator + "\r\n\r\n",
            "GET /users HTTP/1.1\r\nHost: a\r\n"
                + header
                + "X: "
                + "y".repeat(9_000)
                + "\r\n\r\n")) {
      told.append(exchange(request)).append('\n');
    }
  }

  private String exchange(String request) {
    URI uri = jar.uri("/");
    try (var socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout((int) Await.BOUND.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
