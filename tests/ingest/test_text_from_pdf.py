"""A Chinese report as a program draws it out of a PDF: broken lines, a blank one after each, links
at the ends of pages, an agenda inside a paragraph, a table that lost its columns."""

import pytest

# Our own fiction. Uneven indents are what such files have; the white space at the end of lines and
# the empty lines come below.
LINES = """\
 第三届会议
2031 年 4 月 7 日至 11 日，奥斯陆
  沿海灯塔养护问题工作组的报告
 一. 导言
1. 2030 年 5 月 6 日举行的沿海灯塔养护会议第二次全体会议上，与会各国通过
决定，设立养护问题工作组，负责讨论如何改进灯塔的巡查、供电、记录保存
和人员培训，并向会议提出建议(LHC/CONF.2030/DEC.1)。
2. 根据 LHC/CONF.2030/DEC.1 号文件，并经与会各国同意，工作组于 2031 年 4
月 7 日至 11 日在奥斯陆举行会议。
3. 因此，工作组第三届会议于 4 月 7 日由会议秘书英格丽德·达尔宣布开幕。
4. 下列 14 个国家参加了工作组的工作：阿根廷、澳大利亚、巴西、智利、斐济、
冰岛、印度尼西亚、爱尔兰、肯尼亚、马耳他、马绍尔群岛、挪威、大不列颠及
https://docs.example.org/zh/LHC/CONF.2030/DEC.1
https://docs.example.org/zh/LHC/CONF.2030/DEC.1
 北爱尔兰联合王国和新西兰。
 二. 程序性问题
 A. 工作安排
5. 工作组以鼓掌方式选举肯尼亚的阿米娜·奥杜尔担任主席，选举智利的巴勃
罗·里瓦斯担任副主席。
6. 在4月7日第1次会议上，工作组通过了议程(LHC/CONF.2031/WG.I/1)如下：
 1. 会议开幕。
 2. 选举主席。
 3. 选举副主席。
 4. 通过议程。
 5. 工作安排。
 6. 就改进灯塔巡查、供电、记录保存和人员培训的效力、效率和连续
性交换意见。
 7. 非政府组织发言。
 8. 审议和通过工作组提出的建议。
 9. 其他任何事项。
7. 此外，工作组注意到指示性时间表(LHC/CONF.2031/WG.I/INF/3)。
8. 在讨论工作安排的过程中，作出了下列决定：
    (a) 选举主席团成员
  工作组决定从三个区域集团中选出一名主席和两名副主席，作为工作
组负责人。
    (b) 工作方法
    ㈠ 作出决定
  在第一次会议上，工作组指出，工作组将根据会议的议事规则运作，并
比照适用该议事规则。
https://docs.example.org/zh/LHC/CONF.2031/WG.I/1
     ㈡ 参与
  工作组第一次会议决定，除非与会各国另有决定，会议将非公开举行。
    ㈢ 工作语文
  工作组决定使用阿拉伯文、中文、英文、法文、俄文和西班牙文作为其
工作语文。
    ㈣ 记录和文件
  工作组决定不编写简要记录。
    ㈤ 没有正式的一般性辩论
  工作组第一次会议决定，会议不进行正式的一般性辩论。
9. 工作组举行了九次全体会议。
10. 主席介绍了 LHC/CONF.2031/WG.I/CRP.2/Rev.1 和 LHC/CONF.2031/WG.I/
DEC.2 号文件所载的两套建议，但未能就通过这些建议达成共识。

https://docs.example.org/zh/LHC/CONF.2031/WG.I/CRP.2/Rev.1
  B. 文件
11. 会议期间，工作组收到了下列文件：
LHC/CONF.2031/WG.I/1 临时议程
LHC/CONF.2031/WG.I/2 财务报告
LHC/CONF.2031/WG.I/3 沿海灯塔养护问题工作组的报告
工作文件(按收到的
原文张贴)
冰岛向养护问题工作组提交的关于太阳能供电的
工作文件
工作文件(按收到的
原文张贴)
马耳他向养护问题工作组提交的工作文件
工作文件(按收到的
原文张贴)
斐济和新西兰向养护问题工作组提交的工作文件
https://docs.example.org/zh/LHC/CONF.2031/WG.I/INF/1
LHC/CONF.2031/WG.I/INF/1 为观察员提供的资料
LHC/CONF.2031/WG.I/CRP.1 关于工作组工作安排的决定
草案
"""
SPACED_OUT = "".join(f"{line}   \n\n" for line in LINES.splitlines())


@pytest.fixture(scope="module")
def report(parsed):
    return parsed(SPACED_OUT)


def text_of(report, number):
    return report.slice(report.find(number))


def test_the_numbered_paragraphs_are_those_of_the_report_and_none_of_its_agenda(report):
    numbers = [p.number for p in report.paragraphs if p.kind == "paragraph"]
    subs = ["8(a)", "8(b)", *(f"8(b)({n})" for n in ("i", "ii", "iii", "iv", "v"))]
    assert numbers == [*map(str, range(1, 9)), *subs, "9", "10", "11"]


