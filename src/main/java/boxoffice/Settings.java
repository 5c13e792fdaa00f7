package boxoffice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads settings and collects what is wrong with them, so that all of it is reported at once. */
final class Settings {
  private final Map<String, String> values;
  private final List<String> problems = new ArrayList<>();

  Settings(Map<String, String> values) {
    this.values = values;
  }

  /** Empty also when it is set to nothing. */
  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A text that begins with one of these. */
  Optional<String> url(String name, String... schemes) {
    Optional<String> url = text(name);
    if (url.isPresent() && List.of(schemes).stream().noneMatch(url.get()::startsWith)) {
      problems.add(name + " must begin with " + String.join(" or ", schemes));
    }
    return url;
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
