package boxoffice.bench;

import boxoffice.bench.Results.ClosedRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** How fast what was sold while PostgreSQL took no writes comes home, and how fast it could. */
final class BacklogDrain {
  private static final int BACKLOG = 1_000_000;
  private static final double UNTIL_DONE_SECONDS = 1_800;
  private static final double INSERT_SECONDS = 20;

  private final Stage stage;
  private final Collected collected;

  BacklogDrain(Stage stage, Collected collected) {
    this.stage = stage;
    this.collected = collected;
  }

  void run() {
    boolean quick = stage.settings().quick();
    int backlog = quick ? BACKLOG / 20 : BACKLOG;
    var run = new HttpRun(stage, this::withoutWrites, Contender.RESERVE);
    Job job = run.job(UNTIL_DONE_SECONDS).upTo(backlog);
    collected.figure(FigureNames.BACKLOG_DRAIN, backlog / run.run(job).lastRow(), "1/s");
    ClosedRun bare = stage.insertAlone().run(1, quick ? 2 : INSERT_SECONDS);
    collected.figure(FigureNames.BARE_INSERT, bare.answers() / bare.seconds(), "1/s");
  }

  /** Reads go on, and so does the sale. */
  private LoadResult withoutWrites(Job job, Load.Window window) {
    try (Connection connection = stage.postgres().connect();
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute("lock table reservation in exclusive mode");
      return new OwnLoad().run(job, window);
    } catch (SQLException e) {
      throw new BenchException("Writes can't be held up: " + e.getMessage(), e);
    }
  }
}
