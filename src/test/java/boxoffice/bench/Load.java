package boxoffice.bench;

/** Puts load on a server. */
interface Load {
  /**
   * Does the job to its end.
   *
   * @throws BenchException when it can't
   */
  LoadResult run(Job job, Window window);

  /** Is told when the part that is measured begins and ends. */
  interface Window {
    Window IGNORED =
        new Window() {
          @Override
          public void begins() {}

          @Override
          public void ends() {}
        };

    void begins();

    void ends();
  }
}
