package boxoffice.redis;

import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolKeyword;
import java.net.SocketAddress;

/** Tells the meter of each command that Lettuce has an answer to. */
record CommandTimes(CallMeter meter) implements CommandLatencyRecorder {
  @Override
  public void recordCommandLatency(
      SocketAddress local,
      SocketAddress remote,
      ProtocolKeyword command,
      long firstResponseNanos,
      long nanos) {
    meter.answered(command.toString(), nanos);
  }
}
