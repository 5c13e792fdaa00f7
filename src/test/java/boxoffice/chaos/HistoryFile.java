package boxoffice.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the history of a round in which a promise was broken, one line each, to be searched. */
final class HistoryFile {
  private HistoryFile() {}

  /** Beside the directory of the servers, which the next run empties. */
  static void writeIfBroken(RoundResult round, Path servers) {
    if (!round.violations().isEmpty()) {
      write(round, servers.resolveSibling("history-" + round.seed() + ".txt"));
    }
  }

  private static void write(RoundResult round, Path file) {
    History history = round.history();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(round.summary() + "\n");
      for (Violation violation : round.violations()) {
        out.write("BROKEN " + violation.promise() + ": " + violation.sentence() + "\n");
        for (Call call : violation.evidence()) {
          out.write("    " + Report.describe(call, round.begin()) + "\n");
        }
      }
      for (Injection one : round.injections()) {
        out.write("%s %s\n".formatted(span(one.begin(), one.end(), round), one.fault().name()));
      }
      for (History.Stall stall : history.stalls()) {
        String span = span(stall.begin(), stall.end(), round);
        out.write("%s stall of instance %d\n".formatted(span, stall.instance()));
      }
      for (Object line : history.events()) {
        out.write(line + "\n");
      }
      for (Call call : history.calls()) {
        out.write(Report.describe(call, round.begin()) + "\n");
      }
      for (Object line : history.books().events()) {
        out.write(line + "\n");
      }
      for (Object line : history.books().rows()) {
        out.write(line + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String span(long begin, long end, RoundResult round) {
    return "%9.1f to %9.1f ms "
        .formatted((begin - round.begin()) / 1e6, (end - round.begin()) / 1e6);
  }
}
