"""The Chinese words for severities, kinds, roles and outcomes. Codes that are not listed are shown as nothing, never as English."""

from __future__ import annotations

from auditor.model import ClaimKind, Outcome, Severity

SEVERITY = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}

DOCUMENT_KIND = {
    "self-evaluation": "自评报告",
    "score-table": "自评评分表",
    "target-table": "绩效目标表",
    "project-list": "项目清单",
    "evaluation-report": "评价报告",
    "final-accounts": "决算",
    "budget": "预算",
    "budget-report": "预算报告",
    "statistics": "统计资料",
    "work-report": "工作报告",
    "other": "其他",
}

CLAIM_KIND = {
    ClaimKind.SUM: "合计",
    ClaimKind.COUNT: "个数",
    ClaimKind.RATIO: "比率",
    ClaimKind.GROWTH: "增减幅度",
    ClaimKind.BALANCE: "收支关系",
    ClaimKind.LIMIT: "上限",
    ClaimKind.COMPLETION: "完成率",
    ClaimKind.TARGET: "目标与完成",
    ClaimKind.UNIT: "计量单位",
    ClaimKind.VALUE: "同一数值",
    ClaimKind.YEAR: "年度",
    ClaimKind.DATE: "日期",
    ClaimKind.SCORE_SUM: "得分合计",
    ClaimKind.TARGET_TABLE: "目标表",
    ClaimKind.FORMULA: "公式",
}

OUTCOME = {
    Outcome.HOLDS: "成立",
    Outcome.BY_ROUNDING: "按舍入成立",
    Outcome.BROKEN: "不成立",
    Outcome.NOT_ASSESSABLE: "无法判断",
}

VERDICT = {
    "met": "达到",
    "below-target": "未达到",
    "admitted-shortfall": "承认未达到",
    "rate-ok": "完成率相符",
    "rate-wrong": "完成率不符",
    "text-conflict": "与同段的说法矛盾",
    "no-actual": "没有完成值",
    "not-comparable": "无法比较",
    "rate-unverifiable": "完成率无从核对",
    "qualitative": "定性",
    "score-possible": "标准给得出",
    "score-impossible": "标准给不出",
    "no-target": "没有目标值",
}

ROLE = {
    "stated": "写明",
    "part": "分项",
    "left-out": "漏算",
    "total": "合计",
    "numerator": "分子",
    "denominator": "分母",
    "target": "目标",
    "actual": "完成",
    "claim": "自述",
    "rate": "比率",
    "score": "得分",
    "full_marks": "分值",
    "item": "列项",
    "base": "基期",
    "current": "本期",
    "change": "增减",
    "limit": "上限",
    "other": "另处",
    "unit": "单位",
    "year": "年度",
    "date": "日期",
    "context": "参照",
    "mean": "均值",
    "number": "数量",
    "title": "标题",
    "header": "表头",
    "indicator": "指标",
    "rubric": "标准",
    "formula": "公式",
    "operand": "所用",
    "account": "说明",
    "definition": "定义",
    "problem": "问题",
    "deducted": "扣分",
    "shortfall": "另处",
    "again": "又见",
    "standard": "标准",
    "name": "指标",
    "description": "描述",
    "class": "类别",
    "goal": "目标",
}

FIELD = {
    "title": "标题",
    "unit": "单位",
    "county": "县（市、区）",
    "fiscal_year": "年度",
    "kinds": "类型",
    "establishment": "编制",
    "staff": "在职",
    "budget": "预算",
    "adjusted_budget": "调整后预算",
    "final_accounts": "决算",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
    "personnel_expenditure": "人员经费",
    "public_expenditure": "公用经费",
    "carry_over": "结转结余",
    "income_budget": "收入预算",
    "income_final": "收入决算",
    "total_score": "总分",
    "grade": "等级",
}
