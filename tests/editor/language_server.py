"""The YAML language server that editors run, asked over its standard input and output (LSP, JSON-RPC)."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

_LONGEST = 60  # seconds for one answer; a server that hangs must not hang the tests
_SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    }
}
_CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}


def command() -> list[str] | None:
    """How to start it: `YAML_LANGUAGE_SERVER` names its script, else it is on the path; None without it."""
    node = shutil.which("node")
    script = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
    return [node, script, "--stdio"] if node and script else None


class Flag(NamedTuple):
    """What an editor underlines; `line` counts from 1."""

    line: int
    message: str


class LanguageServer:
    """One server, for many documents."""

    def __init__(self, command: list[str]) -> None:
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._asked = 0
        self._opened = 0
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": _CAPABILITIES})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        self._server.kill()
        self._server.communicate()

    def flags(self, path: Path, text: str | None = None) -> list[Flag]:
        """What is underlined in this text, or in the file as it is."""
        uri = self._open(path, path.read_text(encoding="utf-8") if text is None else text)
        flags = self._until(
            lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
        )["params"]["diagnostics"]
        return [Flag(one["range"]["start"]["line"] + 1, one["message"]) for one in flags]

    def offers(self, path: Path, text: str) -> dict[str, str]:
        """What is offered where `|` stands, each with what it types in."""
        found = self._at("completion", path, text)
        return {one["label"]: one["insertText"] for one in found["items"]} if found else {}

    def hover(self, path: Path, text: str) -> str:
        """What is shown for the word in which `|` stands."""
        found = self._at("hover", path, text)
        return str(found["contents"]["value"]) if found else ""

    def _at(self, what: str, path: Path, text: str) -> Any:
        before, _, after = text.partition("|")
        place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        document = {"uri": self._open(path, before + after)}
        return self._ask(f"textDocument/{what}", {"textDocument": document, "position": place})

    def _open(self, path: Path, text: str) -> str:
        """Each text is a document of its own, beside `path`."""
        self._opened += 1
        uri = path.with_name(f"{self._opened}-{path.name}").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda m: m.get("id") == number and "method" not in m)
        assert "error" not in answer, answer
        return answer["result"]

    def _until(self, wanted: Any) -> dict[str, Any]:
        timer = Timer(_LONGEST, self._server.kill)
        timer.start()
        try:
            while True:
                message = self._read()
                if message.get("method") == "workspace/configuration":
                    asked = [one.get("section") for one in message["params"]["items"]]
                    self._send({"id": message["id"], "result": [_SETTINGS.get(one, {}) for one in asked]})
                elif "method" in message and "id" in message:
                    self._send({"id": message["id"], "result": None})
                elif wanted(message):
                    return message
        finally:
            timer.cancel()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._server.stdout is not None
        length = 0
        while line := self._server.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has stopped, or did not answer in time"
        return json.loads(self._server.stdout.read(length))
