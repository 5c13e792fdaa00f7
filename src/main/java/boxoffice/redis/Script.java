package boxoffice.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script, sent by its digest; in full where Redis does not know it (yet, or after SCRIPT
 * FLUSH): nothing ran then.
 */
final class Script {
  private final String body;
  private final ScriptOutputType output;
  private @Nullable String digest;

  private Script(String body, ScriptOutputType output) {
    this.body = body;
    this.output = output;
  }

  /** A script that answers with a list. */
  static Script ofList(String name) {
    return new Script(read(name), ScriptOutputType.MULTI);
  }

  /** A script that answers with one word. */
  static Script ofWord(String name) {
    return new Script(read(name), ScriptOutputType.VALUE);
  }

  <T> CompletionStage<T> run(
      RedisScriptingAsyncCommands<String, String> redis, String[] keys, String... arguments) {
    return send(() -> redis.<T>evalsha(digest(redis), output, keys, arguments))
        .exceptionallyCompose(
            failure ->
                cause(failure) instanceof RedisNoScriptException
                    ? send(() -> redis.eval(body, output, keys, arguments))
                    : CompletableFuture.failedStage(cause(failure)));
  }

  /** A closed connection may also answer by throwing. */
  private static <T> CompletionStage<T> send(Supplier<CompletionStage<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private synchronized String digest(RedisScriptingAsyncCommands<String, String> redis) {
    if (digest == null) {
      digest = redis.digest(body);
    }
    return digest;
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static String read(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no script " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
