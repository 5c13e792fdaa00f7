package boxoffice.bench;

/** How long the product takes from its start until it sells, on servers that run. */
final class Starts {
  private static final int TIMES = 5;

  private Starts() {}

  static void measure(Stage stage, Collected collected) {
    stage.endSubjects();
    start(stage); // writes the archive of classes if there is none
    for (int i = 0; i < TIMES; i++) {
      collected.figure(FigureNames.START, start(stage), "s");
    }
  }

  private static double start(Stage stage) {
    try (Subject product = stage.launch().product()) {
      return product.awaitReady();
    }
  }
}
