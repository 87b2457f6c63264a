"""A site, and a client that is not ours: pytest-lsp, with the capabilities of real editors."""

import os

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

EDITORS = ["visual_studio_code", "neovim@v0.11", "emacs"]

FILES = {
    "hugo.toml": "title = 'T'\n",
    "matterlint.yaml": "taxonomies:\n  tags: { vocabulary: tags.yaml }\n",
    "tags.yaml": "- go\n- name: swarm\n  deprecated: true\n",
    "content/a.md": "---\ntitle: 灯塔 𝄞\nurl: /same/\ntags: [go, zig, swarm]\ndraft: \"yes\"\n---\nText.\n",
    "content/b.md": "---\ntitle: B\nurl: /same/\ndate: 2024-02-30\n---\n",
    "both/docs/hugo.toml": "title = 'T'\n",
    "both/docs/content/c.md": "---\ndate: 2024-02-30\n---\n",
}


@pytest.fixture
def site(tmp_path):
    """A site, and a folder with another one beside it."""
    for path, text in FILES.items():
        file = tmp_path / ("both" if path.startswith("both/") else "site") / path.removeprefix("both/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path.resolve() / "site"


@pytest_lsp.fixture(
    params=EDITORS,
    config=ClientServerConfig(server_command=[os.environ["MATTERLINT"], "server", "--today", "2026-11-25"]),
)
async def client(request, lsp_client: LanguageClient, site):
    lsp_client.registered = {}

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        for registration in params.registrations:
            lsp_client.registered[registration.method] = registration.register_options

    lsp_client.offered = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(uri=site.as_uri(), name="site")],
        )
    )
    lsp_client.pulls = lsp_client.offered.capabilities.diagnostic_provider is not None
    yield
    await lsp_client.shutdown_session()
