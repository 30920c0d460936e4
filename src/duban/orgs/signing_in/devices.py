"""What a browser says of itself, in the few words by which its owner knows it. Pure."""

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("QQBrowser", "QQ"),
    ("360SE", "360"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Kylin", "Kylin"),
    ("UOS", "UOS"),
    ("Linux", "Linux"),
)


def words_of(agent: str) -> str | None:
    """Return browser and system of a user agent; None where neither is known.

    >>> words_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0")
    'Edge · Windows'
    >>> words_of("curl/8.0") is None
    True
    """
    found = [
        next((name for sign, name in table if sign in agent), None)
        for table in (BROWSERS, SYSTEMS)
    ]  # fmt: skip
    return " · ".join(name for name in found if name) or None
