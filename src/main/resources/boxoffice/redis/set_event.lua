-- Takes an event's newer name and total; a version that is not newer changes nothing, so repeating is safe.
--
-- KEYS  {p}:verified, {p}:event:E, {p}:event:E:loading, {p}:event:E:holders
-- ARGV  the epoch that the sender believes, name, total, version,
--       'REFRESH' or 'LOWER' (which is decided here: refused while more than the new total are held), deadline of a LOWER

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'UNVERIFIED'}
end
local lower = ARGV[5] == 'LOWER'
local time = redis.call('TIME')
if lower and time[1] * 1000000 + time[2] >= tonumber(ARGV[6]) then
  return {'EXPIRED'}
end
local known = redis.call('HMGET', KEYS[2], 'epoch', 'version')
if known[1] ~= ARGV[1] then
  -- Whoever is loading it now may have read it before this change.
  if not lower and redis.call('EXISTS', KEYS[3]) == 1 then
    local newest = redis.call('HGET', KEYS[3], 'newest') or '0'
    if tonumber(ARGV[4]) > tonumber(newest) then
      redis.call('HSET', KEYS[3], 'newest', ARGV[4])
    end
  end
  return {'NOT_LOADED'}
end
local held = redis.call('HLEN', KEYS[4])
if lower and held > tonumber(ARGV[3]) then
  return {'BELOW_CONFIRMED', held}
end
if tonumber(ARGV[4]) > tonumber(known[2]) then
  redis.call('HSET', KEYS[2], 'name', ARGV[2], 'total', ARGV[3], 'version', ARGV[4])
end
return {'OK'}
