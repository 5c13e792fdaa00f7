package boxoffice.bench;

import static boxoffice.bench.Contender.CEILING;
import static boxoffice.bench.Contender.CONDITIONAL_UPDATE;
import static boxoffice.bench.Contender.FIND_EVENT;
import static boxoffice.bench.Contender.INSERT_ALONE;
import static boxoffice.bench.Contender.REDIS_ALONE;
import static boxoffice.bench.Contender.RESERVE;
import static boxoffice.bench.Contender.ROW_LOCK;
import static boxoffice.bench.Contender.SOLD_OUT;

import java.util.List;

/** How fast, as ratios to what the same machine did in the same rounds. */
final class SpeedTargets {
  private final Measurements measured;

  SpeedTargets(Measurements measured) {
    this.measured = measured;
  }

  List<Target> all() {
    PerRound together = measured.cpu(RESERVE);
    PerRound servers =
        measured
            .cpu(CEILING)
            .plus(measured.cpu(REDIS_ALONE, "redis"))
            .plus(measured.cpu(INSERT_ALONE, "postgres"));
    PerRound withClients =
        measured.cpu(CEILING).plus(measured.cpu(REDIS_ALONE)).plus(measured.cpu(INSERT_ALONE));
    return List.of(
        Target.atMost(
            "reserve, CPU time of the JVM: × the ceiling's",
            1.4,
            "",
            measured.cpu(RESERVE, "jvm").over(measured.cpu(CEILING, "jvm"))),
        Target.atMost(
            "reserve, CPU time of all processes: × the sum of the ceiling's, of Redis's for the"
                + " script alone, and of PostgreSQL's for the rows alone",
            1.2,
            "",
            together.over(servers)),
        Target.comparison(
            "the same, with the clients of the script and of the rows in the sum",
            together.over(withClients)),
        throughput("reserve, throughput: × the ceiling", 0.45, RESERVE, CEILING),
        throughput("reserve, throughput: × the row lock", 15, RESERVE, ROW_LOCK),
        throughput("reserve, throughput: × the conditional UPDATE", 6, RESERVE, CONDITIONAL_UPDATE),
        throughput("sold out, throughput: × the ceiling", 0.7, SOLD_OUT, CEILING),
        throughput("GET /events/{id}, throughput: × the ceiling", 0.9, FIND_EVENT, CEILING));
  }

  private Target throughput(String what, double limit, Contender one, Contender other) {
    return Target.atLeast(what, limit, "", measured.rate(one).over(measured.rate(other)));
  }
}
