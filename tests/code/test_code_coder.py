from collections.abc import Callable

import pytest

from dragoman.code import Coder, ModelCoder
from dragoman.model import Coding, Event

Sides = tuple[set[str | None], set[str | None]]


def sides(event: Event) -> Sides:
    return (
        {party.country for party in event.initiator},
        {party.country for party in event.recipient},
    )


def of_kind(coding: Coding, kind: str) -> list[Event]:
    return [event for event in coding.events if event.kind == kind]


DEEDS: list[tuple[str, str, str, Sides]] = [
    ("en", "Norway sold Chile twelve patrol boats.", "transfer", ({"NOR"}, {"CHL"})),
    ("en", "Chile bought twelve patrol boats from Norway.", "transfer", ({"NOR"}, {"CHL"})),
    ("en", "Norway accused Chile of poaching.", "accusation", ({"NOR"}, {"CHL"})),
    ("en", "Chile was accused by Norway of poaching.", "accusation", ({"NOR"}, {"CHL"})),
    ("en", "Norway imposed sanctions on Chile.", "sanction", ({"NOR"}, {"CHL"})),
    ("en", "Norway withdrew its troops from Chile.", "withdrawal", ({"NOR"}, {"CHL"})),
    ("es", "Noruega vendió a Chile doce lanchas.", "transfer", ({"NOR"}, {"CHL"})),
    ("es", "Noruega acusó a Chile de pesca ilegal.", "accusation", ({"NOR"}, {"CHL"})),
    ("es", "Noruega pidió a Chile más barcos.", "request", ({"NOR"}, {"CHL"})),
    ("ru", "Норвегия поставила Чили двенадцать катеров.", "transfer", ({"NOR"}, {"CHL"})),
    ("ru", "Норвегия обвинила Чили в незаконном лове.", "accusation", ({"NOR"}, {"CHL"})),
    ("ru", "Норвегия призвала Чили вернуть суда.", "request", ({"NOR"}, {"CHL"})),
]


@pytest.mark.parametrize(("lang", "text", "kind", "expected"), DEEDS)
def test_who_does_it_to_whom(
    code: Callable[..., Coding], lang: str, text: str, kind: str, expected: Sides
) -> None:
    (event,) = of_kind(code(text, lang), kind)
    assert sides(event) == expected


SYMMETRIC = [
    ("en", "Norway and Chile signed a memorandum.", "agreement"),
    ("en", "Norway held joint drills with Chile.", "exercise"),
    ("es", "Noruega y Chile firmaron un memorando.", "agreement"),
    ("es", "Noruega realizó maniobras con Chile.", "exercise"),
    ("ru", "Норвегия и Чили подписали меморандум.", "agreement"),
    ("ru", "Норвегия провела совместные учения с Чили.", "exercise"),
]


@pytest.mark.parametrize(("lang", "text", "kind"), SYMMETRIC)
def test_both_sides(code: Callable[..., Coding], lang: str, text: str, kind: str) -> None:
    (event,) = of_kind(code(text, lang), kind)
    left, right = sides(event)
    assert left | right == {"NOR", "CHL"}
    assert not left & right


def test_one_country_alone_makes_no_agreement(code: Callable[..., Coding]) -> None:
    assert of_kind(code("Norway signed a contract for bread.", "en"), "agreement") == []


def test_look_alikes_are_no_triggers(code: Callable[..., Coding]) -> None:
    text = "The prime minister of Norway saw an attack helicopter of Chile in a museum."
    assert of_kind(code(text, "en"), "attack") == []


STATUSES = [
    ("en", "Norway delivered twelve tanks to Chile.", "actual"),
    ("en", "Norway will deliver twelve tanks to Chile.", "planned"),
    ("en", "Norway reportedly delivered twelve tanks to Chile.", "alleged"),
    ("es", "Noruega entregó doce tanques a Chile.", "actual"),
    ("es", "Noruega entregará doce tanques a Chile.", "planned"),
    ("es", "Noruega habría entregado doce tanques a Chile.", "alleged"),
    ("ru", "Норвегия поставила танки в Чили.", "actual"),
    ("ru", "Норвегия поставит танки в Чили.", "planned"),
    ("ru", "Норвегия якобы поставила танки в Чили.", "alleged"),
]


@pytest.mark.parametrize(("lang", "text", "status"), STATUSES)
def test_statuses(code: Callable[..., Coding], lang: str, text: str, status: str) -> None:
    (event,) = of_kind(code(text, lang), "transfer")
    assert event.status == status


UNDONE = [
    ("en", "Norway could deliver twelve tanks to Chile."),
    ("en", "Norway did not deliver tanks to Chile."),
    ("en", "If Norway delivered tanks to Chile, the pass would close."),
    ("es", "Noruega no entregó tanques a Chile."),
    ("es", "Noruega podría entregar tanques a Chile."),
    ("ru", "Норвегия не поставила танки в Чили."),
    ("ru", "Норвегия может поставить танки в Чили."),
]


@pytest.mark.parametrize(("lang", "text"), UNDONE)
def test_what_was_not_done_is_not_booked_as_done(
    code: Callable[..., Coding], lang: str, text: str
) -> None:
    assert all(event.status != "actual" for event in of_kind(code(text, lang), "transfer"))


def test_a_speech_act_is_itself_done(code: Callable[..., Coding]) -> None:
    (event,) = of_kind(code("Norway will accuse Chile in court.", "en"), "accusation")
    assert event.status == "actual"


def test_news_of_the_day_without_a_date(code: Callable[..., Coding]) -> None:
    (event,) = of_kind(code("Norway and Chile signed a memorandum.", "en"), "agreement")
    assert event.time == "2024-03-12~"
    (later,) = of_kind(code("Norway and Chile will sign a memorandum.", "en"), "agreement")
    assert later.time is None
    (undated,) = of_kind(
        code("Norway and Chile signed a memorandum.", "en", published=None), "agreement"
    )
    assert undated.time is None


def test_themes(code: Callable[..., Coding]) -> None:
    (event,) = of_kind(code("Norway sold Chile anti-aircraft missiles.", "en"), "transfer")
    assert event.themes == ("air-defence", "missiles")


def test_the_coder_is_a_coder(coder: ModelCoder) -> None:
    seam: Coder = coder
    assert seam.name == "network-2"
