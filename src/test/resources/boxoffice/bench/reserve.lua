-- Reserves: every request is another user's, and where the users run out the next event's. See Job.java.
-- Arguments: first event, events, first user, users.

local here = debug.getinfo(1, 'S').source:match('^@(.*/)') or ''
dofile(here .. 'result.lua')

-- What a script may say of a user beside the body.
function headers(_)
  return ''
end

local firstEvent, events, firstUser, users
local number = 0

function init(arguments)
  firstEvent, events = tonumber(arguments[1]), tonumber(arguments[2])
  firstUser, users = tonumber(arguments[3]), tonumber(arguments[4])
end

function request()
  local round = math.floor(number / (events * users))
  local event = firstEvent + round * events + number % events
  local user = firstUser + math.floor(number / events) % users
  number = number + 1
  local body = '{"userId":' .. user .. '}'
  return 'POST /events/' .. event .. '/reservations HTTP/1.1\r\nHost: localhost\r\n' .. headers(user) .. 'Content-Length: '
    .. #body .. '\r\n\r\n' .. body
end
