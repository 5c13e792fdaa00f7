package boxoffice.postgres;

import static boxoffice.postgres.jooq.Tables.EVENT;
import static boxoffice.postgres.jooq.Tables.USER;

import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Something to sell and somebody to buy it, for a first look. */
public final class DemoData {
  private static final int USERS = 1_000;

  private final Database database;

  public DemoData(Database database) {
    this.database = database;
  }

  /**
   * Creates it, if the database has no event and no user.
   *
   * @return whether it did
   */
  public boolean createIfEmpty() {
    return database.background(
        sql ->
            sql.transactionResult(
                inside -> {
                  DSLContext dsl = inside.dsl();
                  if (dsl.fetchExists(EVENT) || dsl.fetchExists(USER)) {
                    return false;
                  }
                  event(dsl, "IU Concert", 500);
                  event(dsl, "Chamber Music Evening", 40);
                  event(dsl, "City Marathon", 20_000);
                  dsl.insertInto(USER, USER.NAME)
                      .select(
                          dsl.select(DSL.concat(DSL.inline("User "), DSL.field("n", Long.class)))
                              .from(DSL.generateSeries(1, USERS).as("s", "n")))
                      .execute();
                  return true;
                }));
  }

  private static void event(DSLContext sql, String name, int tickets) {
    sql.insertInto(EVENT)
        .set(EVENT.NAME, name)
        .set(EVENT.TOTAL_TICKETS, tickets)
        .set(EVENT.AVAILABLE_TICKETS, tickets)
        .set(EVENT.VERSION, 0L)
        .execute();
  }
}
