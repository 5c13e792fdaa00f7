package boxoffice.bench;

import java.nio.ByteBuffer;

/** Makes the requests of a job, one after the other. */
final class Asker {
  /** Reservations that are still to be cancelled; more than there are connections never wait. */
  private final long[] held = new long[1_024];

  private final Job job;
  private long number;
  private int holding;

  Asker(Job job) {
    this.job = job;
  }

  void write(ByteBuffer out) {
    switch (job.asking()) {
      case RESERVE, SOLD_OUT -> reserve(out);
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
    RequestWriter.reserve(out, job.event(number), job.user(number));
    number++;
  }

  /** A request made this reservation. */
  void holds(long reservation) {
    if (job.asking() == Job.Asking.RESERVE_AND_CANCEL) {
      held[holding++] = reservation;
    }
  }
}
