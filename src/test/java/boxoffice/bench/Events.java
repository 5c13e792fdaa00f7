package boxoffice.bench;

import boxoffice.reservation.Partition;

/** Users, events and their holders, put into PostgreSQL by hand. */
final class Events {
  /** A rush that uses up the users of one event goes on with the next ones. */
  static final int IN_A_ROW = 32;

  private static final int LARGE = 100_000_000;

  /** As the sequence in sql/ has it. */
  private static final int IDS_PER_BLOCK = 100_000;

  private final BenchPostgres postgres;

  Events(BenchPostgres postgres) {
    this.postgres = postgres;
  }

  /** What follows is measured on a PostgreSQL that has written all of it down and rests. */
  static void addUsers(BenchPostgres postgres, long first, int count) {
    postgres.execute(
        "insert into \"user\" (id, name) select id, 'Kim' from generate_series(?, ?) id",
        first,
        first + count - 1);
    postgres.execute("vacuum analyze \"user\"");
    postgres.execute("checkpoint");
  }

  /** The first of some new events with consecutive ids and more tickets than are ever sold. */
  long fresh() {
    return fresh(IN_A_ROW, LARGE);
  }

  /** The first of so many new events with consecutive ids. */
  long fresh(int count, int tickets) {
    long first =
        postgres.number(
            """
            with made as (
              insert into event (name, total_tickets, available_tickets, version)
              select 'IU Concert', ?, ?, 0 from generate_series(1, ?) returning id)
            select min(id) from made having max(id) - min(id) + 1 = count(*)
            """,
            tickets,
            tickets,
            count);
    if (first == 0) {
      throw new BenchException("The ids of new events are not consecutive.");
    }
    return first;
  }

  /** Gives one ticket of the event to each of the first so many users. */
  void addHolders(long event, int holders) {
    postgres.execute(
        """
        with blocks as materialized (
          select nextval('reservation_block') as block, number
          from generate_series(0, ?) number)
        insert into reservation (id, user_id, event_id, status, created_at, modified_at)
        select (block + place) * ? + ?, number * ? + place + 1, ?, 'CONFIRMED', now(), now()
        from blocks, generate_series(0, ?) place
        where number * ? + place < ?
        """,
        (holders - 1) / IDS_PER_BLOCK,
        Partition.COUNT,
        Partition.ofEvent(event),
        IDS_PER_BLOCK,
        event,
        IDS_PER_BLOCK - 1,
        IDS_PER_BLOCK,
        holders);
    postgres.execute(
        "update event set available_tickets = available_tickets - ? where id = ?", holders, event);
    postgres.execute("vacuum analyze reservation");
  }

  /** The confirmed rows of so many events from this one on. */
  long rows(long first, int count) {
    return postgres.number(
        "select count(*) from reservation where status = 'CONFIRMED' and event_id between ? and ?",
        first,
        first + count - 1);
  }
}
