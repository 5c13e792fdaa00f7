package boxoffice.chaos;

import boxoffice.chaos.History.OnSale;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Puts new events on sale, for new users. */
final class Opening {
  private static final int USERS = 2_500;

  private Opening() {}

  static Market market(Cluster cluster) {
    return new Market(
        events(cluster, Market.HOT_TOTALS),
        events(cluster, Market.LARGE_TOTALS),
        users(cluster),
        USERS,
        Load.BUYERS);
  }

  private static List<OnSale> events(Cluster cluster, int[] totals) {
    List<OnSale> events = new ArrayList<>();
    IntStream.of(totals)
        .forEach(
            total ->
                events.add(
                    new OnSale(
                        cluster
                            .postgres()
                            .number(
                                "insert into event (name, total_tickets, available_tickets)"
                                    + " values ('Chaos', %1$d, %1$d) returning id"
                                        .formatted(total)),
                        total)));
    return List.copyOf(events);
  }

  /** By hand, as the service allows; the first of their ids, which have no gaps. */
  private static long users(Cluster cluster) {
    return cluster
            .postgres()
            .number(
                "with new as (insert into \"user\" (name) select 'Buyer' from generate_series(1, "
                    + USERS
                    + ") returning id) select max(id) from new")
        - USERS
        + 1;
  }
}
