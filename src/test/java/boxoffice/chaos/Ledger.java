package boxoffice.chaos;

import boxoffice.chaos.History.Books;
import boxoffice.chaos.History.Created;
import boxoffice.chaos.History.EventBooks;
import boxoffice.chaos.History.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;

/** Waits until nothing is unsaved, and reads the books then. */
final class Ledger {
  private static final Duration DRAINED = Duration.ofSeconds(60);
  private static final long LOOK_NANOS = 100_000_000;

  /**
   * So many looks in a row must find nothing: what Redis lost and an instance still holds comes
   * back into the journal.
   */
  private static final int LOOKS = 10;

  private final Cluster cluster;

  Ledger(Cluster cluster) {
    this.cluster = cluster;
  }

  /** How long it took until nothing was unsaved; empty if it was not within the bound. */
  Optional<Duration> drain() {
    long begin = System.nanoTime();
    long clean = begin;
    for (int looks = 0; System.nanoTime() - begin < DRAINED.toNanos(); ) {
      if (unsaved() + failedWrites() > 0) {
        looks = 0;
      } else if (looks++ == 0) {
        clean = System.nanoTime();
      } else if (looks > LOOKS) {
        return Optional.of(Duration.ofNanos(clean - begin));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return Optional.empty();
  }

  long unsaved() {
    return cluster.redis().unsaved().size();
  }

  private long failedWrites() {
    return cluster.postgres().number("select count(*) from failed_write");
  }

  Books read(Market market) {
    String ids =
        market.events().stream()
            .map(event -> Long.toString(event.eventId()))
            .collect(Collectors.joining(","));
    return new Books(eventBooks(ids), rows(ids), created(market), failedWrites(), unsaved());
  }

  private List<EventBooks> eventBooks(String ids) {
    return cluster
        .postgres()
        .ask(
            sql ->
                sql.fetch(
                        "select id, total_tickets, available_tickets from event where id in ("
                            + ids
                            + ")")
                    .map(
                        row -> {
                          long id = row.get(0, Long.class);
                          return new EventBooks(
                              id,
                              row.get(1, Integer.class),
                              row.get(2, Integer.class),
                              answered(id));
                        }));
  }

  /** -1 stands for an instance that gave no answer. */
  private List<Long> answered(long event) {
    return cluster.running().stream()
        .map(
            instance ->
                instance
                    .answer("/events/" + event)
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.number("availableTickets"))
                    .orElse(-1L))
        .toList();
  }

  private List<Created> created(Market market) {
    String names = market.newName("") + "%";
    return cluster
        .postgres()
        .ask(
            sql ->
                sql.fetch("select name, id from event where name like {0}", DSL.val(names))
                    .map(row -> new Created(row.get(0, String.class), row.get(1, Long.class))));
  }

  private List<Row> rows(String ids) {
    return cluster
        .postgres()
        .ask(
            sql ->
                sql.fetch(
                        "select id, event_id, user_id, status from reservation where event_id in ("
                            + ids
                            + ")")
                    .map(
                        row ->
                            new Row(
                                row.get(0, Long.class),
                                row.get(1, Long.class),
                                row.get(2, Long.class),
                                row.get(3, String.class).equals("CONFIRMED"))));
  }
}
