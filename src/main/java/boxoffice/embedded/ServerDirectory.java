package boxoffice.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/**
 * The directory of one server: its program, data, password and log, closed to other users. A lock
 * is held on it as long as this process lives, so that a server found running in a directory that
 * could be locked is an orphan and not a neighbour's.
 */
final class ServerDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private static final String OWNER = "owner";

  private final Path path;
  private final Path shown;
  private final FileChannel lock;

  private ServerDirectory(Path path, Path shown, FileChannel lock) {
    this.path = path;
    this.shown = shown;
    this.lock = lock;
  }

  static ServerDirectory open(Path parent, String name) {
    Path directory = parent.resolve(name);
    try {
      Files.createDirectories(parent);
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      // Fails when another user owns the directory, who could have planted what is in it.
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
      Path real = directory.toRealPath();
      ServerDirectory opened = new ServerDirectory(real, directory, lock(real, directory));
      opened.write(OWNER, thisProcess());
      return opened;
    } catch (FileAlreadyExistsException e) {
      throw new EmbeddedServerException(
          e.getFile() + " is a file and not a directory: set DATA_DIR to a directory.", e);
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
  }

  private static FileChannel lock(Path directory, Path shown) throws IOException {
    Path owner = directory.resolve(OWNER);
    String recorded = Files.exists(owner) ? Files.readString(owner) : "";
    // Asked first: a system may release a process's lock when that process closes a second channel
    // on the same file.
    if (!recorded.equals(thisProcess())) {
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() != null) {
        return channel;
      }
      channel.close();
    }
    throw new EmbeddedServerException(
        "The data in %s is in use by another running Box Office, process %s: "
            .concat("stop that one, or set DATA_DIR to another directory.")
            .formatted(shown, recorded.split(" ", 2)[0]));
  }

  /** The process id and, since ids are used again, when the process started. */
  private static String thisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("");
  }

  static EmbeddedServerException notWritable(Path path, IOException e) {
    return new EmbeddedServerException(
        "Cannot keep data in "
            + path
            + " ("
            + e.getClass().getSimpleName()
            + ": "
            + e.getMessage()
            + "): set DATA_DIR to a directory that this user can write to.",
        e);
  }

  /** The real path, free of symbolic links. */
  Path path() {
    return path;
  }

  /** The server's processes, whichever process started them. */
  OwnProcesses processes() {
    return new OwnProcesses(path);
  }

  /** The path as it was given, for people to read. */
  Path shown() {
    return shown;
  }

  /** The server's password, made at the first call: any local user can reach a loopback port. */
  String password() {
    Path file = path.resolve("password");
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        write("password", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  /** Replaces a file in one step, so that a crash leaves the old text or the new one. */
  void write(String name, String text) throws IOException {
    Path draft = path.resolve(name + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
    FileTree.rename(draft, path.resolve(name));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(OWNER));
      lock.close();
    } catch (IOException e) {
      throw notWritable(shown, e);
    }
  }
}
