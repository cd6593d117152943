import pytest

from dragoman.resolve.times import find_times

#: A Wednesday.
DAY = "2025-10-08"

Found = list[tuple[str, str]]

ROWS: list[tuple[str, str, Found]] = [
    # Full dates.
    ("Se reunieron el 7 de octubre de 2025.", DAY, [("el 7 de octubre de 2025", "2025-10-07")]),
    ("Se reunieron el 7 de octubre del 2025.", DAY, [("el 7 de octubre del 2025", "2025-10-07")]),
    ("PUERTO EJEMPLO, 7 oct (Agencia).- Acabó.", DAY, [("7 oct", "2025-10-07")]),
    ("El lunes 6 de octubre zarpó.", DAY, [("El lunes 6 de octubre", "2025-10-06")]),
    (
        "El lunes, 6 de octubre de 2025, zarpó.",
        DAY,
        [("El lunes, 6 de octubre de 2025", "2025-10-06")],
    ),
    ("Informe 07.10.2025 del puerto.", DAY, [("07.10.2025", "2025-10-07")]),
    ("Informe 7/10/2025 del puerto.", DAY, [("7/10/2025", "2025-10-07")]),
    ("Informe 2025-10-07 del puerto.", DAY, [("2025-10-07", "2025-10-07")]),
    ("El 1º de mayo de 2024 zarpó.", DAY, [("El 1º de mayo de 2024", "2024-05-01")]),
    ("El primero de mayo zarpó.", DAY, [("El primero de mayo", "2025-05-01")]),
    (
        "El 3 de agosto del año pasado zarpó.",
        DAY,
        [("El 3 de agosto del año pasado", "2024-08-03")],
    ),
    # A day without its year.
    ("Se firmó el 20 de diciembre.", DAY, [("el 20 de diciembre", "2024-12-20")]),
    ("Se firmará el 20 de diciembre.", DAY, [("el 20 de diciembre", "2025-12-20")]),
    (
        "Se firmó el pasado 9 de noviembre.",
        "2018-03-21",
        [("el pasado 9 de noviembre", "2017-11-09")],
    ),
    ("Será el próximo 8 de julio.", "2018-03-21", [("el próximo 8 de julio", "2018-07-08")]),
    ("El día 3 zarpó.", DAY, [("El día 3", "2025-10-03")]),
    # Months.
    ("Se reunieron en marzo.", DAY, [("marzo", "2025-03")]),
    ("Se reunieron en noviembre.", "2025-02-06", [("noviembre", "2024-11")]),
    ("Se reunirán en diciembre.", DAY, [("diciembre", "2025-12")]),
    ("Se reunieron en mayo de 2024.", DAY, [("mayo de 2024", "2024-05")]),
    ("Se reunieron en agosto del año pasado.", DAY, [("agosto del año pasado", "2024-08")]),
    ("Se reunieron el pasado marzo.", DAY, [("el pasado marzo", "2025-03")]),
    ("Zarpó a finales de septiembre.", DAY, [("a finales de septiembre", "2025-09")]),
    ("El mes pasado zarpó.", DAY, [("El mes pasado", "2025-09")]),
    ("Este mes zarpa.", DAY, [("Este mes", "2025-10")]),
    ("El próximo mes zarpa.", DAY, [("El próximo mes", "2025-11")]),
    # Years, decades.
    ("Se fundó en 1998.", DAY, [("1998", "1998")]),
    ("Para 2030 estará listo.", DAY, [("2030", "2030")]),
    ("El tratado (1975) rige.", DAY, [("1975", "1975")]),
    ("El acuerdo de 2014 rige.", DAY, [("2014", "2014")]),
    ("El año pasado se encargó.", DAY, [("El año pasado", "2024")]),
    ("Se encargó a finales de 2021.", DAY, [("a finales de 2021", "2021")]),
    ("Acabó a finales de año.", DAY, [("a finales de año", "2025")]),
    ("Se oxidó en los años noventa.", DAY, [("años noventa", "199X")]),
    ("Se oxidó en la década de los 80.", DAY, [("la década de los 80", "198X")]),
    # Ranges.
    (
        "Del 12 al 16 de septiembre maniobraron.",
        DAY,
        [("Del 12 al 16 de septiembre", "2025-09-12/2025-09-16")],
    ),
    ("Entre mayo y julio de 2024 duró.", DAY, [("Entre mayo y julio de 2024", "2024-05/2024-07")]),
    ("En 2022-2024 no vino nadie.", DAY, [("2022-2024", "2022/2024")]),
    (
        "Del 28 de septiembre al 3 de octubre duró.",
        DAY,
        [("Del 28 de septiembre al 3 de octubre", "2025-09-28/2025-10-03")],
    ),
    ("Desde 2014 no vino nadie.", DAY, [("Desde 2014", "2014/..")]),
    ("Desde abril no viene nadie.", DAY, [("Desde abril", "2025-04/..")]),
    ("Arde desde el lunes.", DAY, [("desde el lunes", "2025-10-06/..")]),
    ("A partir del 20 de octubre rige.", DAY, [("A partir del 20 de octubre", "2025-10-20/..")]),
    ("Se queda hasta finales de año.", DAY, [("hasta finales de año", "../2025-12-31")]),
    ("Se queda hasta el 20 de octubre.", DAY, [("hasta el 20 de octubre", "../2025-10-20")]),
    # Days near publication.
    ("Zarpó hoy.", DAY, [("hoy", "2025-10-08")]),
    ("Zarpó ayer.", DAY, [("ayer", "2025-10-07")]),
    ("Zarpa mañana.", DAY, [("mañana", "2025-10-09")]),
    ("Zarpó anteayer.", DAY, [("anteayer", "2025-10-06")]),
    ("Zarpa pasado mañana.", DAY, [("pasado mañana", "2025-10-10")]),
    ("Zarpó esta mañana.", DAY, [("esta mañana", "2025-10-08")]),
    ("Zarpó anoche.", DAY, [("anoche", "2025-10-07")]),
    ("Zarpa mañana por la mañana.", DAY, [("mañana por la mañana", "2025-10-09")]),
    # Weekdays.
    ("El lunes dijo que irá.", DAY, [("El lunes", "2025-10-06")]),
    ("Se reunirán el viernes.", DAY, [("el viernes", "2025-10-10")]),
    ("El jueves pasado zarpó.", DAY, [("El jueves pasado", "2025-10-02")]),
    ("El próximo viernes zarpa.", DAY, [("El próximo viernes", "2025-10-10")]),
    ("Este miércoles zarpó.", DAY, [("Este miércoles", "2025-10-08")]),
    ("El sábado que viene zarpa.", DAY, [("El sábado que viene", "2025-10-11")]),
    ("La reunión del martes fue breve.", DAY, [("martes", "2025-10-07")]),
    # Counted from publication.
    ("Hace tres días zarpó.", DAY, [("Hace tres días", "2025-10-05")]),
    ("Hace dos semanas zarpó.", DAY, [("Hace dos semanas", "2025-09-24~")]),
    ("Hace un mes zarpó.", DAY, [("Hace un mes", "2025-09")]),
    ("Hace 12 años zarpó.", DAY, [("Hace 12 años", "2013")]),
    ("Zarpa dentro de dos meses.", DAY, [("dentro de dos meses", "2025-12")]),
    ("La semana pasada zarpó.", DAY, [("La semana pasada", "2025-09-29/2025-10-05")]),
    ("La próxima semana zarpa.", DAY, [("La próxima semana", "2025-10-13/2025-10-19")]),
    ("Recientemente zarpó.", DAY, [("Recientemente", "2025-10-08~")]),
    ("Hace poco zarpó.", DAY, [("Hace poco", "2025-10-08~")]),
    ("En los últimos días zarpó.", DAY, [("En los últimos días", "2025-10-08~")]),
    ("En los últimos tres años creció.", DAY, [("En los últimos tres años", "2022/2025")]),
    # Counted from the time before.
    (
        "Atracó el 3 de marzo de 2024 y al día siguiente zarpó.",
        DAY,
        [("el 3 de marzo de 2024", "2024-03-03"), ("al día siguiente", "2024-03-04")],
    ),
    (
        "Atracó el 3 de marzo de 2024. Ese mismo mes zarpó.",
        DAY,
        [("el 3 de marzo de 2024", "2024-03-03"), ("Ese mismo mes", "2024-03")],
    ),
    ("El día anterior había zarpado.", DAY, [("El día anterior", "2025-10-07")]),
    # Seasons and parts of years.
    ("En el verano de 2024 ardió.", DAY, [("el verano de 2024", "2024-06/2024-08")]),
    ("El verano pasado ardió.", DAY, [("verano pasado", "2025-06/2025-08")]),
    (
        "Creció en el primer trimestre de 2025.",
        DAY,
        [("el primer trimestre de 2025", "2025-01/2025-03")],
    ),
    (
        "Creció en el segundo semestre de 2023.",
        DAY,
        [("el segundo semestre de 2023", "2023-07/2023-12")],
    ),
    (
        "Creció en los primeros cinco meses del año.",
        DAY,
        [("los primeros cinco meses del año", "2025-01/2025-05")],
    ),
    ("Se heló en el invierno de 2023-24.", DAY, [("el invierno de 2023-24", "2023-12/2024-02")]),
    # Decades and centuries.
    ("Fue un puerto del siglo XVII.", DAY, [("siglo XVII", "16XX")]),
    ("Fue un puerto el siglo pasado.", DAY, [("el siglo pasado", "19XX")]),
    ("Se fundó en la década de 1920.", DAY, [("la década de 1920", "192X")]),
    # Named days.
    ("Se reunirán el día de Navidad.", DAY, [("el día de Navidad", "2025-12-25")]),
    ("Se reunieron en Navidad.", DAY, [("Navidad", "2024-12-25")]),
    ("Marcharon el Viernes Santo de 2024.", DAY, [("el Viernes Santo de 2024", "2024-03-29")]),
    (
        "Será el 40 aniversario del accidente de Chernóbil.",
        DAY,
        [("el 40 aniversario del accidente de Chernóbil", "2026-04-26")],
    ),
    ("Zarpó la víspera del 3 de mayo.", DAY, [("la víspera del 3 de mayo", "2025-05-02")]),
    (
        "Zarpó dos días antes de Nochebuena de 2023.",
        DAY,
        [("dos días antes de Nochebuena de 2023", "2023-12-22")],
    ),
    (
        "Zarpó tres semanas después del 3 de marzo de 2024.",
        DAY,
        [("tres semanas después del 3 de marzo de 2024", "2024-03-24")],
    ),
    # Days within a month or week.
    ("Zarpó el último viernes de agosto.", DAY, [("el último viernes de agosto", "2025-08-29")]),
    ("Zarpó el 26 del mes pasado.", DAY, [("el 26 del mes pasado", "2025-09-26")]),
    ("Zarpó el jueves 2.", DAY, [("el jueves 2", "2025-10-02")]),
    ("Zarpó el veintitrés de junio.", DAY, [("el veintitrés de junio", "2025-06-23")]),
    (
        "Zarpó el martes de la semana pasada.",
        DAY,
        [("el martes de la semana pasada", "2025-09-30")],
    ),
    ("Zarpó la semana antepasada.", DAY, [("la semana antepasada", "2025-09-22/2025-09-28")]),
    ("Zarpó el año antepasado.", DAY, [("el año antepasado", "2023")]),
    (
        "La semana del 15 de septiembre fue tranquila.",
        DAY,
        [("La semana del 15 de septiembre", "2025-09-15/2025-09-21")],
    ),
    # Ranges of months and weekdays.
    ("Duró en junio-julio de 2024.", DAY, [("junio-julio de 2024", "2024-06/2024-07")]),
    ("Ardió en julio y agosto.", DAY, [("julio y agosto", "2025-07/2025-08")]),
    ("Ardió del viernes al domingo.", DAY, [("del viernes al domingo", "2025-10-03/2025-10-05")]),
    (
        "Se cerrará el sábado y el domingo.",
        DAY,
        [("el sábado y el domingo", "2025-10-11/2025-10-12")],
    ),
    # Open starts, and what is only about so.
    ("Zarpará después del 20 de octubre.", DAY, [("20 de octubre", "2025-10-20/..")]),
    ("Zarpó después del 2 de octubre.", DAY, [("2 de octubre", "2025-10-02")]),
    ("Se construyó hacia 1650.", DAY, [("hacia 1650", "1650~")]),
    ("Zarpó hace unos cinco años.", DAY, [("hace unos cinco años", "2020~")]),
    ("Zarpó hace treinta y cinco años.", DAY, [("hace treinta y cinco años", "1990")]),
    ("Zarpó hace dos horas.", DAY, [("hace dos horas", "2025-10-08")]),
    ("Se oxida hoy en día.", DAY, [("hoy en día", "2025-10-08~")]),
    ("Ardió al amanecer.", DAY, [("al amanecer", "2025-10-08")]),
]

NOTHING = [
    "Por la mañana zarpó.",
    "A las siete de la mañana zarpó.",
    "Vinieron 2.000 hombres y 2025 soldados.",
    "La visita de cinco días y los tres años de guerra.",
    "Los lunes se entrenan.",
    "El 31 de febrero de 2025 no pasó nada.",
    "Dos días antes de la visita zarpó.",
    "El hombre, de 45 años, habló a las 14:30.",
    "Dos días después zarpó.",
    "Véase https://example.org/2025/10/07/nota.",
    "El S-400 y el Su-35 llegaron.",
]


@pytest.mark.parametrize(("text", "published", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_spanish_times(text: str, published: str, expected: Found) -> None:
    assert [
        (time.span.of(text), time.edtf) for time in find_times(text, "es", published)
    ] == expected


@pytest.mark.parametrize("text", NOTHING)
def test_spanish_words_that_are_no_times(text: str) -> None:
    assert find_times(text, "es", DAY) == []
