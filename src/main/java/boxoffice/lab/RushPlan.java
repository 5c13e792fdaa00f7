package boxoffice.lab;

/**
 * So many buyers on so many tickets, who come one after the other over so many seconds.
 *
 * @param buyers each of whom wants one ticket
 */
public record RushPlan(int buyers, int tickets, int seconds) {
  public static final int MAX_BUYERS = 100_000;
  public static final int MAX_TICKETS = 100_000;
  public static final int MAX_SECONDS = 60;
}
