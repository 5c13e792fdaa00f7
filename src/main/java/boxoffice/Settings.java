package boxoffice;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads settings and collects what is wrong with them, so that all of it is reported at once. */
final class Settings {
  private static final String MASK = "***";
  private static final Pattern USER_INFO = Pattern.compile("(?<=://).*(?=@)");
  private static final Pattern PARAMETERS = Pattern.compile("\\?.*");

  /** What would begin a new line in a log, or move the cursor of who reads it. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");

  private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

  private final Map<String, String> values;
  private final Map<String, String> given = new LinkedHashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  Settings(Map<String, String> values) {
    this.values = values;
  }

  /** Empty also when it is set to nothing, or to what can't be told in one line. */
  Optional<String> text(String name) {
    Optional<String> text =
        Optional.ofNullable(values.get(name)).map(String::strip).filter(t -> !t.isEmpty());
    if (!isSecret(name) && text.filter(t -> CONTROL.matcher(t).find()).isPresent()) {
      problems.add(name + " must have no control characters");
      return Optional.empty();
    }
    text.ifPresent(value -> given.put(name, value));
    return text;
  }

  private static boolean isSecret(String name) {
    return name.endsWith("PASSWORD") || name.endsWith("SECRET");
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
    return isSecret(name)
        ? MASK
        : USER_INFO.matcher(PARAMETERS.matcher(value).replaceFirst("?" + MASK)).replaceFirst(MASK);
  }

  /**
   * An address, which is not shown when it is wrong: it may hold a password.
   *
   * @param isRight may also throw for one that is wrong
   */
  Optional<String> url(String name, Predicate<String> isRight, String example) {
    Optional<String> url = text(name);
    if (url.isPresent() && !passes(url.get(), isRight)) {
      problems.add(name + " must look like " + example);
    }
    return url;
  }

  private static boolean passes(String url, Predicate<String> isRight) {
    try {
      return isRight.test(url);
    } catch (RuntimeException unreadable) {
      return false; // Its message would show the address.
    }
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
