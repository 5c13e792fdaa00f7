package boxoffice;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import boxoffice.lab.Breakables;
import boxoffice.postgres.DatabaseSettings;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * The PostgreSQL and the Redis to work with: the given ones, and embedded ones in place of those
 * that are not given.
 */
final class Servers implements AutoCloseable {
  private final Config config;
  private final Optional<EmbeddedPostgres> postgres;
  private final Optional<EmbeddedRedis> redis;

  private Servers(
      Config config, Optional<EmbeddedPostgres> postgres, Optional<EmbeddedRedis> redis) {
    this.config = config;
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Starts what is not given, both at once.
   *
   * @throws boxoffice.embedded.EmbeddedServerException when a server can't be started; the message
   *     says what to do
   */
  static Servers start(Config config) {
    CompletableFuture<Optional<EmbeddedPostgres>> postgres =
        CompletableFuture.supplyAsync(
            () ->
                config.databaseUrl().isPresent()
                    ? Optional.empty()
                    : Optional.of(EmbeddedPostgres.start(config.dataDir())),
            thread("start-postgresql"));
    CompletableFuture<Optional<EmbeddedRedis>> redis =
        CompletableFuture.supplyAsync(
            () ->
                config.redisUrl().isPresent()
                    ? Optional.empty()
                    : Optional.of(EmbeddedRedis.start(config.dataDir())),
            thread("start-redis"));
    try {
      CompletableFuture.allOf(postgres, redis).join();
      return new Servers(config, postgres.join(), redis.join());
    } catch (CompletionException e) {
      closeIfStarted(postgres);
      closeIfStarted(redis);
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Executor thread(String name) {
    return task -> Thread.ofPlatform().name(name).start(task);
  }

  private static <T extends AutoCloseable> void closeIfStarted(
      CompletableFuture<Optional<T>> starting) {
    if (!starting.isCompletedExceptionally()) {
      starting.join().ifPresent(Servers::close);
    }
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("an embedded server did not stop", e);
    }
  }

  DatabaseSettings database() {
    return postgres
        .map(server -> config.database(server.jdbcUrl(), server.user(), server.password()))
        .orElseGet(
            () ->
                config.database(
                    config.databaseUrl().orElseThrow(),
                    config.databaseBounds().user(),
                    config.databaseBounds().password()));
  }

  String redisUrl() {
    return redis.map(EmbeddedRedis::url).orElseGet(() -> config.redisUrl().orElseThrow());
  }

  /** Those that we started, and may therefore break. */
  Breakables breakables() {
    return new Breakables(postgres, redis);
  }

  boolean databaseIsEmbedded() {
    return postgres.isPresent();
  }

  @Override
  public void close() {
    CompletableFuture.allOf(
            CompletableFuture.runAsync(
                () -> postgres.ifPresent(Servers::close), thread("stop-postgresql")),
            CompletableFuture.runAsync(() -> redis.ifPresent(Servers::close), thread("stop-redis")))
        .join();
  }
}
