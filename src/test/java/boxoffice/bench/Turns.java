package boxoffice.bench;

/** Two that are compared, in turns: each is first in every other round. */
final class Turns {
  private Turns() {}

  static void take(int round, Runnable one, Runnable other) {
    (round % 2 == 1 ? one : other).run();
    (round % 2 == 1 ? other : one).run();
  }
}
