package boxoffice.http;

import boxoffice.lab.Figures;
import boxoffice.lab.Lab;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the lab for all pages together, and remembers the figures of the last minutes, so that a
 * page that comes later shows them, too. While there are no pages nothing is looked at.
 */
final class LabBoard implements LiveSource {
  private static final Duration TURN = Duration.ofMillis(500);

  /** After which the next rates would be those of a time that nobody watched. */
  private static final long UNWATCHED_MILLIS = 2_000;

  private static final int FIGURES = 360;

  private final Lab lab;
  private final Deque<FiguresBody> last = new ArrayDeque<>();
  private long lookedAt;

  LabBoard(Lab lab) {
    this.lab = lab;
  }

  @Override
  public Duration turn() {
    return TURN;
  }

  @Override
  public Optional<LiveNews> look(long version) {
    Figures figures = lab.figures();
    boolean watched = figures.at() - lookedAt < UNWATCHED_MILLIS;
    lookedAt = figures.at();
    if (!watched) {
      return Optional.empty();
    }
    FiguresBody newest = FiguresBody.of(figures);
    last.addLast(newest);
    if (last.size() > FIGURES) {
      last.removeFirst();
    }
    LabBody now = LabBody.of(lab.state());
    return Optional.of(
        LiveNews.of(
            version, new LabView(List.of(newest), now), new LabView(List.copyOf(last), now)));
  }

  /** Goes on with the next page. */
  @Override
  public void close() {}

  /**
   * What a page of the lab shows.
   *
   * @param figures oldest first
   */
  record LabView(List<FiguresBody> figures, LabBody lab) {}
}
