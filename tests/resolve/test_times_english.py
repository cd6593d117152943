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
