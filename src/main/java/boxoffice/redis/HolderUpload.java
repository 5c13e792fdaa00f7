package boxoffice.redis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Writes the holders of an event under a key of its own, in pieces small enough that a million of
 * them stop nobody. Where the load dies, the key lapses by itself.
 */
final class HolderUpload {
  private static final int HOLDERS_PER_CALL = 1_000;
  private static final int LAPSES_AFTER_SECONDS = 600;

  private final RedisSession session;
  private final String key;
  private final Map<String, String> piece = new HashMap<>();
  private long count;

  HolderUpload(RedisSession session, String key) {
    this.session = session;
    this.key = key;
  }

  void add(long userId, long reservationId, Optional<String> keyDigest) {
    piece.put(Long.toString(userId), ChangeFormat.holding(reservationId, keyDigest));
    if (piece.size() == HOLDERS_PER_CALL) {
      finish();
    }
  }

  /** Writes what is left. */
  void finish() {
    if (piece.isEmpty()) {
      return;
    }
    CompletionStage<Long> added = session.bulk().hset(key, piece);
    CompletionStage<Boolean> lapses = session.bulk().expire(key, LAPSES_AFTER_SECONDS);
    count += session.await(added);
    session.await(lapses);
    piece.clear();
  }

  String key() {
    return key;
  }

  /** How many users hold a ticket: so many has the key, if Redis lost none of them meanwhile. */
  long count() {
    return count;
  }
}
