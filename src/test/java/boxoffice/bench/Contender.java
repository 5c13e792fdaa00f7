package boxoffice.bench;

/** What is measured, in turns. */
enum Contender {
  CEILING("the ceiling: the same server answers from memory"),
  RESERVE("reserve"),
  SOLD_OUT("sold out"),
  FIND_EVENT("GET /events/{id}"),
  RESERVE_AND_CANCEL("reserve and cancel, mixed"),
  ROW_LOCK("PostgreSQL alone, SELECT … FOR UPDATE"),
  CONDITIONAL_UPDATE("PostgreSQL alone, conditional UPDATE"),
  REDIS_ALONE("Redis alone, the same script in the product's batches"),
  INSERT_ALONE("PostgreSQL alone, rows inserted in batches");

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
