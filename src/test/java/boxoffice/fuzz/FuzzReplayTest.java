package boxoffice.fuzz;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fuzz target began with, and all that one ever found, is read right. */
class FuzzReplayTest {
  static List<FuzzTarget> targets() {
    return FuzzTarget.all();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whatIsKeptIsReadRight(FuzzTarget target) {
    List<Path> kept = target.keptInputs();
    assertFalse(kept.isEmpty(), "no seeds in " + target.kept());
    assertAll(target.name(), kept.stream().map(file -> replay(target, file)));
  }

  /** A name that is told is that of a file, so that a finding is easily found again. */
  private static Executable replay(FuzzTarget target, Path file) {
    return () -> {
      try {
        target.run(Files.readAllBytes(file));
      } catch (Throwable e) {
        throw new AssertionError(file + ": " + e, e);
      }
    };
  }

  @Test
  void nothingIsKeptForATargetThatIsGone() throws IOException {
    Set<String> names =
        targets().stream().map(FuzzTarget::name).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(names, directories(targets().getFirst().kept().getParent()));
  }

  private static Set<String> directories(Path parent) {
    try (Stream<Path> directories = Files.list(parent)) {
      return directories
          .map(Path::getFileName)
          .map(Path::toString)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
