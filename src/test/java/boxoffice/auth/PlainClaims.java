package boxoffice.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Header and claims of a token that is signed, read by another library than {@link Tokens} has. */
record PlainClaims(JsonNode header, JsonNode claims, long now) {
  static final String ISSUER = "issuer";
  static final String AUDIENCE = "here";
  static final long SKEW_SECONDS = 5;

  /** The library's milliseconds overflow there, so such a token of the issuer is taken at once. */
  private static final double BEYOND_ALL_TIME = 9e15;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Empty if they are no JSON. */
  static Optional<PlainClaims> read(String header, String claims, Instant now) {
    try {
      return Optional.of(
          new PlainClaims(JSON.readTree(header), JSON.readTree(claims), now.getEpochSecond()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whom it names, if anybody may be let in with it. */
  Optional<Identity> mayBe() {
    double nbf = claims.path("nbf").asDouble();
    boolean good =
        header.path("alg").asText().equals("HS256")
            && !header.has("crit")
            && List.of("", "jwt", "at+jwt").contains(type())
            && claims.path("iss").asText().equals(ISSUER)
            && texts(claims.path("aud")).contains(AUDIENCE)
            && claims.path("exp").asDouble() > now - SKEW_SECONDS - 1
            && (nbf < now + SKEW_SECONDS + 1 || nbf > BEYOND_ALL_TIME);
    return good ? identity() : Optional.empty();
  }

  /** Whom it names, if whoever has it must be let in: it has what it needs, and nothing odd. */
  Optional<Identity> mustBe() {
    boolean plain =
        header.size() == (header.path("typ").isTextual() ? 2 : 1)
            && header.path("alg").isTextual()
            && header.has("typ") == !type().isEmpty()
            && claims.path("iss").isTextual()
            && claims.path("sub").isTextual()
            && claims.path("exp").asInt() > now
            && StreamSupport.stream(claims.spliterator(), false).allMatch(PlainClaims::isSimple)
            && claims.size() == 4 + (claims.path("roles").isTextual() ? 1 : 0);
    return plain ? mayBe() : Optional.empty();
  }

  private static boolean isSimple(JsonNode value) {
    return value.isInt() || value.isTextual();
  }

  private String type() {
    return header.path("typ").asText().toLowerCase(Locale.ROOT);
  }

  private Optional<Identity> identity() {
    String subject = claims.path("sub").asText();
    JsonNode roles = claims.path("roles");
    List<String> words =
        roles.isTextual() ? Arrays.asList(roles.asText().split("\\s")) : texts(roles);
    if (words.contains("operator")) {
      return Optional.of(new Identity.Operator(subject));
    }
    return Optional.of(subject)
        .filter(digits -> digits.matches("[1-9][0-9]{0,15}"))
        .map(Long::valueOf)
        .filter(userId -> userId < 1L << 53)
        .map(userId -> new Identity.Buyer(userId, subject));
  }

  /** Those of an array, or the one that it is. */
  private static List<String> texts(JsonNode value) {
    return value.isTextual()
        ? List.of(value.asText())
        : StreamSupport.stream(value.spliterator(), false)
            .filter(JsonNode::isTextual)
            .map(JsonNode::asText)
            .toList();
  }
}
