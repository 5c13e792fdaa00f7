package boxoffice.redis;

import boxoffice.reservation.Deadline;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs the scripts by EVAL, as they stand in the resources, on the keys of one partition and one
 * event.
 */
final class ScriptRunner {
  static final String EPOCH = "run:epoch:one";
  static final long EVENT = 17;
  static final int PARTITION = 1;
  static final String VERIFIED = Keys.verified(PARTITION);
  static final String UNSAVED = Keys.unsaved(PARTITION);
  static final String BY_USER = Keys.unsavedByUser(PARTITION);
  static final String[] JOURNAL = {VERIFIED, UNSAVED, BY_USER};
  static final String EVENT_KEY = Keys.event(PARTITION, EVENT);
  static final String HOLDERS = Keys.holders(PARTITION, EVENT);
  static final String LOADING = Keys.loading(PARTITION, EVENT);

  private final RedisCommands<String, String> redis;

  ScriptRunner(RedisCommands<String, String> redis) {
    this.redis = redis;
  }

  /** An event on sale in {@link #EPOCH}. */
  static ScriptRunner onSale(RedisCommands<String, String> redis, int total) {
    redis.flushall();
    redis.set(VERIFIED, EPOCH);
    var scripts = new ScriptRunner(redis);
    scripts.load(EPOCH, total);
    return scripts;
  }

  void load(String epoch, int total) {
    redis.hset(EVENT_KEY, "epoch", epoch);
    redis.hset(EVENT_KEY, "name", "IU Concert");
    redis.hset(EVENT_KEY, "total", Integer.toString(total));
    redis.hset(EVENT_KEY, "version", "7");
  }

  /** One call to decide.lua; the answers without Redis's time. */
  List<List<Object>> decide(String epoch, int limit, List<Request> requests) {
    return call(epoch, limit, requests).stream().skip(1).map(ScriptRunner::words).toList();
  }

  List<Object> decide(Request request) {
    return decide(EPOCH, 1_000, List.of(request)).getFirst();
  }

  /** One request's answer as the product reads it. */
  Answer answer(Request request) {
    List<Object> answers = call(EPOCH, 1_000, List.of(request));
    Instant now = ChangeFormat.instant(Long.parseLong((String) answers.get(0)));
    return Answer.read(answers.get(1), request, now);
  }

  private List<Object> call(String epoch, int limit, List<Request> requests) {
    RedisClock clock = clock();
    var words =
        new CommandArgs<>(StringCodec.UTF8)
            .addValue(source("decide"))
            .add(JOURNAL.length)
            .addKeys(JOURNAL)
            .add(epoch)
            .add(limit);
    requests.forEach(request -> request.addTo(words, clock));
    return redis.dispatch(CommandType.EVAL, new NestedMultiOutput<>(StringCodec.UTF8), words);
  }

  @SuppressWarnings("unchecked")
  private static List<Object> words(Object answer) {
    return answer instanceof List<?> ? (List<Object>) answer : List.of(answer);
  }

  Request reserve(long user, long reservation) {
    return Request.reserve(
        EVENT, user, reservation, Optional.empty(), Deadline.after(Duration.ofMinutes(1)));
  }

  Request reserve(long user, long reservation, String keyDigest) {
    return Request.reserve(
        EVENT, user, reservation, Optional.of(keyDigest), Deadline.after(Duration.ofMinutes(1)));
  }

  Request lateReserve(long user, long reservation) {
    return Request.reserve(
        EVENT, user, reservation, Optional.empty(), Deadline.after(Duration.ZERO));
  }

  /** As far behind Redis's clock as this call takes. */
  private RedisClock clock() {
    var clock = new RedisClock();
    clock.observe(now());
    return clock;
  }

  /** Redis's clock, in microseconds. */
  long now() {
    List<String> time = redis.time();
    return Long.parseLong(time.get(0)) * 1_000_000 + Long.parseLong(time.get(1));
  }

  List<Object> list(String name, String[] keys, List<String> arguments) {
    return redis.eval(source(name), ScriptOutputType.MULTI, keys, arguments.toArray(String[]::new));
  }

  String word(String name, String[] keys, String... arguments) {
    return redis.eval(source(name), ScriptOutputType.VALUE, keys, arguments);
  }

  private static String source(String name) {
    try (InputStream in = ScriptRunner.class.getResourceAsStream(name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
