package boxoffice.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  private static final String CREATED =
      "HTTP/1.1 201 Created\r\nContent-Length: 42\r\nLocation: /reservations/456\r\n\r\n"
          + "{\"reservationId\":456,\"status\":\"CONFIRMED\"}";

  private final ResponseReader reader = new ResponseReader();

  @Test
  void anAnswerIsTakenOnlyWhenAllOfItIsThere() {
    for (int i = 0; i < CREATED.length() - 1; i++) {
      arrive(CREATED.substring(i, i + 1));
      assertFalse(reader.take(), "after " + i);
    }
    arrive("}");
    assertTrue(reader.take());
    assertEquals(201, reader.status());
    assertEquals(456, reader.reservation());
    assertFalse(reader.take());
  }

  @Test
  void anotherAnswerMakesNoReservation() {
    arrive(CREATED);
    assertTrue(reader.take());
    arrive("HTTP/1.1 409 Conflict\r\ncontent-length:24\r\n\r\n{\"reservationId\":\"no\"}!!");
    assertTrue(reader.take());
    assertEquals(409, reader.status());
    assertEquals(0, reader.reservation());
  }

  @Test
  void anAnswerWithoutItsLengthIsNoneThatItKnows() {
    arrive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertThrows(BenchException.class, reader::take);
  }

  private void arrive(String text) {
    reader.buffer().put(text.getBytes(StandardCharsets.US_ASCII));
  }
}
