package boxoffice.http;

import boxoffice.limit.Addresses;
import boxoffice.limit.Allowance;
import boxoffice.limit.LimitSettings;
import boxoffice.limit.Quota;
import boxoffice.limit.TokenBuckets;
import boxoffice.limit.TrustedProxies;
import boxoffice.reservation.Tally;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns away who asks for too much. Each answer says how its asker stands, in the headers {@code
 * RateLimit-Policy} and {@code RateLimit} of the IETF's draft-ietf-httpapi-ratelimit-headers.
 */
public final class Limits {
  /** Whose limit it is. */
  public enum Kind {
    ADDRESS,
    USER
  }

  private final TrustedProxies proxies;
  private final Optional<TokenBuckets<InetAddress>> ofAddresses;
  private final Optional<TokenBuckets<Long>> ofUsers;
  private final Tally<Kind> refusals = new Tally<>(Kind.class);

  public Limits(LimitSettings settings) {
    proxies = settings.proxies();
    ofAddresses = settings.perAddress().map(TokenBuckets::new);
    ofUsers = settings.perUser().map(TokenBuckets::new);
  }

  /** How many requests were turned away since the start, by whose limit it was. */
  public Tally<Kind> refusals() {
    return refusals;
  }

  /**
   * Takes a request of the sender's address.
   *
   * @throws Refusal if there is none left
   */
  void takeOfAddress(HttpServletRequest request, HttpServletResponse response) {
    if (ofAddresses.isPresent()) {
      take(Kind.ADDRESS, ofAddresses.get(), sender(request), response);
    }
  }

  /**
   * Takes a request of this user, where they had to say who they are. Operators have no limit.
   *
   * @throws Refusal if there is none left
   */
  void takeOfUser(Caller caller, HttpServletResponse response) {
    if (ofUsers.isPresent() && caller instanceof Caller.Buyer buyer) {
      take(Kind.USER, ofUsers.get(), buyer.userId(), response);
    }
  }

  private InetAddress sender(HttpServletRequest request) {
    List<String> forwardedFor = Collections.list(request.getHeaders("X-Forwarded-For"));
    return Addresses.parse(request.getRemoteAddr())
        .map(peer -> Addresses.network(proxies.sender(peer, forwardedFor)))
        .orElseGet(InetAddress::getLoopbackAddress);
  }

  private <K> void take(Kind kind, TokenBuckets<K> buckets, K whose, HttpServletResponse response) {
    Allowance allowance = buckets.take(whose);
    Quota quota = buckets.quota();
    String name = '"' + kind.name().toLowerCase(Locale.ROOT) + '"';
    response.addHeader(
        "RateLimit-Policy", name + ";q=" + quota.requests() + ";w=" + quota.window().toSeconds());
    response.addHeader(
        "RateLimit", name + ";r=" + allowance.remaining() + ";t=" + seconds(allowance.untilFull()));
    if (!allowance.granted()) {
      refusals.count(kind);
      throw new Refusal(Failure.tooManyRequests(quota, seconds(allowance.untilNext())));
    }
  }

  /** Rather too long than too short: who comes back then must not be told the same again. */
  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
