package boxoffice.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one page, which goes on and on, and how far the page has been told.
 *
 * <p>It has no thread and no buffer of its own: a message is handed to the socket, and while a page
 * does not read what it was sent, it is sent nothing more, and after a while it is given up. All
 * but {@link #end} is for one thread.
 */
final class LiveStream {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  private final Response response;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile boolean writing;
  private long told;

  /**
   * @param patience with a page that does not read; much longer than the silence between two
   *     messages, since Jetty would take the begin of one after it for the end of its own patience
   */
  LiveStream(Response response, Duration patience) {
    this.response = response;
    connection().getEndPoint().setIdleTimeout(patience.toMillis());
  }

  private Connection connection() {
    return response.getRequest().getConnectionMetaData().getConnection();
  }

  /** Done when the page is gone, or is to be. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /**
   * Tells what the page does not know yet, if it reads.
   *
   * @return whether it has been told
   */
  boolean tell(LiveNews news) {
    if (told != news.version() && write(told == news.version() - 1 ? news.changes() : news.all())) {
      told = news.version();
    }
    return told == news.version();
  }

  /**
   * Whether the message is on its way, which is none if the one before still is.
   *
   * @param message is shared with others, and is not changed
   */
  boolean write(ByteBuffer message) {
    if (writing || ended.isDone()) {
      return false;
    }
    writing = true;
    Callback written =
        Callback.from(InvocationType.NON_BLOCKING, () -> writing = false, this::failed);
    try {
      response.write(false, message.duplicate(), written);
    } catch (IllegalStateException endedMeanwhile) {
      failed(endedMeanwhile);
    }
    return true;
  }

  private void failed(Throwable cause) {
    LOG.debug("a page is gone", cause);
    end();
  }

  void end() {
    ended.complete(null);
  }

  /** Ends without waiting for a page that does not read. */
  void endAtOnce() {
    if (writing) {
      connection().close();
    }
    end();
  }
}
