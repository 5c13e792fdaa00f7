package boxoffice.http;

import boxoffice.reservation.Page;
import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of a list that a query asks for. */
final class Paging {
  private static final String LIMIT_RULE =
      "must be a whole number from 1 to " + Page.MAX_LIMIT + ".";

  private Paging() {}

  static Page of(Context ctx) {
    return of(Optional.ofNullable(ctx.queryString()).orElse(""));
  }

  /**
   * @param query as it stands behind the question mark
   * @throws Refusal if it asks for no part that there may be
   */
  static Page of(String query) {
    long limit =
        only(query, "limit")
            .map(text -> Ids.parse("limit", text, Page.MAX_LIMIT, LIMIT_RULE))
            .orElse((long) Page.DEFAULT_LIMIT);
    long before =
        only(query, "before")
            .map(text -> Ids.parse("before", text, Ids.MAX, Ids.RULE))
            .orElse(Page.NEWEST.before());
    return new Page((int) limit, before);
  }

  /** Read by ourselves, since Javalin silently leaves out a parameter that it can't decode. */
  private static Optional<String> only(String query, String name) {
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (decode(parts[0]).equals(name)) {
        values.add(parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    if (values.size() > 1) {
      throw new Refusal(Failure.invalid(name, "may be given only once."));
    }
    return values.stream().findFirst();
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException undecodable) {
      return text;
    }
  }
}
