"""Invented stories in three languages, each with what its reports rest on."""

import pytest

from dragoman.model import Coding, Report
from ledger.rooted import graph, roots, told

Story = tuple[tuple[Report, Coding], ...]

#: A press service, a communiqué and the other side
CALL: Story = (
    told(
        "p1",
        "Президент Эквадора Лисардо Монтальбан провёл в среду телефонный разговор с "
        "президентом Кении Джомо Вафулой, сообщила пресс-служба эквадорского лидера. Стороны "
        "обсудили поставки бананов и подготовку 30 пилотов.",
        lang="ru",
        published="2031-05-15",
        outlet="Кито сегодня",
    ),
    told(
        "p2",
        "Ecuador's President Lisardo Montalbán spoke by telephone on Wednesday with Kenya's "
        "President Jomo Wafula, the press service of the Ecuadorian leader said. They "
        "discussed the training of 30 pilots and trade in bananas.",
        published="2031-05-14",
    ),
    told(
        "p3",
        "El presidente de Ecuador, Lisardo Montalbán, conversó este miércoles por teléfono "
        "con su homólogo keniano, Jomo Wafula, según un comunicado de la Presidencia "
        "ecuatoriana. Trataron de la formación de 30 pilotos.",
        lang="es",
        published="2031-05-15",
        outlet="El Guayas",
    ),
    told(
        "p4",
        "Kenya's President Jomo Wafula told reporters in Nairobi on Thursday that his talks "
        "with Ecuador's President Lisardo Montalbán had gone nowhere. No pilots will be "
        "trained, he said.",
        published="2031-05-15",
    ),
)
#: An embassy, its channel and its own page
FRIGATE: Story = (
    told(
        "e1",
        "Посольство Перу в Осло сообщило в своём Telegram-канале, что фрегат «Вильяр» 4 июня "
        "зайдёт в порт Бергена. На борту 210 моряков, корабль пробудет в Норвегии три дня.",
        lang="ru",
        published="2031-06-02",
    ),
    told(
        "e2",
        "The Peruvian frigate Villar will call at the Norwegian port of Bergen on 4 June "
        "with 210 sailors on board, the Embassy of Peru in Norway said on its Telegram "
        "channel. The visit is to last three days.",
        published="2031-06-01",
    ),
    told(
        "e3",
        "FRAGATA VILLAR\n\nEl 4 de junio nuestra fragata Villar llegará al puerto de Bergen, "
        "en Noruega, con 210 marinos a bordo. La visita durará tres días.",
        lang="es",
        published="2031-06-01",
        outlet="Embajada del Perú en Noruega",
        outlet_country="PER",
    ),
    told(
        "e4",
        "Bergen, 3 jun (EFE).- Una fragata peruana con 210 marinos a bordo llegará el "
        "miércoles al puerto noruego de Bergen, según la Embajada de Perú en Oslo.",
        lang="es",
        published="2031-06-03",
        outlet="El Litoral",
    ),
)
#: An agency with unnamed sources, and a denial
SCOOP: Story = (
    told(
        "a1",
        "LISBON, July 9 (Reuters) - Portugal has secretly sold 12 drones to Morocco, three "
        "people familiar with the matter said. The drones were shipped from Setubal in May.",
        published="2031-07-09",
        outlet="Reuters",
    ),
    told(
        "a2",
        "Portugal vendió en secreto 12 drones a Marruecos, según reveló la agencia Reuters, "
        "que cita a tres personas conocedoras del asunto. Los aparatos salieron de Setúbal "
        "en mayo.",
        lang="es",
        published="2031-07-10",
        outlet="El Sur",
    ),
    told(
        "a3",
        "Португалия тайно продала Марокко 12 беспилотников, сообщает Reuters со ссылкой на "
        "три источника. Аппараты отправили из Сетубала в мае.",
        lang="ru",
        published="2031-07-10",
        outlet="Вестник юга",
    ),
    told(
        "a4",
        "The Moroccan Foreign Ministry denied on Thursday that Morocco had bought 12 drones "
        "from Portugal.",
        published="2031-07-10",
    ),
)
#: A minister on a social network
BOATS: Story = (
    told(
        "x1",
        "Министр обороны Дании Кнуд Эскильсен написал в соцсети X, что Копенгаген передаст "
        "Чили восемь катеров. Их доставят в Вальпараисо до конца года.",
        lang="ru",
        published="2031-08-11",
    ),
    told(
        "x2",
        "Denmark will hand over eight boats to Chile, Danish Defence Minister Knud Eskildsen "
        "wrote on X on Sunday. They are to reach Valparaiso by the end of the year.",
        published="2031-08-11",
    ),
    told(
        "x3",
        "Dinamarca entregará ocho lanchas a Chile, anunció el ministro de Defensa danés, "
        "Knud Eskildsen, en la red social X. Llegarán a Valparaíso antes de fin de año.",
        lang="es",
        published="2031-08-12",
    ),
)
#: A general staff, and the guest at home
PROTOCOL: Story = (
    told(
        "g1",
        "The chief of the General Staff of Ghana, General Kwabena Asante-Boateng, visited "
        "Ankara on 2 September and met his Turkish counterpart, the Turkish General Staff "
        "said in a statement. They signed a protocol on 15 exercises.",
        published="2031-09-03",
    ),
    told(
        "g2",
        "Начальник Генштаба Ганы генерал Квабена Асанте-Боатенг 2 сентября посетил Анкару, "
        "где встретился с турецким коллегой. Об этом говорится в заявлении Генерального "
        "штаба Турции. Подписан протокол о 15 учениях.",
        lang="ru",
        published="2031-09-03",
    ),
    told(
        "g3",
        "El jefe del Estado Mayor de Ghana, general Kwabena Asante-Boateng, visitó el 2 de "
        "septiembre Ankara, informó el Estado Mayor turco. Ambas partes firmaron un "
        "protocolo sobre 15 ejercicios.",
        lang="es",
        published="2031-09-04",
    ),
    told(
        "g4",
        "The Armed Forces of Ghana said on 3 September that General Kwabena Asante-Boateng "
        "had returned from Ankara with a promise of 40 armoured cars.",
        published="2031-09-04",
    ),
)


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (
            CALL,
            {
                "Office of the President of Ecuador, 2031-05-14": ["p1", "p2", "p3"],
                "Jomo Wafula, 2031-05-15": ["p4"],
            },
        ),
        (FRIGATE, {"Embassy of Peru, 2031-06-01": ["e1", "e2", "e3", "e4"]}),
        (
            SCOOP,
            {
                "Reuters, 2031-07-09": ["a1", "a2", "a3"],
                "Ministry of Foreign Affairs of Morocco, 2031-07-10": ["a4"],
            },
        ),
        (BOATS, {"Knud Eskildsen, 2031-08-11": ["x1", "x2", "x3"]}),
        (
            PROTOCOL,
            {
                "General Staff of Türkiye, 2031-09-03": ["g1", "g2", "g3"],
                "Armed Forces of Ghana, 2031-09-04": ["g4"],
            },
        ),
    ],
    ids=["call", "frigate", "scoop", "boats", "protocol"],
)
def test_each_report_of_a_story_rests_on_its_source(
    story: Story, expected: dict[str, list[str]]
) -> None:
    assert roots(graph(*story), story) == expected
