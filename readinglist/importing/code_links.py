"""Links to source code and models in a running text."""

import re

_LINK = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?:www\.)?"
    r"(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co|hf\.co|anonymous\.4open\.science)"
    r"/[^\s<>\[\]\"]+",
    re.IGNORECASE,
)
_PUNCTUATION = (".", ",", ";", ":", "!", "?", "'", "`", "*", "\u2019", "\u201d")
_PAIRS = {")": "(", "}": "{"}
_MAX_LENGTH = 500


def code_links(text: str) -> tuple[str, ...]:
    """Find the links to a repository, in order and each once, without the punctuation of the sentence around them.

    A link names an owner and a repository; a papers page is none.
    """
    found = []
    for match in _LINK.finditer(text):
        url = _without_punctuation(match.group()[:_MAX_LENGTH])
        path = [part for part in url.split("://")[-1].split("/") if part][1:]
        if len(path) >= 2 and path[0].lower() not in ("papers", "blog", "docs"):
            found.append(url if "://" in url else f"https://{url}")
    return tuple(dict.fromkeys(found))


def _without_punctuation(url: str) -> str:
    while url.endswith(_PUNCTUATION) or (url[-1:] in _PAIRS and url.count(url[-1]) > url.count(_PAIRS[url[-1]])):
        url = url[:-1]
    return url
