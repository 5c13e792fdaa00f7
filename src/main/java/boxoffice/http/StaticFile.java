package boxoffice.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of ours that is served as it is. It was read at the start and has a route of its own, so
 * no path leads to any other.
 */
final class StaticFile implements Handler {
  /** Nothing comes from elsewhere, and no script stands in a page. Style sheets embed icons. */
  static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  /** No page of ours asks for any of these. */
  private static final String PERMISSIONS_POLICY =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "json", "application/json");

  private final String contentType;
  private final Form plain;

  /** Made when somebody asks for it first, since that takes longer than all else at the start. */
  private volatile @Nullable Form gzipped;

  private StaticFile(byte[] content, String contentType) {
    this.contentType = contentType;
    this.plain = new Form(content);
  }

  /** What goes over the wire, and the name that a browser gives back to ask whether it changed. */
  private static final class Form {
    private final byte[] content;
    private final String etag;

    Form(byte[] content) {
      this.content = content;
      this.etag = '"' + digest(content) + '"';
    }
  }

  /**
   * @param name below this package's resources, or from the root if it begins with a slash
   */
  static StaticFile read(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    try (InputStream in = StaticFile.class.getResourceAsStream(name)) {
      return new StaticFile(
          Objects.requireNonNull(in, name).readAllBytes(),
          Objects.requireNonNull(TYPES.get(extension), extension));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(Context ctx) {
    boolean gzip = AcceptHeader.quality(header(ctx, "Accept-Encoding"), "gzip") > 0;
    Form form = gzip ? gzipped() : plain;
    // Kept by who asks, who asks each time whether it has changed: a new version shows at once.
    ctx.header("Cache-Control", "no-cache");
    ctx.header("ETag", form.etag);
    ctx.header("Vary", "Accept-Encoding");
    ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    // A page of another site that opens one of ours has no hand on it.
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Permissions-Policy", PERMISSIONS_POLICY);
    if (isNamedIn(header(ctx, "If-None-Match"), form)) {
      ctx.status(304).removeHeader("Content-Type");
      // That of the file, as HTTP wants it; else it would go out as 0.
      ctx.res().setContentLength(form.content.length);
      return;
    }
    if (gzip) {
      ctx.header("Content-Encoding", "gzip");
    }
    AnswerWriter.write(ctx.res(), contentType, form.content);
  }

  private static String header(Context ctx, String name) {
    return Optional.ofNullable(ctx.header(name)).orElse("");
  }

  /** Proxies may have weakened the tag. */
  private static boolean isNamedIn(String etags, Form form) {
    return Stream.of(etags.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals(form.etag) || tag.equals("W/" + form.etag));
  }

  private Form gzipped() {
    Form form = gzipped;
    if (form == null) {
      form = new Form(gzip(plain.content));
      gzipped = form;
    }
    return form;
  }

  private static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
