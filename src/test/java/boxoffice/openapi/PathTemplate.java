package boxoffice.openapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path with parameters in it, as {@code /events/{eventId}}. */
record PathTemplate(String text, Pattern pattern) {
  static PathTemplate of(String text) {
    return new PathTemplate(text, Pattern.compile(text.replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)")));
  }

  int parameters() {
    return pattern.namedGroups().size();
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  /** What stands for the parameter in this path. */
  String value(String parameter, String path) {
    Matcher matcher = pattern.matcher(path);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(path + " is no " + text);
    }
    return matcher.group(parameter);
  }
}
