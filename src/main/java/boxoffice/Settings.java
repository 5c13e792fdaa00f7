package boxoffice;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads settings and collects what is wrong with them, so that all of it is reported at once. */
final class Settings {
  private static final String MASK = "***";
  private static final Pattern USER_INFO = Pattern.compile("(?<=://).*(?=@)");
  private static final Pattern PARAMETERS = Pattern.compile("\\?.*");

  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  private final Map<String, String> values;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  Settings(Map<String, String> values) {
    this.values = values;
  }

  /** Empty also when it is set to nothing. */
  Optional<String> text(String name) {
    Optional<String> text =
        Optional.ofNullable(values.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    text.ifPresent(value -> given.put(name, value));
    return text;
  }

  /** What was set, in one line, with passwords masked. */
  String summary() {
    return given.isEmpty()
        ? "all at their defaults"
        : given.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + masked(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(", ", "", ", all others at their defaults"));
  }

  /** A URL may hold a password before its @ and among its parameters. */
  private static String masked(String name, String value) {
    return name.endsWith("PASSWORD") || name.endsWith("SECRET")
        ? MASK
        : USER_INFO.matcher(PARAMETERS.matcher(value).replaceFirst("?" + MASK)).replaceFirst(MASK);
  }

  /** A text of this form, which is not shown when it is wrong: it may hold a password. */
  Optional<String> url(String name, Pattern form, String example) {
    Optional<String> url = text(name);
    if (url.isPresent() && !form.matcher(url.get()).matches()) {
      problems.add(name + " must look like " + example);
    }
    return url;
  }

  /**
   * What a text stands for.
   *
   * @param parser gives nothing for a text that is wrong
   * @param rule what it has to be, to be said after the name
   */
  <T> Optional<T> parsed(String name, Function<String, Optional<T>> parser, String rule) {
    Optional<String> text = text(name);
    Optional<T> value = text.flatMap(parser);
    if (text.isPresent() && value.isEmpty()) {
      problems.add(name + " " + rule);
    }
    return value;
  }

  Path path(String name, String otherwise) {
    try {
      return Path.of(text(name).orElse(otherwise));
    } catch (InvalidPathException e) {
      problems.add(name + " is not a path: " + e.getReason());
      return Path.of(otherwise);
    }
  }

  Optional<Boolean> flag(String name) {
    Optional<String> text = text(name);
    if (text.isPresent() && !FLAGS.containsKey(text.get())) {
      problems.add(name + " must be true or false");
    }
    return text.map(FLAGS::get);
  }

  /** Something wrong beside the form of one setting, in a sentence that names what to change. */
  void problem(String sentence) {
    problems.add(sentence);
  }

  int number(String name, int otherwise, int least, int most) {
    return text(name)
        .map(
            text -> {
              try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                  return number;
                }
              } catch (NumberFormatException e) {
                // Said below, with the range.
              }
              problems.add(name + " must be a whole number from " + least + " to " + most);
              return otherwise;
            })
        .orElse(otherwise);
  }

  Duration millis(String name, int otherwise, int least, int most) {
    return Duration.ofMillis(number(name, otherwise, least, most));
  }

  /**
   * @throws ConfigException when anything was wrong
   */
  void throwIfWrong() {
    if (!problems.isEmpty()) {
      throw new ConfigException(String.join("; ", problems));
    }
  }
}
