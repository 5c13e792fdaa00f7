-- Looks at events in turn. Arguments: first event, events, and two that are not needed.

local here = debug.getinfo(1, 'S').source:match('^@(.*/)') or ''
dofile(here .. 'result.lua')

local requests = {}
local number = 0

function init(arguments)
  for i = 0, tonumber(arguments[2]) - 1 do
    requests[i] = 'GET /events/' .. tonumber(arguments[1]) + i .. ' HTTP/1.1\r\nHost: localhost\r\n\r\n'
  end
end

function request()
  number = number + 1
  return requests[number % (#requests + 1)]
end
