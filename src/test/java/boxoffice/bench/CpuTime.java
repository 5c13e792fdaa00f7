package boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The processor time of processes in seconds, user and system together, from {@code
 * /proc/PID/stat}.
 */
final class CpuTime {
  private static final Path PROC = Path.of("/proc");

  /** Places in the line, behind the name in parentheses. */
  private static final int USER = 11;

  private static final int SYSTEM = 12;
  private static final int CHILDREN_USER = 13;
  private static final int CHILDREN_SYSTEM = 14;

  private static final double TICKS_PER_SECOND = ticksPerSecond();

  private CpuTime() {}

  /**
   * Refuses where it can't be read.
   *
   * @throws BenchException saying so
   */
  static void require() {
    if (!Files.isReadable(PROC.resolve("self/stat"))) {
      throw new BenchException(
          "The processor time of each process is read from /proc, which this system does not have:"
              + " run the benchmark on Linux.");
    }
  }

  /** Of a process and all that came of it, those included that have ended. */
  static double ofTree(long process) {
    return ProcessHandle.of(process).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .mapToDouble(one -> read(one.pid(), USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM))
        .sum();
  }

  /** Of this process alone. */
  static double ofThisProcess() {
    return read(ProcessHandle.current().pid(), USER, SYSTEM);
  }

  /** Of those children of this process that have ended and were waited for. */
  static double ofEndedChildren() {
    return read(ProcessHandle.current().pid(), CHILDREN_USER, CHILDREN_SYSTEM);
  }

  /** One that has ended meanwhile counts among its parent's children. */
  private static double read(long process, int... places) {
    try {
      String line = Files.readString(PROC.resolve(process + "/stat"));
      String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int place : places) {
        ticks += Long.parseLong(words[place]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException e) {
      if (ProcessHandle.of(process).isEmpty()) {
        return 0;
      }
      throw new BenchException("the processor time of " + process + " can't be read", e);
    }
  }

  private static double ticksPerSecond() {
    return Double.parseDouble(Command.output("getconf", "CLK_TCK").strip());
  }
}
