package boxoffice.bench;

import java.nio.ByteBuffer;

/** Makes the requests of a job, one after the other. */
final class Asker {
  /** Reservations that are still to be cancelled; more than there are connections never wait. */
  private final long[] held = new long[1_024];

  private static final byte[] NONE = {};

  private final Job job;
  private final byte[][] tokens;
  private long number;
  private int holding;

  Asker(Job job) {
    this.job = job;
    this.tokens = job.asking() == Job.Asking.RESERVE_WITH_TOKENS ? TokenFile.read() : new byte[0][];
  }

  void write(ByteBuffer out) {
    switch (job.asking()) {
      case RESERVE, RESERVE_WITH_TOKENS, SOLD_OUT -> reserve(out);
      case FIND_EVENT -> RequestWriter.find(out, job.event(number++));
      case RESERVE_AND_CANCEL -> {
        if (holding > 0) {
          RequestWriter.cancel(out, held[--holding]);
        } else {
          reserve(out);
        }
      }
    }
  }

  private void reserve(ByteBuffer out) {
    long user = job.user(number);
    byte[] token = tokens.length == 0 ? NONE : tokens[(int) user - 1];
    RequestWriter.reserve(out, job.event(number), user, token);
    number++;
  }

  /** A request made this reservation. */
  void holds(long reservation) {
    if (job.asking() == Job.Asking.RESERVE_AND_CANCEL) {
      held[holding++] = reservation;
    }
  }
}
