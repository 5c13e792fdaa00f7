package boxoffice.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How long this disk takes to keep a small write, with nothing else running. */
final class FsyncAlone {
  private static final int WRITES = 2_000;
  private static final int WARM_UP = 100;
  private static final int BYTES = 4_096;

  private FsyncAlone() {}

  static void measure(Path directory, Collected collected) {
    Path file = directory.resolve("fsync");
    var latencies = new Latencies();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
      for (int i = 0; i < WARM_UP + WRITES; i++) {
        long begin = System.nanoTime();
        channel.write(block.clear());
        channel.force(false);
        if (i >= WARM_UP) {
          latencies.record(System.nanoTime() - begin);
        }
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new BenchException("A file can't be synced: " + e.getMessage(), e);
    }
    collected.figure("fsync alone, p50", latencies.told().p50(), "ms");
    collected.figure(FigureNames.FSYNC_P99, latencies.told().p99(), "ms");
  }
}
