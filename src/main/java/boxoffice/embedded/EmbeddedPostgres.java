package boxoffice.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A durable PostgreSQL server of our own, with its data under a directory that outlives it. */
public final class EmbeddedPostgres extends EmbeddedServer {
  private final PostgresCluster cluster;

  private EmbeddedPostgres(ServerDirectory directory, Program program) {
    super("PostgreSQL", directory, program);
    this.cluster = new PostgresCluster(directory, program);
  }

  /** Starts the server whose data is in the directory {@code postgres} under the one given. */
  public static EmbeddedPostgres start(Path dataDirectory) {
    String resource = Platform.current().postgresResource();
    return startIn(
        ServerDirectory.open(dataDirectory, "postgres"),
        new Program.Source(resource, "bin/postgres", PostgresArchive::unpack),
        EmbeddedPostgres::new);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
  }

  public String user() {
    return PostgresCluster.USER;
  }

  public String password() {
    return directory.password();
  }

  @Override
  void prepare() throws IOException {
    cluster.prepare();
  }

  @Override
  Optional<String> launch(int port) throws IOException {
    cluster.forgetDeadProcess();
    return cluster.start(port);
  }

  @Override
  void askToStop() {
    boolean asked =
        cluster.recordedProcess().filter(processes::isOurs).map(cluster::askToStop).orElse(false);
    if (!asked) {
      processes.kill();
    }
  }
}
