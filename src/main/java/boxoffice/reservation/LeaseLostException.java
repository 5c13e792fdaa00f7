package boxoffice.reservation;

/**
 * The lease was taken away: the other instances made Redis whole without this one, so what it held
 * may not be written any more as if nothing had happened.
 */
public final class LeaseLostException extends UnavailableException {
  private static final long serialVersionUID = 1L;

  private final transient Lease lease;

  public LeaseLostException(Lease lease) {
    super("the other instances went on without instance " + lease.id());
    this.lease = lease;
  }

  /** Which one; an instance may have taken another meanwhile. */
  public Lease lease() {
    return lease;
  }
}
