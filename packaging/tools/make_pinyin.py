"""Build ui/input/pinyin.tsv: words by pinyin with a frequency score, from jieba's word list and pypinyin's readings.

Run: .venv/bin/python packaging/tools/make_pinyin.py   (needs pypinyin and jieba, development only)
"""

import math
import re
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin

TARGET = Path(__file__).parents[2] / "ui" / "input" / "pinyin.tsv"
LIMIT_BYTES = 2_000_000
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
RARE_CHARS = range(0x4E00, 0x9FA6)

# Words of the region and of the counter; a general word list ranks them last or lacks them.
PLACES = """
巴彦淖尔 巴彦淖尔市 临河 临河区 五原 五原县 磴口 磴口县 乌拉特 乌拉特前旗 乌拉特中旗 乌拉特后旗 杭锦 杭锦后旗 杭锦旗 乌拉山
嘎查 苏木 旗县 旗 镇 乡 村 组 社区 街道 牧区 河套 乌梁素海 内蒙古 内蒙古自治区 呼和浩特 包头 鄂尔多斯 呼伦贝尔 阿拉善 锡林郭勒
白音塔拉 巴音塔拉 白音 巴音 白音花 巴音花 海流图 呼和温都尔 巴音宝力格 潮格温都尔 获各琦 甘其毛都 川井 德岭山 石哈河 温更 乌加河 同和太
新忽热 呼勒斯太 石兰计 隆兴昌 塔尔湖 胜丰 天吉泰 和胜 新公中 银定图 复兴 套海 巴彦高勒 补隆淖 渡口 隆盛合 沙金套海 乌兰布和 陕坝
头道桥 二道桥 三道桥 蛮会 团结 双庙 沙海 蒙海 白脑包 干召庙 狼山 新华 八一 曙光 乌兰图克 双河 城关 先锋 白彦花 大佘太 小佘太 明安 额尔登布拉格
西山咀 西小召 新安 苏独仑 公庙 黑柳子 金星 乌布拉格 沙德格 乌兰塔拉 乌兰 塔拉 敖包 淖尔 浩特 布拉格 温都尔 宝力格 额尔敦 苏布德
""".split()
COUNTER = """
身份证 居民身份证 社保卡 社会保障卡 户口簿 户口本 低保 最低生活保障 医保 医疗保险 养老保险 养老金 高龄津贴 残疾证 残疾人 补贴 草原 草畜平衡 禁牧
耕地 资格认证 参保 缴费 办理 补办 挂失 申请 证明 委托书 承诺书 户籍 住址 姓名 电话 联系人 牧民 农民 种地 养畜 羊 牛 马 骆驼 土地 宅基地
结婚证 出生 生育 上学 学生 毕业证 退役军人 临时救助 特困 孤儿 老年 老人 儿子 女儿 父亲 母亲 丈夫 妻子 邻居 查询 社保查询 居民 签字 拍照
蒙古族 汉族 回族 满族 达斡尔族 鄂温克族 其其格 巴特尔 乌云 萨仁 斯琴 高娃 娜仁 格日勒 苏和 布和 朝鲁 那顺 图雅 托娅 哈斯 宝音 额尔德尼 阿拉坦 孟和
您好 你好 谢谢 没有 不知道
""".split()


def score_of(frequency: int) -> int:
    return min(99, round(7 * math.log(frequency + 1)))


def jieba_words() -> dict[str, int]:
    """Word → score for every Chinese word of up to six characters in jieba's dict.txt."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed; run: pip install jieba pypinyin")
    words: dict[str, int] = {}
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, *_ = line.split(" ")
        if HAN.fullmatch(word) and len(word) <= 6:
            words[word] = score_of(int(frequency))
    return words


def chosen_words(words: dict[str, int], minimum: int) -> dict[str, int]:
    """Words scoring at least `minimum` (longer ones need more), the region's and the counter's, and every character."""
    kept = {w: s for w, s in words.items() if len(w) == 1 or s >= minimum + 4 * max(0, len(w) - 3)}
    kept |= {chr(code): words.get(chr(code), 0) for code in RARE_CHARS}
    kept |= {w: max(words.get(w, 0), 72) for w in COUNTER}
    kept |= {w: max(words.get(w, 0), 78) for w in PLACES}
    return kept


def readings(word: str) -> list[list[str]]:
    """The readings of a word as syllables; a single character may have several."""
    if len(word) > 1:
        return [lazy_pinyin(word, style=Style.NORMAL, v_to_u=False)]
    return [[reading] for reading in dict.fromkeys(pinyin(word, style=Style.NORMAL, heteronym=True, v_to_u=False)[0])]


def table(words: dict[str, int]) -> str:
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for word, score in words.items():
        for place, syllables in enumerate(readings(word)):
            if all(re.fullmatch("[a-z]+", syllable) for syllable in syllables):
                # A character's second reading is rarer than its first.
                rows["'".join(syllables)].append((max(0, score - 14 * place), word))
    lines = [
        key + "\t" + " ".join(f"{word}{score}" for score, word in sorted(entries, key=lambda e: (-e[0], e[1])))
        for key, entries in sorted(rows.items())
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    words = jieba_words()
    for minimum in range(24, 60):
        text = table(chosen_words(words, minimum))
        if len(text.encode()) <= LIMIT_BYTES:
            TARGET.write_text(text, encoding="utf-8")
            print(f"{TARGET.name}: {len(text.encode())} bytes, {text.count(chr(10))} readings, lowest score {minimum}")
            return


if __name__ == "__main__":
    main()
