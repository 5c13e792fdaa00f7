package boxoffice.http;

import java.util.Arrays;
import java.util.Locale;

/** What a client says it can read. */
final class AcceptHeader {
  private AcceptHeader() {}

  /**
   * Whether failures go out as problem details: only to who names that type, wants it at all, and
   * does not like plain JSON better. Wildcards get plain JSON, the contract's own form.
   */
  static boolean prefersProblem(String accept) {
    if (accept.isEmpty()) {
      return false;
    }
    double problem = quality(accept, "application/problem+json");
    return problem > 0 && problem >= quality(accept, "application/json");
  }

  /** The weight given to this very type or encoding, 0 if it isn't named. */
  static double quality(String accept, String type) {
    return Arrays.stream(accept.toLowerCase(Locale.ROOT).split(","))
        .map(range -> range.split(";", -1))
        .filter(range -> range[0].strip().equals(type))
        .mapToDouble(AcceptHeader::weight)
        .max()
        .orElse(0);
  }

  private static double weight(String[] range) {
    return Arrays.stream(range)
        .skip(1)
        .map(String::strip)
        .filter(parameter -> parameter.startsWith("q="))
        .map(parameter -> parameter.substring(2))
        .mapToDouble(q -> q.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(q) : 0)
        .findFirst()
        .orElse(1);
  }
}
