package boxoffice.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** What is done to whole directories. */
final class FileTree {
  private FileTree() {}

  static void deleteMatching(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> matches = Files.newDirectoryStream(directory, glob)) {
      for (Path match : matches) {
        delete(match);
      }
    }
  }

  /** Renames it within its directory, for good: a crash of the machine does not undo it. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /** Deletes it with all that is in it; symbolic links are not followed. */
  static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
