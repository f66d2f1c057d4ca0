"""Results told as a share of a task that another chapter sets: 新装 846 盏，完成年度任务的 92 % here, 新装任务 920 盏 there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.extract.targets.targets import completion_claim, shared_run
from auditor.model import Claim, Kind, Quantity
from auditor.patterns import compiled

_SHARE = compiled("(?:完成|占)了?(?:全年|年度|年初|当年|本年|全部|下达|计划|目标|既定|总|的)*任务的\\s?$")
_TASK = compiled("(?:任务|目标|计划)(?:任务|数|量)?(?:改造|建设|新建|实施|完成|培训|服务)?(?:为|是|：|共|约)?\\s?$")
_BEHIND = compiled("的?(?:年度|改造|建设|目标)*(?:任务|目标)")
_OTHER_TIME = compiled("上年|去年|20\\d\\d年以来|十[三四五]五|总体规划|三年|五年|明年|次年|累计")
_STOPS = Stops("，。；：,;:")
_CUES = ("任务的",)
_REACH, _NAMED, _MOST = 40, 3, 60


def distant_tasks(corpus: Corpus, lines: Sequence[Line]) -> Iterator[Claim]:
    """Claims that such a share is the result by the one task of its name."""
    for line in corpus.holding(_CUES, _MOST):
        for rate in line.quantities:
            if rate.kind is not Kind.PERCENT or _SHARE.search(line.text, max(0, rate.start - 20), rate.start) is None:
                continue
            low = max(line.sentence(rate.start)[0], rate.start - _REACH)
            results = line.between(low, rate.start)
            if not results or results[-1].kind is Kind.PERCENT or not results[-1].is_exact:
                continue
            result = results[-1]
            if _OTHER_TIME.search(line.text, low, rate.end):
                continue
            name = line.text[_STOPS.behind_last(line.text, low, result.start) : result.start]
            tasks = [(other, task) for other in lines for task in other.quantities if _is_task(other, task, result, name)]
            if tasks and len({task.value for _, task in tasks}) == 1:
                other, task = tasks[0]
                yield completion_claim(line.fact(rate, "完成率"), line.fact(result), other.fact(task), reverse=False)


def _is_task(line: Line, task: Quantity, result: Quantity, name: str) -> bool:
    """Whether a number is the task of what a result is called."""
    if not like(task, result) or not task.is_exact:
        return False
    low = max(line.sentence(task.start)[0], task.start - _REACH)
    at = _STOPS.behind_last(line.text, low, task.start)
    if _TASK.search(line.text, at, task.start) is None and _BEHIND.match(line.text, task.end) is None:
        return False
    return shared_run(name, line.text[at : task.start]) >= _NAMED and not _OTHER_TIME.search(line.text, low, task.start)
