package boxoffice.http;

import boxoffice.reservation.CreationKey;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client writes on a request and on each repetition of it, so that it is carried out once:
 * the header {@code Idempotency-Key} of the IETF's draft-ietf-httpapi-idempotency-key-header, a
 * string in the sense of RFC 8941.
 *
 * @param value without its quotes; 1 to 255 printable characters of ASCII
 */
record IdempotencyKey(String value) {
  static final String HEADER = "Idempotency-Key";

  private static final int LONGEST = 255;

  /** With all of it escaped and parameters behind it; matching takes stack for each character. */
  private static final int LONGEST_LINE = 1_000;

  private static final int DIGEST_BYTES = 16;

  /** What stands between the quotation marks of a string. */
  private static final String CHARACTER = "(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])";

  /** The other items of RFC 8941, section 3.3: numbers, tokens, sequences of bytes, booleans. */
  private static final String NO_STRING =
      "-?(?:[0-9]{1,15}|[0-9]{1,12}\\.[0-9]{1,3})"
          + "|[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*"
          + "|:(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?:"
          + "|\\?[01]";

  private static final String PARAMETER =
      "; *[a-z*][a-z0-9_.*-]*(?:=(?:\"" + CHARACTER + "*\"|" + NO_STRING + "))?";

  /** A string, as an item; parameters may follow, which mean nothing to us. */
  private static final Pattern FORM =
      Pattern.compile(" *\"(" + CHARACTER + "+)\"(?:" + PARAMETER + ")* *");

  private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

  private static final String RULE =
      "must be one string of 1 to 255 printable ASCII characters in quotation marks.";

  /**
   * The key of the request, if it has one.
   *
   * @throws Refusal if it is none of this form
   */
  static Optional<IdempotencyKey> of(Context ctx) {
    if (ctx.req().getHeader(HEADER) == null) {
      return Optional.empty();
    }
    List<String> lines = Collections.list(ctx.req().getHeaders(HEADER));
    return Optional.of(
        lines.size() > 1 ? refuse() : parse(lines.getFirst()).orElseGet(IdempotencyKey::refuse));
  }

  static Optional<IdempotencyKey> parse(String line) {
    Matcher string = FORM.matcher(line);
    if (line.length() > LONGEST_LINE || !string.matches()) {
      return Optional.empty();
    }
    String value = ESCAPED.matcher(string.group(1)).replaceAll("$1");
    return value.length() > LONGEST ? Optional.empty() : Optional.of(new IdempotencyKey(value));
  }

  private static IdempotencyKey refuse() {
    throw new Refusal(Failure.invalid(HEADER, RULE));
  }

  /**
   * For creating something: what one caller calls the same is not the same for another, nor at
   * another route.
   *
   * @param payload what is to be created, by its meaning, not its bytes: the order of members and
   *     the space between them do not make another request
   */
  CreationKey ofCreation(Caller caller, String route, Object... payload) {
    return new CreationKey(digest(caller.scope(), route, value), digest(payload));
  }

  /** For a reservation, which is found by its user and event: it tells a repeat from any other. */
  String digest() {
    return digest(value);
  }

  /** 128 bits of SHA-256 over the parts, each with its length, in base64url: 22 characters. */
  private static String digest(Object... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (Object part : parts) {
        byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
      }
      byte[] digest = Arrays.copyOf(sha256.digest(), DIGEST_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
