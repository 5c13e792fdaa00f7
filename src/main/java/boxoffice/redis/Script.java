package boxoffice.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.ValueOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script, sent by its digest; in full where Redis does not know it (yet, or after SCRIPT
 * FLUSH): nothing ran then.
 */
final class Script {
  private final String body;
  private final Supplier<? extends CommandOutput<String, String, ?>> output;
  private @Nullable String digest;

  private Script(String body, Supplier<? extends CommandOutput<String, String, ?>> output) {
    this.body = body;
    this.output = output;
  }

  /** A script that answers with a list. */
  static Script ofList(String name) {
    return new Script(read(name), () -> new NestedMultiOutput<>(StringCodec.UTF8));
  }

  /** A script that answers with one word. */
  static Script ofWord(String name) {
    return new Script(read(name), () -> new ValueOutput<>(StringCodec.UTF8));
  }

  <T> CompletionStage<T> run(
      RedisAsyncCommands<String, String> redis, String[] keys, String... arguments) {
    return run(redis, keys, args -> args.addValues(arguments));
  }

  /**
   * With arguments that are added one by one, which for numbers and for words of ASCII costs less.
   */
  <T> CompletionStage<T> run(
      RedisAsyncCommands<String, String> redis,
      String[] keys,
      Consumer<CommandArgs<String, String>> arguments) {
    var input = new Input(List.of(keys), arguments);
    return inFullIfUnknown(redis, input, send(redis, CommandType.EVALSHA, digest(redis), input));
  }

  /**
   * Several times in one write to the connection, so that Redis reads the calls together.
   *
   * @return the answer to each, in their order
   */
  <T> List<CompletionStage<T>> runTogether(
      StatefulRedisConnection<String, String> connection, List<Input> inputs) {
    RedisAsyncCommands<String, String> redis = connection.async();
    List<? extends CompletionStage<T>> sent = sendTogether(connection, digest(redis), inputs);
    return IntStream.range(0, inputs.size())
        .mapToObj(i -> inFullIfUnknown(redis, inputs.get(i), sent.get(i)))
        .toList();
  }

  private <T> List<? extends CompletionStage<T>> sendTogether(
      StatefulRedisConnection<String, String> connection, String digest, List<Input> inputs) {
    try {
      List<AsyncCommand<String, String, T>> commands =
          inputs.stream()
              .map(
                  input ->
                      new AsyncCommand<>(
                          new Command<>(
                              CommandType.EVALSHA, this.<T>newOutput(), words(digest, input))))
              .toList();
      connection.dispatch(commands);
      return commands;
    } catch (RuntimeException | Error e) { // as in send
      return Collections.nCopies(inputs.size(), CompletableFuture.<T>failedStage(e));
    }
  }

  private <T> CompletionStage<T> inFullIfUnknown(
      RedisAsyncCommands<String, String> redis, Input input, CompletionStage<T> sent) {
    return sent.exceptionallyCompose(
        failure ->
            cause(failure) instanceof RedisNoScriptException
                ? send(redis, CommandType.EVAL, body, input)
                : CompletableFuture.failedStage(cause(failure)));
  }

  /** A closed connection may also answer by throwing. */
  private <T> CompletionStage<T> send(
      RedisAsyncCommands<String, String> redis, CommandType command, String script, Input input) {
    try {
      return redis.dispatch(command, this.<T>newOutput(), words(script, input));
    } catch (RuntimeException | Error e) { // whoever waits for the stage must be told
      return CompletableFuture.failedStage(e);
    }
  }

  private static CommandArgs<String, String> words(String script, Input input) {
    var words =
        new CommandArgs<>(StringCodec.UTF8)
            .addValue(script)
            .add(input.keys.size())
            .addKeys(input.keys);
    input.arguments.accept(words);
    return words;
  }

  @SuppressWarnings("unchecked") // What a script answers with is known to who calls it.
  private <T> CommandOutput<String, String, T> newOutput() {
    return (CommandOutput<String, String, T>) output.get();
  }

  private synchronized String digest(RedisAsyncCommands<String, String> redis) {
    if (digest == null) {
      digest = redis.digest(body);
    }
    return digest;
  }

  /** What a future wraps. */
  static Throwable cause(Throwable failure) {
    boolean isWrapping =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return isWrapping && failure.getCause() != null ? failure.getCause() : failure;
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

  /** What one call brings along: its keys, and what adds its arguments. */
  record Input(List<String> keys, Consumer<CommandArgs<String, String>> arguments) {}
}
