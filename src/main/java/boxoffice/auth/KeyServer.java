package boxoffice.auth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the keys, within a time for all of it: that of a socket begins anew with each byte, so a
 * server that sends one now and then would never be given up. Knows how the last question came out.
 */
final class KeyServer implements JWKSetSource<SecurityContext> {
  private static final Logger log = LoggerFactory.getLogger(KeyServer.class);

  private static final Pattern PARAMETERS = Pattern.compile("\\?\\S*");

  /** It may quote what the server sent. */
  private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private final JWKSetSource<SecurityContext> url;
  private final Duration patience;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder fetches = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile boolean answering;
  private volatile boolean missed;

  KeyServer(JWKSetSource<SecurityContext> url, Duration patience) {
    this.url = url;
    this.patience = patience;
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    Future<JWKSet> fetch = threads.submit(() -> url.getJWKSet(evaluator, currentTime, context));
    try {
      JWKSet keys = fetch.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      answered();
      return keys;
    } catch (ExecutionException e) {
      throw failed(reason(e));
    } catch (TimeoutException e) {
      throw failed("no whole answer within " + patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JWKSetUnavailableException("interrupted", e);
    } finally {
      fetch.cancel(true); // An interrupt closes the socket that a virtual thread waits for.
    }
  }

  private void answered() {
    fetches.increment();
    answering = true;
    if (missed) {
      missed = false;
      log.info("the server of AUTH_JWKS_URL answers again");
    }
  }

  /**
   * What went wrong at the bottom, in one line, without what is above it: both name the address,
   * whose parameters may have a secret among them.
   */
  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String line = NOT_IN_A_LINE.matcher(cause.toString()).replaceAll(" ");
    return PARAMETERS.matcher(line).replaceAll("?***");
  }

  private JWKSetUnavailableException failed(String why) {
    failures.increment();
    answering = false;
    if (!missed) {
      missed = true;
      log.warn(
          "the server of AUTH_JWKS_URL gives no keys, those that are known stay in use: {}", why);
    }
    return new JWKSetRetrievalException(why, null);
  }

  /** Whether the last question was answered, so that a key which was not there does not exist. */
  boolean isAnswering() {
    return answering;
  }

  /** How often keys were had since the start. */
  long fetches() {
    return fetches.sum();
  }

  /** How often they were asked for in vain. */
  long failures() {
    return failures.sum();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    url.close();
  }
}
