package boxoffice.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import boxoffice.TestApp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The examples of the document, sent in its order to a service with the demo data. */
class ExamplesTest {
  private static final String ENDLESS = "GET /events/live";
  private static final String RETRY = "POST /operations/failed-writes/{reservationId}/retry";

  private final ApiDocument document = ApiDocument.read();

  @Test
  void theyWork() throws Exception {
    try (TestApp app = TestApp.start();
        HttpClient client = HttpClient.newHttpClient()) {
      app.world().insertWhatExamplesName();
      List<String> routes =
          document.routes().stream().filter(route -> !route.equals(ENDLESS)).toList();
      for (String route : routes) {
        for (String body : bodies(route)) {
          HttpRequest request =
              HttpRequest.newBuilder(app.uri().resolve(path(route)))
                  .method(route.split(" ")[0], BodyPublishers.ofString(body))
                  .build();
          assertWorked(route, DocumentedHttp.send(client, request));
        }
      }
    }
  }

  /** Nothing is refused by PostgreSQL here, so there is nothing to send again. */
  private static void assertWorked(String route, HttpResponse<String> answer) {
    if (route.equals(RETRY)) {
      assertTrue(answer.body().contains("FAILED_WRITE_NOT_FOUND"), answer.body());
    } else {
      assertEquals(2, answer.statusCode() / 100, () -> route + ": " + answer.body());
    }
  }

  private String path(String route) {
    String path = route.split(" ")[1];
    for (String name : PathTemplate.of(path).pattern().namedGroups().keySet()) {
      Place parameter = document.at("components", "parameters", name);
      path = path.replace("{" + name + "}", parameter.node().path("example").asText());
    }
    return path;
  }

  /** One empty body where none is asked for. */
  private List<String> bodies(String route) {
    String[] methodAndPath = route.split(" ");
    Place operation =
        document.at("paths", methodAndPath[1], methodAndPath[0].toLowerCase(Locale.ROOT));
    Place body = operation.at("requestBody", "content", "application/json");
    return body.exists() ? body.examples().map(JsonNode::toString).toList() : List.of("");
  }
}
