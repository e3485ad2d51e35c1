-- Asks for the addresses of a file one after the other: a line is a path, a tab and a cookie.
local count = 0

function setup(thread)
  thread:set("first", count)
  count = count + 1
end

function init(arguments)
  requests = {}
  for line in io.lines(arguments[1]) do
    local path, cookie = line:match("^(.-)\t(.*)$")
    local headers = { ["Host"] = "127.0.0.1" }
    if cookie ~= "" then headers["Cookie"] = cookie end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  position = first * math.floor(#requests / 2)
end

function request()
  position = position % #requests + 1
  return requests[position]
end
