package boxoffice.bench;

import static boxoffice.bench.Target.Verdict.COMPARISON;
import static boxoffice.bench.Target.Verdict.MET;
import static boxoffice.bench.Target.Verdict.MISSED;
import static boxoffice.bench.Target.Verdict.NOT_MEASURED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  @Test
  void aRatioIsTheMedianOfTheRatiosOfTheRoundsNotTheRatioOfTheMedians() {
    assertEquals("0.46 (0.44 to 0.50)", target("reserve, throughput: × the ceiling").measured());
  }

  @Test
  void whatIsReachedIsMetAndWhatIsNotIsMissed() {
    assertEquals(MET, target("reserve, throughput: × the ceiling").verdict());
    assertEquals(MISSED, target("sold out").verdict());
    assertEquals(MISSED, target("rate with 10,000 events").verdict());
    assertEquals(MET, target("rate with 1,000,000 holders").verdict());
    assertEquals(MISSED, target("resident memory after an idle minute").verdict());
  }

  @Test
  void aLimitThatIsJustReachedIsMet() {
    assertEquals(MET, Target.atMost("", 1.4, "", PerRound.inOrder(List.of(1.4))).verdict());
    assertEquals(MET, Target.atLeast("", 15, "", PerRound.inOrder(List.of(15.0))).verdict());
    assertEquals(MISSED, Target.below("", 250, "", PerRound.inOrder(List.of(250.0))).verdict());
  }

  @Test
  void ofWhatMustNeverHappenTheWorstRoundDecides() {
    assertEquals(
        MET, Target.never("", 2_000, "", PerRound.inOrder(List.of(9.0, 2_000.0, 5.0))).verdict());
    assertEquals(
        MISSED,
        Target.never("", 2_000, "", PerRound.inOrder(List.of(9.0, 2_001.0, 5.0))).verdict());
    assertEquals(NOT_MEASURED, Target.never("", 2_000, "", PerRound.none()).verdict());
  }

  @Test
  void cpuTimeIsComparedWithTheSumOfThePartsMeasuredAlone() {
    // 36.4 + 6 + 9 + 7 over the ceiling's 28 + 7, Redis's 5 and PostgreSQL's 7.
    assertTrue(
        target("reserve, CPU time of all processes").measured().startsWith("1.24 "),
        target("reserve, CPU time of all processes").measured());
    assertEquals(MISSED, target("reserve, CPU time of all processes").verdict());
    assertEquals(COMPARISON, target("the same, with the clients").verdict());
  }

  @Test
  void theOpenLoopIsJudgedAtTheRateNearestToAQuarterOfTheCeilings() {
    Target target = target("reserve, open loop");
    assertTrue(target.what().contains("at 12,500/s"), target.what());
    assertTrue(target.measured().contains("11.9 ms against 4 × 2.97 + 2.40 ms"), target.measured());
  }

  @Test
  void aQueueThatOnlyGrowsIsMissedAndOneThatStaysIsMet() {
    var grows = new InventedResults();
    var stays = new InventedResults();
    for (int second = 1; second <= 30; second++) {
      grows.moment(second, 1_000L * second);
      stays.moment(second, 1_000 + second);
    }
    assertEquals(MISSED, queue(grows.results()).verdict());
    assertEquals(MET, queue(stays.moment(31, 0).moment(32, 0).results()).verdict());
    assertEquals(NOT_MEASURED, queue(InventedResults.nothing()).verdict());
  }

  @Test
  void theHeapIsCountedInBytesForEachFurtherReservation() {
    assertEquals("1.00", target("used heap").measured());
  }

  private static Target queue(Results results) {
    return new LagTargets(new Measurements(results), results.timeline()).all().getFirst();
  }

  private static Target target(String begins) {
    Results results = InventedResults.plausible();
    var measured = new Measurements(results);
    List<Target> all = new ArrayList<>(new SpeedTargets(measured).all());
    all.add(new LatencyTarget(measured, new OpenLoops(results.open())).get());
    all.addAll(new GrowthTargets(measured).all());
    return all.stream().filter(one -> one.what().startsWith(begins)).findFirst().get();
  }
}
