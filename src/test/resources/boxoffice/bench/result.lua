-- Tells what wrk saw as one line of JSON; times are in microseconds.

function done(summary, latency, _)
  local errors = summary.errors
  print(string.format(
    'RESULT {"micros":%d,"requests":%d,"statusErrors":%d,"socketErrors":%d,'
      .. '"p50":%d,"p90":%d,"p99":%d,"p999":%d,"max":%d}',
    summary.duration, summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency:percentile(99.9), latency.max))
end
