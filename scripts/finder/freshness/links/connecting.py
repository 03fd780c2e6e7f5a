"""Connections to the public web only: the computer that is asked is the one that was judged.

A name is looked up before it is asked, and looked up again by whoever connects. A name server of a
stranger may say another thing the second time (DNS rebinding), so the far end of each connection is
judged once more, before a word is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable


class RefusedPeerError(Exception):
    """A connection led to a computer that may not be asked; nothing was said to it."""


class Guard(HTTPAdapter):
    """Lets go of a connection whose far end may not be asked.

    Args:
        allows: whether a computer may be asked, by the number of its address.
    """

    def __init__(self, allows: Callable[[str], bool]) -> None:
        self._allows = allows
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools of this adapter open connections that are judged."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _pools(self._allows)


def _pools(allows: Callable[[str], bool]) -> dict[str, type[HTTPConnectionPool]]:
    """The pool of each scheme. urllib3 names ``ConnectionCls`` and ``_new_conn`` for this."""

    def judged(opened: socket.socket) -> socket.socket:
        if allows(str(opened.getpeername()[0])):
            return opened
        opened.close()
        raise RefusedPeerError

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return judged(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return judged(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}