def test_the_agenda_is_nine_items_of_paragraph_6(report):
    items = [p for p in report.paragraphs if p.kind == "item"]
    assert [p.number for p in items] == [f"6.item{n}" for n in range(1, 10)]
    assert {p.parent for p in items} == {"6"}


def test_an_item_that_wraps_is_one_item(report):
    assert text_of(report, "6.item6").endswith("效率和连续性交换意见。")


def test_a_sentence_that_wraps_is_joined_without_a_space_between_han_characters(report):
    assert "与会各国通过决定，设立养护问题工作组" in text_of(report, "1")
    assert "巡查、供电、记录保存和人员培训" in text_of(report, "1")


def test_a_digit_and_a_han_character_are_joined_as_the_document_writes_them_elsewhere(report):
    assert text_of(report, "2").endswith("工作组于 2031 年 4 月 7 日至 11 日在奥斯陆举行会议。")


def test_digits_and_han_characters_are_joined_tight_where_the_document_writes_them_so(parsed):
    lines = [
        "一. 导言",
        "1. 根据会议的决定，经与会各国一致同意，工作组于2031年4",
        "月7日至11日在奥斯陆举行会议。",
    ]
    assert text_of(parsed("\n\n".join(lines)), "1").endswith(
        "工作组于2031年4月7日至11日在奥斯陆举行会议。"
    )


def test_a_symbol_that_wraps_after_its_slash_is_one_symbol(report):
    assert "LHC/CONF.2031/WG.I/DEC.2 号文件" in text_of(report, "10")


def test_a_list_runs_on_across_the_links_at_a_page_s_end(report):
    four = text_of(report, "4")
    assert "挪威、大不列颠及北爱尔兰联合王国和新西兰。" in four
    assert "\n" not in four


def test_links_alone_on_their_lines_leave_the_text_and_are_kept(report):
    assert "http" not in report.text
    assert len(report.links) == 5
    assert {r.reason for r in report.removed} == {"a link alone on its line"}
    assert len(report.removed) == 5


def test_the_sub_paragraphs_of_paragraph_8_keep_their_text(report):
    assert text_of(report, "8") == "在讨论工作安排的过程中，作出了下列决定："
    assert text_of(report, "8(a)").startswith("选举主席团成员\n工作组决定从")
    assert text_of(report, "8(b)") == "工作方法"
    assert text_of(report, "8(b)(iv)") == "记录和文件\n工作组决定不编写简要记录。"


def test_roman_marks_in_han_brackets_lie_under_the_letter_above_them(report):
    parents = {report.find(f"8(b)({n})").parent for n in ("i", "ii", "iii", "iv", "v")}
    assert parents == {"8(b)"}
    assert report.find("8(b)(ii)").mark == "㈡"


def test_a_table_without_columns_becomes_rows_of_two_cells(report):
    rows = [report.slice(p).split("\t") for p in report.paragraphs if p.kind == "row"]
    assert [len(row) for row in rows] == [2] * 8
    assert rows[1] == ["LHC/CONF.2031/WG.I/2", "财务报告"]
    assert rows[-1] == ["LHC/CONF.2031/WG.I/CRP.1", "关于工作组工作安排的决定草案"]


def test_a_first_cell_that_repeats_over_two_lines_opens_a_row_each_time(report):
    rows = [report.slice(p).split("\t") for p in report.paragraphs if p.kind == "row"]
    working = [row for row in rows if row[0] == "工作文件(按收到的原文张贴)"]
    assert [row[1] for row in working] == [
        "冰岛向养护问题工作组提交的关于太阳能供电的工作文件",
        "马耳他向养护问题工作组提交的工作文件",
        "斐济和新西兰向养护问题工作组提交的工作文件",
    ]


def test_the_rows_belong_to_the_paragraph_that_announces_them(report):
    rows = [p for p in report.paragraphs if p.kind == "row"]
    eleven = report.find("11")
    assert {p.parent for p in rows} == {"11"}
    assert eleven.end < min(p.start for p in rows)  # it is its own text, the table follows
    assert report.whole(eleven) == (eleven.start, max(p.end for p in rows))


def test_the_report_s_own_symbol_is_found_in_the_row_of_its_title(report):
    assert report.title == "沿海灯塔养护问题工作组的报告"
    assert report.symbol == "LHC/CONF.2031/WG.I/3"
    assert report.id == "lhc-conf-2031-wg-i-3.zh"


def test_session_dates_and_place_are_read_from_the_lines_above_the_first_section(report):
    assert report.session == "第三届会议"
    assert report.dates == "2031 年 4 月 7 日至 11 日"
    assert report.place == "奥斯陆"


def test_headings_are_numbered_lines_that_end_no_sentence(report):
    assert [s.title for s in report.sections] == [
        "一. 导言",
        "二. 程序性问题",
        "A. 工作安排",
        "B. 文件",
    ]
    assert report.find("11").heading == ("二. 程序性问题", "B. 文件")
