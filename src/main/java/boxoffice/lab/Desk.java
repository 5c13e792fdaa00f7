package boxoffice.lab;

import boxoffice.auth.OwnCredential;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Where simulated buyers ask: the HTTP port of this very process, so that each of their requests
 * takes the way of a real one from the socket on, is let in or turned away like it, and is measured
 * with the others.
 */
final class Desk implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Requests under way at once, each on a connection of its own. */
  private static final int CONNECTIONS = 256;

  /** Longer than the service takes for any answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration AFTER_SILENCE = Duration.ofMillis(200);

  private final URI service;
  private final OwnCredential credential;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY) // It would read the credential of this process.
          .executor(threads)
          .build();

  Desk(URI service, OwnCredential credential) {
    this.service = service;
    this.credential = credential;
  }

  /** What a buyer was told. */
  sealed interface Said {
    record Reserved(long reservationId) implements Said {}

    record SoldOut() implements Said {}

    record Cancelled() implements Said {}

    record NoSuchReservation() implements Said {}

    /** Nobody knows what became of it: asking again after this time tells. */
    record Unknown(Duration askAgainAfter) implements Said {}
  }

  Said reserve(long eventId, long userId) throws InterruptedException {
    return said(
        HttpRequest.newBuilder(service.resolve("/events/" + eventId + "/reservations"))
            .POST(BodyPublishers.ofString("{\"userId\":" + userId + "}")));
  }

  Said cancel(long reservationId) throws InterruptedException {
    return said(HttpRequest.newBuilder(service.resolve("/reservations/" + reservationId)).DELETE());
  }

  private Said said(HttpRequest.Builder request) throws InterruptedException {
    free.acquire();
    try {
      request.timeout(PATIENCE).header("Authorization", credential.authorization());
      return said(client.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      return new Said.Unknown(AFTER_SILENCE);
    } finally {
      free.release();
    }
  }

  private static Said said(HttpResponse<String> answer) {
    if (answer.statusCode() == 200) {
      return new Said.Cancelled();
    }
    JsonNode body = json(answer.body());
    return switch (body.path("code").asText()) {
      case "SOLD_OUT" -> new Said.SoldOut();
      case "ALREADY_CANCELLED" -> new Said.Cancelled();
      case "RESERVATION_NOT_FOUND" -> new Said.NoSuchReservation();
      default ->
          body.has("reservationId")
              ? new Said.Reserved(body.path("reservationId").asLong())
              : new Said.Unknown(
                  Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
    };
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
