package boxoffice.http;

import boxoffice.reservation.CreateOutcome;
import java.util.function.Function;

/** From what became of a request to create something under a key to what is answered. */
final class Created {
  private Created() {}

  /**
   * @param answer to the first request, and so to each that is the same
   */
  static <T> Answer answer(CreateOutcome<T> outcome, Function<T, Answer> answer) {
    return switch (outcome) {
      case CreateOutcome.Created<T>(T created, boolean _) -> answer.apply(created);
      case CreateOutcome.KeyReused<T>() -> Failure.KEY_REUSED;
      case CreateOutcome.KeyInUse<T>() -> Failure.KEY_IN_USE;
    };
  }
}
