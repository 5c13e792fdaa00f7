package boxoffice.reservation;

import java.time.Duration;

/**
 * The bounds of the audit.
 *
 * @param interval how long after one audit of all events the next begins
 * @param unsavedLimit the most unsaved changes that one look compares
 */
public record AuditSettings(Duration interval, int unsavedLimit) {}
