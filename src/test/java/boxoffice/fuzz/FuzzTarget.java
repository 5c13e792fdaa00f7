package boxoffice.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A class that tries one parser.
 *
 * @param className with its package
 */
record FuzzTarget(String className) {
  private static final String ENDING = "Fuzz.class";
  private static final Path KEPT = Path.of("src", "test", "resources", "boxoffice", "fuzz");

  /** All that there are among the compiled tests, by name. */
  static List<FuzzTarget> all() {
    Path classes = classes();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(ENDING))
          .map(file -> classes.relativize(file).toString())
          .map(file -> file.substring(0, file.length() - ".class".length()))
          .map(file -> new FuzzTarget(file.replace(file.contains("\\") ? '\\' : '/', '.')))
          .sorted((one, other) -> one.name().compareTo(other.name()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path classes() {
    try {
      return Path.of(FuzzTarget.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Without its package. */
  String name() {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Where its seeds and its former findings are. */
  Path kept() {
    return KEPT.resolve(name());
  }

  List<Path> keptInputs() {
    try (Stream<Path> files = Files.list(kept())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the fuzzer does. */
  void run(byte[] input) throws Throwable {
    Method method = Class.forName(className).getDeclaredMethod("fuzzerTestOneInput", byte[].class);
    method.setAccessible(true);
    try {
      method.invoke(null, (Object) input);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
