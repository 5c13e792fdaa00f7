package boxoffice.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server's program, unpacked once from the jar into the server's own directory. */
record Program(Path home, String version) {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  /** Writes what a resource holds into an empty directory. */
  @FunctionalInterface
  interface Unpacker {
    void unpack(InputStream resource, Path target) throws IOException;
  }

  /**
   * The program as it lies in the directory, unpacked first if that has not been done yet. It lies
   * in the server's directory and not in a shared temporary one, where another user could plant a
   * program under a name that can be guessed.
   */
  static Program install(
      Path directory, String resource, String executable, Unpacker unpacker) {
    URL url = Program.class.getResource("/" + resource);
    if (url == null) {
      throw new EmbeddedServerException(
          "This build has no "
              + resource
              + " for this machine: build it here, or set DATABASE_URL and REDIS_URL.");
    }
    try {
      URLConnection connection = url.openConnection();
      // The size tells one release from the next, so that a newer jar unpacks its own.
      Path home = directory.resolve("program-" + connection.getContentLengthLong());
      Path version = home.resolve("version");
      if (!Files.exists(version)) {
        FileTree.deleteMatching(directory, "program-*");
        unpack(connection, home, executable, unpacker);
      }
      return new Program(home, Files.readString(version));
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory, e);
    }
  }

  private static void unpack(
      URLConnection connection, Path home, String executable, Unpacker unpacker)
      throws IOException {
    Path draft = Files.createDirectory(home.resolveSibling(home.getFileName() + ".new"));
    try (InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16)) {
      unpacker.unpack(in, draft);
    }
    Files.writeString(draft.resolve("version"), askVersion(draft, executable));
    Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String askVersion(Path home, String executable) {
    Command.Result result =
        new Command(home, List.of(home.resolve(executable).toString(), "--version"))
            .run(Bounds.COMMAND);
    Matcher version = VERSION.matcher(result.output());
    if (!result.succeeded() || !version.find()) {
      throw new EmbeddedServerException(
          "The embedded "
              + executable
              + " does not run on this machine ("
              + result.output()
              + "): set DATABASE_URL and REDIS_URL to servers of your own.");
    }
    return version.group();
  }

  Path executable(String name) {
    return home.resolve(name);
  }
}
