package boxoffice.bench;

import boxoffice.bench.Results.Latency;

/**
 * What a load saw.
 *
 * @param seconds that were measured
 * @param answers in them, of the kind that was meant
 * @param refused in them: answers of another kind, and requests that were not answered at all
 * @param succeeded answers 2xx of the whole run, warm-up and end included
 * @param unknown requests of the whole run, at most, that may have been carried out although nobody
 *     saw a success: under way when the load ended, answered 5xx, or not answered at all
 * @param cpuSeconds of the load itself, while it measured
 */
record LoadResult(
    double seconds,
    long answers,
    long refused,
    long succeeded,
    long unknown,
    double cpuSeconds,
    Latency latency) {

  double perSecond() {
    return answers / seconds;
  }
}
