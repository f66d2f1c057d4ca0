"""Rates in prose with the operands the report gives for them: 受理 206 件，审结 187 件，结案率 90.8%.

A rate is a claim only when a natural pair of operands stands near it: by the words of the rate (结案率 … 审结) or by the shape of the
sentence (任务 500 人，接种 460 人，剩余 40 人).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.on_demand import adjustment_rate, satisfaction_claim, score_rate_claim
from auditor.extract.relations.operands import (
    CLAUSE_REST,
    NOT_DIVIDED,
    REMAINDER,
    WHOLE,
    as_percent,
    behind_last,
    clause_before,
    divisible,
    is_upside_down,
    other_quotients,
    quotient,
    words_ahead,
    words_of,
)
from auditor.extract.relations.out_of import out_of_claims
from auditor.extract.relations.paired_rates import rates_in_row
from auditor.extract.relations.rate_words import COMMON, DENOMINATORS, NUMERATORS, is_named
from auditor.extract.relations.shares import PARAGRAPHS, Listed, Natural, listed_shares, share_claim, up_to_part
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import Record

RATE_NAME = compiled(
    "([一-龥“”‘’]{0,14}?)(率|比例|比重|占比|进度)(?:已经|已|均|仅|约|分别)?(?:达到了?|达|为|是|有|至|到|：|:|约)?(?:了|约|近)?[\\s（(]*$"
)
SHARE = compiled("占(?:比|到|了)?([^，。；、,;（(）)]{0,24}?)(?:的?(?:比例|比重|比率|份额))?(?:的|为|达到|达|约|近|是)*$")
DONE_OF = compiled(
    "(?P<verb>完成|占|为|达到|达)了?(?P<which>年初|调整)?后?(?:变动|代编|全年|年度|当年)?的?(?P<of>预算|(?:目标|计划|工作)任务|任务(?:目标)?|计划|目标|指标)[数值]?的?$"
)
OF_AMOUNT = compiled("(?P<verb>完成|占|为|达到|达)了?[一-龥]{0,8}(?P<of>预算|计划|任务|目标|指标)[数额值]?\\s*$")
TASK = "目标|任务|计划"  # which of the three it is called matters to nobody
STARTED = compiled("(?<!计划)(?<!拟)(?<!应)(?:开工|建成|新建|新增|发放|改造|培训|救助|栽植|整治|修复)(?!任务|目标|计划)")
PLANNED = compiled("(?:计划|应|拟|需)完成")
RESULTS = compiled("完成|执行|决算|实际")
SATISFACTION = compiled("满意(?:度|率)(?:为|达到|达|是|平均)*\\s*$")
CHANGE = compiled("增长|下降|增加|减少|提高|上升|降低|压减|增幅|降幅|同比|环比|变动|收窄|回落|扩大|上浮|下浮|增收|减收")
WANTED = compiled("不低于|不超过|以上$|高于|低于|要求|目标|标准|指标|力争|确保|预计|≥")
NO_QUOTIENT = compiled("满意|利率|税率|增速|费率|折旧|贴现|参考|汇率|失业|出生|死亡|发病|不良|产销|收益|负债|逾期")
BARRED = compiled(f"{NO_QUOTIENT.pattern}|不低于|不超过|以上$|高于|低于|要求|目标|标准|力争|确保|预计")

LEFT = compiled("未(?:支|拨|付|使用|执行|完成|支出|支付|兑付|拨付|办|结)|尚余|剩余|结余")
LEFT_RATE = compiled("结余|结转")
FORMULA = compiled("^[^\\d]*(?:[/／÷]|除以)[^\\d]*$")  # 结转结余率 1.2%（结转结余/调整预算数）
STANDARD = compiled("(?:及?以上|以内)?的?[，,]?[得计加]\\s*(?:满分|\\d)|[（(][^（()）\\d]{0,40}[/／÷][（(]")  # or a formula with sums
EACH = compiled("[各每][^，。；\\d]{0,5}$")  # 各公开 4 次: of each, not of all
NOT_DONE = compiled("应|任务(?!资金|经费)|预算数|计划|编制|需求")
RESULT = compiled("完成|执行|决算|实际|支出")
TOPIC = compiled(
    "[\\s\\d一二三四五六七八九十、.．（）()]{0,8}([一-龥]{2,18}(?:工程|项目|标段|课题|镇|乡|村|校|局|所|站|中心|公司))(?:因|由于|受|于|当年|全年|本年|仅|实际|已|截至|[，,])"
)
EXCLUDING = ("刨除", "剔除", "扣除")
BRACKET = compiled("[（(]([^（()）]{0,80})[）)]")
CELL_BEHIND = compiled("[ \u3000]+[≥≤>=]*\\d[\\d.%％]*(?:[ \u3000]|$)")  # 100% 97.3% 2 1.9: a row of a table without its columns
REACH = 400  # characters around a rate that may hold its operands
MOST_OPERANDS = 24
ENDS = "，。；、,;（(）)"


class Rate(Record):
    """What a percentage says it is: its name (结案率 → 结案), and the form of the wording."""

    name: str
    form: str  # "rate", "share", "done-of", "part-of", "satisfaction"
    which: str = ""  # of several budgets the one it is of: 年初, 调整


def ratio_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The shares and rates of the paragraphs that have operands near them."""
    for index, line in enumerate(lines):
        if not line.quantities:
            continue
        rates = [q for q in line.quantities if q.kind is Kind.PERCENT]
        if not rates:
            continue
        yield from out_of_claims(line)
        listed = listed_shares(line)
        floor = 0
        for quantity in rates:
            if quantity.high is None and quantity.bound in (Bound.EXACT, Bound.ABOUT) and not CELL_BEHIND.match(line.text, quantity.end):
                claim = _claim(lines[max(0, index - PARAGRAPHS) : index], line, quantity, floor, listed)
                if claim is not None:
                    yield claim
            floor = quantity.end


