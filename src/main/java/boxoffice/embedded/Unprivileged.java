package boxoffice.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How commands run without being root, which PostgreSQL refuses to be. An ordinary user just runs
 * them. Root runs them in a user namespace of their own, where they are nobody in particular and
 * root's files stay theirs; where containers forbid that, as the user nobody.
 */
record Unprivileged(List<String> prefix, int owner) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65_534;
  private static final String CAN_WORK_THERE = "test \"$(id -u)\" != 0 && test -w \"$0\"";

  /** The way that works in the directory, which is given to the user that the commands will be. */
  static Unprivileged in(Path directory) {
    if (new UnixSystem().getUid() != ROOT) {
      return new Unprivileged(List.of(), NOBODY);
    }
    String nobody = Integer.toString(NOBODY);
    List<Unprivileged> ways =
        List.of(
            new Unprivileged(List.of("unshare", "--user"), ROOT),
            new Unprivileged(
                List.of("setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups"),
                NOBODY));
    for (Unprivileged way : ways) {
      if (way.worksIn(directory)) {
        return way;
      }
    }
    throw new EmbeddedServerException(
        "PostgreSQL does not run as root, and no other user can reach "
            + directory
            + ": start as an ordinary user, or set DATA_DIR to a directory below one that everyone"
            + " may enter.");
  }

  private boolean worksIn(Path directory) {
    try {
      // Not yet what is in it: a server that is still to be ended may be working there.
      Files.setAttribute(directory, "unix:uid", owner);
      return command(directory, "sh", "-c", CAN_WORK_THERE, directory.toString())
          .run(Bounds.COMMAND)
          .succeeded();
    } catch (EmbeddedServerException | IOException notPossible) {
      return false;
    }
  }

  /** Gives what root wrote to the user that the commands will be. */
  void own(Path directory) {
    if (new UnixSystem().getUid() != ROOT) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.toList()) {
        if (!Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(owner)) {
          Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
        }
      }
    } catch (IOException e) {
      throw ServerDirectory.notWritable(directory, e);
    }
  }

  Command command(Path directory, String... words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(words));
    return new Command(directory, List.copyOf(all));
  }
}
