package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.USER;

import boxoffice.reservation.CreateOutcome;
import boxoffice.reservation.CreationKey;
import boxoffice.reservation.Deadline;
import boxoffice.reservation.Page;
import boxoffice.reservation.UnavailableException;
import boxoffice.reservation.User;
import boxoffice.reservation.UserStore;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

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
  private static final int USERS_PER_STATEMENT = 5_000;

  private final Database database;
  private final IdempotentRequests requests;
  private final Cache<Long, BitSet> known = Caffeine.newBuilder().maximumSize(BLOCKS).build();
  private final Map<Long, CompletableFuture<BitSet>> underWay = new ConcurrentHashMap<>();

  public UserTable(Database database, IdempotentRequests requests) {
    this.database = database;
    this.requests = requests;
  }

  @Override
  public User create(String name, Deadline deadline) {
    return database.request(deadline, sql -> create(sql, name));
  }

  @Override
  public CreateOutcome<Long> create(String name, CreationKey key, Deadline deadline) {
    return database.request(
        deadline, sql -> requests.once(sql, key, inside -> create(inside, name).id()));
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
  public List<Long> createMany(String name, int count) {
    List<Long> ids = new ArrayList<>(count);
    while (ids.size() < count) {
      int missing = Math.min(USERS_PER_STATEMENT, count - ids.size());
      ids.addAll(database.background(sql -> createMany(sql, name, missing)));
    }
    return ids;
  }

  /** Fewer where ids were given by hand. */
  private static List<Long> createMany(DSLContext sql, String name, int count) {
    List<Long> created =
        sql.insertInto(USER, USER.NAME)
            .select(DSL.select(DSL.val(name)).from(DSL.generateSeries(1, count)))
            .onConflict(USER.ID)
            .doNothing()
            .returning(USER.ID)
            .fetch(USER.ID);
    if (created.size() < count) {
      HandGivenIds.skip(sql, USER, USER.ID);
    }
    return created;
  }

  @Override
  public Optional<User> find(long userId, Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            sql.select(USER.NAME)
                .from(USER)
                .where(USER.ID.eq(userId))
                .fetchOptional(row -> new User(userId, row.value1())));
  }

  @Override
  public List<User> list(Page page, Deadline deadline) {
    return database.request(
        deadline,
        sql ->
            sql.select(USER.ID, USER.NAME)
                .from(USER)
                .where(USER.ID.lt(page.before()))
                .orderBy(USER.ID.desc())
                .limit(page.limit())
                .fetch(row -> new User(row.value1(), row.value2())));
  }

  @Override
  public boolean exists(long userId, Deadline deadline) {
    long block = userId / IDS_PER_BLOCK;
    int bit = (int) (userId % IDS_PER_BLOCK);
    BitSet before = known.getIfPresent(block);
    if (before != null && before.get(bit)) {
      return true;
    }
    Reading reading = read(block, deadline);
    if (!reading.isMine() && !reading.ids().get(bit)) {
      // It may have begun before the user came; one that begins now has not.
      reading = read(block, deadline);
    }
    return reading.ids().get(bit);
  }

  /**
   * Whoever asks for the same block at the same time waits for the one who reads it, and shares the
   * failure too: waiting in line for a PostgreSQL that hangs would take each a little longer.
   */
  private Reading read(long block, Deadline deadline) {
    var mine = new CompletableFuture<BitSet>();
    CompletableFuture<BitSet> first = underWay.putIfAbsent(block, mine);
    if (first != null) {
      try {
        long nanos = deadline.remaining().toNanos();
        return new Reading(first.copy().orTimeout(nanos, TimeUnit.NANOSECONDS).join(), false);
      } catch (CompletionException e) {
        throw new UnavailableException("PostgreSQL does not tell which users there are", e);
      }
    }
    try {
      BitSet ids = select(block, deadline);
      if (!ids.isEmpty()) { // That there is nobody is never remembered.
        known.put(block, ids);
      }
      underWay.remove(block); // before anybody is told, so that who asks again begins anew
      mine.complete(ids);
      return new Reading(ids, true);
    } catch (RuntimeException | Error e) {
      underWay.remove(block);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  private BitSet select(long block, Deadline deadline) {
    var ids = new BitSet(IDS_PER_BLOCK);
    database
        .request(
            deadline,
            sql ->
                sql.select(USER.ID)
                    .from(USER)
                    .where(USER.ID.between(block * IDS_PER_BLOCK, (block + 1) * IDS_PER_BLOCK - 1))
                    .fetch(row -> row.value1()))
        .forEach(id -> ids.set((int) (id % IDS_PER_BLOCK)));
    return ids;
  }

  /** The users of a block, read for the one who asks or for somebody before. */
  private record Reading(BitSet ids, boolean isMine) {}
}
