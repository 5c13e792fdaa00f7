-- Puts a loaded event on sale: its holders were gathered under a key of their own and take their place in one step.
--
-- KEYS  {p}:verified, {p}:event:E, {p}:event:E:loading, {p}:event:E:holders, the gathered holders
-- ARGV  the epoch that the sender believes, the token of the announcement, name, total, version, the number of holders gathered
-- Gathered holders that are not all there any more (evicted, say) are not believed: their tickets would be sold again.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 'UNVERIFIED'
end
local announced = redis.call('HMGET', KEYS[3], 'token', 'newest')
local is_stale = announced[2] and tonumber(announced[2]) > tonumber(ARGV[5])
if announced[1] ~= ARGV[2] or is_stale or redis.call('HLEN', KEYS[5]) ~= tonumber(ARGV[6]) then
  redis.call('UNLINK', KEYS[5])
  return 'OVERTAKEN'
end
redis.call('UNLINK', KEYS[4])
if redis.call('EXISTS', KEYS[5]) == 1 then
  redis.call('RENAME', KEYS[5], KEYS[4])
  redis.call('PERSIST', KEYS[4])
end
redis.call('HSET', KEYS[2], 'epoch', ARGV[1], 'name', ARGV[3], 'total', ARGV[4], 'version', ARGV[5])
redis.call('DEL', KEYS[3])
return 'PUBLISHED'