def _claim(before: Sequence[Line], line: Line, quantity: Quantity, floor: int, listed: dict[int, Listed]) -> Claim | None:
    row = rates_in_row(line, quantity)
    rate = _recognise(line, row[0])
    if rate is None or (rate.form != "share" and row[0] is not quantity):
        return None
    if rate.form == "satisfaction":
        return satisfaction_claim(line, quantity)
    if rate.form == "share":
        return share_claim(before, line, quantity, rate.name, row, listed.get(quantity.start))
    return _rate_claim(line, quantity, rate, floor)


# ---------------------------------------------------------------------------------------------------------- recognition


def _recognise(line: Line, quantity: Quantity) -> Rate | None:
    """What a percentage is called, by the words before it; None for growth, interest, targets and nameless ones."""
    piece = clause_before(line, quantity)
    found = DONE_OF.search(piece) or _amount_named(line, quantity)
    if found:
        return Rate(found.group("of"), "part-of" if found.group("verb") == "占" else "done-of", found.groupdict().get("which") or "")
    found = SHARE.search(piece)
    if found and not CHANGE.search(found.group(1)):
        return Rate(found.group(1).strip(), "share")
    if SATISFACTION.search(piece) and not WANTED.search(piece):
        return Rate("满意", "satisfaction")
    found = RATE_NAME.search(piece)
    if STANDARD.match(line.text, quantity.end):  # 执行率达到 100% 得 10 分: what earns marks, not what was reached
        return None
    if found is None or BARRED.search(piece) or CHANGE.search(piece):
        return None
    if found.group(2) == "占比" or (found.group(2) in ("比例", "比重") and "占" in piece):
        return Rate("", "share")
    return Rate(found.group(1), "rate")


# ------------------------------------------------------------------------------------------------------------- operands


