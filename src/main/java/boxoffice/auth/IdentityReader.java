package boxoffice.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads whom the claims of a good token name.
 *
 * @param operatorClaim the claim that has the word {@code operator}, among others in a text or in
 *     an array, where an operator is named
 */
record IdentityReader(String operatorClaim) {
  static final String OPERATOR = "operator";

  private static final Pattern PLAIN_DIGITS = Pattern.compile("[1-9][0-9]{0,15}");

  /** JavaScript reads whole numbers exactly up to here, and no user has a higher id. */
  private static final long HIGHEST_ID = (1L << 53) - 1;

  /** Empty if they name neither an operator nor a user. */
  Optional<Identity> read(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    if (namesOperator(claims.getClaim(operatorClaim))) {
      return Optional.of(new Identity.Operator(subject));
    }
    if (!PLAIN_DIGITS.matcher(subject).matches()) {
      return Optional.empty();
    }
    long userId = Long.parseLong(subject);
    return userId <= HIGHEST_ID
        ? Optional.of(new Identity.Buyer(userId, subject))
        : Optional.empty();
  }

  private static boolean namesOperator(Object roles) {
    return switch (roles) {
      case String words -> Arrays.asList(words.split("\\s+")).contains(OPERATOR);
      case List<?> list -> list.contains(OPERATOR);
      case null, default -> false;
    };
  }
}
