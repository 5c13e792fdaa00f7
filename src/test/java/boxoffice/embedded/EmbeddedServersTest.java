package boxoffice.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What both servers do when the process that started them is killed, interrupted or copied. */
@Timeout(60)
class EmbeddedServersTest {
  @TempDir(factory = BelowTarget.class)
  static Path directory;

  @AfterEach
  void noProcessIsLeft() throws IOException {
    assertEquals(List.of(), new OwnProcesses(directory.toRealPath()).alive());
  }

  @Test
  void bothStartAtTheSameTime() throws Exception {
    var postgres = CompletableFuture.supplyAsync(() -> EmbeddedPostgres.start(directory));
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory)) {
      assertEquals("PONG", Clients.redis(redis, commands -> commands.ping()));
      assertEquals("1", Clients.query(postgres.get(30, TimeUnit.SECONDS), "select 1"));
    } finally {
      postgres.get(30, TimeUnit.SECONDS).close();
    }
  }

  @Test
  void theServersOfAKilledProcessAreEndedAndTheirDataKept() throws Exception {
    Process child = start(childCommand("before the kill"));
    try (BufferedReader output = child.inputReader()) {
      assertEquals(ServersInChild.READY, output.readLine());
    } finally {
      child.destroyForcibly().waitFor();
    }
    OwnProcesses processes = new OwnProcesses(directory.toRealPath());
    List<ProcessHandle> orphans = processes.alive();
    assertTrue(orphans.size() >= 2, "both servers outlive a killed process");
    try (EmbeddedRedis redis = EmbeddedRedis.start(directory);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      assertTrue(orphans.stream().noneMatch(orphan -> processes.isOurs(orphan.pid())));
      assertEquals("before the kill", Clients.redis(redis, commands -> commands.get("kept")));
      assertEquals("before the kill", Clients.query(postgres, "select what from kept"));
    }
  }

  @Test
  void theServersOfALivingProcessAreRefusedInOneSentence() throws Exception {
    Process child = start(childCommand());
    try (BufferedReader output = child.inputReader()) {
      assertEquals(ServersInChild.READY, output.readLine());
      for (String message : List.of(refusalOfPostgres(), refusalOfRedis())) {
        assertTrue(message.contains("in use by another running Box Office"), message);
      }
      // Not by Process.destroy, which closes the output.
      child.toHandle().destroy();
      assertEquals(
          List.of(ServersInChild.STILL_ANSWERING, ServersInChild.CLOSED), output.readAllLines());
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void oneProcessDoesNotStartTwiceInOneDirectory() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      String owner =
          "in use by another running Box Office, process " + ProcessHandle.current().pid();
      assertTrue(refusalOfPostgres().contains(owner));
      assertEquals("1", Clients.query(postgres, "select 1"));
    }
  }

  @Test
  void anInterruptOfTheWholeProcessGroupLeavesTheServersToTheirOwner() throws Exception {
    List<String> command = new ArrayList<>();
    // The interrupt may be ignored where the tests run in the background: set it back.
    String lead = "use POSIX; POSIX::setsid(); $SIG{INT} = 'DEFAULT'; exec @ARGV";
    command.addAll(List.of("perl", "-e", lead));
    command.addAll(childCommand());
    Process child = start(command);
    try (BufferedReader output = child.inputReader()) {
      assertEquals(ServersInChild.READY, output.readLine());
      assertEquals(0, start(List.of("sh", "-c", "kill -INT -" + child.pid())).waitFor());
      assertEquals(
          List.of(ServersInChild.STILL_ANSWERING, ServersInChild.CLOSED), output.readAllLines());
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void aPortTakenBetweenChoiceAndStartIsToldFromAFailure() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory);
        EmbeddedRedis redis = EmbeddedRedis.start(directory);
        ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (EmbeddedServer server : List.of(postgres, redis)) {
        server.stop();
        assertFalse(server.startOn(other.getLocalPort()));
        server.start();
      }
      assertEquals("1", Clients.query(postgres, "select 1"));
      assertEquals("PONG", Clients.redis(redis, commands -> commands.ping()));
    }
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsSaidInOneSentence() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    for (Path path : List.of(file, file.resolve("below"))) {
      String message =
          assertThrows(EmbeddedServerException.class, () -> EmbeddedRedis.start(path)).getMessage();
      assertTrue(message.contains("set DATA_DIR to a directory"), message);
    }
  }

  @Test
  void aCommandThatHangsIsEnded() {
    Command.Result result =
        new Command(directory, List.of("sleep", "60")).run(Duration.ofMillis(50));
    assertFalse(result.succeeded());
  }

  private static String refusalOfPostgres() {
    return assertThrows(EmbeddedServerException.class, () -> EmbeddedPostgres.start(directory))
        .getMessage();
  }

  private static String refusalOfRedis() {
    return assertThrows(EmbeddedServerException.class, () -> EmbeddedRedis.start(directory))
        .getMessage();
  }

  private static List<String> childCommand(String... kept) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ServersInChild.class.getName(), directory.toString()));
    command.addAll(List.of(kept));
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
