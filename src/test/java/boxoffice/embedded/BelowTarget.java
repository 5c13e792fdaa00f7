package boxoffice.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Makes temporary directories that everyone may enter, with a space in their names. In those that
 * JUnit makes by itself, a PostgreSQL that root runs as nobody could not reach its data.
 */
final class BelowTarget implements TempDirFactory {
  @Override
  public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test)
      throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    Path directory = Files.createTempDirectory(target, "embedded servers ");
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
