package boxoffice.bench;

/** Tells how far the run is. */
final class Log {
  private Log() {}

  static void line(String text) {
    System.out.println(text);
  }
}
