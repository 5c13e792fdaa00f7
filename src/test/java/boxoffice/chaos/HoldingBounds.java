package boxoffice.chaos;

import static boxoffice.chaos.Holding.EVER;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what the answers say about one reservation. */
final class HoldingBounds {
  private @Nullable Call maker;
  private @Nullable Call firstTold;
  private @Nullable Call cancelled;
  private long firstCancelBegin = EVER;
  private long lastCancelEnd = Long.MIN_VALUE;
  private long seenCancelled = EVER;
  private boolean isKeptInBooks;
  private boolean isCancelledInBooks;

  /** A request that may have made it: of those that were told of it, or may be, the first. */
  void made(Call reserve) {
    if (maker == null || reserve.begin() < maker.begin()) {
      maker = reserve;
    }
  }

  void seenHeld(Call call) {
    if (firstTold == null || call.end() < firstTold.end()) {
      firstTold = call;
    }
  }

  void seenCancelled(Call call) {
    seenCancelled = Math.min(seenCancelled, call.end());
  }

  /** A cancel that was done, or whose outcome is unknown. */
  void cancel(Call call) {
    if (call.outcome() == Call.Outcome.DONE) {
      cancelled = call;
    } else if (!call.isDecided()) {
      boolean hasEnd = call.outcome() == Call.Outcome.UNAVAILABLE;
      firstCancelBegin = Math.min(firstCancelBegin, call.begin());
      lastCancelEnd = Math.max(lastCancelEnd, hasEnd ? call.end() : EVER);
    }
  }

  void row(History.Row row) {
    isKeptInBooks |= row.confirmed();
    isCancelledInBooks |= !row.confirmed();
  }

  /** None of what comes from no request at all: that is another check's affair. */
  Optional<Holding> holding() {
    if (maker == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Holding(
            firstTold == null ? maker : firstTold,
            firstTold == null ? EVER : firstTold.end(),
            certainTo(),
            maker.begin(),
            possibleTo()));
  }

  private long certainTo() {
    if (cancelled != null) {
      return cancelled.begin();
    }
    return isKeptInBooks ? EVER : Math.min(firstCancelBegin, seenCancelled);
  }

  private long possibleTo() {
    if (cancelled != null) {
      return Math.min(cancelled.end(), seenCancelled);
    }
    boolean hasEnd = lastCancelEnd != Long.MIN_VALUE && isCancelledInBooks;
    return Math.min(seenCancelled, hasEnd ? lastCancelEnd : EVER);
  }
}
