"""How Word writes the number of a list paragraph: ST_NumberFormat of ISO/IEC 29500-1, 17.18.59.

Above the largest number a format has signs for, Word goes on in another; each table says in which.
A format that neither Chinese nor Western documents are numbered in (Hebrew, Thai counting, baht
text, …) comes out in Arabic numerals.
"""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip

# The signs for 1, 2, 3, …; above the last, Arabic numerals.
_SEQUENCES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "aiueoFullWidth": (
        "アイウエオカキクケコサシスセソタチツテトナニヌネ"
        "ノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ",
    "irohaFullWidth": (
        "イロハニホヘトチリヌルヲワカヨタレソツネナラムウ"
        "ヰノオクヤマケフコエテアサキユメミシヱヒモセス"
    ),
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}
# Digits for 0 to 9, written by position.
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "○一二三四五六七八九",
    "koreanDigital": "영일이삼사오육칠팔구",
    "koreanDigital2": "零一二三四五六七八九",
    "hindiNumbers": "०१२३४५६७८९",
    "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙",
}
# Digits, the signs of ten, hundred, thousand and ten thousand, whether one ten is written with its
# one, whether a gap is written as zero.
_COUNTED = {
    "chineseCountingThousand": ("零一二三四五六七八九", "十百千万", False, True),
    "taiwaneseCountingThousand": ("零一二三四五六七八九", "十百千萬", False, True),
    "japaneseCounting": ("〇一二三四五六七八九", "十百千万", False, False),
    "koreanCounting": ("영일이삼사오육칠팔구", "십백천만", False, False),
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", True, True),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", True, True),
    "japaneseLegal": ("〇壱弐参四五六七八九", "拾百阡萬", True, False),
}


def _decimal(number: int) -> str:
    return str(number)


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return str(number)
    written = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written.append(sign * times)
    return "".join(written)


def _letters(alphabet: str) -> Callable[[int], str]:
    # After z come aa, bb, …, not aa, ab.
    def written(number: int) -> str:
        if not 0 < number <= 780:
            return str(number)
        times, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (times + 1)

    return written


def _sequence(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _counted(signs: str, tens: str, one_ten: bool, gaps: bool) -> Callable[[int], str]:
    def written(number: int) -> str:
        if not 0 < number < 100_000_000:
            return signs[0] if number == 0 else str(number)
        if number >= 10_000:
            high, low = divmod(number, 10_000)
            gap = signs[0] if gaps and 0 < low < 1000 else ""
            return written(high) + tens[3] + (gap + below(low, high > 0) if low else "")
        return below(number, False)

    def below(number: int, inner: bool) -> str:
        out: list[str] = []
        gap = False
        for power in (3, 2, 1, 0):
            digit = number // 10**power % 10
            if not digit:
                gap = bool(out)
                continue
            if gap and gaps:
                out.append(signs[0])
            gap = False
            # 十二, but 一百一十二.
            bare = digit == 1 and not one_ten and power == 1 and not out and not inner
            bare = bare or (not gaps and not one_ten and digit == 1 and power > 0)
            out.append(("" if bare else signs[digit]) + (tens[power - 1] if power else ""))
        return "".join(out)

    return written


def _hybrid(zero: str) -> Callable[[int], str]:
    # By tens up to ninety-nine, and by position from there on: 九十九, 一〇〇.
    tens = _counted("零一二三四五六七八九", "十百千万", False, True)
    digits = _digits(zero + "一二三四五六七八九")
    return lambda number: tens(number) if 0 < number < 100 else digits(number)


def _zodiac(number: int) -> str:
    if not 0 < number <= 60:
        return str(number)
    stems, branches = _SEQUENCES["ideographTraditional"], _SEQUENCES["ideographZodiac"]
    return stems[(number - 1) % 10] + branches[(number - 1) % 12]


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number // 10 % 10 == 1 else ending}"


def _cardinal(number: int) -> str:
    if not 0 <= number < 1_000_000:
        return str(number)
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, word = (1000, "thousand") if number >= 1000 else (100, "hundred")
    high, low = divmod(number, size)
    return f"{_cardinal(high)} {word}" + (f" {_cardinal(low)}" if low else "")


def _ordinal_word(number: int) -> str:
    words = _cardinal(number)
    start = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[start:]
    ordinal = _IRREGULAR.get(last) or (last[:-1] + "ie" if last.endswith("y") else last) + "th"
    return words[:start] + ordinal


_FORMATS: dict[str, Callable[[int], str]] = {
    **{name: _sequence(signs) for name, signs in _SEQUENCES.items()},
    **{name: _digits(signs) for name, signs in _DIGITS.items()},
    **{name: _counted(*signs) for name, signs in _COUNTED.items()},
    "chineseCounting": _hybrid("〇"),
    "taiwaneseCounting": _hybrid("○"),
    "ideographZodiacTraditional": _zodiac,
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "russianLower": _letters("абвгдежзиклмнопрстуфхцчшщыэюя"),
    "russianUpper": _letters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 % 50 + 1),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _cardinal(number).capitalize(),
    "ordinalText": lambda number: _ordinal_word(number).capitalize(),
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def list_number(number: int, form: str, pattern: str = "") -> str:
    """``number`` as Word writes it in the format ``form``.

    ``pattern`` is what a custom format is given by, such as "001, 002, 003, ...".

    >>> list_number(12, "chineseCounting"), list_number(105, "chineseCountingThousand")
    ('十二', '一百零五')
    """
    if form == "custom":
        first = pattern.partition(",")[0].strip()
        return str(number).zfill(min(len(first), 9)) if first.isdecimal() else str(number)
    return _FORMATS.get(form, _decimal)(number)
