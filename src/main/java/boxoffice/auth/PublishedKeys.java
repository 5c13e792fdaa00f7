package boxoffice.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a JSON Web Key Set. They are remembered, asked for anew before their life ends and
 * when a token names one that is not among them, and stay in use while the server is away.
 */
final class PublishedKeys implements JWSKeySelector<SecurityContext>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PublishedKeys.class);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

  /** Some fifty keys with their certificates. */
  private static final int MOST_BYTES = 200_000;

  private final KeyServer server;
  private final JWKSource<SecurityContext> source;
  private final JWSVerificationKeySelector<SecurityContext> selector;

  private PublishedKeys(KeyServer server, JWKSource<SecurityContext> source) {
    this.server = server;
    this.source = source;
    this.selector = new JWSVerificationKeySelector<>(ALGORITHMS, source);
  }

  /** Asks for them at once, so that the first token need not wait; does not wait itself. */
  static PublishedKeys at(URI address, KeyTimes times) {
    if (address.getScheme().equals("http")) {
      log.warn("AUTH_JWKS_URL is plain http: whoever is on the way may put in keys of their own");
    }
    var retriever =
        new DefaultResourceRetriever(
            millis(times.connect()),
            millis(times.read()),
            MOST_BYTES,
            true); // Whoever is asked every five minutes need not keep a connection.
    PublishedKeys keys = by(url(address), retriever, times);
    Thread.ofVirtual().name("first-keys").start(keys::fetch);
    return keys;
  }

  /** Asks for them when a token needs one. */
  static PublishedKeys by(URL address, ResourceRetriever retriever, KeyTimes times) {
    var server = new KeyServer(new URLBasedJWKSetSource<>(address, retriever), times.fetch());
    return new PublishedKeys(server, remembered(server, times));
  }

  private static JWKSource<SecurityContext> remembered(KeyServer server, KeyTimes times) {
    ExecutorService ahead =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("keys-ahead").factory());
    return JWKSourceBuilder.create(server)
        .retrying(false) // The next token tries again, and within the bound.
        .outageTolerant(times.outage().toMillis())
        .rateLimited(times.leastInterval().toMillis())
        .cache(times.life().toMillis(), times.turn().toMillis())
        .refreshAheadCache(
            times.refreshAhead().toMillis(),
            null, // Nobody listens: the server itself tells how it is.
            ahead,
            true,
            null, // Without tokens nobody needs the keys.
            false)
        .failover(null) // There is one set of keys.
        .healthReporting(null)
        .build();
  }

  private void fetch() {
    try {
      source.get(new JWKSelector(new JWKMatcher.Builder().build()), null);
    } catch (KeySourceException e) {
      log.debug("no keys at the start", e);
    }
  }

  /**
   * @throws KeySourceException where nobody can say whether there is such a key
   */
  @Override
  public List<? extends Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    List<? extends Key> keys = known(header, context);
    if (keys.isEmpty() && !server.isAnswering() && selector.isAllowed(header.getAlgorithm())) {
      throw new KeySourceException("the key is not known, and its server can't be asked");
    }
    return keys;
  }

  private List<? extends Key> known(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    try {
      return selector.selectJWSKeys(header, context);
    } catch (RateLimitReachedException askedJustBefore) {
      return List.of();
    }
  }

  KeyServer server() {
    return server;
  }

  @Override
  public void close() {
    try {
      ((JWKSetBasedJWKSource<SecurityContext>) source).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }

  private static URL url(URI address) {
    try {
      return address.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("an address without a known scheme", e);
    }
  }
}
