package boxoffice.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;

/**
 * What every answer tells a browser not to do with it, as OWASP's cheat sheets on REST security and
 * on HTTP headers advise. They are encoded once, since every answer carries them.
 *
 * <p>Strict-Transport-Security is for whoever ends TLS in front of the service.
 */
final class SecurityHeaders {
  /** Pages loosen it: see {@link StaticFile}. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private static final List<HttpField> FIELDS =
      List.of(
          // What we answer is true at this instant only, and may be somebody's alone.
          new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"),
          // An answer shown as a page runs nothing, loads nothing and stands in no frame.
          new PreEncodedHttpField("Content-Security-Policy", NOTHING),
          // JSON with a name in it is not read as HTML or as a script.
          new PreEncodedHttpField("X-Content-Type-Options", "nosniff"),
          // Other sites can't embed an answer, to tell from its size or its failure who looks.
          new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin"),
          // Ids in addresses stay here.
          new PreEncodedHttpField("Referrer-Policy", "no-referrer"));

  private SecurityHeaders() {}

  /** Puts them in place of whatever is there. */
  static void putInto(HttpFields.Mutable headers) {
    FIELDS.forEach(headers::put);
  }
}
