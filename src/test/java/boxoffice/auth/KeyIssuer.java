package boxoffice.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Signs tokens, and publishes its keys as long as it is told to. */
final class KeyIssuer implements AutoCloseable {
  private static final String ISSUER = "https://issuer.test";
  private static final String AUDIENCE = "box-office-test";
  private static final int RSA_BITS = 2_048;
  private static final long BETWEEN_BYTES_NANOS = 50_000_000;

  /** What is done about who asks for the keys. */
  enum Answer {
    KEYS,
    FAILURE,
    NONSENSE,
    TOO_MUCH,
    /** A byte now and then, without end. */
    DRIP
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<JWK> published = List.of();
  private volatile Answer answer = Answer.KEYS;
  private volatile boolean closed;

  private KeyIssuer(HttpServer server) {
    this.server = server;
  }

  static KeyIssuer start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var issuer = new KeyIssuer(HttpServer.create(address, 0));
      issuer.server.setExecutor(issuer.threads);
      issuer.server.createContext("/keys", issuer::answer);
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      switch (answer) {
        case KEYS -> send(exchange, 200, new JWKSet(published).toString());
        case FAILURE -> send(exchange, 503, "{}");
        case NONSENSE -> send(exchange, 200, "<html>");
        case TOO_MUCH -> send(exchange, 200, " ".repeat(1_000_000) + new JWKSet(published));
        case DRIP -> drip(exchange);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (!closed && answer == Answer.DRIP) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(BETWEEN_BYTES_NANOS);
    }
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /** The settings of a service that believes its keys. */
  Map<String, String> environment() {
    return Map.of(
        "AUTH_JWKS_URL", url().toString(), "AUTH_ISSUER", ISSUER, "AUTH_AUDIENCE", AUDIENCE);
  }

  TokenSettings settings() {
    return new TokenSettings(
        new TokenSettings.Published(url()),
        Optional.of(ISSUER),
        Optional.of(AUDIENCE),
        Duration.ZERO,
        "roles");
  }

  /** These keys and no others. */
  void publish(JWK... keys) {
    published = List.of(keys);
  }

  void answerWith(Answer next) {
    answer = next;
  }

  /** How often it was asked for its keys. */
  int asked() {
    return asked.get();
  }

  static RSAKey rsa(String name) {
    try {
      return new RSAKeyGenerator(RSA_BITS).keyID(name).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static ECKey ec(String name) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(name).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** A token of user 7 that is like no other. */
  static String token(JWK key) {
    try {
      return key instanceof RSAKey rsa
          ? token(JWSAlgorithm.RS256, rsa.getKeyID(), new RSASSASigner(rsa))
          : token(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key.toECKey()));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String token(JWSAlgorithm algorithm, String keyName, JWSSigner signer) {
    var claims =
        new JWTClaimsSet.Builder()
            .subject("7")
            .issuer(ISSUER)
            .audience(AUDIENCE)
            .jwtID(UUID.randomUUID().toString())
            .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
            .build();
    var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyName).build(), claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return token.serialize();
  }

  @Override
  public void close() {
    closed = true;
    server.stop(0);
    threads.close();
  }
}
