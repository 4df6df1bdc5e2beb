"""``serve``: the dashboard, as Streamlit runs it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from timeline.commands.terminal import complain
from timeline.paths import DASHBOARD


def serve_command(port: int, host: str) -> list[str]:
    """The command line that starts Streamlit: this machine only unless told otherwise, and nothing sent home."""
    options = {
        "server.port": str(port),
        "server.address": host,
        "server.headless": "false" if _has_display() else "true",
        "browser.gatherUsageStats": "false",
        "server.fileWatcherType": "none",
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(DASHBOARD), *flags]


def serve(place: str | None, port: int, host: str) -> int:
    """Run the dashboard until it is stopped; returns the exit code."""
    from timeline.store import Store
    from timeline.store.place import VARIABLE

    if not DASHBOARD.is_file():
        complain(f"{DASHBOARD}: the dashboard is not there; install the project again")
        return 1
    if fault := port_fault(host, port):
        complain(fault)
        return 1
    with Store(place) as store:  # a store that cannot be opened is told here, not in the browser
        opened = store.place
        complain(f"the dashboard shows {store.name}; Ctrl-C ends it")
    environment = {**os.environ, VARIABLE: opened}
    command = serve_command(port, host)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)  # so that who stops this process stops the dashboard
    try:
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 0


def port_fault(host: str, port: int) -> str:
    """Why the dashboard could not listen there; empty where it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Streamlit does: a port just left is free
            probe.bind(address)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        return f"{host}:{port}: the dashboard cannot listen there ({reason}); choose another with --port or --host"
    return ""


def _has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
