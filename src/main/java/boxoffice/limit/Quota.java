package boxoffice.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so long. They may come all at once; what was taken comes back evenly.
 *
 * @param requests at least 1
 * @param window at least a second
 */
public record Quota(int requests, Duration window) {
  /** How it is written: at most a million requests, a day at most. */
  public static final String FORM =
      "must be requests/seconds, as in 100/60: 1 to 1000000 requests in 1 to 86400 seconds";

  private static final Pattern PATTERN = Pattern.compile("([1-9]\\d{0,6})/([1-9]\\d{0,4})");
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int MOST_SECONDS = 86_400;

  /** Empty if the text is not of this form. */
  public static Optional<Quota> parse(String text) {
    Matcher parts = PATTERN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int requests = Integer.parseInt(parts.group(1));
    int seconds = Integer.parseInt(parts.group(2));
    return requests <= MOST_REQUESTS && seconds <= MOST_SECONDS
        ? Optional.of(new Quota(requests, Duration.ofSeconds(seconds)))
        : Optional.empty();
  }
}
