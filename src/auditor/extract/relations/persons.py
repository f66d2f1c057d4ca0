"""Lists of persons by name, each behind a post: 党委书记张三，副书记、镇长李四，副镇长王五、赵六. The posts are no persons, the names are.

The list is counted only if every one of its pieces is understood: a post without a name, a name, or a post with a name.
"""

from __future__ import annotations

from auditor.extract.relations.enumerations import LONGEST, MOST, Enumeration
from auditor.patterns import compiled

POST = compiled(
    "(?:书记|镇长|乡长|县长|区长|市长|局长|院长|校长|园长|主任|主席|主任科员|科员|委员|部长|队长|组长|所长|站长|处长|科长|股长|会长|会计|出纳|秘书长?|干事"
    "|总监|经理|董事长?|监事|厂长|场长|馆长|台长|总工程师|工程师|专员|助理|干部|教师|组员|成员|负责人|代表|常委|理事长?|巡视员|调研员|指导员|专家|主评人|专干|教授|研究员|讲师|律师|[会医农技]+师|博士|院士|老师|党员|同志)$"
)
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
    "姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫房解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊惠甄曲封芮"
    "储靳焦巴牧侯全班仰秋仲伊宫宁仇栾厉戎祖武符刘景詹束龙叶幸司黎白蒲赖卓蔺屠蒙池乔阴胥苍闻莘党翟谭贡申扶堵冉雍桑桂牛寿通边燕冀尚农温庄晏柴阎瞿连茹习艾鱼容向古易廖步耿满弘匡文寇广东欧沃利蔚越师巩聂晁勾冷辛阚那简饶曾沙"
    "鞠关蒯相查后荆红游竺权盖益桓公肖涂岳帅代闫覃邸付苟户逄宓原但干解侍迟战车宦楚植揭"
)
NAME = compiled("[一-龥]·?[一-龥]{1,2}$|[一-龥][ \u3000]{1,2}[一-龥]$")
BRACKET = compiled("[（(][^（()）]{0,24}[）)]$")
CUT = compiled("[，,；;、]")
FEWEST_NAMES = 3
LONGEST_PIECE = 30


def named_persons(text: str, start: int, end: int) -> Enumeration | None:
    """The persons named in `text[start:end]`; None where a piece is neither post nor name, or no post is told at all."""
    end = min(end, start + LONGEST)
    stop = len(text[start:end].rstrip("。；;，, \u3000")) + start
    names: list[tuple[int, int]] = []
    posts = 0
    at = start
    for cut in [*(found.start() for found in CUT.finditer(text, start, stop)), stop]:
        piece = BRACKET.sub("", text[at:cut].strip())
        begin = at + len(text[at:cut]) - len(text[at:cut].lstrip())
        at = cut + 1
        if not piece:
            continue
        if len(piece) > LONGEST_PIECE:
            return None
        if POST.search(piece):
            posts += 1
            continue
        found = _name(piece)
        if found is None:
            return None
        posts += found > 0
        names.append((begin, begin + len(piece)))
    if not posts or not FEWEST_NAMES <= len(names) <= MOST:
        return None
    return Enumeration(tuple(names), len(names), len(names), alike=True, amounts=False, numbered=False, marked=True, end=stop)


def _name(piece: str) -> int | None:
    """Where the name begins in a piece that ends with one: 0 for a bare name, the length of the post before it; None for other words."""
    if NAME.fullmatch(piece) and piece[0] in SURNAMES:
        return 0
    for length in (3, 2):
        post, name = piece[:-length].rstrip("：: "), piece[-length:]
        if name[:1] in SURNAMES and POST.search(post):
            return len(piece) - length
    spaced = NAME.search(piece)
    if spaced is not None and POST.search(piece[: spaced.start()].rstrip("：: ")) and piece[spaced.start()] in SURNAMES:
        return spaced.start()
    return None
