package boxoffice.openapi;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * How tests talk to the product: no answer reaches them that the API document does not describe.
 */
public final class DocumentedHttp {
  private static final Contract CONTRACT = new Contract(ApiDocument.read());

  private DocumentedHttp() {}

  public static HttpResponse<String> send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    CONTRACT.check(Exchange.of(answer));
    return answer;
  }

  /** For what comes in pieces: JSON that must be as the schema of this name says. */
  public static void checkJson(String schema, String json) {
    CONTRACT.checkJson(schema, json);
  }

  /** For who speaks HTTP by hand. */
  public static void check(String request, String answer) {
    CONTRACT.check(Exchange.of(request, answer));
  }
}
