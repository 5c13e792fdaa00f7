package boxoffice.http;

import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;

/** Reads a request's body to its end, bounded in bytes and in time. */
final class RequestBody {
  private static final byte[] NONE = {};
  private static final int CHUNK = 4_096;

  /**
   * So many times the bound is read and thrown away before the 413, since a client that is still
   * sending may never see an answer that is followed by a reset.
   */
  private static final int DRAINED = 16;

  private final int maxBytes;
  private final Duration timeout;

  RequestBody(HttpSettings settings) {
    this.maxBytes = settings.maxBodyBytes();
    this.timeout = settings.bodyTimeout();
  }

  byte[] read(Context ctx) {
    HttpServletRequest request = ctx.req();
    long announced = request.getContentLengthLong();
    if (announced == 0 || (announced < 0 && request.getHeader("Transfer-Encoding") == null)) {
      return NONE;
    }
    if (announced > maxBytes && request.getHeader("Expect") != null) {
      // The client waits for our word before it sends; this is our word.
      throw new Refusal(Failure.tooLarge(maxBytes));
    }
    try {
      return read(request.getInputStream(), announced);
    } catch (HttpException.RuntimeException broken) {
      throw new Refusal(Failure.invalid("The body could not be read."));
    } catch (IOException broken) {
      boolean late = broken.getCause() instanceof TimeoutException;
      throw new Refusal(
          late ? Failure.BODY_TOO_SLOW : Failure.invalid("The body could not be read."));
    }
  }

  /**
   * @param announced how many bytes there are, negative if that isn't known
   */
  private byte[] read(InputStream in, long announced) throws IOException {
    long start = System.nanoTime();
    int size = announced < 0 ? CHUNK : (int) Math.min(announced, CHUNK);
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    byte[] chunk = new byte[size];
    long total = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      total += n;
      if (total <= maxBytes) {
        body.write(chunk, 0, n);
      } else if (total > (long) maxBytes * DRAINED) {
        break;
      }
      if (System.nanoTime() - start > timeout.toNanos()) {
        throw new Refusal(Failure.BODY_TOO_SLOW);
      }
    }
    if (total > maxBytes) {
      throw new Refusal(Failure.tooLarge(maxBytes));
    }
    return body.toByteArray();
  }
}
