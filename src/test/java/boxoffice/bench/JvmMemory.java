package boxoffice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a JVM needs of memory, in megabytes. */
final class JvmMemory {
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double BYTES_PER_KILOBYTE = 1_024;
  private static final String RESIDENT = "VmRSS:";

  private JvmMemory() {}

  /** All that the process has in memory. */
  static double resident(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .map(kilobytes -> kilobytes * BYTES_PER_KILOBYTE / BYTES_PER_MEGABYTE)
          .findFirst()
          .orElseThrow(() -> new BenchException("process " + process + " has ended"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What of the heap is reachable, by a histogram of its classes after a full collection. */
  static double usedHeap(long process) {
    jcmd(process, "GC.run");
    String total = jcmd(process, "GC.class_histogram").strip();
    String[] words = total.substring(total.lastIndexOf('\n') + 1).split("\\s+");
    if (!words[0].equals("Total")) {
      throw new BenchException("jcmd told no total of the heap but: " + String.join(" ", words));
    }
    return Long.parseLong(words[2]) / BYTES_PER_MEGABYTE;
  }

  private static String jcmd(long process, String command) {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Command.output(program, Long.toString(process), command);
  }
}
