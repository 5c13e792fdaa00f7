package boxoffice.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: Javalin on Jetty, with every option given here. */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final int ACCEPT_QUEUE = 1_024;
  private static final long SHUTDOWN_IDLE_MILLIS = 200;

  private final Javalin javalin;

  private HttpServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /** Listens when it returns. */
  public static HttpServer start(HttpSettings settings, Services services) {
    Javalin javalin = Javalin.create(config -> configure(config, settings, services));
    return new HttpServer(javalin.start());
  }

  public int port() {
    return javalin.port();
  }

  /** Takes no more requests, waits for those under way within the bound, and ends. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, HttpSettings settings, Services services) {
    config.startup.showJavalinBanner = false; // A quiet start.
    config.startup.showOldJavalinVersionWarning = false; // A quiet start in later years, too.
    config.startup.startupWatcherEnabled = false; // A thread that we don't need.
    config.concurrency.useVirtualThreads = true; // Handlers block; Admission bounds them.
    config.http.prefer405over404 = true; // A path that exists says so.
    config.http.compressionStrategy = CompressionStrategy.NONE; // Bodies are tiny, time is not.
    config.router.ignoreTrailingSlashes = false; // One address for each thing.
    config.router.javaLangErrorHandler(HttpServer::answerError);
    config.jetty.modifyHttpConfiguration(http -> configure(http, settings));
    config.jetty.addConnector((server, http) -> connector(server, http, settings));
    config.jetty.modifyServer(server -> configure(server, settings));
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new JettyFailures()));
    Routes.add(config.routes, settings, services);
    FailureMapping.add(config.routes);
  }

  private static void configure(HttpConfiguration http, HttpSettings settings) {
    http.setSendServerVersion(false); // Whom does it help?
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    http.setUriCompliance(UriCompliance.RFC3986); // Javalin would let ambiguous paths through.
    http.addCustomizer(new PlainRequests());
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpSettings settings) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE); // A rush connects all at once.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS); // Idle connections must not delay it.
    return connector;
  }

  private static void configure(Server server, HttpSettings settings) {
    server.setStopTimeout(settings.stopTimeout().toMillis()); // Else requests are cut in flight.
    server.insertHandler(new GracefulHandler()); // Counts them, and turns away new ones meanwhile.
    server.setErrorHandler(new JettyFailures());
    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
  }

  /** An Error, such as memory that ran out: the process lives on, this request does not. */
  private static void answerError(HttpServletResponse response, Error error) {
    LOG.error("a request failed", error);
    FailureBody body = FailureBody.of(Failure.INTERNAL, "", "message");
    response.setStatus(Failure.INTERNAL.status());
    response.setContentType(body.contentType());
    try {
      response.getOutputStream().write(body.bytes());
    } catch (IOException gone) {
      LOG.debug("nobody to tell", gone);
    }
  }
}
