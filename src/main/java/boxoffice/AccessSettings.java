package boxoffice;

import boxoffice.auth.TokenSettings;
import boxoffice.auth.TokenSettings.Keys;
import boxoffice.auth.TokenSettings.Published;
import boxoffice.auth.TokenSettings.Secret;
import boxoffice.limit.Addresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what tokens are asked for. Where nothing says so everybody may do everything, which is for
 * trying out: then nobody else must reach the service, unless {@code AUTH} says that they may.
 */
final class AccessSettings {
  private static final String URL = "AUTH_JWKS_URL";
  private static final String SECRET = "AUTH_JWT_SECRET";
  private static final int MOST_SKEW = 300_000;

  private static final Pattern JWKS_URL =
      Pattern.compile(
          "https?://(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(:\\d{1,5})?"
              + "([/?]([\\w.~!$&'()*+,;=:@/?-]|%[0-9a-fA-F]{2})*)?");

  private static final Pattern HOST_NAMES = Pattern.compile("[a-z0-9.-]+(\\s*,\\s*[a-z0-9.-]+)*");

  private final Settings settings;
  private final Optional<String> url;
  private final Optional<String> secret;
  private final Optional<String> issuer;
  private final Optional<String> audience;
  private final Optional<String> auth;

  private AccessSettings(Settings settings) {
    this.settings = settings;
    this.auth = settings.text("AUTH");
    this.url =
        settings.url(
            URL, text -> uri(text).isPresent(), "https://issuer.example/.well-known/jwks.json");
    this.secret = settings.text(SECRET);
    this.issuer = settings.text("AUTH_ISSUER");
    this.audience = settings.text("AUTH_AUDIENCE");
  }

  /**
   * What a token has to be; empty if everybody may do everything.
   *
   * @param host where the service listens
   */
  static Optional<TokenSettings> read(Settings settings, String host) {
    var access = new AccessSettings(settings);
    access.check(host);
    var skew = settings.millis("AUTH_CLOCK_SKEW_MS", 5_000, 0, MOST_SKEW);
    String claim = settings.text("AUTH_OPERATOR_CLAIM").orElse("roles");
    return access
        .keys()
        .map(keys -> new TokenSettings(keys, access.issuer, access.audience, skew, claim));
  }

  /**
   * By which names browsers know the service beside its addresses, in lower case.
   *
   * @param host where the service listens, which may be a name
   */
  static Set<String> names(Settings settings, String host) {
    Set<String> names =
        settings
            .parsed("HOST_NAMES", AccessSettings::names, "must be names with commas between")
            .orElse(Set.of());
    return Stream.concat(names.stream(), Stream.of(host.toLowerCase(Locale.ROOT)))
        .filter(name -> Addresses.parse(name).isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Set<String>> names(String text) {
    return Optional.of(text.toLowerCase(Locale.ROOT))
        .filter(names -> HOST_NAMES.matcher(names).matches())
        .map(names -> Set.copyOf(List.of(names.split("\\s*,\\s*"))));
  }

  private Optional<Keys> keys() {
    return url.flatMap(AccessSettings::uri)
        .<Keys>map(Published::new)
        .or(() -> secret.map(Secret::of));
  }

  private static Optional<URI> uri(String text) {
    try {
      return JWKS_URL.matcher(text).matches() ? Optional.of(new URI(text)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private void check(String host) {
    boolean open = url.isEmpty() && secret.isEmpty();
    refuseIf(auth.isPresent() && !auth.get().equals("open"), "AUTH must be open, or not set");
    refuseIf(
        Stream.of(auth, url, secret).filter(Optional::isPresent).count() > 1,
        "AUTH, " + URL + " and " + SECRET + " exclude each other");
    refuseIf(
        secret.filter(text -> !Secret.of(text).isLongEnough()).isPresent(),
        SECRET + " must have at least " + Secret.LEAST_BYTES + " bytes");
    refuseIf(
        url.isPresent() && (issuer.isEmpty() || audience.isEmpty()),
        URL + " needs AUTH_ISSUER and AUTH_AUDIENCE");
    refuseIf(
        open && (issuer.isPresent() || audience.isPresent()),
        "AUTH_ISSUER and AUTH_AUDIENCE need " + URL + " or " + SECRET);
    refuseIf(
        open && auth.isEmpty() && !isLoopback(host),
        "HOST is "
            + host
            + ", where others may come from, and nobody is asked for a token: set "
            + URL
            + " or "
            + SECRET
            + ", or AUTH=open to let anybody do anything");
  }

  private void refuseIf(boolean wrong, String sentence) {
    if (wrong) {
      settings.problem(sentence);
    }
  }

  /** A name that leads nowhere now may lead anywhere later. */
  private static boolean isLoopback(String host) {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
