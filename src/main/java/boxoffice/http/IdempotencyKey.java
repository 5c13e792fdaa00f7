package boxoffice.http;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client sends to make its repeat of a request known as one, in the header {@code
 * Idempotency-Key}: a string of RFC 8941 (section 3.3.3) of 1 to 255 characters, as the draft
 * draft-ietf-httpapi-idempotency-key-header asks.
 */
record IdempotencyKey(String text) {
  static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 255;
  private static final int DIGEST_BYTES = 16;
  private static final String RULE =
      "must be one string in double quotes, of 1 to " + LONGEST + " printable ASCII characters.";
  private static final Pattern STRING =
      Pattern.compile("\"((?:[\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])++)\"");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  /** The key that came with the request, if one did. */
  static Optional<IdempotencyKey> of(Context ctx) {
    String header = ctx.req().getHeader(HEADER);
    if (header == null) {
      return Optional.empty();
    }
    List<String> headers = Collections.list(ctx.req().getHeaders(HEADER));
    if (headers.size() > 1) {
      throw new Refusal(Failure.invalid(HEADER, RULE));
    }
    return Optional.of(parse(header));
  }

  static IdempotencyKey parse(String header) {
    var string = STRING.matcher(header.strip());
    if (!string.matches()) {
      throw new Refusal(Failure.invalid(HEADER, RULE));
    }
    String text = ESCAPE.matcher(string.group(1)).replaceAll("$1");
    if (text.length() > LONGEST) {
      throw new Refusal(Failure.invalid(HEADER, RULE));
    }
    return new IdempotencyKey(text);
  }

  /** The first 128 bits of its SHA-256 as 22 characters of base64url: short, and no two alike. */
  String digest() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
