package boxoffice.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The processes whose program file lies under one directory. Since each data directory has its own
 * copy of the server's program, these are that directory's processes and nobody else's, whatever a
 * process id written down somewhere may have become in the meantime.
 */
final class OwnProcesses {
  private final String prefix;

  OwnProcesses(Path realDirectory) {
    this.prefix = realDirectory + "/";
  }

  List<ProcessHandle> alive() {
    return ProcessHandle.allProcesses().filter(this::isOurs).toList();
  }

  boolean none() {
    return ProcessHandle.allProcesses().noneMatch(this::isOurs);
  }

  boolean isOurs(long processId) {
    return ProcessHandle.of(processId).filter(this::isOurs).isPresent();
  }

  /**
   * Whether the process runs such a program. One that has ended but was not reaped by its parent
   * yet, which {@link ProcessHandle#isAlive} takes for alive, does not.
   */
  private boolean isOurs(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.command().or(info::commandLine).filter(c -> c.startsWith(prefix)).isPresent();
  }

  boolean awaitNone(Duration limit) {
    return Waiting.until(limit, this::none);
  }

  /** Ends them all at once, as kill -9 does. */
  void kill() {
    boolean gone =
        Waiting.until(
            Bounds.KILL,
            () -> {
              // Again each time: a process that is being killed may just have started another.
              List<ProcessHandle> left = alive();
              left.forEach(ProcessHandle::destroyForcibly);
              return left.isEmpty();
            });
    if (!gone) {
      throw new EmbeddedServerException(
          "Processes "
              + alive().stream().map(ProcessHandle::pid).toList()
              + " with a program under "
              + prefix
              + " do not end: end them by hand.");
    }
  }
}
