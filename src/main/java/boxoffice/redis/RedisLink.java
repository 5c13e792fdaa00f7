package boxoffice.redis;

import boxoffice.reservation.UnavailableException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a session to Redis open, and believes it only after it was checked.
 *
 * <p>Reconnecting is done here rather than by Lettuce, which would send a script again whose answer
 * was lost: a reservation is sent once. One thread does it all, so that checks never run against
 * each other.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration HEARTBEAT = Duration.ofMillis(250);
  private static final Duration STEP_PAUSE = Duration.ofMillis(50);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(200);
  private static final int QUEUED_COMMANDS = 10_000;

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI uri;
  private final Duration timeout;
  private final RedisClock clock;
  private final Epochs epochs;
  private final Thread thread =
      Thread.ofPlatform().name("redis-link").daemon().unstarted(this::run);
  private volatile @Nullable RedisSession session;
  private volatile boolean closed;
  private @Nullable Rebuild rebuild;
  private final Semaphore wakeUp = new Semaphore(0);
  private volatile long lastAnswer;
  private String lastFailure = "";
  private boolean verifiedOnce;
  private boolean askedAgain;
  private volatile @Nullable UnsuitableRedisException unsuitable;

  RedisLink(String url, Duration timeout, RedisClock clock, Epochs epochs, CallMeter meter) {
    this.uri = RedisURI.create(url);
    this.uri.setTimeout(
        timeout.dividedBy(2)); // for connecting: the sale waits for the next attempt
    this.timeout = timeout;
    this.clock = clock;
    this.epochs = epochs;
    this.resources =
        ClientResources.builder().commandLatencyRecorder(new CommandTimes(meter)).build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUED_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).tcpNoDelay(true).build())
            .build());
  }

  void start(Rebuild checked) {
    this.rebuild = checked;
    thread.start();
  }

  Optional<RedisSession> session() {
    return Optional.ofNullable(session);
  }

  RedisSession require() {
    return session().orElseThrow(() -> new UnavailableException("Redis is away"));
  }

  /** Whether Redis has answered within this time, also on a session that is gone. */
  boolean hasAnsweredWithin(Duration time) {
    return System.nanoTime() - lastAnswer < time.toNanos();
  }

  Optional<UnsuitableRedisException> unsuitable() {
    return Optional.ofNullable(unsuitable);
  }

  /** Commands for what is large or may wait. */
  RedisAsyncCommands<String, String> bulk() {
    return require().bulk();
  }

  /** Has the session checked again: a script found another epoch than this instance believes. */
  void doubt() {
    wakeUp.release();
  }

  private void run() {
    while (!closed) {
      try (RedisSession opened = RedisSession.open(client, uri, timeout)) {
        RedisServer.check(opened);
        serve(opened);
      } catch (InterruptedException e) {
        return;
      } catch (Throwable e) { // an Error too must not end the only thread that reconnects
        report(e);
      } finally {
        session = null;
        epochs.doubtAll();
      }
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
    }
  }

  private void serve(RedisSession opened) throws InterruptedException, TimeoutException {
    boolean wasWhole = false;
    while (!closed && opened.isOpen()) {
      beat(opened);
      session = opened;
      boolean whole = rebuild != null && rebuild.verify(opened);
      if (whole && !wasWhole) {
        tellWhole(opened);
      }
      wasWhole = whole;
      waitForDoubt(whole ? HEARTBEAT : STEP_PAUSE);
    }
    if (!closed) {
      throw new UnavailableException("Redis closed the connection");
    }
  }

  /** The first time is the start, which is told elsewhere. */
  private void tellWhole(RedisSession opened) {
    if (verifiedOnce || !lastFailure.isEmpty()) {
      log.info("Redis {} is connected and its state verified", opened.version());
    }
    verifiedOnce = true;
    lastFailure = "";
  }

  /** Finds a connection that swallows everything, and keeps the clock. */
  private void beat(RedisSession opened) {
    var time = opened.await(opened.decisions().async().time());
    clock.observe(Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1)));
    opened.await(opened.bulk().ping());
    lastAnswer = System.nanoTime();
  }

  /** Waits for that long, or less if somebody doubts. */
  private void waitForDoubt(Duration pause) throws InterruptedException {
    if (wakeUp.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
      wakeUp.drainPermits();
    }
  }

  /** Once per cause, not once per attempt. */
  private void report(Throwable failure) {
    askedAgain = !askedAgain && RedisServer.mayHaveLostItsReason(failure);
    if (askedAgain) {
      return;
    }
    String cause = RedisServer.describe(failure);
    unsuitable = RedisServer.unsuitable(failure).orElse(null);
    boolean endsTheStart = unsuitable != null && !verifiedOnce;
    if (!cause.equals(lastFailure) && !closed && !endsTheStart) {
      log.warn("Redis is away, selling waits for it: {}", cause);
    }
    lastFailure = cause;
  }

  @Override
  public void close() {
    closed = true;
    doubt();
    try {
      thread.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
    boolean _ =
        resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
