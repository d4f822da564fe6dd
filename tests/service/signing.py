"""Signs webhooks as another system does."""

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
from standardwebhooks import Webhook

SECRET = "whsec_" + "aW52ZW50ZWQga2V5IG9mIHRoZSB0ZXN0cywgMzIgYnl0ZXM="
OLD_SECRET = "whsec_" + "YW5vdGhlciBrZXkgdGhhdCBpcyBvbiBpdHMgd2F5IG91dC4="
STRANGE_SECRET = "whsec_" + "YSBrZXkgdGhhdCBub2JvZHkgaGVyZSBoYXMgZXZlciBzZWVu"


def signed(
    body: bytes, message_id: str | None = None, *, secret: str = SECRET, at: datetime | None = None
) -> dict[str, str]:
    """Make the headers of a message."""
    moment = at or datetime.now(UTC)
    message_id = message_id or f"msg_{uuid4().hex}"
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(secret).sign(message_id, moment, body.decode()),
        "content-type": "application/json",
    }


def send(client: httpx.Client, path: str, message: Any, message_id: str | None = None, **how: Any) -> httpx.Response:
    """Send a signed message."""
    body = json.dumps(message).encode()
    return client.post(path, content=body, headers=signed(body, message_id, **how))
