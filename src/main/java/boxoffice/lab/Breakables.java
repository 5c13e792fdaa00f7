package boxoffice.lab;

import boxoffice.embedded.EmbeddedPostgres;
import boxoffice.embedded.EmbeddedRedis;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The servers that this process owns, and may therefore break. */
public record Breakables(Optional<EmbeddedPostgres> postgres, Optional<EmbeddedRedis> redis) {

  /** What can be done to them. */
  Set<Fault> faults() {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    if (postgres.isPresent()) {
      faults.add(Fault.POSTGRESQL_STOPPED);
    }
    if (redis.isPresent()) {
      faults.add(Fault.REDIS_KILLED);
      faults.add(Fault.REDIS_EMPTIED);
    }
    return faults;
  }

  void doTo(Fault fault) {
    switch (fault) {
      case POSTGRESQL_STOPPED -> postgres.orElseThrow().stop();
      case REDIS_KILLED -> redis.orElseThrow().kill();
      case REDIS_EMPTIED -> redis.orElseThrow().flushAll();
    }
  }

  /** Starts what the fault has ended, on the same port and data. */
  void undo(Fault fault) {
    switch (fault) {
      case POSTGRESQL_STOPPED -> postgres.orElseThrow().start();
      case REDIS_KILLED -> redis.orElseThrow().start();
      case REDIS_EMPTIED -> {} // whatever comes back, the service brings back
    }
  }
}
