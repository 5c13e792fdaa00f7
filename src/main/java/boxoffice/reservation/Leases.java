package boxoffice.reservation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The leases of all instances, in PostgreSQL. */
public interface Leases {
  /** A new one. */
  Lease take();

  /**
   * Renews it.
   *
   * @return false if it was taken away
   */
  boolean renew(Lease lease);

  /** Ends it in good order; one that is gone already stays so. */
  void giveUp(Lease lease);

  /** All that are not taken away. */
  List<Standing> all(Duration lapse);

  /**
   * Takes away those of them that were not renewed for so long. When this returns, no transaction
   * that began under one of those will commit.
   *
   * @return which it took away
   */
  List<Lease> takeAwayLapsed(Collection<Lease> among, Duration lapse);

  /**
   * A lease as it stands now.
   *
   * @param lapsed whether it was not renewed in time
   */
  record Standing(Lease lease, boolean lapsed) {}
}
