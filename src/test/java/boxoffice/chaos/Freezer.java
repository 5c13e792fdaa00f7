package boxoffice.chaos;

import boxoffice.embedded.DataDirectory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Stops all processes of the server under one directory where they stand, and lets them go on. */
final class Freezer {
  private final DataDirectory directory;
  private final Set<Long> frozen = new HashSet<>();

  Freezer(Path directory) {
    this.directory = new DataDirectory(directory);
  }

  /** Twice, for a process that was just being started. */
  void freeze() {
    for (int pass = 0; pass < 2; pass++) {
      List<Long> processes = directory.servers().stream().map(ProcessHandle::pid).toList();
      frozen.addAll(processes);
      Signals.send("-STOP", processes);
    }
  }

  /** Only what was frozen: after a kill there are others. */
  void thaw() {
    Signals.send("-CONT", frozen);
    frozen.clear();
  }
}
