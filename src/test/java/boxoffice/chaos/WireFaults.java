package boxoffice.chaos;

import static boxoffice.chaos.Fault.Part.POSTGRES;
import static boxoffice.chaos.Fault.Part.REDIS;

import boxoffice.TcpProxy;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** What happens between one instance and its servers; an instance without wires is spared. */
final class WireFaults {
  private WireFaults() {}

  static List<Fault> all() {
    return Stream.concat(
            onWire(REDIS, "Redis", Instance::redisWire).stream(),
            onWire(POSTGRES, "PostgreSQL", Instance::postgresWire).stream())
        .toList();
  }

  private static List<Fault> onWire(
      Fault.Part part, String server, Function<Instance, Optional<TcpProxy>> wire) {
    return List.of(
        // What was asked is done, and nobody is told.
        Fault.of(
            part,
            "answers of " + server + " lost",
            20,
            1_500,
            on(wire, TcpProxy::swallowAnswers),
            on(wire, TcpProxy::cut)),
        // What was asked is done when the wire thaws, and maybe nobody waits for it any more.
        Fault.of(
            part,
            "wire to " + server + " frozen",
            500,
            4_000,
            on(wire, TcpProxy::freeze),
            on(wire, TcpProxy::thaw)),
        Fault.of(
            part,
            "wire to " + server + " cut",
            0,
            2_500,
            on(wire, TcpProxy::refuse),
            on(wire, TcpProxy::accept)));
  }

  private static Fault.Action on(
      Function<Instance, Optional<TcpProxy>> wire, Consumer<TcpProxy> damage) {
    return (_, victim) -> wire.apply(victim).ifPresent(damage);
  }
}
