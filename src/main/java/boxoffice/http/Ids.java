package boxoffice.http;

import io.javalin.http.Context;

/** Ids as they stand in paths and queries: plain digits, no sign, no leading zero. */
final class Ids {
  /** JavaScript reads whole numbers exactly up to here. */
  static final long MAX = (1L << 53) - 1;

  static final String RULE = "must be a whole number from 1 to " + MAX + ".";

  private Ids() {}

  static long inPath(Context ctx, String parameter) {
    return parse(parameter, ctx.pathParam(parameter), MAX, RULE);
  }

  /** Digits only: {@link Long#parseLong} would take a sign and the digits of other scripts too. */
  static long parse(String member, String text, long max, String rule) {
    long value = isPlain(text) ? Long.parseLong(text) : 0;
    if (value < 1 || value > max) {
      throw new Refusal(Failure.invalid(member, rule));
    }
    return value;
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > 16 || text.charAt(0) == '0') {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
