import pytest

from dragoman.resolve.times import find_times

#: A Wednesday.
DAY = "2025-10-08"

Found = list[tuple[str, str]]

ROWS: list[tuple[str, str, Found]] = [
    # Full dates.
    ("They met on 7 October 2025.", DAY, [("7 October 2025", "2025-10-07")]),
    ("They met on October 7, 2025, in port.", DAY, [("October 7, 2025", "2025-10-07")]),
    ("SAMPLEVILLE, Oct 7 (Agency) - It ended.", DAY, [("Oct 7", "2025-10-07")]),
    ("It closed on Sept. 30.", DAY, [("Sept. 30", "2025-09-30")]),
    ("It closed on the 30th of September.", DAY, [("30th of September", "2025-09-30")]),
    ("On Monday, 6 October, it sailed.", DAY, [("Monday, 6 October", "2025-10-06")]),
    ("On Monday, October 6, 2025, it sailed.", DAY, [("Monday, October 6, 2025", "2025-10-06")]),
    ("Log entry 2025-10-07, north of the bay.", DAY, [("2025-10-07", "2025-10-07")]),
    ("Filed 25/10/2025 at noon.", DAY, [("25/10/2025", "2025-10-25")]),
    ("Filed 10/25/2025 at noon.", DAY, [("10/25/2025", "2025-10-25")]),
    ("It sank on 4 May 1982.", DAY, [("4 May 1982", "1982-05-04")]),
    ("The order of 3 May last year stands.", DAY, [("3 May last year", "2024-05-03")]),
    # A day without its year.
    ("It was signed on December 20.", DAY, [("December 20", "2024-12-20")]),
    ("It will be signed on December 20.", DAY, [("December 20", "2025-12-20")]),
    ("The ship left on November 9.", "2018-03-21", [("November 9", "2017-11-09")]),
    ("The ship left on 2 January.", "2024-12-30", [("2 January", "2025-01-02")]),
    # Months.
    ("The ministers met in March.", DAY, [("March", "2025-03")]),
    ("The ministers met in November.", "2025-02-06", [("November", "2024-11")]),
    ("The ministers will meet in December.", DAY, [("December", "2025-12")]),
    ("They met in May 2024.", DAY, [("May 2024", "2024-05")]),
    ("They met in February of last year.", DAY, [("February of last year", "2024-02")]),
    ("They met last March.", DAY, [("last March", "2025-03")]),
    ("It fell due in late March.", DAY, [("late March", "2025-03")]),
    ("In mid-August it stopped.", DAY, [("mid-August", "2025-08")]),
    ("It was the end of September 2024.", DAY, [("the end of September 2024", "2024-09")]),
    ("Last month a frigate called here.", DAY, [("Last month", "2025-09")]),
    ("Earlier this month it left.", DAY, [("Earlier this month", "2025-10")]),
    ("Next month it returns.", DAY, [("Next month", "2025-11")]),
    # Years, decades.
    ("It was founded in 1998.", DAY, [("1998", "1998")]),
    ("By 2030 it will be ready.", DAY, [("2030", "2030")]),
    ("The treaty (1975) holds.", DAY, [("1975", "1975")]),
    ("The 2014 agreement holds.", DAY, [("2014", "2014")]),
    ("It was ordered in late 2021.", DAY, [("late 2021", "2021")]),
    ("It was ordered last year.", DAY, [("last year", "2024")]),
    ("Later this year it opens.", DAY, [("Later this year", "2025")]),
    ("It opened at the end of the year.", DAY, [("the end of the year", "2025")]),
    ("It rusted through the 1990s.", DAY, [("1990s", "199X")]),
    ("In the early eighties it was new.", DAY, [("early eighties", "198X")]),
    # Ranges.
    (
        "From 12 to 16 September they drilled.",
        DAY,
        [("From 12 to 16 September", "2025-09-12/2025-09-16")],
    ),
    ("The drill of 12-16 September ended.", DAY, [("12-16 September", "2025-09-12/2025-09-16")]),
    ("Talks ran Sept. 12-16, 2024.", DAY, [("Sept. 12-16, 2024", "2024-09-12/2024-09-16")]),
    ("It ran between May and July 2024.", DAY, [("between May and July 2024", "2024-05/2024-07")]),
    (
        "From December 2024 to March it ran.",
        DAY,
        [("From December 2024 to March", "2024-12/2025-03")],
    ),
    ("In 2022-2024 nobody came.", DAY, [("2022-2024", "2022/2024")]),
    (
        "From 28 September to 3 October it ran.",
        DAY,
        [("From 28 September to 3 October", "2025-09-28/2025-10-03")],
    ),
    ("Since 2014 nobody came.", DAY, [("Since 2014", "2014/..")]),
    ("It has burned since Monday.", DAY, [("since Monday", "2025-10-06/..")]),
    ("It stays until Oct. 20.", DAY, [("until Oct. 20", "../2025-10-20")]),
    ("It stays until the end of the year.", DAY, [("until the end of the year", "../2025-12-31")]),
    ("It stays by the end of 2027.", DAY, [("the end of 2027", "2027")]),
    # Days near publication.
    ("It left today.", DAY, [("today", "2025-10-08")]),
    ("It left yesterday.", DAY, [("yesterday", "2025-10-07")]),
    ("It leaves tomorrow.", DAY, [("tomorrow", "2025-10-09")]),
    ("It left the day before yesterday.", DAY, [("the day before yesterday", "2025-10-06")]),
    ("It left this morning.", DAY, [("this morning", "2025-10-08")]),
    ("It was hit overnight.", DAY, [("overnight", "2025-10-08")]),
    # Weekdays.
    ("The general said on Monday that he will go.", DAY, [("Monday", "2025-10-06")]),
    ("The talks were held on Wednesday.", DAY, [("Wednesday", "2025-10-08")]),
    ("The talks will be held on Friday.", DAY, [("Friday", "2025-10-10")]),
    ("It left last Wednesday.", DAY, [("last Wednesday", "2025-10-01")]),
    ("It sails next Monday.", DAY, [("next Monday", "2025-10-13")]),
    ("It sails this Thursday.", DAY, [("this Thursday", "2025-10-09")]),
    ("Friday's meeting was short.", DAY, [("Friday", "2025-10-03")]),
    # Counted from publication.
    ("Three days ago it left.", DAY, [("Three days ago", "2025-10-05")]),
    ("Two weeks ago it left.", DAY, [("Two weeks ago", "2025-09-24~")]),
    ("A month ago it left.", DAY, [("A month ago", "2025-09")]),
    ("It left 12 years ago.", DAY, [("12 years ago", "2013")]),
    ("It will dock in three days.", DAY, [("in three days", "2025-10-11")]),
    ("It left last week.", DAY, [("last week", "2025-09-29/2025-10-05")]),
    ("It left this week.", DAY, [("this week", "2025-10-06/2025-10-12")]),
    ("It sails next week.", DAY, [("next week", "2025-10-13/2025-10-19")]),
    ("It left recently.", DAY, [("recently", "2025-10-08~")]),
    ("The other day it left.", DAY, [("The other day", "2025-10-08~")]),
    ("Over the past three years it grew.", DAY, [("Over the past three years", "2022/2025")]),
    # Counted from the time before.
    (
        "It docked on 3 March 2024. A day earlier a tug had come.",
        DAY,
        [("3 March 2024", "2024-03-03"), ("A day earlier", "2024-03-02")],
    ),
    (
        "It docked on 3 March 2024 and left the following day.",
        DAY,
        [("3 March 2024", "2024-03-03"), ("the following day", "2024-03-04")],
    ),
    (
        "It docked on 3 March 2024. That same month it left.",
        DAY,
        [("3 March 2024", "2024-03-03"), ("That same month", "2024-03")],
    ),
    ("A day earlier a tug had come.", DAY, [("A day earlier", "2025-10-07")]),
    # Seasons and parts of years.
    ("In the summer of 2024 it burned.", DAY, [("summer of 2024", "2024-06/2024-08")]),
    ("Last winter it froze.", DAY, [("Last winter", "2024-12/2025-02")]),
    ("In the first quarter of 2025 it grew.", DAY, [("first quarter of 2025", "2025-01/2025-03")]),
    ("In the second half of 2023 it grew.", DAY, [("second half of 2023", "2023-07/2023-12")]),
    ("The yard delivers it in Q2 2026.", DAY, [("Q2 2026", "2026-04/2026-06")]),
    (
        "It grew in the first five months of the year.",
        DAY,
        [("the first five months of the year", "2025-01/2025-05")],
    ),
    (
        "It grew in the four months to September.",
        DAY,
        [("the four months to September", "2025-06/2025-09")],
    ),
    (
        "In the first six days of May it burned.",
        DAY,
        [("the first six days of May", "2025-05-01/2025-05-06")],
    ),
    ("In the winter of 2023-24 it froze.", DAY, [("winter of 2023-24", "2023-12/2024-02")]),
    # Decades and centuries.
    ("It was a port of the 17th century.", DAY, [("17th century", "16XX")]),
    ("It was a port last century.", DAY, [("last century", "19XX")]),
    ("It rusted in the noughties.", DAY, [("noughties", "200X")]),
    ("The 1939-45 war ruined it.", DAY, [("1939-45", "1939/1945")]),
    # Named days.
    ("The talks will be held on Christmas Day.", DAY, [("Christmas Day", "2025-12-25")]),
    ("The talks were held on Christmas Day.", DAY, [("Christmas Day", "2024-12-25")]),
    ("They fought at Easter.", DAY, [("Easter", "2025-04-20")]),
    ("They fought on Good Friday 2024.", DAY, [("Good Friday 2024", "2024-03-29")]),
    ("They will march on Orthodox Easter.", DAY, [("Orthodox Easter", "2026-04-12")]),
    ("They will sail on Thanksgiving.", DAY, [("Thanksgiving", "2025-11-27")]),
    ("They marched on Labor Day.", DAY, [("Labor Day", "2025-09-01")]),
    ("The oath was taken on Inauguration Day.", DAY, [("Inauguration Day", "2025-01-20")]),
    ("It left on the eve of May Day.", DAY, [("on the eve of May Day", "2025-04-30")]),
    (
        "It left a week before Christmas 2023.",
        DAY,
        [("a week before Christmas 2023", "2023-12-18")],
    ),
    (
        "It will leave two days after Boxing Day.",
        DAY,
        [("two days after Boxing Day", "2025-12-28")],
    ),
    (
        "They will mark the 40th anniversary of the Chernobyl disaster.",
        DAY,
        [("the 40th anniversary of the Chernobyl disaster", "2026-04-26")],
    ),
    ("Nobody has come since 9/11.", DAY, [("since 9/11", "2001-09-11/..")]),
    # Days within a month or week.
    ("It left on the last Friday of August.", DAY, [("the last Friday of August", "2025-08-29")]),
    (
        "It left on the second Monday in June 2024.",
        DAY,
        [("the second Monday in June 2024", "2024-06-10")],
    ),
    (
        "It will leave on the first Monday of next month.",
        DAY,
        [("the first Monday of next month", "2025-11-03")],
    ),
    ("It left on the 6th.", DAY, [("the 6th", "2025-10-06")]),
    ("It left on the 26th of last month.", DAY, [("the 26th of last month", "2025-09-26")]),
    ("It left on Thursday the 2nd.", DAY, [("Thursday the 2nd", "2025-10-02")]),
    ("It left on the twenty-third of June.", DAY, [("the twenty-third of June", "2025-06-23")]),
    ("It left on Tuesday of last week.", DAY, [("Tuesday of last week", "2025-09-30")]),
    ("It left the week before last.", DAY, [("the week before last", "2025-09-22/2025-09-28")]),
    ("It will leave the year after next.", DAY, [("the year after next", "2027")]),
    ("It will leave on Friday week.", DAY, [("Friday week", "2025-10-17")]),
    (
        "The week of 15 September was calm.",
        DAY,
        [("The week of 15 September", "2025-09-15/2025-09-21")],
    ),
    ("On Monday (6 October) it sailed.", DAY, [("Monday (6 October)", "2025-10-06")]),
    # Ranges of months and weekdays.
    ("It ran in June-July 2024.", DAY, [("June-July 2024", "2024-06/2024-07")]),
    ("It ran in July and August.", DAY, [("July and August", "2025-07/2025-08")]),
    ("It ran in May and in August.", DAY, [("May", "2025-05"), ("August", "2025-08")]),
    ("It ran from Friday to Sunday.", DAY, [("from Friday to Sunday", "2025-10-03/2025-10-05")]),
    (
        "It will run from Friday to Sunday.",
        DAY,
        [("from Friday to Sunday", "2025-10-10/2025-10-12")],
    ),
    (
        "It was shelled overnight from Monday to Tuesday.",
        DAY,
        [("overnight from Monday to Tuesday", "2025-10-06/2025-10-07")],
    ),
    # Open starts, and what is only about so.
    ("It may sail from 20 October.", DAY, [("20 October", "2025-10-20/..")]),
    ("It has sailed from 2 October.", DAY, [("2 October", "2025-10-02")]),
    (
        "Rents rose since the start of the year.",
        DAY,
        [("since the start of the year", "2025-01-01/..")],
    ),
    ("It sank about 4 May 1982.", DAY, [("about 4 May 1982", "1982-05-04~")]),
    ("It was built circa 1350.", DAY, [("circa 1350", "1350~")]),
    ("It sank nearly five years ago.", DAY, [("nearly five years ago", "2020~")]),
    ("It sank twenty-five years ago.", DAY, [("twenty-five years ago", "2000")]),
    ("It sank two hours ago.", DAY, [("two hours ago", "2025-10-08")]),
    ("It sank ten years ago today.", DAY, [("ten years ago today", "2015-10-08")]),
    ("It rusts nowadays.", DAY, [("nowadays", "2025-10-08~")]),
    ("It burned at dawn.", DAY, [("at dawn", "2025-10-08")]),
    ("On 3 May 2024 it burned at dawn.", DAY, [("3 May 2024", "2024-05-03")]),
]

