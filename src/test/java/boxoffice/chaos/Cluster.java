package boxoffice.chaos;

import boxoffice.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** PostgreSQL, Redis and the instances of a run, all of them processes of their own. */
final class Cluster implements AutoCloseable {
  /** With the one that joins in the middle of a rush. */
  static final int MOST_INSTANCES = 4;

  private final PostgresHost postgres;
  private final RedisHost redis;
  private final Stalls stalls = new Stalls();
  private final List<Instance> instances;
  private final Thread atExit = new Thread(this::endAll, "end-cluster");
  private final AtomicInteger count = new AtomicInteger();

  private Cluster(Path directory, Optional<Path> variant) throws IOException {
    Path absolute = Files.createDirectories(directory).toRealPath();
    new DataDirectory(absolute).killServers();
    deleteAllIn(absolute);
    Path postgresDirectory = Files.createDirectory(absolute.resolve("for-postgres"));
    Path redisDirectory = Files.createDirectory(absolute.resolve("for-redis"));
    this.postgres = new PostgresHost(postgresDirectory);
    this.redis = new RedisHost(redisDirectory);
    var launch =
        new Launch(
            Path.of(System.getProperty("boxoffice.jar", "target/boxoffice.jar")).toAbsolutePath(),
            variant,
            absolute,
            redis.url(),
            postgres.url(),
            postgres.user(),
            postgres.password());
    this.instances =
        IntStream.range(0, MOST_INSTANCES).mapToObj(i -> new Instance(i, launch, stalls)).toList();
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts the servers in an emptied directory, and no instance yet.
   *
   * @param variant what is put before the jar to break it, if anything
   */
  static Cluster start(Path directory, Optional<Path> variant) {
    try {
      return new Cluster(directory, variant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAllIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.delete(file);
        }
      }
    }
  }

  PostgresHost postgres() {
    return postgres;
  }

  RedisHost redis() {
    return redis;
  }

  Stalls stalls() {
    return stalls;
  }

  /** How many instances there are at the moment, dead ones that will come back included. */
  int count() {
    return count.get();
  }

  List<Instance> running() {
    return instances.subList(0, count());
  }

  Instance instance(int number) {
    return instances.get(number);
  }

  List<Integer> ports() {
    return instances.stream().map(Instance::port).toList();
  }

  /** Has so many instances run, and waits until they sell. */
  void arrange(int wanted) {
    while (count() > wanted) {
      leave("-TERM");
    }
    while (count() < wanted) {
      join();
    }
    running().forEach(Instance::start);
    running().forEach(Instance::awaitReady);
  }

  /** One more. */
  void join() {
    instances.get(count()).start();
    count.incrementAndGet();
  }

  /** The newest leaves for good. */
  void leave(String signal) {
    Instance newest = instances.get(count.decrementAndGet());
    newest.stop(signal);
    newest.forget();
  }

  @Override
  public void close() {
    endAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void endAll() {
    List<AutoCloseable> all = new ArrayList<>(instances);
    all.add(redis);
    all.add(postgres);
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        System.err.println("chaos: could not end " + one + ": " + e);
      }
    }
  }
}
