package boxoffice.http;

import static boxoffice.http.Responses.FailedWriteBody;
import static boxoffice.http.Responses.Message;

import boxoffice.reservation.FailedWrites;
import boxoffice.reservation.RetryOutcome;
import io.javalin.http.Context;

/** What operators do about changes that PostgreSQL refused. */
final class FailedWriteHandlers {
  private final FailedWrites failedWrites;

  FailedWriteHandlers(FailedWrites failedWrites) {
    this.failedWrites = failedWrites;
  }

  Answer list(Context ctx, byte[] body) {
    return Answer.ok(failedWrites.list(Paging.of(ctx)).stream().map(FailedWriteBody::of).toList());
  }

  Answer retry(Context ctx, byte[] body) {
    return switch (failedWrites.retry(Ids.inPath(ctx, "reservationId"))) {
      case RetryOutcome.Saved() -> Answer.ok(new Message("Reservation saved."));
      case RetryOutcome.StillRefused(String error) -> Failure.stillRefused(error);
      case RetryOutcome.NotFound() -> Failure.FAILED_WRITE_NOT_FOUND;
    };
  }
}