NOTHING = [
    "It may march on, and may not stop.",
    "They march to the river.",
    "Some 2,000 men and 2025 soldiers came.",
    "The five-day visit lasted for three years, it seems.",
    "The man, 45, spoke at 10 a.m. and at 14:30.",
    "See https://example.org/2025/10/07/story and example.org/2025-10-07.",
    "Filed 7/10/2025 at noon.",
    "On 31 February 2025 nothing happened.",
    "Every Monday they train.",
    "The S-400 and the Su-35 are here; 1990 of them.",
    "Two days later it left.",
    "Two days after the visit it left.",
    "In three days of fighting nobody died.",
    "Model 2025-B is new.",
    "They sleep on the 14th floor, with the 20th Brigade.",
    "Independence Day was calm.",
    "Easter eggs and a new year of calm.",
    "It was a port in the 14th century BC.",
    "On the last Friday of every month they train.",
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_english_times(text: str, published: str, expected: Found) -> None:
    assert [
        (time.span.of(text), time.edtf) for time in find_times(text, "en", published)
    ] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_english_words_that_are_no_times(text: str) -> None:
    assert find_times(text, "en", DAY) == []


def test_without_a_day_of_publication_only_whole_dates_are_told() -> None:
    text = "It left yesterday, on Monday, in March, last year, two weeks ago and on 7 May 2024."
    assert [time.edtf for time in find_times(text, "en", None)] == ["2024-05-07"]


def test_a_paragraph_ends_what_a_day_earlier_counts_from() -> None:
    text = "It docked on 3 March 2024.\n\nA day earlier a tug had come."
    assert [time.edtf for time in find_times(text, "en", DAY)] == ["2024-03-03", "2025-10-07"]
