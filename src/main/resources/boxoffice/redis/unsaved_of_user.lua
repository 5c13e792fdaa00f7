-- All changes of one user in this partition that PostgreSQL does not have yet.
--
-- KEYS  {p}:verified, {p}:unsaved, {p}:unsaved:by-user
-- ARGV  the epoch that the sender believes, the user
-- Answers {reservation, change, reservation, change, …} or {'UNVERIFIED'}.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'UNVERIFIED'}
end
local found = {}
-- ';' is what comes after ':'.
for _, member in ipairs(redis.call('ZRANGEBYLEX', KEYS[3], '[' .. ARGV[2] .. ':', '(' .. ARGV[2] .. ';')) do
  local reservation = string.match(member, ':(%d+)$')
  local change = redis.call('HGET', KEYS[2], reservation)
  if change then
    found[#found + 1] = reservation
    found[#found + 1] = change
  end
end
return found
