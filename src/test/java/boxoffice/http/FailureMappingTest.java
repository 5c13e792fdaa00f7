package boxoffice.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import boxoffice.Await;
import boxoffice.http.HealthReport.Readiness;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FailureMappingTest {
  /**
   * What is thrown here Javalin hands back, without end. That is not tried: it would fill the disk.
   */
  @Test
  void aRequestThatIsGoneIsLeftAlone() throws Exception {
    var handled = new CompletableFuture<Context>();
    try (HttpServer server = serving(handled)) {
      ask(server);
      Context gone = handled.get(Await.BOUND.toSeconds(), SECONDS);
      Await.until("Jetty has taken the request back", () -> isTakenBack(gone));
      assertThrows(IllegalStateException.class, () -> AnswerWriter.write(gone, Failure.INTERNAL));
      assertDoesNotThrow(
          () -> FailureMapping.answerInternal(new IllegalStateException("too late"), gone));
    }
  }

  /** With a route whose request ends while its handler goes on. */
  private static HttpServer serving(CompletableFuture<Context> handled) {
    return HttpServer.start(
        HttpSettings.at("127.0.0.1", 0),
        new Ready(),
        Entrance.open(),
        RequestMeter.NONE,
        router ->
            router.add(
                HandlerType.GET,
                "/try",
                ctx ->
                    ctx.future(
                        () -> {
                          ctx.req().getAsyncContext().complete();
                          handled.complete(ctx);
                          return new CompletableFuture<>();
                        })));
  }

  private static void ask(HttpServer server) throws IOException {
    var uri = URI.create("http://127.0.0.1:" + server.port());
    String _ = RawHttp.exchange(uri, RawHttp.closing("GET /try", "", ""));
  }

  private static boolean isTakenBack(Context ctx) {
    try {
      return ctx.req().getMethod() == null;
    } catch (NullPointerException takenBack) {
      return true;
    }
  }

  private static final class Ready implements Health {
    @Override
    public boolean started() {
      return true;
    }

    @Override
    public HealthReport report() {
      return new HealthReport(Readiness.READY, new LinkedHashMap<>());
    }
  }
}
