package boxoffice.redis;

import boxoffice.reservation.UnavailableException;
import io.lettuce.core.RedisCommandExecutionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what the Redis we talk to is able and has been set to promise. */
final class RedisServer {
  private static final Set<String> REASONLESS =
      Set.of("RedisHandshakeHandler not registered", "Connection closed prematurely");

  private static final Logger log = LoggerFactory.getLogger(RedisServer.class);

  /** Two numbers, and behind them whatever tells releases of one kind apart. */
  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:[.-][ -~]*)?");

  private static final int OLDEST_MAJOR = 6;
  private static final int OLDEST_MINOR = 2;

  private RedisServer() {}

  /**
   * Warns of settings that are weaker than what we promise.
   *
   * @throws UnsuitableRedisException when this Redis would quietly forget reservations, or is too
   *     old
   */
  static void check(RedisSession session) {
    requireVersion(session.version());
    Map<String, String> settings;
    try {
      settings = settings(session);
    } catch (UnavailableException e) {
      log.warn(
          "Redis does not tell its settings ({}): whether it keeps what it promises is unknown",
          describe(e));
      return;
    }
    requireNoEviction(settings.getOrDefault("maxmemory-policy", "noeviction"));
    List<String> weak = weaknesses(settings);
    if (!weak.isEmpty()) {
      log.warn("Redis is set to promise less than Box Office does: {}", String.join("; ", weak));
    }
  }

  static Map<String, String> settings(RedisSession session) {
    Map<String, String> settings = new HashMap<>();
    Stream.of("appendonly", "appendfsync", "maxmemory-policy")
        .map(session.bulk()::configGet)
        .toList() // all are asked before any is waited for
        .forEach(answer -> settings.putAll(session.await(answer)));
    return settings;
  }

  static void requireVersion(String version) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      throw new UnsuitableRedisException(
          "REDIS_URL: Redis tells no version that begins with a number, 6.2 or newer is needed");
    }
    int major = Integer.parseInt(numbers.group(1));
    int minor = numbers.group(2) == null ? 0 : Integer.parseInt(numbers.group(2));
    if (major < OLDEST_MAJOR || (major == OLDEST_MAJOR && minor < OLDEST_MINOR)) {
      throw new UnsuitableRedisException(
          "REDIS_URL: Redis " + numbers.group() + " is too old, 6.2 or newer is needed");
    }
  }

  private static void requireNoEviction(String policy) {
    if (policy.startsWith("allkeys-")) {
      throw new UnsuitableRedisException(
          "REDIS_URL: maxmemory-policy is "
              + policy
              + ", with which Redis quietly forgets reservations; set it to noeviction");
    }
  }

  /** What could be lost with these settings, one sentence's part each. */
  static List<String> weaknesses(Map<String, String> settings) {
    List<String> weak = new ArrayList<>();
    if (!"yes".equals(settings.get("appendonly"))) {
      weak.add(
          "appendonly is off, so a crash of Redis and of this process at once loses what PostgreSQL"
              + " does not have yet");
    } else if (!"always".equals(settings.get("appendfsync"))) {
      weak.add(
          "appendfsync is "
              + settings.get("appendfsync")
              + ", so a crash of Redis and of this process at once loses its last moment of sales");
    }
    String policy = settings.getOrDefault("maxmemory-policy", "noeviction");
    if (!"noeviction".equals(policy)) {
      weak.add("maxmemory-policy is " + policy + ", noeviction is meant");
    }
    return weak;
  }

  /** Whether waiting would not help: this Redis is the wrong one, or does not let us in. */
  static Optional<UnsuitableRedisException> unsuitable(Throwable failure) {
    if (failure instanceof UnsuitableRedisException already) {
      return Optional.of(already);
    }
    String message = describe(failure);
    return Stream.of("WRONGPASS", "NOAUTH", "NOPERM", "ERR AUTH", "ERR Client sent AUTH")
            .anyMatch(message::startsWith)
        ? Optional.of(new UnsuitableRedisException("REDIS_URL: Redis lets us not in: " + message))
        : Optional.empty();
  }

  /**
   * Whether the connection ended before Lettuce listened for why, which happens when Redis refuses
   * at once: the next attempt may say.
   */
  static boolean mayHaveLostItsReason(Throwable failure) {
    return REASONLESS.contains(describe(failure));
  }

  /** The innermost message: Lettuce wraps what Redis or the network said. */
  static String describe(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null && !(innermost instanceof RedisCommandExecutionException)) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }
}
