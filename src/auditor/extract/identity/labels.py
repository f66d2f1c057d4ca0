"""The name of a quantity without what every name may carry: 全年共完成河堤加固 and 河堤加固长度 are one name.

Words are taken off the ends first, which is cheap; whatever stands inside a name is looked at only for two names that are compared.
"""

from __future__ import annotations

from functools import lru_cache

from auditor.extract.identity.keys import Likeness
from auditor.extract.stops import Stops
from auditor.patterns import compiled

_STOPS = Stops("，。；：,;:（）()！？\n\t《》")
_STOP = compiled("[，。；：,;:（）()！？\\n\\t《》、]")
# What becomes of the things counted is no part of their name: 120人残疾人家庭安装扶手.
_VERB = compiled("(?<=[^\\W\\d][^\\W\\d][^\\W\\d])(?:落实|开展|进行|实施|实行|给予|予以|享受|纳入|采取|提供|组织|得到|获得|均|全部|都|已)")
_QUOTES = compiled('[“”‘’"]')
_EDGES = " 　、,;.．-—"
BEFORE = 26  # characters in front of a number that may name it
BEHIND = 14
_FRONT = (
    "其中 全年 今年 今年来 本年度 本年 年度 当年 年末 年底 目前 现有 现 已 共 共计 累计 总计 合计 完成了 完成 实现了 实现 实施 推进 开展了 开展 组织 投入 安排 落实 "
    "进行 对 于 了 学校 医院 单位 部门 机关 辖区内 辖区 镇 乡 该 实际 成功 顺利 按时 预计 建成 修建 建设 大力 积极 稳步 扎实 的 以及 和 及 并 与 截至 截止 年 度 为 内 "
    "有 按要求 按计划 有序 着力 加快 持续 全面 深入 主要 分别 包括 指标 另 还 合计为 将 底 辖 下辖 下设 内设 本次 此次"
).split()
_BACK = (
    "共计 合计 总计 累计 达到了 达到 已达到 达 约为 为 是 共 共有 有 已 完成了 完成 实现 计 实际 实际完成 数 数量 总数 面积 总面积 长度 总长度 里程 总里程 "
    "金额 总金额 人数 户数 次数 个数 建设 任务 工程 项目 工作 目标 的 约 总量 规模 总规模 了 分别 分别为 全部 均 增加到 扩大到 扩大至 仅为 仅 只有 已完成 以上 左右 任务数 指标 任务目标"
).split()
_OURS = frozenset("我本全")  # before the kind of body that reports
_BODIES = frozenset("镇乡县区市局院校馆站所办中处队委街园场社厂厅村单部系公")
_BODY = compiled("^[我本全](?:单位|部门|中心|街道|系统|园区|公司|[^\\W\\d])")
_SAME = (
    ("植树造林", "植树"),
    ("造林绿化", "植树"),
    ("日常公用", "公用"),
    ("农村改厕", "厕所"),
    ("改厕", "厕所"),
    ("户厕", "厕所"),
    ("无害化卫生厕所", "厕所"),
    ("卫生厕所", "厕所"),
    ("招商引资项目", "招商项目"),
    ("脱贫攻坚", "脱贫"),
    ("残疾人员", "残疾人"),
    ("退役士兵", "退役军人"),
    ("路面硬化", "道路硬化"),
    ("对个人和家庭补助", "对个人和家庭的补助"),
    ("高标农田", "高标准农田"),
    ("培训班", "培训"),
    ("宣传单", "宣传资料"),
    ("宣传材料", "宣传资料"),
)
_ACTS = "新修建 新建 改建 改造提升 提升改造 改造 维修 修缮 拆除 整改验收 整改 清理 新增 扩建 续建 翻建 拆迁 排查 发放 培训 检查".split()
_MAY_BE_SAME = compiled("|".join(written for written, _ in _SAME))
_LIGHT = compiled("建设|工程|项目|任务|工作|目标|农村|完成|实施|全年|里程|面积|数量|总数|人数|[的、和及与了共 　]|各类|累计")
_GENERIC = frozenset(
    "资金 经费 项目 活动 培训 会议 检查 宣传 问题 隐患 案件 线索 人员 群众 企业 干部 党员 村 工程 设备 材料 资料 投资 补助 贷款 设施 车辆 信息 任务 指标 目标 事项 "
    "文件 制度 报告 工作 道路 农户 学生 职工 支出 收入 预算 决算 总投资 费用 标准 占地 房屋 单位 部门 家庭 居民 岗位 人口 土地 重点 专项 总额 服务 整改 处理 办理 解决 "
    "发放 覆盖 受益 涉及 接待 参加 参与 开工 竣工 新增 更换 购买 采购 安装 设置 设立 制作 清理 排查 新建 修建 改造 拆除 维修 种植 栽植 调解 走访 慰问 救助 帮扶 入户 "
    "下达 到位 拨付 争取 发展 增长 增加 减少 下降 提高 产值 产量 收益 利润 税收 巡查 巡逻 处罚 罚款 立案 办结 召开 举办 培养 学习 报送 发布 刊发 审核 审批 受理 登记 "
    "行政村 自然村 社区 村民小组 村庄 科室 学校 医院 乡镇 街道 发现 查处 开展 各类 排除 消除 移交 移送 处置 督促 更新 参训 学员 志愿者 台账 档案 案卷 出动 执法 张贴 悬挂 横幅 "
    "标语 宣传资料 宣传册 条幅 印发 传单 责令 约谈 抽检 抽查 监测 样品 批次 建立 签订 合同 协议 会商 研判 演练 讲座 座谈会 问卷 收回 回收 有效 配备 配置 补充 涉嫌 违法 违规 行为 "
    "当事人 企业家 用户 客户 网点 站点 点位 现场 任务数 组织 活动次数 技术 指导 咨询 电话 投诉 举报 来信 来访 回复 答复 信息 简报 稿件 篇目 报道".split()
)


