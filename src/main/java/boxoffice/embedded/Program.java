package boxoffice.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's program, unpacked once into the server's own directory. A shared temporary directory
 * would not do: another user could plant a program there under a name that is easily guessed.
 */
record Program(Path home, String version) {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  /** Writes what a resource holds into an empty directory. */
  @FunctionalInterface
  interface Unpacker {
    void unpack(InputStream resource, Path target) throws IOException;
  }

  /** Where in the jar a program comes from. */
  record Source(String resource, String executable, Unpacker unpacker) {

    /** The program as it lies in the directory, unpacked first if that has not been done yet. */
    Program install(ServerDirectory directory) throws IOException {
      URL url = Program.class.getResource("/" + resource);
      if (url == null) {
        throw new EmbeddedServerException(
            "This jar was built without "
                + resource
                + ", which this machine needs: build it on this machine, or set DATABASE_URL and"
                + " REDIS_URL to servers of your own.");
      }
      URLConnection connection = url.openConnection();
      // The size tells one release from the next, so that a newer jar unpacks its own.
      Path home = directory.path().resolve("program-" + connection.getContentLengthLong());
      if (!Files.exists(home)) {
        unpack(connection, directory, home);
      }
      return new Program(home, Files.readString(home.resolve("version")));
    }

    private void unpack(URLConnection connection, ServerDirectory directory, Path home)
        throws IOException {
      // An older program may still run, as an orphan that is found by the place of its program.
      directory.processes().kill();
      FileTree.deleteMatching(directory.path(), "program-*");
      Path draft = Files.createDirectory(home.resolveSibling(home.getFileName() + ".new"));
      try (InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16)) {
        unpacker.unpack(in, draft);
      }
      Files.writeString(draft.resolve("version"), askVersion(draft));
      FileTree.rename(draft, home);
    }

    private String askVersion(Path home) {
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
  }

  String path(String executable) {
    return home.resolve(executable).toString();
  }
}
