"""A clause of another trade than the whole report: teachers in a fund for farms, 该水库项目 in a report on roads.

Two ways, and neither trusts a word alone. A project that 该 points at must have been told of before. A term of a trade is strange only in
a report of one trade, where no other word of the term's trade stands anywhere else; reports of towns and of pooled funds speak of all trades.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.words import places
from auditor.model import Field, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple


class _Trade(NamedTuple):
    """What only this trade does, and the plainer words one of which its own reports cannot do without."""

    name: str
    terms: tuple[str, ...]
    words: tuple[str, ...]


def _trade(name: str, terms: str, words: str) -> _Trade:
    return _Trade(name, tuple(terms.split()), tuple(words.split()))


_TRADES = (
    _trade(
        "教育",
        "教师队伍 师资队伍 教育教学 教学质量 教学水平 义务教育 学前教育 控辍保学 办学条件 师德师风 校舍 学生资助 营养餐 幼儿园",
        "教师 学校 学生 教育 教学 师资 校园 师生 幼儿 中小学 校舍 家长 办学",
    ),
    _trade("水利", "水库 除险加固 灌区 河道治理 堤防 农田水利 水土保持", "水库 灌溉 河道 堤 水利 防汛 抗旱 水务 河湖 水资源 供水"),
    _trade(
        "卫生",
        "门诊 诊疗 医护人员 医疗服务能力 家庭医生 医疗设备 患者 免疫规划 医疗卫生服务",
        "医院 医疗 卫生院 卫生室 诊 患者 疾病 健康 医务 医生 救治 医护",
    ),
    _trade(
        "交通",
        "公路养护 公路管养 农村公路 路面 桥梁 路况 通行能力 沿线群众 道路建成 道路通行 道路硬化",
        "公路 道路 路面 桥梁 交通 养护 里程 路基",
    ),
    _trade(
        "农业",
        "高标准农田 种植户 养殖户 农机 农产品 畜禽 粮食产量 耕地地力 农业生产",
        "农业 农民 农村 农户 种植 养殖 粮 耕地 农田 农机 畜 农产品 乡村",
    ),
    _trade("林业", "造林 森林覆盖率 护林员 林地 退耕还林 森林防火", "林业 造林 森林 林 绿化 苗木"),
    _trade("文化", "文化馆 博物馆 非遗 文艺演出 文物保护 公共文化", "文化 文艺 图书 文物 演出 非遗 旅游 艺术"),
    _trade("公安", "破案率 刑事案件 禁毒 吸毒人员 社会面防控 警务", "公安 民警 警 治安 案件 禁毒 毒品 侦"),
    _trade("民政", "养老机构 敬老院 特困供养 殡葬 低保对象", "养老 敬老 老年 老人 低保 特困 殡葬 救助 民政"),
    _trade("残联", "残疾人康复 辅助器具 残疾人就业", "残疾 残联 助残"),
    _trade("住建", "棚户区 公租房 危房改造 老旧小区 污水处理厂 垃圾分类", "住房 棚户 公租房 小区 危房 污水 垃圾 房屋 城镇 城市"),
    _trade("科技", "科技成果转化 高新技术企业 专利授权", "科技 专利 创新 高新 研发 技术"),
)
_LEAST = 6  # times that a trade's words stand in a report of this trade
_IN_PASSING = 12  # how many times as often the chief trade's words stand as those of one told in passing
_TWO = 2  # terms that tell a trade even where its plainer words stand elsewhere in passing
_MOST_TRADES = 3  # trades that a report of one trade speaks of often
_ALL_TRADES = compiled(
    "镇|乡(?!村)|街道|人民政府|管委会|开发区|财政[局厅]|整合|衔接|债券|统筹|乡村振兴|扶贫|发展和改革|审计|审批|民生|党|委员会|转移支付"
)
_CLAUSE = compiled("[^，。；：\\n]+")
_SENTENCE = "。；\n"
# 该 and what it points at; a name of a kind (试点, 专项) points at anything.
_POINTED = compiled("该([一-龥]{4,14}?)(?:项目|工程)")
_ANY = compiled("[类个些年市县区镇乡村局院校处级部]|单位|部分|专项|重点|试点|建设$|资金|子|预算|支出|政策|具体|相关|实施|主要|新建|有关")
_ORDERED = compiled("\\s*(?:委托|评价|组织|主管|编制)(?:单位|机构|部门|方)")  # who had the evaluation made
_PROSE = compiled("[。：]")
_HEAD = 8  # lines among which the title stands
_LONGEST = 90


def other_trade_statements(text: str, lines: Sequence[Line], fields: Mapping[str, Field]) -> Iterator[Statement]:
    """At most one clause, the more certain way first; `lines` are the paragraphs of the text."""
    pointed = list(_pointed(text, lines))
    yield from pointed
    title = "".join(
        line.text for line in lines[:_HEAD] if len(line.text) <= _LONGEST and not _PROSE.search(line.text) and not _ORDERED.match(line.text)
    )
    if "unit" in fields:
        title += fields["unit"].value
    if not pointed and not _ALL_TRADES.search(title):
        yield from _foreign(text, lines, title)


def _pointed(text: str, lines: Sequence[Line]) -> Iterator[Statement]:
    """该某某项目, where no two characters of the name that stand side by side do so anywhere else."""
    if "该" not in text:
        return
    for line in lines:
        for found in _POINTED.finditer(line.text) if "该" in line.text else ():
            name = found[1]
            pairs = [name[at : at + 2] for at in range(len(name) - 1)]
            if not _ANY.search(name) and all(text.count(pair) == 1 for pair in pairs):
                yield _statement(line, found, "pointed", name)
                return


def _foreign(text: str, lines: Sequence[Line], title: str) -> Iterator[Statement]:
    """The only clause that has words of its trade, in a report that speaks of another one throughout."""
    counts = [sum(text.count(word) for word in trade.words) for trade in _TRADES]
    own = [index for index, count in enumerate(counts) if count >= max(_LEAST, max(counts) // _IN_PASSING)]
    if not 0 < len(own) <= _MOST_TRADES:
        return
    hits: list[Statement] = []
    for index, trade in enumerate(_TRADES):
        if index in own or not counts[index] or any(word in title for word in trade.words):
            continue
        first = min((place for term in trade.terms if (place := text.find(term)) >= 0), default=-1)
        if first < 0:
            continue
        start = max(text.rfind(sign, 0, first) for sign in _SENTENCE) + 1
        end = min(place if (place := text.find(sign, first)) >= 0 else len(text) for sign in _SENTENCE)
        sure = sum(term in text[start:end] for term in trade.terms) >= _TWO
        strange = trade.terms if sure else (*trade.terms, *trade.words)
        if any(not start <= place < end for word in strange for place in places(text, word)):
            continue
        line = next((line for line in lines if any(term in line.text for term in trade.terms)), None)
        clause = (
            next((hit for hit in _CLAUSE.finditer(line.text) if any(term in hit.group() for term in trade.terms)), None) if line else None
        )
        if line is not None and clause is not None and "、" not in clause.group():
            hits.append(_statement(line, clause, "trade", trade.name, _TRADES[max(own, key=counts.__getitem__)].name))
    if len(hits) == 1:
        yield from hits


def _statement(line: Line, found: re.Match[str], trait: str, *detail: str) -> Statement:
    end = min(found.end(), found.start() + _LONGEST)
    span: Span = line.span(found.start(), end)
    return Statement("other-trade", line.text[found.start() : end].strip(), span, line.section, "、".join(detail), (), frozenset({trait}))
