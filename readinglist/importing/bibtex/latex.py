r"""LaTeX in titles, names and abstracts turned into the characters it stands for.

Accents, letters, dashes and quotes become Unicode, formatting is unwrapped, grouping braces go, and maths stays as
it was written, between dollar signs. Only what is maths for want of another way to set it becomes characters: a raised
or lowered figure, as in `CO$_2$`, and a Greek letter or a sign by itself, as in `$\beta$`. What is not known here is
kept as it stands: no text is ever lost, neither behind an unescaped `%`, which BibTeX takes for a plain character, nor
in an unknown command.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import partial

_TOKEN = re.compile(
    r"(?P<maths>\$(?:[^$\\]|\\.)+\$)"
    r"|\\(?P<word>[A-Za-z]+)\*?(?P<gap>[ \t\n]*)"
    r"|\\(?P<sign>.)"
    r"|(?P<brace>[{}])"
    r"|(?P<dash>-{2,3})"
    r"|(?P<quotes>``|'')"
    r"|(?P<tie>~)"
    r"|(?P<text>[^\\{}~$`'-]+|.)",
    re.DOTALL,
)
_LATEX = re.compile(r"[\\{}~$]|--|``|''")
_BRACE = re.compile(r"[{}]")

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323", "b": "\u0331", "r": "\u030a",
    "k": "\u0328", "t": "\u0361",
}  # fmt: skip
_SIGNS = {"\\": " ", " ": " ", "\n": " ", ",": " ", ";": " ", ":": " ", "!": "", "-": "", "/": "", "@": ""}
_SYMBOLS = {
    "ss": "ß", "SS": "ẞ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "dag": "†", "ddag": "‡", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "dots": "…",
    "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotesingle": "'", "textquotedbl": '"', "textquotedblleft": "“",
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textexclamdown": "¡", "textquestiondown": "¿", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`", "textbackslash": "\\", "backslash": "\\", "textbraceleft": "{", "textbraceright": "}",
    "lbrace": "{", "rbrace": "}", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textdollar": "$", "textdegree": "°", "textregistered": "®", "texttrademark": "™", "textcopyright": "©",
    "textsection": "§", "textparagraph": "¶", "textbullet": "•", "textperiodcentered": "·", "textperthousand": "‰",
    "textmu": "µ", "textmicro": "µ", "texttimes": "×", "textdiv": "÷", "textpm": "±", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "texteuro": "€", "euro": "€", "textsterling": "£",
    "textyen": "¥", "textcent": "¢", "textordfeminine": "ª", "textordmasculine": "º", "textrightarrow": "→",
    "textleftarrow": "←", "textnumero": "№", "textvisiblespace": "␣", "TeX": "TeX", "LaTeX": "LaTeX",
    "BibTeX": "BibTeX", "slash": "/", "space": " ", "quad": " ", "qquad": " ", "newline": " ", "par": "\n\n",
    "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ", "textlambda": "λ", "textpi": "π",
    "textsigma": "σ", "textomega": "ω", "textquotestraightdblbase": "„", "textasciidieresis": "¨",
    "textasciiacute": "´", "relax": "", "protect": "", "noindent": "", "null": "", "allowbreak": "", "break": "",
    "hyphen": "-",
}  # fmt: skip
_FORMATTING = frozenset(
    "textit textbf textsc texttt textrm textsf textup textsl textmd textnormal textlf emph underline uline mbox hbox"
    " text it bf sc rm tt sf sl em itshape bfseries scshape upshape slshape rmfamily sffamily ttfamily mdseries"
    " normalfont tiny small footnotesize scriptsize large Large enquote uppercase lowercase MakeUppercase"
    " MakeLowercase natexlab nolinebreak mkbibquote mkbibemph mkbibbold mkbibitalic autocap".split()
)
_ADDRESSES = frozenset({"url", "path", "nolinkurl"})
_MAX_ACCENTS = 4
_MAX_DEPTH = 100
_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_VERBATIM_ESCAPE = re.compile(r"\{?\\textasciitilde\s*(?:\{\}|\})?|\$\\sim\$|\{\\([_%#&$~])\}|\\([_%#&$~])(?:\{\})?")

_MATHS_SIGNS = dict(
    zip(
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi"
        " omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
        " times pm infty to rightarrow leftrightarrow sim ell leq geq cdot degree".split(),
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ×±∞→→↔∼ℓ≤≥·°",
        strict=True,
    )
)
_SIMPLE_MATHS = re.compile(
    r"\s*(?P<figure>\d*)\s*(?:\\(?P<sign>[A-Za-z]+)\s*)?(?P<scripts>(?:[_^].+)?)", re.ASCII | re.DOTALL
)
_SCRIPT = re.compile(
    r"\s*([_^])\s*(?:(?P<degree>\\circ|\{\\circ\})|(?P<figure>\d|\{[\d+=()-]+\})"
    r"|\{\s*\\(?:textrm|textnormal|text|mathrm|rm)\b\s*\{?(?P<words>[^{}\\$]+)\}?\s*\})\s*",
    re.ASCII,
)
_MAX_SIMPLE_MATHS = 60
"""Characters in maths that may be looked at for being simple."""

_Finish = Callable[[str], str]


def decode(text: str) -> str:
    """Give the text that LaTeX would print, on the terms of this module; a text without LaTeX comes back as it is."""
    return _Decoder(text).decoded() if _LATEX.search(text) else text


def verbatim(text: str) -> str:
    r"""Take the escapes from an address or a DOI, where some programs write `\_` for `_`; nothing else is changed."""
    if "\\" not in text:
        return text
    return _VERBATIM_ESCAPE.sub(lambda found: found[1] or found[2] or "~", text)


class _Decoder:
    """One text being decoded, in time linear in its length: no depth of braces or accents makes it slow or fail."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts: list[str] = []
        # The groups that are open: where each begins among the parts, and what its text undergoes at the end.
        self._groups: list[tuple[int, _Finish | None]] = []
        self._finishing = 0  # how many of them have something to undergo
        self._accents = ""  # what the next letter or group gets
        self._finish: _Finish | None = None  # what the next letter or group undergoes
        self._last_maths_end = text.rfind("\\)")

    def decoded(self) -> str:
        position = 0
        while found := _TOKEN.match(self._text, position):
            position = found.end()
            match found.lastgroup:
                case "gap":
                    position = self._command(found["word"], found["gap"], position)
                case "sign":
                    position = self._sign(found["sign"], position)
                case "brace" if found["brace"] == "{":
                    self._open()
                case "brace":
                    self._close()
                case "dash":
                    self._put("–" if len(found["dash"]) == 2 else "—")
                case "quotes":
                    self._put("“" if found["quotes"] == "``" else "”")
                case "tie":
                    self._put(" ")
                case "maths":
                    self._put(_maths(found[0][1:-1]))
                case _:
                    self._put(found[0])
        while self._groups:
            self._close()
        return "".join(self._parts)

    def _put(self, text: str) -> None:
        if self._accents:
            text = _accented(self._accents, text.lstrip() or text)
        if self._finish:
            text = self._finish(text[:1]) + text[1:]
        self._accents, self._finish = "", None
        self._parts.append(text)

    def _open(self) -> None:
        finish = partial(_accented, self._accents) if self._accents else self._finish
        if self._finishing >= _MAX_DEPTH:
            finish = None
        self._finishing += finish is not None
        self._groups.append((len(self._parts), finish))
        self._accents, self._finish = "", None

    def _close(self) -> None:
        self._accents, self._finish = "", None
        if not self._groups:
            self._parts.append("}")
            return
        start, finish = self._groups.pop()
        if finish:
            self._finishing -= 1
            self._parts[start:] = [finish("".join(self._parts[start:]))]

    def _sign(self, sign: str, position: int) -> int:
        if sign in _ACCENTS:
            self._accent(sign)
        elif sign == "(" and position <= self._last_maths_end:
            end = self._text.index("\\)", position)
            self._put(_maths(self._text[position:end]))
            return end + 2
        else:
            self._put(_SIGNS.get(sign, sign))
        return position

    def _accent(self, name: str) -> None:
        self._accents = (_ACCENTS[name] + self._accents)[:_MAX_ACCENTS]

    def _command(self, word: str, gap: str, position: int) -> int:
        """Read a command and, where it is one for verbatim text, its argument; gives where to read on."""
        argued = self._text.startswith("{", position)
        if word in _SYMBOLS:
            self._put(_SYMBOLS[word])
        elif word in _ACCENTS:
            self._accent(word)
        elif word in _FINISHES:
            self._finish = _FINISHES[word]
        elif word in _ADDRESSES and argued:
            address, position = _argument(self._text, position)
            self._put(verbatim(address))
        elif word == "ensuremath" and argued:
            maths, position = _argument(self._text, position)
            self._put(_maths(maths))
        elif word == "href" and argued:
            address, position = _argument(self._text, position)
            self._finish = partial(_linked, verbatim(address))
        elif word not in _FORMATTING:
            self._put(f"\\{word}{gap}")
            if argued:
                self._finish = _braced
        return position


