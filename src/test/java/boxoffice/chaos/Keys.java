package boxoffice.chaos;

import java.util.Random;

/**
 * The Idempotency-Keys that a buyer chooses: one for each purchase, or none. For a user that others
 * buy for too, all choose from the same few, so that one key also comes from two at once.
 */
final class Keys {
  /** Of a hundred purchases, how many have a key. */
  private static final int WITH_KEY = 70;

  private static final int SHARED = 3;

  private final int buyer;
  private final Market market;
  private final Random random;
  private int chosen;

  Keys(int buyer, Market market, Random random) {
    this.buyer = buyer;
    this.market = market;
    this.random = random;
  }

  /** For a new purchase; empty for none. */
  String next(long user) {
    if (random.nextInt(100) >= WITH_KEY) {
      return "";
    }
    return market.isShared(user) ? "key-" + random.nextInt(SHARED) : fresh();
  }

  /** For what is bought already: mostly the key that it was bought with, else another, or none. */
  String forRepeat(Ticket ticket) {
    int dice = random.nextInt(100);
    if (dice < 60) {
      return ticket.key();
    }
    return dice < 80 ? fresh() : "";
  }

  private String fresh() {
    return "buyer-" + buyer + "-" + chosen++;
  }
}
