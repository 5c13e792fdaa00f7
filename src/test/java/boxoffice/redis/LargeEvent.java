package boxoffice.redis;

import boxoffice.TestApp;
import boxoffice.TestWorld;

/** Puts events with very many holders into PostgreSQL, before they are on sale. */
final class LargeEvent {
  private LargeEvent() {}

  /** With so many users, each of whom holds a ticket, and so many tickets left. */
  static long create(TestApp app, int holders, int left) {
    long event = app.newEvent(holders + left);
    var sql = app.world().sql();
    sql.execute("insert into \"user\"(name) select 'u' from generate_series(1, ?)", holders);
    sql.execute(
        "insert into reservation select (100000000000 + u.id) * 16 + mod(?::bigint, 16), u.id,"
            + " ?::bigint, 'CONFIRMED', now(), now() from \"user\" u",
        event,
        event);
    sql.execute("update event set available_tickets = ? where id = ?", left, event);
    return event;
  }

  /** The reservation that this user holds from the beginning. */
  static long reservationOf(TestWorld world, long event, long user) {
    return world.number(
        "select id from reservation where event_id = ? and user_id = ?", event, user);
  }
}
