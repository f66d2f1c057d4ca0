"""What the columns of score and target tables are called: 分值, 得分, 年度指标值, 实际完成值, 评价标准 and their many synonyms.

The reader of text needs them to see where a table with one cell a line begins, the extractor to know what a column means. A title is
looked up with its blanks and brackets taken away. The synonyms were gathered from the forms of the ministry and of the provinces.
"""

from __future__ import annotations

from auditor.patterns import compiled

SYNONYMS: dict[str, str] = {
    "level1": "一级指标 一级 评价因素 一级目标 评价维度 评价类别 指标类别 指标类型一级",
    "level2": "二级指标 二级 二级目标",
    "level3": "三级指标 三级 三级目标",
    "level4": "四级指标 四级",
    "name": "指标名称 绩效指标 具体指标 考核指标 评价指标 指标 评价内容 考核内容 考核项目 评价项目 评分项目 评分项 评价要素 名称 绩效指标名称 分项指标",
    "description": "指标解释 指标解释说明 指标内容 绩效指标描述 指标释义 指标含义 指标描述 指标定义 评价要点 指标内容解释",
    "rubric": "评价标准 评分标准 评分标准和评分规则 评分规则 计分标准 计分方法 计分规则 得分计算方法 指标说明 评分细则 评分办法 考核标准 评分依据标准"
    " 扣分标准 评价方法 评分方法 打分标准 评分标准及说明 计分办法 计分细则 赋分标准 评价细则",
    "target": "年度指标值 指标值 目标值 年初目标值 年初指标值 计划值 计划数 预期值 绩效指标值 预期指标值 全年目标值 年度目标值 目标标准值 目标完成值 计划指标值"
    " 绩效目标值 计划完成值 年度计划值 年初绩效目标值 预期目标值 预期目标 年初目标 年度目标 年初设定目标值 年初设定值",
    "adjusted_target": "调整指标值 调整目标值 全年目标 全年指标值",
    "actual": "实际完成值 完成值 全年完成值 全年实际值 实际值 完成数 实际完成情况 完成情况 实际指标值 全年实际完成值 实际完成数 实际完成 全年完成情况 指标完成情况"
    " 全年实际完成情况 年度完成值 指标完成值 完成指标值 年度实际完成值 实际完成指标值 本年完成值 实际完成数值 年末完成值 完成结果 实际结果 业绩值",
    "full_marks": "分值 权重 指标权重 满分 标准分 权数 设定权重 标准分值 权重分值 分值权重 满分值 指标分值 应得分 执行率权重 预算执行率权重 基准分"
    " 权重分 权重值 权值 考核分值 评价分值 指标满分 满分分值",
    "score": "得分 自评得分 自评分值 自评分 实际得分 指标得分 评分 评价得分 评定分数 考评得分 自评分数 考核得分 综合得分 评估得分 最终得分 执行率得分 预算执行率得分 单位自评得分"
    " 自评打分 打分 实得分 实得分数 单项得分 本项得分 绩效自评得分 预算单位自评得分 部门自评得分 评估分 单位评分 自查得分 自查评分 自我评分 加权得分 折算得分 加权后得分 折算后得分",
    "second_score": "核查分数 复核得分 核查得分 评审得分 复核分 复评得分 抽查得分 主管部门评分 财政复核得分 重评得分 评审得分 主管部门复核得分 财政评分",
    "deduction": "扣分 扣分值 扣减分值 扣分情况",
    "rate": "得分率 得分系数 得分比例 指标得分率 自评得分率",
    "completion_rate": "完成率 指标完成率 目标完成率 完成比例",
    "reason": "偏差原因分析及改进措施 偏差原因分析 未完成原因分析 未完成原因和改进措施 未完成原因及改进措施 偏差大或目标未完成原因分析 偏差原因 未完成原因 原因分析"
    " 偏差原因及改进措施 扣分原因 扣分要点 扣分说明 扣分理由 得分说明 评分说明 自评说明 自评依据 评分依据 评价意见 备注 评审意见 原因 未完成原因分析与改进措施"
    " 自评扣分原因 扣分原因说明 未达标原因 未完成原因及拟采取的措施 说明 偏差说明 情况说明 偏差情况说明",
    "operator": "指标性质 计算符号 指标方向 比较符号",
    "unit": "度量单位 计量单位 指标度量单位 单位",
    "kind": "指标属性 指标类型 指标性质属性",
    "grade": "等级 评价等级 绩效等级 评价级别 自评等级 评定等次 等次 绩效评价等级 自评结论 评级",
    "number": "序号 编号 行次",
    "project": "项目名称 项目 政策名称 支出方向 资金名称 专项名称",
    "initial": "年初预算数 年初预算 年初批复数 年初批复预算数 申请预算",
    "budget": "全年预算数 调整后预算数 预算数 调整后的预算 全年预算 调整预算数 预算安排数 预算安排情况 预算金额 年度预算数",
    "spent": "全年执行数 执行数 预算执行数 实际支出 支出数 资金执行情况 全年支出数 实际执行数 实际支出数 决算数",
    "execution_rate": "执行率 预算执行率 资金使用率 支出进度 预算执行进度",
    "balance": "结余 结余数 结余交回财政数 结转结余 结转结余数 资金结余",
    "core": "是否核心指标 核心指标",
}
ROLE_OF: dict[str, str] = {word: role for role, words in SYNONYMS.items() for word in words.split()}
LONGEST_HEADER = 24  # characters of a header without blanks
_BRACKETED = compiled("[（(【\\[][^（()）】\\]]{0,20}[)）】\\]]")
_SKIPPED = " 　\t\n\r\u00a0:：*、/／"
_WASTE = compiled(f"[{_SKIPPED}]+")
STARTS = frozenset(word[0] for word in ROLE_OF).union(_SKIPPED, "（(【[")  # what a known header may begin with
PASSED_OVER = _SKIPPED + "）)】]%％"  # what may stand behind it
ENDS = frozenset(word[-1] for word in ROLE_OF).union(PASSED_OVER)  # what a known header may end with


def normal(header: str) -> str:
    """A header without blanks, brackets and what stands in them: 实际 完成值（B） is 实际完成值."""
    if header.isalnum():
        return header
    bare = _WASTE.sub("", header)
    if "（" in bare or "(" in bare or "【" in bare:
        bare = _BRACKETED.sub("", bare)
    return bare.rstrip("%％")


def role_of(header: str) -> str:
    """The meaning of a header, "" if it is not known to the letter."""
    if header in ROLE_OF:
        return ROLE_OF[header]
    if not header or header[0] not in STARTS or header[-1] not in ENDS or len(header) > 2 * LONGEST_HEADER:
        return ""
    return ROLE_OF.get(normal(header), "")
