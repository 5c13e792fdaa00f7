package boxoffice.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reservation that touches no store, as one writes it by hand for Javalin: the least that an
 * answer of this server costs. It uses nothing of ours, so that whatever our own handlers add
 * counts.
 */
final class CeilingHandler implements Handler {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  // The default pool is one of each thread, and a virtual one has no use for it.
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private static final ObjectReader READER = MAPPER.readerFor(Asked.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(Answered.class);

  private final AtomicLong ids = new AtomicLong();

  @Override
  public void handle(Context ctx) throws IOException {
    long eventId = Long.parseLong(ctx.pathParam("eventId"));
    Asked asked = READER.readValue(ctx.bodyAsBytes());
    long id = ids.incrementAndGet();
    ctx.status(201)
        .header("Location", "/reservations/" + id)
        .contentType("application/json")
        .result(WRITER.writeValueAsBytes(new Answered(id, eventId, asked.userId(), "CONFIRMED")));
  }

  private record Asked(long userId) {}

  private record Answered(long reservationId, long eventId, long userId, String status) {}
}
