package boxoffice.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs run to their end. */
class CommandTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Path program;
  private Command command;

  @BeforeEach
  void writeAProgram() throws IOException {
    program = directory.resolve("program");
    Files.writeString(program, "#!/bin/sh\necho hello\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    command = new Command(directory, List.of(program.toString()));
  }

  @Test
  void aProgramTellsWhatItPrinted() {
    assertEquals(new Command.Result(0, "hello"), command.run(BOUND));
  }

  @Test
  void aProgramThatIsOpenForWritingForAMomentIsWaitedFor() throws IOException {
    CompletableFuture<Command.Result> result;
    try (OutputStream _ = Files.newOutputStream(program, StandardOpenOption.APPEND)) {
      result = CompletableFuture.supplyAsync(() -> command.run(BOUND));
      assertThrows(TimeoutException.class, () -> result.get(200, TimeUnit.MILLISECONDS));
    }

    assertEquals(new Command.Result(0, "hello"), result.join());
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    var missing = new Command(directory, List.of(directory.resolve("missing").toString()));

    var refusal = assertThrows(EmbeddedServerException.class, () -> missing.run(BOUND));

    assertTrue(String.valueOf(refusal.getMessage()).contains("missing"), refusal::toString);
  }
}
