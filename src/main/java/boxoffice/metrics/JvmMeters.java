package boxoffice.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.lang.management.ManagementFactory;
import java.util.List;

/** The process: memory, garbage, threads, processor, files, age. */
final class JvmMeters implements AutoCloseable {
  private static final String NANOSECONDS = "process.cpu.time";
  private static final double PER_SECOND = 1e9;

  private final JvmGcMetrics garbage = new JvmGcMetrics();

  JvmMeters(MeterRegistry registry) {
    // In seconds, as all else, and as Prometheus' own clients tell it.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith(NANOSECONDS));
    List<MeterBinder> binders =
        List.of(
            garbage,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, s -> s.getProcessCpuTime() / PER_SECOND)
          .description("Processor time of this process, user and system")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  @Override
  public void close() {
    garbage.close();
  }
}
