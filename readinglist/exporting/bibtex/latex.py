r"""Texts written so that LaTeX prints them as they stand, and BibTeX can read them.

Unicode stays (the file is UTF-8); the characters that LaTeX has a use for are escaped, and so are the joined ones
that it would turn into dashes and quotes. Maths between dollar signs is kept where it can only be maths: no space
inside the signs, no digit behind the second, as in "between $5 and $10", and more than figures between them.
"""

import re

_MATHS = re.compile(r"\$(?!\s|\d+\$)(?:[^$\\\n]|\\[^\n])+(?<!\s)\$(?!\d)")
_TOKEN = re.compile(r"[&%$#_{}~^\\]|-(?=-)|'(?=')|`(?=`)|[^\W_]+")
_ESCAPES = {
    **{character: f"\\{character}" for character in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "-": "-{}",
    "'": "'{}",
    "`": "`{}",
}
_UNBALANCED = _ESCAPES | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_BRACE = re.compile(r"[{}]")
_BARE_BRACE = re.compile(r"(?<!\\)[{}]")
_BLOCK_START = re.compile(r"^([ \t]*)@(?=\w*[ \t]*[{(])", re.MULTILINE)


def escape(text: str, *, keep_capitals: bool = False, keep_maths: bool = True) -> str:
    """Escape a text; with `keep_capitals`, words like "BERT" are guarded from the lower case that many styles set.

    Without `keep_maths`, dollar signs are signs like any other, and the text is read back to the letter.
    """
    pieces: list[tuple[str, bool]] = []
    position = 0
    for maths in _MATHS.finditer(text) if keep_maths else ():
        if _is_balanced(maths[0]):
            pieces += ((text[position : maths.start()], False), (maths[0], True))
            position = maths.end()
    pieces.append((text[position:], False))
    is_balanced = _is_balanced("".join(piece for piece, is_maths in pieces if not is_maths))
    escapes = _ESCAPES if is_balanced else _UNBALANCED

    def escaped(found: re.Match[str]) -> str:
        token = found[0]
        if keep_capitals and any(letter.isupper() for letter in token[1:]):
            return f"{{{token}}}"
        return escapes.get(token, token)

    whole = "".join(piece if is_maths else _TOKEN.sub(escaped, piece) for piece, is_maths in pieces)
    return _BLOCK_START.sub(r"\1{@}", whole)


def is_verbatim(text: str) -> bool:
    """Whether BibTeX can read a value between braces as it stands."""
    return _is_balanced(text) and not text.endswith("\\") and not _BLOCK_START.search(text)


def _is_balanced(text: str) -> bool:
    r"""Whether the braces pair off, both for BibTeX, to which `\{` is a brace, and for programs to which it is none."""
    return all(_pair_off(brace.findall(text)) for brace in (_BRACE, _BARE_BRACE))


def _pair_off(braces: list[str]) -> bool:
    depth = 0
    for brace in braces:
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0
