package boxoffice.reservation;

import java.util.Optional;

/**
 * What the audit says of an event.
 *
 * @param isBalanced empty if there was too much to compare
 * @param finding why it is not balanced or not known to be, and what was done about it
 */
public record AuditedEvent(EventLook look, Optional<Boolean> isBalanced, Optional<String> finding) {

  /** Nothing is wrong with it, as far as could be compared. */
  static AuditedEvent right(EventLook look) {
    return look.unsaved().isPresent()
        ? new AuditedEvent(look, Optional.of(true), Optional.empty())
        : new AuditedEvent(
            look,
            Optional.empty(),
            Optional.of(
                "%d changes are not saved yet, too many to compare now."
                    .formatted(look.counted().unsavedCount() + look.failedWrites())));
  }

  static AuditedEvent wrong(EventLook look, String finding) {
    return new AuditedEvent(look, Optional.of(false), Optional.of(finding));
  }
}
