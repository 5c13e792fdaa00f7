package boxoffice;

import java.lang.reflect.InvocationTargetException;

/**
 * The jar's entry: tells a Java that is too old so in one line, and starts {@link
 * boxoffice.BoxOffice} on any other. It is compiled for Java 8 and names the real main by
 * reflection, so that an old Java loads nothing that it can't read.
 */
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  /** Runs Box Office, or says in one line why this Java can't. */
  public static void main(String[] args) throws Throwable {
    String version = System.getProperty("java.specification.version");
    if (feature(version) < NEEDED) {
      System.err.println(
          "Box Office needs Java "
              + NEEDED
              + " or newer, this is Java "
              + version
              + " ("
              + System.getProperty("java.home")
              + "). Start it with a newer java, for instance /path/to/jdk-"
              + NEEDED
              + "/bin/java -jar boxoffice.jar; `make run` finds an installed one by itself.");
      System.exit(1);
    }
    start(args);
  }

  /** The number by which a Java is known: 8 of "1.8", 25 of "25". */
  private static int feature(String version) {
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  private static void start(String[] args) throws Throwable {
    try {
      Class.forName("boxoffice.BoxOffice")
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
