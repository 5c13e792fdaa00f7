package boxoffice.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {
  /** One for all tests, since unpacking and initdb take seconds. */
  @TempDir(factory = BelowTarget.class)
  static Path directory;

  @AfterEach
  void noProcessIsLeft() throws IOException {
    assertEquals(List.of(), new OwnProcesses(directory.toRealPath()).alive());
  }

  @Test
  void dataSurvivesCloseAndStart() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      Clients.execute(postgres, "create table kept_over_close as select 1 as ticket");
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      assertEquals("1", Clients.query(postgres, "select ticket from kept_over_close"));
    }
  }

  @Test
  void dataSurvivesKillNineAndThePortStays() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      String url = postgres.jdbcUrl();
      Clients.execute(postgres, "create table kept_over_kill as select 1 as ticket");
      postgres.kill();
      assertThrows(SQLException.class, () -> Clients.query(postgres, "select 1"));
      postgres.start();
      assertEquals(url, postgres.jdbcUrl());
      assertEquals("1", Clients.query(postgres, "select ticket from kept_over_kill"));
    }
  }

  @Test
  void stopAndStartKeepPortAndData() throws SQLException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      String url = postgres.jdbcUrl();
      Clients.execute(postgres, "create table kept_over_stop as select 1 as ticket");
      postgres.stop();
      postgres.stop();
      postgres.start();
      postgres.start();
      assertEquals(url, postgres.jdbcUrl());
      assertEquals("1", Clients.query(postgres, "select ticket from kept_over_stop"));
    }
  }

  @Test
  void itsSettingsAreDurableAndItListensOnLoopbackOnly() throws SQLException {
    Map<String, String> wanted =
        Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "100",
            "server_encoding", "UTF8",
            "unix_socket_directories", "",
            "listen_addresses", "127.0.0.1");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      for (Map.Entry<String, String> setting : wanted.entrySet()) {
        assertEquals(
            setting.getValue(),
            Clients.query(postgres, "show " + setting.getKey()),
            setting.getKey());
      }
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      SQLException refused =
          assertThrows(
              SQLException.class,
              () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"));
      assertEquals("28P01", refused.getSQLState());
    }
  }

  @Test
  void aStaleProcessIdThatBelongsToAnotherProgramByNowDoesNotMatter() throws Exception {
    Path processFile = directory.resolve("postgres/data/postmaster.pid");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      String written = Files.readString(processFile);
      postgres.kill();
      long ours = ProcessHandle.current().pid();
      Files.writeString(processFile, written.replaceFirst("^\\d+", Long.toString(ours)));
      postgres.start();
      assertEquals("1", Clients.query(postgres, "select 1"));
    }
  }

  @Test
  void wrongPermissionsOfTheDataAreSetRight() throws Exception {
    EmbeddedPostgres.start(directory).close();
    for (String name : List.of("postgres", "postgres/data")) {
      Files.setPosixFilePermissions(
          directory.resolve(name), PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      assertEquals("1", Clients.query(postgres, "select 1"));
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedInOneSentence() throws Exception {
    EmbeddedPostgres.start(directory).close();
    Path version = directory.resolve("postgres/data/PG_VERSION");
    String written = Files.readString(version);
    Files.writeString(version, "17\n");
    try {
      String message = refusal();
      assertTrue(message.contains("PostgreSQL 17 and this is 18"), message);
    } finally {
      Files.writeString(version, written);
    }
  }

  @Test
  void aLostPasswordIsSaidInOneSentence() throws Exception {
    EmbeddedPostgres.start(directory).close();
    Path password = directory.resolve("postgres/password");
    Path away = Files.move(password, directory.resolve("password"));
    try {
      String message = refusal();
      assertTrue(message.contains("password is missing"), message);
    } finally {
      Files.move(away, password);
    }
  }

  @Test
  void anUnpackingThatWasCutOffIsDoneAgain() throws Exception {
    EmbeddedPostgres.start(directory).close();
    Path program = programOf(directory.resolve("postgres"));
    Files.move(program, program.resolveSibling(program.getFileName() + ".new"));
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      assertEquals("1", Clients.query(postgres, "select 1"));
    }
  }

  private static Path programOf(Path serverDirectory) throws IOException {
    try (var programs = Files.newDirectoryStream(serverDirectory, "program-*")) {
      return programs.iterator().next();
    }
  }

  private static String refusal() {
    return assertThrows(EmbeddedServerException.class, () -> EmbeddedPostgres.start(directory))
        .getMessage();
  }
}