def _rate_claim(line: Line, stated: Quantity, rate: Rate, floor: int) -> Claim | None:
    """The claim of one percentage, or None when no natural operands stand near it. `floor` ends the percentage before it."""
    start, end = line.sentence(stated.start)
    end = min(end, stated.end + REACH)
    previous = max(line.sentence(max(start - 1, 0))[0], stated.start - 600)
    here: Sequence[Quantity] = divisible(line, max(start, stated.start - REACH), stated.start)[-MOST_OPERANDS:]
    wider = divisible(line, previous, start) if start else []
    if rate.name.endswith("得分"):
        return score_rate_claim(line, stated, max(start, floor, stated.start - 120))
    if rate.form == "part-of":
        here = up_to_part(line, here, stated)
    elif rate.form == "rate":
        here = _without_parts(line, rate, here, max(start, floor), stated.start)
    local = [quantity for quantity in here if quantity.start >= floor]
    if local and floor and line.text.find("；", floor, local[0].start) >= 0 and not any(_is_top(line, rate, q) for q in local):
        here = local  # behind a semicolon another thing is told, with a whole of its own
    bracket = BRACKET.match(line.text, stated.end)
    behind = divisible(line, stated.end, bracket.end()) if bracket else []
    natural = (
        _of_amount(line, stated, here)
        or _of_named(line, rate, here)
        or _excluded(line, stated, here)
        or (adjustment_rate(line, rate.name, here) if rate.name.endswith("调整") else None)
        or _natural(line, rate, local)
        or _natural(line, rate, here)
    )
    if natural is None and behind:
        natural, local = _natural(line, rate, behind), behind
    if natural is None and (rate.form == "rate" or rate.name[-2:] in TASK):
        natural = _across(line, rate, here if rate.form == "rate" else here[-1:], wider)
    if natural is None:
        return None
    reading, traits = natural
    if len(local) == 2 or "triple" in traits:
        traits.add("alone")
    named = _named_wholes(line, rate, [*wider, *here])
    if rate.name.endswith("完成") and "whole" in traits and named is None:
        done = reading.terms[0].fact.quantity
        named = lambda quantity: quantity is not done  # noqa: E731  what was done is never what it is divided by
    pool = [*wider, *here, *divisible(line, stated.end, end)]
    if LEFT_RATE.search(rate.name) or (bracket is not None and FORMULA.search(bracket[1])):  # its budget is told wherever budgets are
        pool, traits = divisible(line, max(0, stated.start - 2 * REACH), end), traits & {"stem", "other-sentence"}
    known = "whole" in traits and (rate.form != "rate" or is_named(rate.name, words_of(line, reading.terms[0].fact.quantity)))
    if known and is_upside_down(reading, stated):
        traits |= {"whole", "alone"}
    others = other_quotients(line, pool, as_percent(stated), reading, named, upright=known)
    kind = ClaimKind.COMPLETION if rate.form == "done-of" or rate.name.endswith("完成") else ClaimKind.RATIO
    what = f"{rate.name}率" if rate.form == "rate" else "占比"
    return Claim(kind, line.fact(as_percent(stated), what), (reading, *others), (rate.form,), frozenset(traits), source=line.source)


def _without_parts(line: Line, rate: Rate, here: Sequence[Quantity], start: int, end: int) -> Sequence[Quantity]:
    """支出 860 万元，其中人员类 520 万元，运转类 340 万元，预算执行率……: the rate is that of the whole, unless a part gives it its name."""
    cue = line.text.find("其中", start, end)
    outer = [quantity for quantity in here if quantity.start < cue]
    parts = [quantity for quantity in here if quantity.start > cue]
    if cue < 0 or not outer or len(parts) < 2 or "；" in line.text[cue:end]:
        return here
    total = outer[-1]
    adds_up = all(like(part, total) for part in parts) and sum(part.value for part in parts) == total.value
    return outer if adds_up and not any(rate.name[:2] in words_of(line, part) for part in parts) else here


def _natural(line: Line, rate: Rate, operands: Sequence[Quantity]) -> Natural | None:
    """The operands a reader would take, and what makes them plain: their words, or a whole that is done plus remainder."""
    if len(operands) < 2:
        return None
    triple = _triple(line, operands)
    if triple is not None:
        whole, done = triple
        return quotient(line, done, whole), {"triple", "stem"}
    divided = _divided(line, rate, operands)
    if divided is not None:
        return divided
    for top in reversed(operands):
        if not _is_top(line, rate, top) and not (top is operands[-1] and _is_begun(line, rate, top)):
            continue
        wholes = [
            q
            for q in operands
            if q is not top
            and q.start < top.start + 60
            and like(q, top)
            and not REMAINDER.search(words_of(line, q))
            and _is_whole(line, rate, q)
        ]
        if wholes:
            whole = _undivided([q for q in wholes if q.start < top.start] or wholes[:1])
            return quotient(line, top, whole), {"stem", "whole"}
        before = [q for q in operands if q.start < top.start and like(q, top) and q.value >= top.value]
        if before and LEFT_RATE.search(rate.name) and REMAINDER.search(words_of(line, before[-1])):
            continue  # what was left of two years
        if before and rate.form == "rate" and not rate.name.endswith("完成"):  # what was to be done must be called so
            return quotient(line, top, before[-1]), {"stem"}
    return None


