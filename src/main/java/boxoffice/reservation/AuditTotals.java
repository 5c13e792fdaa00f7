package boxoffice.reservation;

/**
 * What the audits of this instance have come to since its start.
 *
 * @param audited events looked at, each as often as it was
 * @param notCompared of these, those with too much unsaved to compare
 * @param unbalanced of these, those with something wrong
 * @param unloaded events taken off sale until they are read from PostgreSQL again
 * @param availableTicketsSet rows whose {@code available_tickets} was set right
 * @param toldAgain events whose newer name or total Redis was told once more
 */
public record AuditTotals(
    long audited,
    long notCompared,
    long unbalanced,
    long unloaded,
    long availableTicketsSet,
    long toldAgain) {}