def _by_edge(words: list[str], edge: int) -> dict[str, tuple[str, ...]]:
    """Words by their first or last character, longest first."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[edge], []).append(word)
    return {char: tuple(sorted(group, key=len, reverse=True)) for char, group in found.items()}


_ACTS_BEGIN, _ACTS_END = _by_edge(_ACTS, 0), _by_edge(_ACTS, -1)
_FIRST = _by_edge(_FRONT, 0)
_LAST = _by_edge(_BACK, -1)


Label = tuple[str, str]  # a name without its light words, and what was done to it


def read_label(text: str, low: int, start: int, end: int, high: int, own: tuple[str, ...], *, money: bool) -> Label:
    """The name of the number at `start:end`: the words before it, for things counted else those behind; none crosses `low` or `high`.

    `own` are the names of the unit that reports; the last of them is a part of all others.
    """
    floor = max(low, start - BEFORE)
    piece = text[_STOPS.behind_last(text, floor, start) : start]
    if low and start - len(piece) == low and not money:  # 14 个行政村、2 个社区: what was counted before stands first
        piece = piece.partition("、")[2]
    if "“" in piece or '"' in piece:
        piece = _QUOTES.sub("", piece)
    if own and own[-1] in piece:
        name = next(name for name in own if name in piece)
        piece = piece.rpartition(name)[2]
    core = trimmed(piece)
    if not money and (not core or (piece.endswith("的") and core in _GENERIC)):  # 已更换的 882 户水表
        behind = min(high, end + BEHIND)
        stop = _STOP.search(text, end, behind)
        core = trimmed(_VERB.split(text[end : stop.start() if stop else behind], maxsplit=1)[0].removesuffix("中"))
    return named(core)


def named(core: str) -> Label:
    """A trimmed name, parted into what was done and what it was done to."""
    if not core:
        return "", ""
    act = ""
    if (begin := _ACTS_BEGIN.get(core[0])) is not None and core.startswith(begin):
        act = next(word for word in begin if core.startswith(word))
        core = core.removeprefix(act) or act
    elif (end := _ACTS_END.get(core[-1])) is not None and core.endswith(end):
        act = next(word for word in end if core.endswith(word))
        core = core.removesuffix(act) or act
    if _MAY_BE_SAME.search(core):
        for written, meant in _SAME:
            core = core.replace(written, meant)
    return core, "" if act == core else act


def trimmed(piece: str) -> str:
    """A name without light words at its ends."""
    piece = piece.strip(_EDGES)
    while piece and (words := _LAST.get(piece[-1])) is not None and piece.endswith(words):
        for word in words:
            if piece.endswith(word):
                piece = piece[: -len(word)].rstrip(_EDGES)
                break
    while piece:
        first = piece[0]
        if "0" <= first <= "9":
            piece = piece.lstrip("0123456789").lstrip(_EDGES)
        elif first in _OURS and piece[1:2] in _BODIES:
            piece = _BODY.sub("", piece, count=1).lstrip(_EDGES)
        elif (words := _FIRST.get(first)) is not None and piece.startswith(words):
            for word in words:
                if piece.startswith(word):
                    piece = piece[len(word) :].lstrip(_EDGES)
                    break
        else:
            break
    return piece


def is_specific(core: str) -> bool:
    """Whether a name says enough to be recognised elsewhere."""
    return len(core) > 1 and core not in _GENERIC


def is_vague(core: str) -> bool:
    """Whether a name is made of words that any chapter may use: 发现隐患, 立案查处."""
    at = 0
    while at < len(core):
        step = next((size for size in (4, 3, 2) if core[at : at + size] in _GENERIC), 0)
        if not step:
            return False
        at += step
    return True


def alike(one: str, other: str) -> Likeness:
    """Whether two names are one: the same words in any order, or one within the other with nothing but light words beside it."""
    if one == other:
        return Likeness.SAME
    a, b = _bare(one), _bare(other)
    size, more = len(a), len(b) - len(a)
    if more < 0:
        a, b, size, more = b, a, size + more, -more
    if size < 2:
        return Likeness.APART
    if not more:
        return Likeness.SAME if a == b or (size > 3 and sorted(a) == sorted(b)) else Likeness.APART
    return Likeness.UNTOLD if size > 2 and more < 4 and (b.endswith(a) or b.startswith(a)) else Likeness.APART


@lru_cache(maxsize=2048)
def _bare(name: str) -> str:
    return _LIGHT.sub("", name)
