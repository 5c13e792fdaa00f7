package boxoffice.bench;

import boxoffice.bench.Results.Latency;

/**
 * What a load saw.
 *
 * @param seconds that were measured
 * @param answers in them, of the kind that was meant
 * @param refused in them: answers of another kind, and requests that were not answered at all
 * @param succeeded answers 2xx of the whole run, warm-up and end included
 * @param unknown requests at most whose answers nobody saw, because the load ended before
 * @param cpuSeconds of the load itself, while it measured
 */
record LoadResult(
    double seconds,
    long answers,
    long refused,
    long succeeded,
    int unknown,
    double cpuSeconds,
    Latency latency) {

  double perSecond() {
    return answers / seconds;
  }
}
