-- Strikes changes out of the journal that PostgreSQL has now. Compares and removes: an entry that has changed since stays.
--
-- KEYS  {p}:verified, {p}:unsaved
-- ARGV  reservation, change, reservation, change, …
-- Needs no epoch: what PostgreSQL has may be struck out of any journal, at any time.

local prefix = string.match(KEYS[1], '^{%d+}:')
for i = 1, #ARGV, 2 do
  local reservation, change = ARGV[i], ARGV[i + 1]
  if redis.call('HGET', KEYS[2], reservation) == change then
    local event, user = string.match(change, '^%u+ (%d+) (%d+) ')
    redis.call('HDEL', KEYS[2], reservation)
    redis.call('SREM', prefix .. 'event:' .. event .. ':unsaved', reservation)
    redis.call('SREM', prefix .. 'user:' .. user .. ':unsaved', reservation)
  end
end
return 'OK'
