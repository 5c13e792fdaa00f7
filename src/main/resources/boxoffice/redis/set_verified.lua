-- Sets the partition's mark, if it still is what the sender saw ('' for none).
--
-- KEYS  {p}:verified
-- ARGV  what was seen, what to set

if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 'CHANGED'
end
redis.call('SET', KEYS[1], ARGV[2])
return 'OK'
