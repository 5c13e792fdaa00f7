package boxoffice.limit;

import io.github.bucket4j.Bucket;

/** Tokens that may be taken all at once, and come back evenly. */
public final class TokenBucket {
  private final Bucket bucket;

  public TokenBucket(Quota quota) {
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit ->
                    limit.capacity(quota.requests()).refillGreedy(quota.requests(), quota.window()))
            .build();
  }

  /** Takes one, if there is one. */
  public boolean take() {
    return bucket.tryConsume(1);
  }

  public boolean isEmpty() {
    return bucket.getAvailableTokens() == 0;
  }
}
