package boxoffice.chaos;

import static boxoffice.chaos.Fault.Part.POSTGRES;

import java.util.List;

/** What happens to PostgreSQL, and what it refuses. */
final class PostgresFaults {
  /** A sequence, since it keeps counting when the refusal undoes everything else. */
  private static final String REFUSE_ROWS =
      """
      create sequence chaos_refused;
      create function chaos_refuse_row() returns trigger language plpgsql as
        'begin perform nextval(''chaos_refused''); raise ''reservation % is not wanted'', new.id; end';
      create trigger chaos_refuse_row before insert or update on reservation for each row
        when (mod(new.id / 16, 61) = 0) execute function chaos_refuse_row();
      """;

  private static final String ACCEPT_ROWS =
      """
      drop trigger if exists chaos_refuse_row on reservation;
      drop function if exists chaos_refuse_row;
      drop sequence if exists chaos_refused;
      """;

  private static final String REFUSE_FAILED =
      """
      create function chaos_refuse_failed() returns trigger language plpgsql as
        'begin raise ''no more failures''; end';
      create trigger chaos_refuse_failed before insert or update on failed_write for each row
        execute function chaos_refuse_failed();
      """;

  private static final String ACCEPT_FAILED =
      """
      drop trigger if exists chaos_refuse_failed on failed_write;
      drop function if exists chaos_refuse_failed;
      """;

  private PostgresFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
            POSTGRES,
            "PostgreSQL killed",
            0,
            3_000,
            (cluster, _) -> cluster.postgres().kill(),
            (cluster, _) -> cluster.postgres().start()),
        Fault.of(
            POSTGRES,
            "PostgreSQL away for long",
            10_000,
            16_000,
            (cluster, _) -> cluster.postgres().stop(),
            (cluster, _) -> cluster.postgres().start()),
        Fault.of(
            POSTGRES,
            "PostgreSQL frozen",
            3_000,
            10_000,
            (cluster, _) -> cluster.postgres().freeze(),
            (cluster, _) -> cluster.postgres().thaw()),
        Fault.of(
                POSTGRES,
                "queue full",
                2_000,
                4_000,
                (cluster, _) -> cluster.postgres().lock("reservation"),
                (cluster, _) -> cluster.postgres().unlock())
            .striking(PostgresFaults::beyondTheQueues),
        Fault.of(
                POSTGRES,
                "rows refused",
                2_000,
                6_000,
                (cluster, _) -> cluster.postgres().execute(REFUSE_ROWS),
                (cluster, _) -> cluster.postgres().execute(ACCEPT_ROWS))
            .striking(PostgresFaults::refused),
        Fault.of(
                POSTGRES,
                "rows refused, failed_write too",
                2_000,
                6_000,
                (cluster, _) -> cluster.postgres().execute(REFUSE_ROWS + REFUSE_FAILED),
                (cluster, _) -> cluster.postgres().execute(ACCEPT_ROWS + ACCEPT_FAILED))
            .striking(PostgresFaults::refused));
  }

  /** How many changes no queue has room for. */
  private static long beyondTheQueues(Cluster cluster) {
    long room = (long) cluster.count() * Launch.QUEUE_CAPACITY;
    return Math.max(0, cluster.redis().unsaved().size() - room);
  }

  private static long refused(Cluster cluster) {
    return cluster
        .postgres()
        .number("select case when is_called then last_value else 0 end from chaos_refused");
  }
}
