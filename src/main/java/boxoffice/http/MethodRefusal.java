package boxoffice.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.MethodNotAllowedResponse;

/** Refuses a method where Javalin would find another route than the one that is meant. */
final class MethodRefusal implements Handler {
  @Override
  public void handle(Context ctx) {
    throw new MethodNotAllowedResponse();
  }
}
