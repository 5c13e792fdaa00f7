package boxoffice.bench;

import boxoffice.embedded.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All processes of a run: the servers, and what is measured on them. */
final class Stage implements AutoCloseable {
  private final BenchSettings settings;
  private final Path directory;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Thread atExit = new Thread(this::endAll, "end-of-bench");
  private final BenchPostgres postgres;
  private final BenchRedis redis;
  private final SubjectLaunch launch;
  private final Map<Contender, Subject> subjects = new EnumMap<>(Contender.class);
  private Optional<RedisAlone> redisAlone = Optional.empty();
  private Optional<InsertAlone> insertAlone = Optional.empty();

  private Stage(BenchSettings settings, Path directory) {
    this.settings = settings;
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(atExit);
    this.postgres = opened(BenchPostgres.start(emptyDirectory("for-postgres")));
    this.redis = opened(BenchRedis.start(emptyDirectory("for-redis")));
    this.launch = new SubjectLaunch(settings, postgres, redis, emptyDirectory("logs"));
  }

  /** Starts PostgreSQL, Redis and the product in an emptied directory. */
  static Stage open(BenchSettings settings, Path where) {
    try {
      Path directory = Files.createDirectories(where).toRealPath();
      new DataDirectory(directory).killServers();
      deleteAllIn(directory);
      Stage stage = new Stage(settings, directory);
      try {
        stage.product();
        stage.fill();
        return stage;
      } catch (RuntimeException e) {
        stage.close();
        throw e;
      }
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

  /** The product has made the tables. */
  private void fill() {
    Events.addUsers(postgres, 1, settings.users());
  }

  BenchSettings settings() {
    return settings;
  }

  BenchPostgres postgres() {
    return postgres;
  }

  BenchRedis redis() {
    return redis;
  }

  SubjectLaunch launch() {
    return launch;
  }

  Events events() {
    return new Events(postgres);
  }

  Subject product() {
    return subject(Contender.RESERVE);
  }

  /** The server that is asked when this is measured; started at its first use. */
  Subject subject(Contender contender) {
    Contender whose =
        switch (contender) {
          case CEILING, ROW_LOCK, CONDITIONAL_UPDATE -> contender;
          default -> Contender.RESERVE;
        };
    return subjects.computeIfAbsent(whose, this::start);
  }

  private Subject start(Contender contender) {
    Subject subject =
        opened(
            switch (contender) {
              case CEILING -> launch.baseline(BaselineServer.Kind.CEILING);
              case ROW_LOCK -> launch.baseline(BaselineServer.Kind.ROW_LOCK);
              case CONDITIONAL_UPDATE -> launch.baseline(BaselineServer.Kind.CONDITIONAL_UPDATE);
              default -> launch.product();
            });
    subject.awaitReady();
    return subject;
  }

  /** Ends what is measured; the next use starts it anew. */
  void endSubjects() {
    subjects
        .values()
        .forEach(
            subject -> {
              synchronized (opened) {
                opened.remove(subject);
              }
              subject.close();
            });
    subjects.clear();
  }

  RedisAlone redisAlone() {
    if (redisAlone.isEmpty()) {
      var alone = new RedisAlone(BenchRedis.start(emptyDirectory("for-redis-alone")));
      redisAlone = Optional.of(opened(alone));
    }
    return redisAlone.get();
  }

  InsertAlone insertAlone() {
    if (insertAlone.isEmpty()) {
      insertAlone = Optional.of(InsertAlone.in(postgres, settings.users()));
    }
    return insertAlone.get();
  }

  Path directory() {
    return directory;
  }

  /** A directory of a server's own, which everyone may enter: PostgreSQL runs as nobody. */
  Path emptyDirectory(String name) {
    try {
      return Files.createDirectory(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Is closed before all that was opened before it. */
  <T extends AutoCloseable> T opened(T one) {
    synchronized (opened) {
      opened.push(one);
    }
    return one;
  }

  @Override
  public void close() {
    endAll();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void endAll() {
    synchronized (opened) {
      while (!opened.isEmpty()) {
        AutoCloseable one = opened.pop();
        try {
          one.close();
        } catch (Exception e) {
          System.err.println("bench: could not end " + one + ": " + e);
        }
      }
    }
  }
}
