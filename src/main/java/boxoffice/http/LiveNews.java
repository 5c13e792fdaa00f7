package boxoffice.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is new to the pages, as messages that are made once for all of them.
 *
 * @param version one more than that of the news before
 * @param changes for who was told the news before
 * @param all for everybody else
 */
record LiveNews(long version, ByteBuffer changes, ByteBuffer all) {

  static LiveNews of(long version, Object changes, Object all) {
    return new LiveNews(version, message("changes", changes), message("all", all));
  }

  /** Where what has changed can't be told without the rest. */
  static LiveNews of(long version, Object all) {
    ByteBuffer message = message("all", all);
    return new LiveNews(version, message, message);
  }

  private static ByteBuffer message(String name, Object view) {
    var message = new ByteArrayOutputStream();
    message.writeBytes(("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII));
    message.writeBytes(Json.write(view)); // which is one line
    message.writeBytes(new byte[] {'\n', '\n'});
    return ByteBuffer.wrap(message.toByteArray());
  }
}
