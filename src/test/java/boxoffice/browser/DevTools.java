package boxoffice.browser;

import boxoffice.Await;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** The wire to a browser: commands and their answers, and what the browser tells by itself. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
  private static final String NAVIGATED = "Inspected target navigated or closed";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Map<String, BiConsumer<String, JsonNode>> listeners = new ConcurrentHashMap<>();
  private final StringBuilder message = new StringBuilder();
  private final WebSocket socket;

  DevTools(URI browser) {
    socket = client.newWebSocketBuilder().buildAsync(browser, this).join();
  }

  /** Tells what that session's page says by itself: the name of the event and its parameters. */
  void listen(String session, BiConsumer<String, JsonNode> listener) {
    listeners.put(session, listener);
  }

  /**
   * @param session of a page; empty for the browser itself
   */
  JsonNode send(String session, String method, Map<String, ?> parameters) {
    long id = ids.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    asked.put(id, answer);
    var command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    socket.sendText(command.toString(), true).join();
    return answer.orTimeout(Await.BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean isLast) {
    message.append(part);
    if (isLast) {
      take(read(message.toString()));
      message.setLength(0);
    }
    webSocket.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void take(JsonNode said) {
    if (!said.has("id")) {
      listeners
          .getOrDefault(said.path("sessionId").asText(), (_, _) -> {})
          .accept(said.path("method").asText(), said.path("params"));
      return;
    }
    CompletableFuture<JsonNode> answer = asked.remove(said.get("id").asLong());
    if (said.has("error")) {
      answer.completeExceptionally(failure(said.get("error")));
    } else {
      answer.complete(said.path("result"));
    }
  }

  private static RuntimeException failure(JsonNode error) {
    return error.path("message").asText().equals(NAVIGATED)
        ? new PageLeftException()
        : new IllegalStateException(error.toString());
  }

  /** The page that was asked was left for another before it had answered. */
  static final class PageLeftException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }
}