def _undivided(wholes: Sequence[Quantity]) -> Quantity:
    """The last of some wholes, or the one that the last ones add up to: 编制 90 名，其中行政编制 22 名、事业编制 68 名."""
    for first in range(len(wholes) - 3, -1, -1):
        if sum(part.value for part in wholes[first + 1 :]) == wholes[first].value:
            return wholes[first]
    return wholes[-1]


def _named_wholes(line: Line, rate: Rate, operands: Sequence[Quantity]) -> Callable[[Quantity], bool] | None:
    """Which amounts may be divided by where the wording says which budget it means, and the report tells one of that name."""
    if not rate.which:
        return None
    named = [q for q in operands if rate.which in words_of(line, q)]
    return (lambda quantity: quantity in named) if named else None


def _of_named(line: Line, rate: Rate, operands: Sequence[Quantity]) -> Natural | None:
    """占调整后预算的 95%: the last amount spent or received before it over the budget of that name."""
    wholes = [q for q in operands if rate.which in (words := words_of(line, q)) and not RESULT.search(words)] if rate.which else []
    if not wholes:
        return None
    tops = [q for q in operands if q not in wholes and _is_top(line, rate, q) and like(q, wholes[-1])]
    return (quotient(line, tops[-1], wholes[-1]), {"stem", "whole", "alone"} if len(tops) == 1 else {"stem", "whole"}) if tops else None


def _is_top(line: Line, rate: Rate, quantity: Quantity) -> bool:
    """Whether the words of a quantity are those of the rate's numerator."""
    if EACH.search(line.text, max(0, quantity.start - 8), quantity.start):
        return False
    words = words_of(line, quantity)
    if rate.form != "rate":
        return compiled("决算|支出|收入|完成|执行|实际|实现").search(words) is not None and "预算为" not in words and "预算数" not in words
    if REMAINDER.search(words) and not compiled("结余|未").search(rate.name):
        return False
    if not _fits(NUMERATORS, rate.name, words) or (NOT_DONE.search(words) and "结" not in rate.name):
        return False
    return not _names_rate(line, rate, quantity) or _fits(NUMERATORS, rate.name, words_ahead(line, quantity))


def _is_begun(line: Line, rate: Rate, quantity: Quantity) -> bool:
    """新开工 108 套，占目标任务的 90%: what was taken up is done as far as the task goes."""
    return rate.name[-2:] in TASK and STARTED.search(words_ahead(line, quantity)) is not None


def _names_rate(line: Line, rate: Rate, quantity: Quantity) -> bool:
    """55 个乡镇的覆盖率: the words behind a quantity run on into the name of the rate, which is that of the 55."""
    rest = CLAUSE_REST.match(line.text, quantity.end)
    if rest is None or line.text[rest.end() : rest.end() + 1] in ENDS:
        return False
    own = rest.group().rstrip("为达到是约近了仅均已")
    return bool(own) and own in f"{rate.name}率"


def _fits(table: dict[str, str], name: str, words: str) -> bool:
    """Whether words around a quantity fit a rate's name, by the table of rate words or by a character of the name itself."""
    for stem, pattern in table.items():
        if stem in name:
            return compiled(pattern).search(words) is not None
    stem = name.strip("“”‘’及时数")[-2:]
    return bool((set(stem) - COMMON) & set(words))


def _is_whole(line: Line, rate: Rate, quantity: Quantity) -> bool:
    words = words_of(line, quantity)
    if rate.form != "rate":  # 一般公共预算收入 327 亿元 and 预算支出执行 114 亿元 are results, no budgets
        name = TASK if rate.name[-2:] in TASK else rate.name
        words = PLANNED.sub("计划", words)
        return compiled(f"(?:{name})(?!收入|支出|执行|完成)").search(words) is not None and not RESULTS.search(words)
    for known, pattern in DENOMINATORS.items():
        if known in rate.name:
            return compiled(pattern).search(words) is not None
    return WHOLE.search(words) is not None


