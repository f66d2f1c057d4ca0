"""The wordings around a year that say whose year it is. Patterns named for what stands before a year end at it, the others begin at it."""

from __future__ import annotations

import re

from auditor.patterns import compiled


def says(text: str, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands in a short text. Plain words cost nothing at start-up, alternations do."""
    return any(word in text for word in words)


def _words(together: str) -> tuple[str, ...]:
    return tuple(together.split())


_WORDS = "[\\w“”]"

# The report's own object, as (before the year, behind it).
OBJECT: tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...] = (
    (
        compiled("(?:对|就|开展了?|完成了?|组织(?:实施)?了?|实施了?)[\\w、，“”\\s]{0,24}$"),
        compiled(f"{_WORDS}{{0,32}}?(?:绩效(?!管理|考核|目标(?:申报|编制))|自评|评价)"),
    ),
    (
        compiled(
            "(?:经自评|自评结果|评价结论|评价结果|综合评价|综合评定|自评结论|(?:本次|此次|通过|经)(?:自评|评价)(?:发现|显示)?"
            "|(?:评价|自评)(?:年度|对象))[\\w，：:、\\s]{0,12}$"
        ),
        compiled(_WORDS),
    ),
    (
        None,
        compiled(
            f"{_WORDS}{{0,20}}?(?:自评|评价|绩效)[^\\W\\d]{{0,6}}?(?:得分|等级|等次|结论|总分|评分|评为|评定为|为“?(?:优|良|中|差|合格))"
        ),
    ),
    (None, compiled(f"{_WORDS}{{0,22}}?(?:绩效自评|绩效评价|自评)(?:工作)?(?:报告|情况|表)")),
    (
        compiled("(?:通过|经|从)$"),
        compiled(f"{_WORDS}{{0,16}}?(?:自评|评价)(?:结果|结论|情况)?(?:来看|看出|可知|可见|得知|表明|显示|可以看出)"),
    ),
    (compiled("(?:测得|得出|测算出|结果显示|结果为)[，：]?$"), compiled("[^\\W\\d]{0,12}?满意(?:度|率)")),
)

# The year's finished work.
WORK: tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...] = (
    (
        compiled("(?:完成|实现|达成|达到)(?:了|好)?[\\w，、“”\\s]{0,14}$"),
        compiled(
            "(?:部门|单位|本级|整体|支出|预算|重点|主要|[我全][局市县区镇乡省校院]|的|度|“){0,4}"
            "(?:各项|全部|全年|年度|既定|绩效(?!考核|评价|自评|管理)|目标|任务|指标|工作(?=[，。；、]|$))"
        ),
    ),
    (
        None,
        compiled(
            "[\\w“”]{0,18}?(?:目标|任务|指标)(?:值|任务)?(?:[均都已也虽]|虽然|已经|全部|全面|如期|按期|顺利|圆满|基本|总体|较好(?:地)?){0,3}(?:实现|完成|达成)(?=[，。；,;并且]|$)"
        ),
    ),
)
BUILT_UPON = compiled("(20\\d\\d)年度?[^，。；\\d]{0,6}(?:在此基础|进一步|继续|再)")  # last year's work, and what this year made of it

# What gives a year a role of its own: in the last characters before it, right behind it, among the fitting words, behind them.
NOT_OWN = _words(
    "比 与 同期 上年 去年 上一年 对比 相比 环比 以来 至 — － - ~ ～ 〔 [ 规划 办法 通知 意见 方案 文件"
    " 号 印发 下达 批复 发布 修订 根据 按照 依据 《 》 第 以前 结转 基数 开始 起 针对 结合 参照 对照 沿用 延续 从 自"
)
NOT_OWN_AFTER = compiled("\\s*(?:至|—|－|-|~|～|以来|起|前|后|末|初|底|\\d|年初|年底)")
NOT_OWN_WITHIN = _words("被评 表彰 荣获 上年 上一年 去年 以前年度 往年 历年 作为 依据 安排 应用 运用 用于 纳入 编制 问题 整改")
BACKGROUND_BEHIND = compiled("[^\\W\\d]{0,8}?(?:发现的|反馈|指出|基础上|的同时|经验|问题|整改|办法|方案|通知|意见)")
COMPARED_BEHIND = compiled("(?:本年度?|今年|本次|当年)[^，。；]{0,6}?(?:较|比|与)(?:上年|去年|上一年|其)|(?:较|比)(?:上年|去年|上一年)")
PLAN = _words("下一步 下一年 下年 明年 将 拟 计划 力争 确保 打算 安排 要 争取 谋划 预计 建议")
PLAN_HEADING = _words("下一步 打算 计划 安排 建议 展望 思路 改进 下年 下一年 明年 规划 结果应用")

# Money: allotted for a year, spent in the report's own; totals of final accounts; an amount told twice.
MONEY_ALLOTTED = compiled("(?=[^，。；]{0,24}?(?:预算|资金|经费))[^\\W\\d]{0,14}?(?:安排|下达|到位|批复)")
OWN_SPENDING = compiled("[^\\W\\d]{0,10}?(?:支出|执行|支付|使用)[^。；]{0,40}率")
CARRIED_OVER = _words("结转 结余 跨年 上年 分年 续建 延续")
NOT_CARRIED = compiled("(?:无|没有|不含|不存在)(?:上年)?(?:结转|结余)")
MONEY_TOTALS = compiled("(?:度)?(?:部门|单位|我[^\\W\\d]{1,4}|本[^\\W\\d]{1,4})?(?:收入|支出|收支|收、支)(?:总计|合计|决算总计)")
COMPARED = _words("同比 相比 对比 比 较 增 减 上年 变化 持平")
DETAIL = compiled("[，,]?(?:主要)?(?:用于|包括|其中)")

# Dates and periods of the evaluation and of the work.
EVALUATION_PERIOD = compiled("(?:评价|自评)(?:期间|时段|时期|时间段|范围|时间范围|的?期限)(?:为|是|：|:)?$")
EVALUATION_RUN = compiled("[^，。；]{0,16}?(?:开展|进行|组织|实施)了?[^\\W\\d]{0,8}?(?:自评|绩效评价)")
IN_ADVANCE = _words("事前 预算编制 申报 目标设 评估 试点 预评")
UP_TO = compiled("截[至止]到?$")
SPENT_BY_THEN = compiled(
    "[，,]?[^，。；\\d]{0,16}?(?:支出|支付|使用|执行)[^，。；\\d]{0,8}\\d[^。；]{0,60}?(?:执行|使用|支出|支付|完成)(?:率|进度)"
)
FINISHED_BY_THEN = compiled("[，,]?[^，。；]{0,20}?(?:全部|均|已)[^\\W\\d]{0,8}?(?:完成|竣工|完工|验收|建成|支出|支付)")
OWN_PLAN = compiled("[^，。；]{0,10}?(?:计划|目标|任务|拟|应)")
DONE_LATER = compiled(
    "(?:\\d{1,2}日|[底末份])?[，,]?[^\\W\\d]{0,6}?(?:全部|已|全面|顺利|如期)?"
    "(?:建成|完成|竣工|完工|通过[^\\W\\d]{0,4}验收|投入使用|交付使用|(?:已|全部)(?:支付|拨付|付清|兑付|结清|发放))[^\\W\\d]{0,10}"
)
NOT_DONE = _words("预计 计划 拟 将 力争 确保 争取 目标 要求 应 前 期限 工期 合同 有效 至 到 截止 方可 后")

# Headings, captions and header cells about the report's own matters.
HEADING_NOUN = compiled("[\\w“”、（(\\s]{0,24}?(?:绩效|自评|评价|预算|决算|收入|支出|资金|目标|任务|工作|项目|指标|执行|完成)")
HEADING_PAST = _words("完成情况 自评 绩效评价 决算 执行情况 实现情况 得分")
HEADING_EXCUSED = _words(
    "上年 上一年 去年 以前 结转 结余 整改 问题 对比 比较 较 变化 规划 方案"
    " 办法 通知 意见 规定 细则 条例 《 回顾 历年 近三年 近两年 近二年 〔 ["
)
HEADER_NOUN = _words("指标值 目标值 自评 绩效 执行数 完成值 实际值")
