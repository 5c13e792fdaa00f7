-- Sets the partition's mark, if it still is what the sender saw ('' for none). Who has put back what they held is forgotten with the mark
-- for which they did.
--
-- KEYS  {p}:verified, {p}:put-back
-- ARGV  what was seen, what to set

if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 'CHANGED'
end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('DEL', KEYS[2])
return 'OK'
