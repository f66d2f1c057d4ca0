"""Money said to be free of a fault that another chapter tells: 未发现超标准发放和挪用 here, 每户 3260 元，超过补助标准 there.

Each fault has its own ways to be told; that it is told of one place, with a number, is enough against a denial for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Section, Source, Statement
from auditor.patterns import compiled

_CLEAN = compiled(
    "(?:未发现|没有发现|不存在|(?<![^，。；、])无)(?:有|存在|任何)*(?P<faults>(?:[^\\W\\d]|、){0,14}?(?:超标准|超范围|超限额|挤占|挪用|截留|滞留|虚列|虚报|冒领|套取|骗取)(?:[^\\W\\d]|、){0,24}?)(?:等)?(?:的)?(?:情况|现象|问题|行为|情形)"
)
# What denies each fault: words of the denial, and how the fault is told.
_TOLD = (
    (
        ("挤占", "挪用"),
        compiled(
            "(?:将|把|从)[^，。；]{2,24}?(?:资金|经费|补助|专款)[^，。；]{0,16}?(?:用于|用作|抵顶|列支|支付)[^，。；]{2,24}|(?:挪用|挤占)[^，。；]{0,16}?\\d"
        ),
    ),
    (("超标准", "超限额"), compiled("(?:超过|超出|高于)[^，。；\\d]{0,8}(?:标准|限额)|超标准[^，。；]{0,16}?\\d")),
    (("超范围",), compiled("超(?:出)?[^，。；\\d]{0,6}范围[^，。；]{0,16}?\\d")),
    (("虚列", "虚报", "冒领", "套取", "骗取"), compiled("(?:虚列|虚报|冒领|套取|骗取)[^，。；]{0,16}?\\d")),
    (("截留", "滞留"), compiled("(?:截留|滞留)[^，。；]{0,16}?\\d|\\d[^，。；]{0,10}?(?:截留|滞留)")),
)
_NONE = ("无截留", "无挪用", "无滞留")
_DENIALS = ("未发现", "没有发现", "不存在")
_FAULTS = [word for words, _ in _TOLD for word in words]
_RULE = compiled("得满?分|的?[，,]?得\\d|扣|标准[：:]")
_OF_FAULTS = compiled("问题|不足|不规范|违规|风险")
_ADVICE = compiled("建议|措施|对策|打算|防范")
_DENIED = compiled(
    "未(?!按|经|严格)|没有|不得|不存|是否|无(?!故)|如|若|每发现|凡|防止|避免|杜绝|上年|去年|扣\\d|扣完|应当|严禁|不予|退回|整改到位后"
)
_MOST, _AROUND, _AFTER = 20, 60, 8


def clean_hands(corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section]) -> Iterator[Statement]:
    """Each fault that is denied, once, with the place that tells it."""
    told: list[Line] | None = None
    left = list(_TOLD)
    for line in corpus.holding((*_DENIALS, *_NONE), _MOST):
        clean = _CLEAN.search(line.text) if line.source is Source.TEXT and any(word in line.text for word in _FAULTS) else None
        if clean is None or _RULE.search(line.text, clean.start(), clean.end() + _AFTER):
            continue
        if told is None:
            told = _under_faults(lines, sections)
        for fault in [fault for fault in left if any(word in clean["faults"] for word in fault[0])]:
            left.remove(fault)
            for other in told or ():
                found = fault[1].search(other.text) if other is not line else None
                if found is not None and _is_fact(other, found.start(), found.end()):
                    here, end = line.span(*clean.span()), min(found.end(), found.start() + _AROUND)
                    related = (("other", other.span(found.start(), end)),)
                    yield Statement("conclusion", clean.group(), here, line.section, other.text[found.start() : end], related)
                    break
        if not left or not told:
            return


def _under_faults(lines: Sequence[Line], sections: Sequence[Section]) -> list[Line]:
    """The lines with numbers under headings that announce problems."""
    faulty: set[int] = set()
    for section in sections:
        title = section.title
        if ("问" in title or "不" in title or "违" in title or "险" in title) and _OF_FAULTS.search(title):
            if not _ADVICE.search(title):
                faulty.add(section.index)
        elif section.parent in faulty:
            faulty.add(section.index)
    return [line for line in lines if line.section in faulty and line.quantities] if faulty else []


def _is_fact(line: Line, start: int, end: int) -> bool:
    """Whether a sentence tells what was found, with a number, and neither denies nor forbids it."""
    low, high = line.sentence(start)
    low = max(low, line.text.rfind("；", low, start) + 1)
    if _DENIED.search(line.text, low, end):
        return False
    return bool(line.between(low, high))
