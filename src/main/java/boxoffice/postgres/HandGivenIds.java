package boxoffice.postgres;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * Moves a sequence over the ids that were given by hand, so that they never collide with the next
 * one that it gives.
 */
final class HandGivenIds {
  private static final long ADVISORY_LOCK =
      0x626f786f66666963L; // one name for all instances: "boxoffic" in ASCII

  private HandGivenIds() {}

  /**
   * Puts the sequence just before the first gap after its position, if that is taken. Where it is
   * not, another caller has moved the sequence meanwhile, and the rows ahead are none of its
   * business. Two callers at once only make one of them try again.
   */
  static <R extends Record> void skip(DSLContext sql, Table<R> table, TableField<R, Long> id) {
    sql.transaction(
        locked -> {
          DSLContext inside = locked.dsl();
          inside.execute("select pg_advisory_xact_lock({0})", DSL.val(ADVISORY_LOCK));
          // The position is read once: it moves while others take ids, and rows that they have
          // written with those are not seen here.
          inside.execute(
              "with position as materialized (select name, pg_sequence_last_value(name::regclass)"
                  + " as last from (select pg_get_serial_sequence({3}, {4}) as name) as sequence)"
                  + " select setval(name::regclass, (select min({1}) from {0} where {1} >= last and"
                  + " not exists (select from {0} as next where next.{2} = {1} + 1))) from position"
                  + " where exists (select from {0} where {1} = last)",
              table,
              id,
              DSL.name(id.getName()),
              DSL.inline("\"" + table.getName() + "\""),
              DSL.inline(id.getName()));
        });
  }
}
