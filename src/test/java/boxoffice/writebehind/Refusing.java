package boxoffice.writebehind;

import boxoffice.TestWorld;

/** Makes PostgreSQL refuse things, as an operator's mistake might. */
public final class Refusing {
  private Refusing() {}

  /** Every insert for this user, into reservation. */
  public static void user(TestWorld world, long userId) {
    world
        .sql()
        .execute(
            "create or replace function refuse_user() returns trigger language plpgsql as"
                + " 'begin raise ''user % is not welcome'', new.user_id; end'");
    world
        .sql()
        .execute(
            "create trigger refuse_user before insert or update on reservation for each row"
                + " when (new.user_id = "
                + userId
                + ") execute function refuse_user()");
  }

  public static void noUser(TestWorld world) {
    world.sql().execute("drop trigger refuse_user on reservation");
  }

  /** A user who is lost: the owner of the table has to lift what keeps users. */
  public static void forget(TestWorld world, long userId) {
    world
        .sql()
        .execute(
            """
            alter table "user" disable trigger user_stays;
            delete from "user" where id = %d;
            alter table "user" enable trigger user_stays;
            """
                .formatted(userId));
  }

  /** Every new row of the recovery table. */
  public static void recoveryTable(TestWorld world) {
    world
        .sql()
        .execute(
            "create or replace function refuse_failed() returns trigger language plpgsql as"
                + " 'begin raise ''no more failures''; end'");
    world
        .sql()
        .execute(
            "create trigger refuse_failed before insert on failed_write for each row execute"
                + " function refuse_failed()");
  }

  public static void noRecoveryTable(TestWorld world) {
    world.sql().execute("drop trigger refuse_failed on failed_write");
  }

  /** Counts what ever comes into the recovery table, for {@link #failedEver}. */
  public static void countFailed(TestWorld world) {
    world.sql().execute("create table failed_ever (error text)");
    world
        .sql()
        .execute(
            "create function count_failed() returns trigger language plpgsql as"
                + " 'begin insert into failed_ever values (new.error); return new; end'");
    world
        .sql()
        .execute(
            "create trigger count_failed before insert on failed_write for each row execute"
                + " function count_failed()");
  }

  public static String failedEver(TestWorld world) {
    return world.sql().fetch("select error, count(*) from failed_ever group by error").formatCSV();
  }
}
