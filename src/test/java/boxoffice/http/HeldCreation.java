package boxoffice.http;

import boxoffice.Await;
import boxoffice.TestWorld;

/** Holds up whatever is created under a key, in its transaction, until it is let go on. */
final class HeldCreation implements AutoCloseable {
  private static final long GATE = 4_711;

  private final TestWorld world;

  private HeldCreation(TestWorld world, String when) {
    this.world = world;
    world
        .sql()
        .execute(
            "create or replace function wait_at_the_gate() returns trigger language plpgsql as"
                + " 'begin perform pg_advisory_xact_lock_shared(%d); return null; end'"
                    .formatted(GATE));
    world
        .sql()
        .execute(
            "create constraint trigger gate after insert on idempotent_request deferrable"
                + " initially %s for each row execute function wait_at_the_gate()".formatted(when));
    world.sql().fetch("select pg_advisory_lock(?)", GATE);
  }

  /** When all is written, and the transaction goes on. */
  static HeldCreation beforeItsCommit(TestWorld world) {
    return new HeldCreation(world, "immediate");
  }

  /** When the commit is under way. */
  static HeldCreation atItsCommit(TestWorld world) {
    return new HeldCreation(world, "deferred");
  }

  void awaitSomebody() {
    Await.until(
        "somebody waits",
        () ->
            world.number(
                    "select count(*) from pg_locks where locktype = 'advisory' and not granted and"
                        + " objid = ? and database ="
                        + " (select oid from pg_database where datname = current_database())",
                    GATE)
                > 0);
  }

  void letGo() {
    world.sql().fetch("select pg_advisory_unlock_all()");
  }

  @Override
  public void close() {
    letGo();
    world.sql().execute("drop trigger gate on idempotent_request");
  }
}
