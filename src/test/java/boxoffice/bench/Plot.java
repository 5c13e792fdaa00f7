package boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A picture beside the report.
 *
 * @param svg nothing if what it shows was not measured
 */
record Plot(String file, String alternative, Optional<Svg> svg) {
  private static final String FOLDER = "bench";

  /** One of an earlier run does not stay. */
  void write(Path docs) throws IOException {
    Path folder = docs.resolve(FOLDER);
    if (svg.isEmpty()) {
      Files.deleteIfExists(folder.resolve(file));
      return;
    }
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(file), svg.get().toString());
  }

  /** What shows it in Markdown. */
  String reference() {
    return svg.isEmpty() ? "" : "![%s](%s/%s)\n\n".formatted(alternative, FOLDER, file);
  }
}
