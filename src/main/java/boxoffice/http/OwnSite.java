package boxoffice.http;

import boxoffice.limit.Addresses;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the pages of this service from those of others that have a browser ask at it. Where no
 * tokens are asked for, any page that somebody looks at could else act at the port of their own
 * machine; a token is in no hand but that of our pages.
 *
 * @param names by which the service is known beside addresses, in lower case
 */
record OwnSite(Set<String> names) {
  /**
   * @throws Refusal if a page of another site made the browser ask
   */
  void check(HttpServletRequest request) {
    if (!goesBy(request.getServerName().toLowerCase(Locale.ROOT))) {
      throw new Refusal(Failure.UNKNOWN_NAME);
    }
    if (comesFromAnother(request)) {
      throw new Refusal(Failure.ANOTHER_SITE);
    }
  }

  /**
   * Somebody can have the name of their own site lead to our address, so that a browser takes their
   * page and us for one site (DNS rebinding). They can't do that to an address, nor to a name
   * without a dot, which is known on one network alone.
   */
  private boolean goesBy(String host) {
    return Addresses.parse(host).isPresent()
        || !host.contains(".")
        || host.endsWith(".localhost")
        || names.contains(host);
  }

  /**
   * Browsers say it (Fetch Metadata of the W3C) to an address that nobody on the way can change:
   * https, or their own machine. Elsewhere the Origin tells, which all of them send with whatever
   * changes something.
   */
  private boolean comesFromAnother(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin != null && !isOurs(origin, request.getHeader("Host"));
  }

  private boolean isOurs(String origin, @Nullable String host) {
    String authority = origin.replaceFirst("^[^:/]*://", "");
    String name = authority.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    return authority.equalsIgnoreCase(host) || names.contains(name);
  }
}