def _argument(text: str, start: int) -> tuple[str, int]:
    """The text between the brace at `start` and its partner, and where to read on; all the rest without a partner."""
    depth = 0
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return text[start + 1 : brace.start()], brace.end()
    return text[start + 1 :], len(text)


def _maths(maths: str) -> str:
    """Maths as it was written, between dollar signs, but for what is a letter, a sign or a figure, raised or not."""
    written = f"${maths}$"
    found = _SIMPLE_MATHS.fullmatch(maths) if len(maths) <= _MAX_SIMPLE_MATHS else None
    if not found or not maths.strip() or (found["sign"] and found["sign"] not in _MATHS_SIGNS):
        return written
    parts = [found["figure"], _MATHS_SIGNS.get(found["sign"] or "", "")]
    position = found.start("scripts")
    while position < len(maths):
        script = _SCRIPT.match(maths, position)
        if not script or (script["degree"] and script[1] == "_"):
            return written
        characters = _SUPERSCRIPTS if script[1] == "^" else _SUBSCRIPTS
        parts.append(
            "°" if script["degree"] else _raised(characters, (script["figure"] or script["words"]).strip("{} "))
        )
        position = script.end()
    return "".join(parts)


def _nothing(_text: str) -> str:
    return ""


def _braced(text: str) -> str:
    return f"{{{text}}}"


def _linked(address: str, text: str) -> str:
    return text if text == address else f"{text} ({address})"


def _raised(characters: dict[int, int], text: str) -> str:
    """The text in raised or lowered characters, where there are such for all of it."""
    return text.translate(characters) if all(ord(character) in characters for character in text) else text


def _accented(accents: str, text: str) -> str:
    """The text with accents on its first letter; the i and j that gave up their dots for it are plain again."""
    base = {"ı": "i", "ȷ": "j"}.get(text[:1], text[:1])
    return unicodedata.normalize("NFC", base + accents) + text[1:] if base.strip() else text


_FINISHES: dict[str, _Finish] = {
    "textsuperscript": partial(_raised, _SUPERSCRIPTS),
    "textsubscript": partial(_raised, _SUBSCRIPTS),
    # What stands behind these is for sorting and setting, not for reading.
    "noopsort": _nothing,
    "begin": _nothing,
    "end": _nothing,
}
