package boxoffice.redis;

import java.util.HashMap;
import java.util.Map;

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

  void add(long userId, long reservationId) {
    piece.put(Long.toString(userId), Long.toString(reservationId));
    if (piece.size() == HOLDERS_PER_CALL) {
      finish();
    }
  }

  /** Writes what is left. */
  void finish() {
    if (piece.isEmpty()) {
      return;
    }
    session.await(session.bulk().hset(key, piece));
    if (count == 0) {
      session.await(session.bulk().expire(key, LAPSES_AFTER_SECONDS));
    }
    count += piece.size();
    piece.clear();
  }

  String key() {
    return key;
  }

  long count() {
    return count;
  }
}
