-- Puts changes back that an instance still holds into a journal that may have lost them: CANCELLED beats CONFIRMED, never the reverse.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:unsaved:by-user, {p}:put-back
-- ARGV  the mark of the rebuild under way, the lease of an instance that has put back everything ('' while it has not),
--       then reservation, change, reservation, change, …

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 'UNVERIFIED'
end
local prefix = string.match(KEYS[1], '^{%d+}:')
for i = 3, #ARGV, 2 do
  local reservation, change = ARGV[i], ARGV[i + 1]
  local status, event, user = string.match(change, '^(%u+) (%d+) (%d+) ')
  local known = redis.call('HGET', KEYS[2], reservation)
  if not known or (status == 'CANCELLED' and string.find(known, '^CONFIRMED')) then
    redis.call('HSET', KEYS[2], reservation, change)
    redis.call('SADD', prefix .. 'event:' .. event .. ':unsaved', reservation)
    redis.call('ZADD', KEYS[3], 0, user .. ':' .. reservation)
  end
end
if ARGV[2] ~= '' then
  redis.call('SADD', KEYS[4], ARGV[2])
end
return 'OK'
