from collections.abc import Callable

import pytest

from dragoman.model import Coding

Bounds = tuple[float | None, float | None, float | None]

FIGURES: list[tuple[str, str, list[Bounds]]] = [
    ("en", "Norway sent 1,250 soldiers to the valley.", [(1250, None, None)]),
    ("en", "Norway sold Chile 24 jets for $2.5 billion.", [(24, None, None), (2.5e9, None, None)]),
    ("en", "At least 17 sailors drowned.", [(None, 17, None)]),
    ("en", "More than a thousand sailors came home.", [(None, 1000, None)]),
    ("en", "Up to 300 recruits may join.", [(None, None, 300)]),
    ("en", "Between 10 and 12 boats were seen.", [(None, 10, 12)]),
    ("en", "Thousands of men marched through the town.", [(None, 2000, None)]),
    ("en", "Tens of thousands of men marched.", [(None, 20000, None)]),
    ("en", "Sixty-three lorries crossed the pass.", [(63, None, None)]),
    ("en", "Three frigates lay in the bay.", [(3, None, None)]),
    ("en", "A pair of T-90 tanks and Su-30 jets was shown beside an S-400 battery.", []),
    ("en", "The pilots flew 40 km in 25 minutes at an angle of 12 degrees.", []),
    ("en", "The two sides met twice, 60% of the seats being empty.", []),
    ("en", "The 19-year-old joined the 2nd brigade under Article 4 of the treaty.", []),
    ("es", "Noruega envió 1.250 soldados al valle.", [(1250, None, None)]),
    ("es", "Más de 2.000 marinos volvieron.", [(None, 2000, None)]),
    ("es", "Treinta y seis barcos salieron del puerto.", [(36, None, None)]),
    ("es", "Pagó 2,5 millones de euros por la obra.", [(2.5e6, None, None)]),
    ("es", "Costó 15 mil millones de pesos.", [(15e9, None, None)]),
    ("es", "Entre 10 y 12 lanchas cruzaron.", [(None, 10, 12)]),
    ("es", "Recorrió 300 kilómetros durante 12 horas, un 40% menos.", []),
    ("ru", "Норвегия направила 1 250 солдат в долину.", [(1250, None, None)]),
    ("ru", "Не менее 17 моряков вернулись домой.", [(None, 17, None)]),
    ("ru", "Более тысячи моряков вернулись домой.", [(None, 1000, None)]),
    ("ru", "Тысячи людей вышли на площадь.", [(None, 2000, None)]),
    ("ru", "Стоимость составила 2,5 млрд евро.", [(2.5e9, None, None)]),
    ("ru", "Около 40 тыс. солдат стоят у реки.", [(40000, None, None)]),
    ("ru", "До 300 новобранцев вступят в строй.", [(None, None, 300)]),
    ("ru", "От 10 до 12 катеров прошли мимо.", [(None, 10, 12)]),
    ("ru", "Двадцать пять грузовиков прошли перевал.", [(25, None, None)]),
    ("ru", "Танк Т-90 прошёл 40 километров за 25 минут, на 12% быстрее.", []),
]


@pytest.mark.parametrize(("lang", "text", "expected"), FIGURES)
def test_figures(code: Callable[..., Coding], lang: str, text: str, expected: list[Bounds]) -> None:
    assert [(f.value, f.low, f.high) for f in code(text, lang).figures] == expected


def test_a_figure_tells_what_it_counts(code: Callable[..., Coding]) -> None:
    text = "Norway said on Monday that 40 fishing boats were missing."
    (figure,) = code(text, "en").figures
    assert figure.what.startswith("fishing boats")
    assert figure.said_by == ("Norway",)
    assert figure.anchor is not None
    assert figure.anchor.span.of(text) == "40"


def test_a_repeated_figure_is_kept_once(code: Callable[..., Coding]) -> None:
    text = "Norway lost 40 boats. The loss of 40 boats hurt the town."
    assert len(code(text, "en").figures) == 1
