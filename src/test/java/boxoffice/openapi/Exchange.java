package boxoffice.openapi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;

/** A request and its answer. */
record Exchange(
    String method, URI uri, String sent, int status, HttpHeaders headers, String received) {

  static Exchange of(HttpResponse<String> answer) {
    return new Exchange(
        answer.request().method(),
        answer.uri(),
        answer.request().bodyPublisher().map(Exchange::published).orElse(""),
        answer.statusCode(),
        answer.headers(),
        answer.body());
  }

  /** As both went over the wire, the answer to the end of its connection. */
  static Exchange of(String request, String answer) {
    String[] requestLine = request.split(" ", 3);
    String[] headAndBody = answer.split("\r\n\r\n", 2);
    List<String> head = headAndBody[0].lines().toList();
    Map<String, List<String>> headers =
        head.stream()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .collect(groupingBy(line -> line[0], mapping(line -> line[1], toList())));
    return new Exchange(
        requestLine[0],
        URI.create(requestLine[1]),
        request.split("\r\n\r\n", 2)[1],
        Integer.parseInt(head.getFirst().split(" ", 3)[1]),
        HttpHeaders.of(headers, (_, _) -> true),
        headAndBody[1]);
  }

  boolean succeeded() {
    return status / 100 == 2;
  }

  private static String published(BodyPublisher publisher) {
    BodySubscriber<String> body = BodySubscribers.ofString(StandardCharsets.UTF_8);
    publisher.subscribe(new Flattened(body));
    return body.getBody().toCompletableFuture().join();
  }

  /** Between a body that comes buffer by buffer and who takes lists of them. */
  private record Flattened(BodySubscriber<String> body) implements Flow.Subscriber<ByteBuffer> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      body.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
      body.onNext(List.of(buffer));
    }

    @Override
    public void onError(Throwable thrown) {
      body.onError(thrown);
    }

    @Override
    public void onComplete() {
      body.onComplete();
    }
  }
}
