package boxoffice.lab;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the lab may do and what it does.
 *
 * @param on whether it does anything but watch
 * @param breakable what can be done to servers here; nothing if it only watches
 * @param rush the last one, or the one that is held now
 * @param notes what happened, oldest first
 */
public record LabState(
    boolean on,
    Set<Fault> breakable,
    Optional<RushState> rush,
    Optional<FaultState> fault,
    List<Note> notes) {

  /**
   * A fault that is not over yet.
   *
   * @param healing whether its server runs, and only the service has still to find it
   */
  public record FaultState(Fault fault, int seconds, boolean healing) {}
}
