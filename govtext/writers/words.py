"""What fields and their values are called for a reader of tables."""

from __future__ import annotations

# Only words that no report has for a text of its own.
VALUES_ZH = {
    "achievement": "成绩",
    "problem": "问题",
    "plan": "计划",
    "other": "其他",
    "actual": "实际",
    "target": "目标",
    "increase": "增长",
    "decrease": "下降",
    "yoy": "同比",
    "avg_annual": "年均",
    "vs": "比其他时期",
    "heading": "标题",
    "item": "条目",
    "sentence": "句子",
    "amount": "数量",
    "percent": "百分比",
    "point": "百分点",
    "multiple": "倍数",
    "rank": "位次",
    "ratio": "比例",
    "duration": "时长",
}


def english(name: str) -> str:
    """A field's name as a header.

    >>> english("indicator_name")
    'Indicator name'
    """
    return name.replace("_", " ").capitalize()
