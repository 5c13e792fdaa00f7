package boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a hand-written file that each run writes anew, between two marker lines. */
final class MeasuredPart {
  static final String BEGIN = "<!-- measured: begin -->\n";
  static final String END = "<!-- measured: end -->\n";

  private final Path file;
  private final String before;
  private final String after;

  private MeasuredPart(Path file, String before, String after) {
    this.file = file;
    this.before = before;
    this.after = after;
  }

  static MeasuredPart of(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalStateException(
          "The results go into %s, between the lines %s and %s, and they aren't there."
              .formatted(file, BEGIN.strip(), END.strip()));
    }
    return new MeasuredPart(file, text.substring(0, begin + BEGIN.length()), text.substring(end));
  }

  void replace(String text) throws IOException {
    Files.writeString(file, before + "\n" + text + "\n" + after);
  }
}