def _triple(line: Line, operands: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """Whole and done of the nearest three quantities with whole = done + remainder, the remainder named as one."""
    for index in range(len(operands) - 3, -1, -1):
        whole, done, rest = operands[index : index + 3]
        if like(whole, done) and like(whole, rest) and done.value + rest.value == whole.value:
            words = words_of(line, rest)
            if REMAINDER.search(words) and not ("其余" in words and "已" in words):  # 其余 5 处已……: these may be counted as done, too
                return whole, done
    return None


def _divided(line: Line, rate: Rate, operands: Sequence[Quantity]) -> Natural | None:
    """支付 185 万元，未支付 7 万元，支付率……: the part done over both, where the whole is not told beside them."""
    if len(operands) != 2 or rate.form != "rate":
        return None
    done, rest = operands
    words = words_of(line, rest)
    if not like(done, rest) or not LEFT.search(words) or not _is_top(line, rate, done) or LEFT.search(words_of(line, done)):
        return None  # 年初结余, 年末结余: rests of two times, none of them done
    whole = Term(line.fact(done)), Term(line.fact(rest))
    return Reading(Operation.QUOTIENT, whole[:1], whole, "完成数与未完成数之和为分母"), {"stem", "whole"}


def _across(line: Line, rate: Rate, here: Sequence[Quantity], before: Sequence[Quantity]) -> Natural | None:
    """Operands over two sentences: the part here, the whole in the sentence before, tied by the rate's words."""
    for top in reversed(here):
        if not _is_top(line, rate, top) and not _is_begun(line, rate, top):
            continue
        if before and _new_topic(line, before[-1].end, top) and not _by_source(here, before[-1], top):
            continue
        for whole in reversed(before):
            if like(whole, top) and whole.value >= top.value and _is_whole(line, rate, whole):
                return quotient(line, top, whole), {"stem", "whole", "other-sentence"}
    return None


def _by_source(here: Sequence[Quantity], whole: Quantity, top: Quantity) -> bool:
    """共收到 64 万元。其中：中央资金 52 万元，省级资金 12 万元，实际使用 60 万元: the parts before are all of the whole, and what is used is of it."""
    parts = [quantity.value for quantity in here if quantity.start < top.start and like(quantity, whole)]
    return len(parts) > 1 and sum(parts) == whole.value


def _new_topic(line: Line, floor: int, top: Quantity) -> bool:
    """Whether the sentence of `top` tells of one thing out of those of the sentence before: 其中某工程……."""
    start, _ = line.sentence(top.start)
    if line.text.startswith(("其中", "如", "例如", "其余", "个别", "部分"), start) or line.text.find("其中", start, top.start) >= 0:
        return True
    topic = TOPIC.match(line.text, start, top.start)
    return topic is not None and line.text.find(topic.group(1), max(0, floor - 200), start) < 0


# --------------------------------------------------------------------------------------------------------- special rates


def _amount_named(line: Line, quantity: Quantity) -> re.Match[str] | None:
    """完成年初预算 1300 万元的 108%: the words before the amount that the percentage is of."""
    inner = line.between(max(0, quantity.start - 24), quantity.start)
    if not inner or inner[-1].kind in NOT_DIVIDED or line.text[inner[-1].end : quantity.start].strip("的约达为 　"):
        return None
    return OF_AMOUNT.search(line.text, max(0, inner[-1].start - 16), inner[-1].start)


def _of_amount(line: Line, stated: Quantity, here: Sequence[Quantity]) -> Natural | None:
    """The percentage of an amount told right before it: the subject of the sentence over that amount."""
    if len(here) < 2 or _amount_named(line, stated) is None:
        return None
    whole = here[-1]
    clause = behind_last(line.text, "；;", max(0, whole.start - REACH), whole.start)
    subjects = [
        q
        for q in [q for q in here[:-1] if q.start >= clause] or here[:-1]
        if like(q, whole) and "预算" not in words_of(line, q) and OF_AMOUNT.search(line.text, max(0, q.start - 16), q.start) is None
    ]
    return (quotient(line, subjects[0], whole), {"stem", "whole"}) if subjects else None


def _excluded(line: Line, stated: Quantity, here: Sequence[Quantity]) -> Natural | None:
    """A second rate after 刨除…: those excluded leave the whole. Whole and done are those of the first rate of the sentence."""
    begin = max(line.text.rfind(word, max(0, stated.start - 60), stated.start) for word in EXCLUDING)
    if begin < 0:
        return None
    rest = [q for q in here if q.start > begin]
    outer = [q for q in here if q.start < begin]
    triple = _triple(line, outer)
    if len(rest) != 1 or triple is None:
        return None
    whole, done = triple
    former = next(q for q in outer if q.value == whole.value - done.value and like(q, whole))
    over = Term(line.fact(whole)), Term(line.fact(former), -1), Term(line.fact(rest[0]))
    return Reading(Operation.QUOTIENT, (Term(line.fact(done)),), over, "刨除的从总数中减去"), {"exclusion"}
