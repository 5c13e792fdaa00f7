package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.USER;

import boxoffice.reservation.User;
import boxoffice.reservation.UserStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.BitSet;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code "user"}, and a memory of which users there are, so that a reservation asks
 * PostgreSQL nothing.
 *
 * <p>Ids are remembered in blocks of neighbours, a bit each, and read a block at a time: a million
 * users with dense ids take a few hundred kilobytes and a few hundred queries. The number of blocks
 * is bounded, so that scattered ids cost no more than a few megabytes.
 */
public final class UserTable implements UserStore {
  private static final int IDS_PER_BLOCK = 4_096;
  private static final int BLOCKS = 8_192;

  private final Database database;
  private final Cache<Long, BitSet> known = Caffeine.newBuilder().maximumSize(BLOCKS).build();

  public UserTable(Database database) {
    this.database = database;
  }

  @Override
  public User create(String name) {
    return database.request(sql -> create(sql, name));
  }

  private static User create(DSLContext sql, String name) {
    while (true) {
      Optional<Long> id =
          sql.insertInto(USER, USER.NAME)
              .values(name)
              .onConflict(USER.ID)
              .doNothing()
              .returning(USER.ID)
              .fetchOptional(USER.ID);
      if (id.isPresent()) {
        return new User(id.get(), name);
      }
      HandGivenIds.skip(sql, USER, USER.ID);
    }
  }

  @Override
  public Optional<User> find(long userId) {
    return database.request(
        sql ->
            sql.select(USER.NAME)
                .from(USER)
                .where(USER.ID.eq(userId))
                .fetchOptional(row -> new User(userId, row.value1())));
  }

  @Override
  public boolean exists(long userId) {
    long block = userId / IDS_PER_BLOCK;
    int bit = (int) (userId % IDS_PER_BLOCK);
    BitSet before = known.getIfPresent(block);
    if (before != null) {
      return before.get(bit) || isIn(read(block), block, bit);
    }
    // Whoever asks for the same block at the same time waits for the one who reads it.
    BitSet read = known.get(block, this::read);
    return read != null && read.get(bit);
  }

  private boolean isIn(@Nullable BitSet ids, long block, int bit) {
    if (ids == null || !ids.get(bit)) {
      return false;
    }
    known.put(block, ids);
    return true;
  }

  /** The users of a block; null if there is none, which is never remembered. */
  private @Nullable BitSet read(long block) {
    var ids = new BitSet(IDS_PER_BLOCK);
    database
        .request(
            sql ->
                sql.select(USER.ID)
                    .from(USER)
                    .where(USER.ID.between(block * IDS_PER_BLOCK, (block + 1) * IDS_PER_BLOCK - 1))
                    .fetch(row -> row.value1()))
        .forEach(id -> ids.set((int) (id % IDS_PER_BLOCK)));
    return ids.isEmpty() ? null : ids;
  }
}
