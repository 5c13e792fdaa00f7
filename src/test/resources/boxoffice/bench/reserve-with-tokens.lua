-- Reserves as reserve.lua does, and each user shows a token. See Job.java.
-- Arguments: first event, events, first user, users, a file with the tokens of users 1, 2, 3 and so on.

local here = debug.getinfo(1, 'S').source:match('^@(.*/)') or ''
dofile(here .. 'reserve.lua')

local tokens = {}
local counted = init

function init(arguments)
  counted(arguments)
  for line in io.lines(arguments[5]) do
    tokens[#tokens + 1] = 'Authorization: Bearer ' .. line .. '\r\n'
  end
  -- To look through all of them for garbage takes processor time that the service lacks then.
  collectgarbage('stop')
end

function headers(user)
  return tokens[user]
end
