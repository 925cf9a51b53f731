"""Arabic in visual order: noticed only where it is, and restored with its numbers."""

import pytest

from ingest.extract.visual import is_visual, logical

LINES = (
    "1 - عقد الفريق العامل دورته الأولى في أوسلو من 3 إلى 7 أيار/مايو 2027.",
    "٢ - وانتخب على هذا الأساس رئيسا (NPT/CONF.2026/WG.I/3) من كينيا.",
    "3 - وقرر أن تعقد الجلسات في جنيف، على أن تكون هذه الجلسات مغلقة.",
)


def visual(text):
    """What stands on the page from left to right, for lines with brackets around Latin only."""
    from ingest.extract.visual import _LEFT_TO_RIGHT, _MIRRORED

    return _LEFT_TO_RIGHT.sub(lambda m: m[0][::-1], text)[::-1].translate(_MIRRORED)


@pytest.mark.parametrize("line", LINES)
def test_a_line_in_visual_order_is_restored(line):
    assert logical(visual(line)) == line


def test_visual_order_is_noticed_and_logical_order_left_alone():
    assert is_visual([visual(line) for line in LINES])
    assert not is_visual(LINES)
    assert not is_visual(["The Group met in Oslo.", "工作组在奥斯陆举行会议。"])


def test_numbers_and_symbols_read_from_left_to_right():
    assert logical("2027 ويام 7 - 3") == "3 - 7 مايو 2027"
