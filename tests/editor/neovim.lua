-- A session in Neovim: nvim --headless --clean -c "luafile tests/editor/neovim.lua"
-- MATTERLINT names the program, SITE the folder of a site with `content/a.md`. Ends with 0 if all goes as expected.

local program, site = vim.env.MATTERLINT, vim.env.SITE

local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local function check(is_right, message)
  if not is_right then
    fail(message .. ": " .. vim.inspect(vim.diagnostic.get(0)))
  end
end

-- Whether the findings of the buffer come to be of these rules and no others.
local function found(...)
  local expected = vim.inspect({ ... })
  local function codes()
    local all = vim.tbl_map(function(diagnostic)
      return diagnostic.code or diagnostic.user_data.lsp.code
    end, vim.diagnostic.get(0))
    table.sort(all)
    return vim.inspect(all)
  end
  local came = vim.wait(20000, function()
    return codes() == expected
  end, 20)
  check(came, "findings of " .. expected .. " do not come")
end

-- Chooses the code action with this title for the whole buffer.
local function act(title, kind)
  local params = vim.lsp.util.make_range_params()
  params.range = { start = { line = 0, character = 0 }, ["end"] = { line = 99, character = 0 } }
  params.context = { diagnostics = {}, only = kind and { kind } or nil }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
  for id, answer in pairs(answers or {}) do
    local client = vim.lsp.get_client_by_id(id)
    for _, action in ipairs(answer.result or {}) do
      if action.title == title then
        if not action.edit then
          action = client.request_sync("codeAction/resolve", action, 20000, 0).result
        end
        vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
        return
      end
    end
  end
  fail("there is no action `" .. title .. "`: " .. vim.inspect(answers))
end

local function replace(line, text)
  vim.api.nvim_buf_set_lines(0, line - 1, line, true, { text })
end

local function run()
  vim.cmd("edit " .. site .. "/content/a.md")
  local id = vim.lsp.start_client({ name = "matterlint", cmd = { program, "server" }, root_dir = site })
  check(vim.lsp.buf_attach_client(0, id), "the server does not start")

  found("dates/impossible-date", "taxonomy/duplicate-term", "values/not-a-boolean")
  local date = vim.diagnostic.get(0, { lnum = 2 })[1]
  check(date.source == "matterlint" and date.severity == vim.diagnostic.severity.ERROR, "an error of ours")
  check(date.col == 6 and date.end_col == 16, "at the value")
  -- Neovim counts bytes, whatever it agreed on with the server: there are wide characters before the term.
  local tags = vim.fn.getline(4)
  check(vim.diagnostic.get(0, { lnum = 3 })[1].col == tags:len() - 2, "at the second of the terms")

  replace(3, "date: 2024-02-20")
  found("taxonomy/duplicate-term", "values/not-a-boolean")
  replace(3, "date: 2024-02-31")
  found("dates/impossible-date", "taxonomy/duplicate-term", "values/not-a-boolean")

  act("ignore dates/impossible-date here")
  check(vim.fn.getline(3) == "# matterlint: ignore[dates/impossible-date]", "the comment stands above the line")
  found("taxonomy/duplicate-term", "values/not-a-boolean")
  act("remove the second `a`")
  check(vim.fn.getline(5) == "tags: [灯塔𝄞, a]", "the term is removed")
  found("values/not-a-boolean")
  act("fix all safe problems in this file", "source.fixAll")
  check(vim.fn.getline(6) == "draft: true", "the text is repaired")
  found()

  -- A draft is in nobody's way.
  replace(6, "draft: false")
  vim.cmd("write")
  vim.cmd("edit! " .. site .. "/content/b.md")
  vim.lsp.buf_attach_client(0, id)
  found("identity/duplicate-url")
  vim.cmd("edit " .. site .. "/content/a.md")
  replace(7, "url: /other/")
  vim.cmd("write | buffer " .. site .. "/content/b.md")
  found()

  vim.lsp.stop_client(id)
  check(vim.wait(20000, function()
    return vim.lsp.get_client_by_id(id) == nil or vim.lsp.get_client_by_id(id).is_stopped()
  end, 20), "the server does not end")
end

local is_right, reason = xpcall(run, debug.traceback)
if not is_right then
  fail(tostring(reason))
end
vim.cmd("qall!")
