package boxoffice.redis;

import boxoffice.Await;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what has to become true after a fault, and fails where it does not. */
final class Eventually {

  private Eventually() {}

  static void eventually(String what, BooleanSupplier condition) {
    Await.until(what, condition);
  }

  /** The first answer that is no 503. */
  static HttpResponse<String> settled(Supplier<HttpResponse<String>> request) {
    var answer = new AtomicReference<HttpResponse<String>>();
    eventually(
        "it answers again",
        () -> {
          answer.set(request.get());
          return answer.get().statusCode() != 503;
        });
    return answer.get();
  }
}
