"""Where a model is asked: what is shown of the address, and what must be right about it before anything is sent."""

from __future__ import annotations

from urllib.parse import urlsplit

from auditor.model import ModelSettings

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def host(address: str) -> str:
    """The host and port of an endpoint, which is all that is ever shown of it."""
    parts = urlsplit(address)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.hostname or ''}{port}"


def is_local(address: str) -> bool:
    """Whether an endpoint is this machine, where no key is needed."""
    return (urlsplit(address).hostname or "") in _LOCAL


def complaint(settings: ModelSettings) -> str | None:
    """What is missing or wrong before anything can be sent; None if nothing is. A dry run needs no address."""
    if settings.dry_run and not settings.base_url:
        return None
    if not settings.base_url or not (settings.model or settings.dry_run):
        return "模型辅助要写明地址和模型：--llm-base-url 和 --llm-model，或配置文件 [llm] 的 base_url 和 model"
    try:
        parts = urlsplit(settings.base_url)
        is_sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_sound = False
    if not is_sound:
        return "模型服务的地址写法不对；应是 https://主机/v1 这样的网址"
    if parts.username or parts.password or parts.query or parts.fragment:
        return "模型服务的地址里不能写用户名、密码和参数；密钥放在环境变量里"
    return None
