package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import boxoffice.reservation.Page;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page is the one that the query asks for, read by other means; and asked for by its plain words
 * it is the same page again. The input is a query.
 */
final class PagingFuzz {
  private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,2}|1000");
  private static final Pattern ESCAPES = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");

  private PagingFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String query = Inputs.header(input);
    List<String> limits = values(query, "limit");
    List<String> befores = values(query, "before");
    Optional<Page> wanted =
        limits.stream().allMatch(limit -> LIMIT.matcher(limit).matches())
                && befores.stream().allMatch(PagingFuzz::isId)
                && limits.size() < 2
                && befores.size() < 2
            ? Optional.of(
                new Page(
                    limits.stream().mapToInt(Integer::parseInt).findFirst().orElse(100),
                    befores.stream().mapToLong(Long::parseLong).findFirst().orElse(Long.MAX_VALUE)))
            : Optional.empty();
    Optional<Page> page = Refused.orRead(() -> Paging.of(query));
    assertEquals(wanted, page);
    page.filter(part -> part.before() <= Ids.MAX)
        .ifPresent(
            part ->
                assertEquals(
                    part, Paging.of("before=" + part.before() + "&limit=" + part.limit())));
  }

  private static boolean isId(String text) {
    return text.matches("[1-9][0-9]{0,15}") && Long.parseLong(text) < 1L << 53;
  }

  /** All that the query gives to this name. */
  private static List<String> values(String query, String name) {
    List<String> values = new ArrayList<>();
    int begin = 0;
    for (int end = 0; end <= query.length(); end++) {
      if (end == query.length() || query.charAt(end) == '&') {
        String pair = query.substring(begin, end);
        int equals = pair.indexOf('=');
        if (decode(equals < 0 ? pair : pair.substring(0, equals)).equals(name)) {
          values.add(decode(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        begin = end + 1;
      }
    }
    return values;
  }

  /**
   * Percent and two digits are a byte, and a plus is a space; all of it as it is where that fails.
   */
  private static String decode(String text) {
    if (!ESCAPES.matcher(text).matches()) {
      return text;
    }
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '%') {
        bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        String character = text.charAt(i) == '+' ? " " : text.substring(i, i + 1);
        bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
