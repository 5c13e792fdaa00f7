package boxoffice.http;

import java.time.Duration;
import java.util.Optional;

/** Where a {@link LiveFeed} looks for all of its pages, while there are any. */
interface LiveSource extends AutoCloseable {
  /** From the begin of one look to that of the next, less what looking and telling take. */
  Duration turn();

  /**
   * What is new since the look before; empty if nothing is.
   *
   * @param version of the news, if there are any
   */
  Optional<LiveNews> look(long version) throws InterruptedException;

  @Override
  void close();
}
