package boxoffice.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.Promised;
import boxoffice.TestWorld;
import boxoffice.reservation.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  private TestWorld world;

  @BeforeEach
  void open() {
    world = TestWorld.fresh();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void fourInstancesAtOnceBringAnEmptyDatabaseUpToDate() throws Exception {
    Callable<Boolean> instance =
        () -> {
          try (var database = new Database(TestDatabase.patient(world))) {
            new Migrations(database, TestDatabase.patient(world)).run();
            return true;
          }
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> each : executor.invokeAll(Collections.nCopies(4, instance))) {
        assertTrue(each.get());
      }
    }
    assertEquals(1, world.number("select count(*) from partitioning"));
    try (Stream<Path> migrations = Files.list(Path.of("sql"))) {
      assertEquals(
          migrations.count(),
          world.number("select count(*) from flyway_schema_history where version is not null"));
    }
  }

  @Test
  void aDatabaseWithAnotherNumberOfPartitionsIsRefused() {
    run(TestDatabase.settings(world));
    world.sql().execute("alter table partitioning drop constraint partitioning_constant");
    world.sql().execute("update partitioning set partitions = 32");
    assertUnsuitable("DATABASE_URL: this database has 32 partitions", TestDatabase.settings(world));
  }

  @Test
  void aMissingDatabaseIsSaidInOneLine() {
    DatabaseSettings right = TestDatabase.settings(world);
    assertUnsuitable(
        "DATABASE_URL",
        TestDatabase.settings(right.url().replaceFirst("/boxoffice_test", "/no_such"), world));
  }

  @Test
  void aWrongPasswordIsSaidInOneLine() {
    world.sql().execute("create role stranger login password 'right'");
    try {
      assertUnsuitable(
          "DATABASE_PASSWORD",
          TestDatabase.settings(TestDatabase.settings(world).url(), "stranger", "wrong"));
    } finally {
      world.sql().execute("drop role stranger");
    }
  }

  @Test
  void aServerThatIsAwayIsNoMistake() {
    DatabaseSettings nowhere = TestDatabase.settings("jdbc:postgresql://127.0.0.1:1/none", world);
    assertThrows(UnavailableException.class, () -> run(nowhere));
  }

  private static void assertUnsuitable(String setting, DatabaseSettings settings) {
    var failure =
        assertTimeout(
            Promised.atMost(Duration.ofSeconds(2)),
            () -> assertThrows(UnsuitableDatabaseException.class, () -> run(settings)));
    String line = String.valueOf(failure.getMessage());
    assertTrue(line.contains(setting), line);
    assertFalse(line.contains("\n"), line);
  }

  private static void run(DatabaseSettings settings) {
    try (var database = new Database(settings)) {
      new Migrations(database, settings).run();
    }
  }
}
