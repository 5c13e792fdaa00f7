package boxoffice.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What another process keeps under its DATA_DIR, for tests that look in from outside. */
public final class DataDirectory {
  private final Path path;

  public DataDirectory(Path path) {
    try {
      this.path = path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<ProcessHandle> servers() {
    return new OwnProcesses(path).alive();
  }

  /** Has the servers stand still, all their processes, as kill -STOP does. */
  public void stopServers() {
    signal("-STOP");
    signal("-STOP"); // what one of them had just started
  }

  /** Ends {@link #stopServers}. */
  public void continueServers() {
    signal("-CONT");
  }

  private void signal(String signal) {
    List<String> command = new ArrayList<>(List.of("kill", signal));
    servers().forEach(server -> command.add(Long.toString(server.pid())));
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException(command + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public void killServers() {
    new OwnProcesses(path).kill();
  }

  /** How to log in to the PostgreSQL that runs on the port written down there. */
  public String jdbcUrl() {
    try {
      String port = Files.readAllLines(path.resolve("postgres/data/postmaster.pid")).get(3);
      String password = Files.readString(path.resolve("postgres/password")).strip();
      return "jdbc:postgresql://127.0.0.1:%s/postgres?user=%s&password=%s"
          .formatted(port.strip(), PostgresCluster.USER, password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static int freePort() {
    return FreePort.choose();
  }
}
