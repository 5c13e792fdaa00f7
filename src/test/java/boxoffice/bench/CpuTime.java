package boxoffice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** How HotSpot names the threads of its two compilers, as far as Linux keeps it. */
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

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
    return ofProcess(ProcessHandle.current().pid());
  }

  /** Of one process without its children. */
  static double ofProcess(long process) {
    return read(process, USER, SYSTEM);
  }

  /** Of each thread of a JVM that compiles, by what Linux calls it; some come and go. */
  static Map<String, Double> ofCompilers(long jvm) {
    try (Stream<Path> threads = Files.list(PROC.resolve(jvm + "/task"))) {
      return threads
          .map(thread -> line(thread.resolve("stat")))
          .filter(line -> COMPILER.matcher(line).find())
          .collect(Collectors.toMap(CpuTime::id, line -> seconds(line, USER, SYSTEM)));
    } catch (IOException e) {
      throw new BenchException("the threads of " + jvm + " can't be read", e);
    }
  }

  /** Of those children of this process that have ended and were waited for. */
  static double ofEndedChildren() {
    return read(ProcessHandle.current().pid(), CHILDREN_USER, CHILDREN_SYSTEM);
  }

  /** One that has ended meanwhile counts among its parent's children. */
  private static double read(long process, int... places) {
    String line = line(PROC.resolve(process + "/stat"));
    return line.isEmpty() ? 0 : seconds(line, places);
  }

  /** Empty of one that has ended, which may also show in the middle of reading. */
  private static String line(Path stat) {
    try {
      return Files.readString(stat);
    } catch (NoSuchFileException ended) {
      return "";
    } catch (IOException e) {
      if (Files.notExists(stat)) {
        return "";
      }
      throw new BenchException("the processor time in " + stat + " can't be read", e);
    }
  }

  private static String id(String line) {
    return line.substring(0, line.indexOf(' '));
  }

  private static double seconds(String line, int... places) {
    String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int place : places) {
      ticks += Long.parseLong(words[place]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static double ticksPerSecond() {
    return Double.parseDouble(Command.output("getconf", "CLK_TCK").strip());
  }
}
