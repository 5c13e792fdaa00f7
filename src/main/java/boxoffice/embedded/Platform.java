package boxoffice.embedded;

import java.util.Locale;

/** What the machine is, as far as the choice of a server's binary depends on it. */
record Platform(String system, boolean arm) {

  static Platform current() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = architecture.equals("aarch64");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    boolean mac = name.startsWith("mac");
    if (!(arm || intel) || !(mac || name.startsWith("linux"))) {
      throw new EmbeddedServerException(
          "There are no embedded servers for "
              + name
              + " on "
              + architecture
              + ": set DATABASE_URL and REDIS_URL to servers of your own.");
    }
    return new Platform(mac ? "darwin" : "linux", arm);
  }

  String postgresResource() {
    return "postgres-" + system + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }

  String redisResource() {
    // The version in the name is the packager's; all of these are Redis 6.2.
    String build = system.equals("linux") && arm ? "6.2.7" : "6.2.6-v5";
    return "redis-server-" + build + "-" + system + "-" + (arm ? "arm64" : "amd64");
  }
}
