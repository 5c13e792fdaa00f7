package boxoffice.limit;

import java.util.Optional;

/**
 * How much one may ask for.
 *
 * @param perAddress each address; without it as much as it likes
 * @param perUser each user, by their token; without it as much as they like
 * @param proxies who is believed about whom they pass on
 */
public record LimitSettings(
    Optional<Quota> perAddress, Optional<Quota> perUser, TrustedProxies proxies) {
  public static final LimitSettings NONE =
      new LimitSettings(Optional.empty(), Optional.empty(), TrustedProxies.NONE);
}
