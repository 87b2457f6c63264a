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

-- The answer to a request about the page, the cursor being at byte `column` of `line`.
local function answer(method, line, column, more)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local params = vim.tbl_extend("force", vim.lsp.util.make_position_params(), more or {})
  local answers = vim.lsp.buf_request_sync(0, "textDocument/" .. method, params, 20000)
  local _, first = next(answers or {})
  check(first and not first.err, method .. " is answered: " .. vim.inspect(answers))
  return first.result
end

-- Waits until the cursor is at byte `column` of `line` in the file of this name.
local function arrives(name, line, column)
  local came = vim.wait(20000, function()
    local cursor = vim.api.nvim_win_get_cursor(0)
    return vim.fn.expand("%:t") == name and cursor[1] == line and cursor[2] == column
  end, 20)
  check(came, "the cursor is in " .. vim.fn.expand("%:t") .. " at " .. vim.inspect(vim.api.nvim_win_get_cursor(0)))
end

-- Asks about a page with the client's own functions, as far as they can be waited for.
local function ask(id)
  local client = vim.lsp.get_client_by_id(id)
  vim.cmd("edit " .. site .. "/content/c.md")
  vim.lsp.buf_attach_client(0, id)
  found()
  local tags = vim.fn.getline(3)

  vim.api.nvim_buf_set_lines(0, 4, 5, true, { "  name: C", "dra" })
  local list = answer("completion", 6, 3)
  local item = vim.tbl_filter(function(item)
    return item.label == "draft"
  end, list.items)[1]
  vim.lsp.util.apply_text_edits({ item.textEdit }, vim.api.nvim_get_current_buf(), client.offset_encoding)
  check(vim.fn.getline(6) == "draft: ", "the proposal is typed: " .. vim.fn.getline(6))
  replace(6, "draft: false")

  local said = answer("hover", 3, tags:find("灯") - 1)
  local lines = vim.lsp.util.convert_input_to_markdown_lines(said.contents)
  check(lines[1]:find("on 2 pages"), "the term is known: " .. vim.inspect(lines))

  vim.api.nvim_win_set_cursor(0, { 3, tags:find("灯") - 1 })
  vim.lsp.buf.definition()
  arrives("tags.yaml", 2, ("- { description: 灯𝄞, name: "):len())
  vim.cmd("buffer! " .. site .. "/content/c.md")

  vim.api.nvim_win_set_cursor(0, { 3, tags:find("灯") - 1 })
  vim.lsp.buf.references()
  local came = vim.wait(20000, function()
    return #vim.fn.getqflist() == 3
  end, 20)
  check(came, "three places: " .. vim.inspect(vim.fn.getqflist()))
  vim.cmd("cclose | buffer! " .. site .. "/content/c.md")

  vim.api.nvim_win_set_cursor(0, { 3, tags:find("灯") - 1 })
  vim.lsp.buf.rename("灯楼")
  came = vim.wait(20000, function()
    return vim.fn.getline(3) == "tags: [灯楼, a]"
  end, 20)
  check(came, "the term has another name: " .. vim.fn.getline(3))
  local buffer = vim.fn.bufnr(site .. "/tags.yaml")
  check(vim.api.nvim_buf_get_lines(buffer, 1, 2, true)[1]:find("name: 灯楼 }"), "in the vocabulary, too")

  local symbols = vim.lsp.util.symbols_to_items(answer("documentSymbol", 1, 0), 0)
  check(#symbols == 5 and symbols[4].text:find("name"), "the outline: " .. vim.inspect(symbols))
  local folds = answer("foldingRange", 1, 0)
  check(#folds == 2 and folds[1].endLine == 6, "the block and the author: " .. vim.inspect(folds))
  local grown = answer("selectionRange", 3, 8, { positions = { { line = 2, character = 8 } } })
  local last = client.offset_encoding == "utf-16" and 9 or 13
  check(grown[1].range["end"].character == last, "the term: " .. vim.inspect(grown))
  vim.cmd("wall")
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

  ask(id)
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
