package boxoffice.metrics;

import boxoffice.redis.CallMeter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The calls to Redis: those that decide, and every command. */
final class CallTimers implements CallMeter {
  private final Meters meters;
  private final Timer answered;
  private final Timer lost;
  private final DistributionSummary decisions;
  private final Map<String, Timer> byCommand = new ConcurrentHashMap<>();

  CallTimers(Meters meters) {
    this.meters = meters;
    this.answered = calls("answered");
    this.lost = calls("lost");
    this.decisions =
        meters.sizes(
            "redis.decision.call.size",
            "Requests that were decided in one call",
            "requests",
            1,
            2,
            4,
            8,
            16,
            32,
            64,
            128,
            256);
  }

  private Timer calls(String result) {
    return meters.timer(
        "redis.decision.call.duration",
        "A call that decides what a lane has gathered",
        Buckets.CALL,
        "result",
        result);
  }

  @Override
  public void decided(int requests, boolean isAnswered, long nanos) {
    (isAnswered ? answered : lost).record(nanos, TimeUnit.NANOSECONDS);
    decisions.record(requests);
  }

  @Override
  public void answered(String command, long nanos) {
    byCommand.computeIfAbsent(command, this::commands).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer commands(String command) {
    return meters.timer(
        "redis.command.duration",
        "A command, from when it was sent to its answer",
        List.of(),
        "command",
        command);
  }
}
