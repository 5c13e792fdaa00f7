package boxoffice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/**
 * A load in a process of its own. Its one argument is a {@link Job} as JSON; it prints a line when
 * the part that is measured begins, one when that ends, and its {@link LoadResult} as JSON.
 */
public final class LoadGenerator {
  static final String BEGINS = "BEGINS";
  static final String ENDS = "ENDS";
  private static final double NANOS_PER_SECOND = 1e9;

  private LoadGenerator() {}

  /** The exit code says whether it could do the job. */
  public static void main(String[] arguments) throws IOException {
    var json = new ObjectMapper();
    try {
      System.out.println(json.writeValueAsString(run(json.readValue(arguments[0], Job.class))));
    } catch (BenchException | IOException e) {
      System.out.println("the load ended early: " + e.getMessage());
      System.exit(1);
    }
  }

  private static LoadResult run(Job job) throws IOException {
    var tally = new Tally(job);
    var meter = new Meter();
    var loop = new LoadLoop(job, tally, meter);
    loop.run();
    double seconds = (meter.ended - loop.measuredFrom()) / NANOS_PER_SECOND;
    return tally.told(Math.min(seconds, job.seconds()), meter.cpuSeconds());
  }

  /** What is spent of processor time while it is measured, and when that ended. */
  private static final class Meter implements Load.Window {
    private final OperatingSystemMXBean system =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long ended;
    private long cpuAtBegin;
    private long cpuAtEnd;

    @Override
    public void begins() {
      System.out.println(BEGINS);
      cpuAtBegin = system.getProcessCpuTime();
    }

    @Override
    public void ends() {
      ended = System.nanoTime();
      cpuAtEnd = system.getProcessCpuTime();
      System.out.println(ENDS);
    }

    double cpuSeconds() {
      return (cpuAtEnd - cpuAtBegin) / NANOS_PER_SECOND;
    }
  }
}
