package boxoffice.embedded;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process of its own with both servers, to be killed or interrupted by a test. */
final class ServersInChild {
  static final String READY = "both servers are ready";
  static final String STILL_ANSWERING = "both servers still answer";
  static final String GONE = "a server is gone";
  static final String CLOSED = "both servers are closed";

  /** Long enough for a server that was told to end, too, to stop answering. */
  private static final Duration WATCHED = Duration.ofMillis(700);

  private ServersInChild() {}

  /** Takes the directory and, optionally, what to keep in both servers. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    EmbeddedRedis redis = EmbeddedRedis.start(directory);
    EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> watchAndClose(postgres, redis)));
    if (arguments.length > 1) {
      Clients.execute(postgres, "create table kept as select '" + arguments[1] + "' as what");
      Clients.redis(redis, commands -> commands.set("kept", arguments[1]));
    }
    System.out.println(READY);
    new CountDownLatch(1).await();
  }

  private static void watchAndClose(EmbeddedPostgres postgres, EmbeddedRedis redis) {
    boolean gone = Waiting.until(WATCHED, () -> !(answers(postgres) && answers(redis)));
    System.out.println(gone ? GONE : STILL_ANSWERING);
    postgres.close();
    redis.close();
    System.out.println(CLOSED);
  }

  private static boolean answers(EmbeddedPostgres postgres) {
    try {
      return Clients.query(postgres, "select 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean answers(EmbeddedRedis redis) {
    return new RedisProbe(redis.port(), redis.directory.password()).isReady();
  }
}
