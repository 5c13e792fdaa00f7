package boxoffice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What Dockerfile, compose.yaml and Makefile say, as a program reads it. */
final class ContainerFiles {
  private ContainerFiles() {}

  /** One instruction of a Dockerfile, its continued lines joined, without comments. */
  record Instruction(String name, String text) {
    /** The words of an instruction that is written as a list, with no shell to come between. */
    List<String> words() {
      return strings(yaml(text));
    }
  }

  static List<Instruction> dockerfile() {
    String text =
        read("Dockerfile")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .reduce("", (before, line) -> before + line + "\n")
            .replace("\\\n", " ");
    return text.lines().filter(line -> !line.isBlank()).map(ContainerFiles::instruction).toList();
  }

  /** The instructions of the image that is run: those from the last FROM on. */
  static List<Instruction> lastStage() {
    List<Instruction> all = dockerfile();
    int from = all.size() - 1;
    while (!all.get(from).name().equals("FROM")) {
      from--;
    }
    return all.subList(from, all.size());
  }

  static Instruction last(String name) {
    return lastStage().stream()
        .filter(one -> one.name().equals(name))
        .reduce((before, after) -> after)
        .orElseThrow(() -> new AssertionError("Dockerfile has no " + name));
  }

  static Map<?, ?> compose() {
    return map(yaml(read("compose.yaml")));
  }

  static Map<?, ?> service(String name) {
    return map(map(compose().get("services")).get(name));
  }

  static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new AssertionError("not a map but " + value);
  }

  /** The elements of a list; of what is not there, none. */
  static List<String> strings(Object value) {
    return value == null ? List.of() : ((List<?>) value).stream().map(String::valueOf).toList();
  }

  /** The flags with which `make run` starts the JVM. */
  static List<String> makeJavaFlags() {
    MatchResult flags =
        Pattern.compile("^JAVA_FLAGS \\?= (.*)$", Pattern.MULTILINE)
            .matcher(read("Makefile").replace("\\\n", " "))
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError("Makefile has no JAVA_FLAGS"));
    return Arrays.asList(flags.group(1).split("\\s+"));
  }

  static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Instruction instruction(String line) {
    String[] parts = line.strip().split("\\s+", 2);
    return new Instruction(parts[0], parts[1].strip());
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }
}
