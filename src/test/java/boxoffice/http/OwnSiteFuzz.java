package boxoffice.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import boxoffice.fuzz.Inputs;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * No page of another site gets through. The input is what the request line and the headers say, a
 * line each: the name of the service as Jetty reads it, then {@code Host}, {@code Origin} and
 * {@code Sec-Fetch-Site}, where an empty line is a header that is not there.
 */
final class OwnSiteFuzz {
  private static final Set<String> NAMES = Set.of("tickets.example", "box.example");
  private static final OwnSite SITE = new OwnSite(NAMES);

  /** What a name that may be anybody's looks like: a dot, and something that is no digit. */
  private static final Pattern NAME = Pattern.compile("(?=.*\\.)[a-z0-9.-]*[g-z][a-z0-9.-]*");

  private static final Pattern ORIGIN =
      Pattern.compile("(?:https?)://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:[0-9]+)?");

  private OwnSiteFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = Inputs.lines(Inputs.header(input));
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> names = List.of("Host", "Origin", "Sec-Fetch-Site");
    for (int i = 0; i < names.size(); i++) {
      if (lines.size() > i + 1 && !lines.get(i + 1).isEmpty()) {
        headers.put(names.get(i), lines.get(i + 1));
      }
    }
    if (isLetIn(lines.getFirst(), headers)) {
      assertEquals("", why(lines.getFirst().toLowerCase(Locale.ROOT), headers));
    }
  }

  private static boolean isLetIn(String name, Map<String, String> headers) {
    try {
      SITE.check(request(name, headers));
      return true;
    } catch (Refusal refusal) {
      Refused.assertPlain(refusal.failure(), 403, "FORBIDDEN");
      return false;
    }
  }

  /** Why the request must not have come in; empty if it may have. */
  private static String why(String name, Map<String, String> headers) {
    if (NAME.matcher(name).matches() && !name.endsWith(".localhost") && !NAMES.contains(name)) {
      return "anybody may have the name " + name;
    }
    String site = headers.get("Sec-Fetch-Site");
    String origin = headers.getOrDefault("Origin", "").toLowerCase(Locale.ROOT);
    if (site != null) {
      return Set.of("same-origin", "none").contains(site) ? "" : "the browser says " + site;
    }
    var parts = ORIGIN.matcher(origin);
    return !parts.matches()
            || NAMES.contains(parts.group(1))
            || origin.endsWith("//" + headers.getOrDefault("Host", "").toLowerCase(Locale.ROOT))
        ? ""
        : "it comes from a page of " + origin;
  }

  private static HttpServletRequest request(String name, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            OwnSiteFuzz.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "getServerName" -> name;
                  case "getHeader" -> headers.get((String) arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
