package boxoffice.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Tokens that were found good a moment ago, since to check a signature takes longer than most else
 * that a request does here.
 *
 * <p>It is safe because the whole token is the key, its signature too: who shows it once more would
 * pass the check once more. What the check looks at stays as it is but for two things: the time,
 * which is looked at each time, and a key that is withdrawn, which is noticed a minute later.
 */
final class RememberedTokens {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Some ten thousand tokens. */
  private static final int MOST_CHARACTERS = 4_000_000;

  private final Clock clock;
  private final Cache<String, Remembered> tokens =
      Caffeine.newBuilder()
          .maximumWeight(MOST_CHARACTERS)
          .weigher((String token, Remembered _) -> token.length())
          .expireAfterWrite(LONGEST)
          .executor(Runnable::run) // What there is to clear away is less than to wake a thread.
          .build();

  RememberedTokens(Clock clock) {
    this.clock = clock;
  }

  /**
   * A token that is good.
   *
   * @param goodUntil by its own words
   */
  void remember(String token, Identity identity, Instant goodUntil) {
    Instant longest = clock.instant().plus(LONGEST);
    tokens.put(token, new Remembered(identity, goodUntil.isBefore(longest) ? goodUntil : longest));
  }

  Optional<Identity> find(String token) {
    return Optional.ofNullable(tokens.getIfPresent(token))
        .filter(remembered -> clock.instant().isBefore(remembered.until()))
        .map(Remembered::identity);
  }

  private record Remembered(Identity identity, Instant until) {}
}
