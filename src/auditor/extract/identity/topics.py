"""What two sentences are both about: the longest words they share, without those that any sentence may have."""

from __future__ import annotations

from auditor.patterns import compiled

_NO_TOPIC = compiled(
    "全年|年度|本年|当年|完成|实际|达到|实施|开展|进行|组织|推进|加强|资金|支出|收入|预算|决算|经费|投资|项目|工程|任务|目标|指标|绩效|工作|情况|数量|面积|长度|人数|户数"
    "|建设|主要|原因|其中|合计|共计|累计|分别|安排|使用|增加|减少|增长|下降|提高|一般|公共|财政|拨款|基本|单位|部门|中央|[省市县]级|国家|人民|政府|全[省市县区镇乡]|各[县镇乡村]|万元|亿元|[^\\w]+|[\\da-zA-Z_的了和与及为是在对有等]"
)
_SHORTEST = 3  # characters of a topic


def shared_topic(one: str, other: str) -> str:
    """The longest run of telling characters in both; empty where it is too short to say anything."""
    first, second = _NO_TOPIC.sub("|", one), _NO_TOPIC.sub("|", other)
    best = ""
    for word in first.split("|"):
        for low in range(len(word) - _SHORTEST + 1):
            while low + len(best) < len(word) and word[low : low + max(len(best) + 1, _SHORTEST)] in second:
                best = word[low : low + max(len(best) + 1, _SHORTEST)]
    return best
