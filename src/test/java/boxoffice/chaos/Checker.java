package boxoffice.chaos;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the promises that a history breaks. It knows nothing of how the service works, only what
 * its buyers asked, were told, and what the books said at the end.
 *
 * <p>Finding nothing means that there is an order of all requests in which a plain ticket counter
 * would have given the same answers, as far as one user's tickets of one event are concerned; and
 * that the counts of an event were possible, which is weaker: they are held against bounds, since
 * finding one order of a whole sale is out of reach.
 */
final class Checker {
  private Checker() {}

  static List<Violation> check(History history) {
    Registers registers = Registers.of(history);
    List<Violation> found = new ArrayList<>();
    found.addAll(AnswerCheck.check(history));
    found.addAll(BooksCheck.check(history));
    found.addAll(CreationCheck.check(history));
    RowCheck rows = RowCheck.of(registers);
    found.addAll(rows.violations());
    for (Register register : registers.all()) {
      RegisterCheck.check(register, rows.explains(register)).ifPresent(found::add);
    }
    found.addAll(EventCheck.check(history, registers));
    return found;
  }
}
