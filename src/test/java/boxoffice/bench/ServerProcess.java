package boxoffice.bench;

import boxoffice.embedded.DataDirectory;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The process of an embedded server from which all its others come. */
final class ServerProcess {
  private ServerProcess() {}

  /** The one of the only server in this directory. */
  static long under(Path directory) {
    List<ProcessHandle> all = new DataDirectory(directory).servers();
    Set<Long> ids = new HashSet<>();
    all.forEach(process -> ids.add(process.pid()));
    return all.stream()
        .filter(process -> process.parent().filter(p -> ids.contains(p.pid())).isEmpty())
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElseThrow(() -> new BenchException("no server runs in " + directory));
  }
}
