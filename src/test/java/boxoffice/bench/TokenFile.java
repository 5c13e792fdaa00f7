package boxoffice.bench;

import boxoffice.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** The tokens of users 1, 2, 3 and so on, each in a line, for whoever makes the load. */
final class TokenFile {
  static final Path PATH = Path.of("target", "bench", "tokens.txt");

  private TokenFile() {}

  static void write(int users) {
    try {
      Files.write(PATH, LongStream.rangeClosed(1, users).mapToObj(TestTokens::ofUser).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[][] read() {
    try (var lines = Files.lines(PATH)) {
      return lines.map(line -> line.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
