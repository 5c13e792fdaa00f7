package boxoffice.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends a connection on which the line and the headers of a request do not arrive in time. Jetty
 * bounds the silence between two bytes, so that a byte now and then would hold a connection for
 * hours (an attack known as Slowloris). It is looked at whenever something arrives; where nothing
 * does, the bound of the silence ends it.
 */
final class TimelyHeaders extends HttpConnectionFactory {
  private final Duration bound;
  private final LongAdder late = new LongAdder();

  TimelyHeaders(HttpConfiguration http, Duration bound) {
    super(http);
    this.bound = bound;
  }

  /** How many connections were ended since the start. */
  long late() {
    return late.sum();
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    return configure(
        new TimedConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
  }

  private final class TimedConnection extends HttpConnection {
    private final AtomicBoolean given = new AtomicBoolean();
    private RequestHandler requests; // is there before this class is
    private volatile boolean waiting;
    private volatile long since;

    @SuppressWarnings("NullAway.Init")
    TimedConnection(HttpConfiguration http, Connector connector, EndPoint endPoint) {
      super(http, connector, endPoint);
    }

    @Override
    protected RequestHandler newRequestHandler() {
      requests = super.newRequestHandler();
      return requests;
    }

    /** Something has arrived. */
    @Override
    public void onFillable() {
      long before = getMessagesIn();
      super.onFillable();
      if (getMessagesIn() != before) {
        waiting = false;
      } else if (!waiting) {
        since = NanoTime.now();
        waiting = true;
      } else if (NanoTime.since(since) > bound.toNanos() && given.compareAndSet(false, true)) {
        late.increment();
        requests.badMessage(new HttpException.RuntimeException(408));
      }
    }
  }
}
