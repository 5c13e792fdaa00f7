package boxoffice.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The data of one PostgreSQL server and the commands that are given to it. */
final class PostgresCluster {
  static final String USER = "boxoffice";

  /**
   * Given on the command line, which wins over every file. What clients did wrong is left out of
   * the log, since they are told anyway and the log would grow with it.
   */
  private static final String SETTINGS =
      " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
          + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
          + " -c max_connections=100 -c logging_collector=off"
          + " -c log_min_messages=log -c log_checkpoints=off";

  private final ServerDirectory directory;
  private final Program program;
  private final Unprivileged unprivileged;
  private final Path data;

  PostgresCluster(ServerDirectory directory, Program program) {
    this.directory = directory;
    this.program = program;
    this.unprivileged = Unprivileged.in(directory.path());
    this.data = directory.path().resolve("data");
  }

  /** Makes the data directory if there is none, else checks that this server can use it. */
  void prepare() throws IOException {
    if (!Files.exists(data)) {
      create();
    }
    checkVersion();
    if (!Files.exists(directory.path().resolve("password"))) {
      throw new EmbeddedServerException(
          "The file password is missing in "
              + directory.shown()
              + ": put it back, or set DATA_DIR to another directory.");
    }
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
  }

  private void create() throws IOException {
    if (directory.path().toString().matches(".*[\"`$\\\\\\n].*")) {
      throw new EmbeddedServerException(
          "PostgreSQL's tools would misread the \", $, ` or \\ in "
              + directory.path()
              + ": set DATA_DIR to a plainer path.");
    }
    FileTree.deleteMatching(directory.path(), "data.new");
    directory.password();
    unprivileged.own(directory.path());
    Command.Result result =
        tool(
                "initdb",
                "--pgdata=data.new",
                "--username=" + USER,
                "--pwfile=password",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions")
            .run(Bounds.COMMAND);
    if (!result.succeeded()) {
      throw new EmbeddedServerException(
          "Could not create the PostgreSQL data in "
              + directory.shown()
              + ": read what initdb said: "
              + result.output());
    }
    FileTree.rename(directory.path().resolve("data.new"), data);
  }

  private void checkVersion() throws IOException {
    Path file = data.resolve("PG_VERSION");
    String written = Files.exists(file) ? Files.readString(file).strip() : "unknown";
    String ours = program.version().split("\\.", 2)[0];
    if (!written.equals(ours)) {
      throw new EmbeddedServerException(
          "The data in "
              + directory.shown()
              + " was written by PostgreSQL "
              + written
              + " and this is "
              + ours
              + ": set DATA_DIR to another directory, or move the data with pg_dump.");
    }
  }

  /** Starts the server in a session of its own, and tells why that failed if it did. */
  Optional<String> start(int port) {
    unprivileged.own(directory.path());
    String seconds = Long.toString(Bounds.START.toSeconds());
    Command.Result result =
        tool(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                seconds,
                "-D",
                "data",
                "-l",
                "server.log",
                "-o",
                "-p " + port + SETTINGS)
            .run(Bounds.START.plus(Bounds.KILL));
    return result.succeeded() ? Optional.empty() : Optional.of(result.output());
  }

  /** Asks for the fast shutdown, which ends sessions and writes all down; whether that worked. */
  boolean askToStop(long postmaster) {
    return tool("pg_ctl", "kill", "INT", Long.toString(postmaster)).run(Bounds.KILL).succeeded();
  }

  /** The process id that the server wrote down at its last start. */
  Optional<Long> recordedProcess() {
    Path file = data.resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().findFirst().map(line -> Long.parseLong(line.strip()))
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Forgets the process id that a server left behind when it died. PostgreSQL would not start if
   * that id belonged to some other process by now, as it easily does after a reboot or in a
   * container, where ids are few.
   */
  void forgetDeadProcess() throws IOException {
    Optional<ProcessHandle> process = recordedProcess().flatMap(ProcessHandle::of);
    if (process.isEmpty()) {
      return;
    }
    if (process.get().info().command().orElse("").endsWith("/postgres")) {
      throw new EmbeddedServerException(
          "The data in "
              + directory.shown()
              + " may be in use by another PostgreSQL, process "
              + process.get().pid()
              + ": stop that one, or set DATA_DIR to another directory.");
    }
    Files.delete(data.resolve("postmaster.pid"));
  }

  private Command tool(String name, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = program.path("bin/" + name);
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return unprivileged.command(directory.path(), words);
  }
}
