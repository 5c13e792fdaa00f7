-- Announces that an event is being loaded. Whoever announces last may publish, if it read the newest version that was told meanwhile;
-- whatever unloads the event takes the announcement back.
--
-- KEYS  {p}:verified, {p}:event:E, {p}:event:E:loading
-- ARGV  the epoch that the sender believes, a random token, milliseconds after which the announcement lapses

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 'UNVERIFIED'
end
if redis.call('HGET', KEYS[2], 'epoch') == ARGV[1] then
  return 'LOADED'
end
redis.call('HSET', KEYS[3], 'token', ARGV[2])
redis.call('PEXPIRE', KEYS[3], ARGV[3])
return 'BEGUN'
