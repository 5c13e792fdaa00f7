package boxoffice.postgres;

import static boxoffice.postgres.jooq.Sequences.RESERVATION_BLOCK;

import boxoffice.reservation.Partition;
import boxoffice.reservation.ReservationIds;
import boxoffice.reservation.UnavailableException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * Reservation ids from blocks that PostgreSQL gives out, with enough of them in reserve to go on
 * for long without PostgreSQL.
 */
public final class ReservationIdBlocks implements ReservationIds {
  /** As the sequence in {@code sql/} has it. */
  private static final int NUMBERS_PER_BLOCK = 100_000;

  private final Database database;
  private final int blocksInReserve;
  private final Queue<Long> reserve = new ArrayDeque<>();
  private long next;
  private long end;

  public ReservationIdBlocks(Database database, int blocksInReserve) {
    this.database = database;
    this.blocksInReserve = blocksInReserve;
  }

  @Override
  public synchronized long next(int partition) {
    if (next == end) {
      openBlock();
    }
    return Partition.reservationId(next++, partition);
  }

  private void openBlock() {
    Long block = reserve.poll();
    if (block == null) {
      throw new UnavailableException("no reservation ids are left and PostgreSQL gives no more");
    }
    next = block;
    end = block + NUMBERS_PER_BLOCK;
  }

  /** Fetches what is missing in reserve. Called before there is need, never while a buyer waits. */
  public void refill() {
    int missing;
    synchronized (this) {
      missing = blocksInReserve - reserve.size();
    }
    if (missing > 0) {
      List<Long> blocks = database.background(sql -> sql.nextvals(RESERVATION_BLOCK, missing));
      synchronized (this) {
        reserve.addAll(blocks);
      }
    }
  }

  /** How many untouched blocks of {@value #NUMBERS_PER_BLOCK} there are. */
  public synchronized int blocksInReserve() {
    return reserve.size();
  }

  /** Whether there are ids to sell with. */
  public synchronized boolean isReady() {
    return next < end || !reserve.isEmpty();
  }
}
