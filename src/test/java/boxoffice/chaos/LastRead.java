package boxoffice.chaos;

import java.util.List;

/** The books at the end, as if somebody had read a user's list when all was over. */
final class LastRead {
  private static final int NOBODY = -1;

  private LastRead() {}

  static Call of(Register register) {
    List<Call.Seen> seen =
        register.rows().stream()
            .map(row -> new Call.Seen(row.reservationId(), row.eventId(), row.confirmed()))
            .toList();
    return new Call(
        NOBODY,
        Call.Kind.READ_LIST,
        NOBODY,
        0,
        register.userId(),
        0,
        0,
        "",
        Long.MAX_VALUE,
        Long.MAX_VALUE,
        Call.Outcome.DONE,
        0,
        seen);
  }

  static boolean is(Call call) {
    return call.client() == NOBODY;
  }
}
