"""A small invented register of namesakes: who is joined, who stays apart, what is left unsure."""

from dataclasses import replace

import pytest

from dragoman.resolve.identities import Different, Key, Same, identify
from namings import body, parted, person

DEFENCE, FOREIGN = "minister of defence", "minister of foreign affairs"


def test_forms_in_three_languages_are_one_person() -> None:
    forms = [
        person("Yelena Sobrova", "BLR", DEFENCE, written=("Sobrova", "Yelena Sobrova")),
        person("Елена Соброва", None, DEFENCE, report_id="r2", published="2031-05-01"),
        person("Elena Sobrova", "BLR", report_id="r3", published="2030-01-09", sector=None),
    ]
    (one,) = identify(forms)
    assert one.kind == "person"
    assert one.names == (("cyrillic", "Елена Соброва"), ("latin", "Elena Sobrova"))
    assert [(form.words, form.count) for form in one.forms] == [
        ("Elena Sobrova", 1),
        ("Sobrova", 1),
        ("Yelena Sobrova", 1),
        ("Елена Соброва", 1),
    ]
    (role,) = one.roles
    assert (role.post, role.first, role.last) == (DEFENCE, "2031-03-04", "2031-05-01")
    assert role.report_ids == ("r1", "r2")
    assert (one.first, one.last) == ("2030-01-09", "2031-05-01")
    assert one.countries == ("BLR",)
    assert not one.doubts
    assert len(one.joins) == 2
    assert all(link.opinion == "one" and link.score >= 0.5 for link in one.joins)


def test_a_body_is_one_by_its_english_name_and_state() -> None:
    found = parted(
        body("Navy of Ghana", "GHA", written=("ВМС Ганы",)),
        body("Navy of Ghana", "GHA", report_id="r2"),
        body("Navy of Kenya", "KEN", report_id="r2"),
        body("Coast Guard of Ghana", "GHA", report_id="r2"),
    )
    assert found == {
        frozenset({"Navy of Ghana/r1", "Navy of Ghana/r2"}),
        frozenset({"Navy of Kenya/r2"}),
        frozenset({"Coast Guard of Ghana/r2"}),
    }


APART = {
    "another given name": (person("Ivan Sobrov", "BLR"), person("Pavel Sobrov", "BLR")),
    "another state": (person("Juan Torrel", "ECU"), person("Juan Torrel", "CUB")),
    "another state, in another script": (
        person("Juan Torrel", "ECU", sector="GOV"),
        person("Хуан Торрель", "ESP", sector="CVL"),
    ),
    "a woman's family name": (person("Sobrov", "BLR"), person("Соброва", "BLR")),
    "a woman's adjective": (person("Rudensky", "BLR"), person("Анна Руденская", "BLR")),
    "another second family name": (
        person("Juan Torrel Mena", "ECU"),
        person("Juan Torrel Paz", "ECU"),
    ),
}
UNSURE = {
    "father and son": (
        person("Khalid Sabbar", "OMN", "commander", sector="MIL"),
        person("Nasir Khalid Sabbar", "OMN", "deputy commander", sector="MIL"),
    ),
    "of one name, a generation apart": (
        person("Juan Torrel", "ECU", "president", published="2001-02-03"),
        person("Juan Torrel", "ECU", "ambassador", published="2031-02-03"),
    ),
    "a minister and a footballer": (
        person("Juan Torrel", "ECU", DEFENCE),
        person("Juan Torrel", "ECU", sector="CVL"),
    ),
    "of two states in one post": (
        person("Juan Torrel", "ECU", DEFENCE),
        person("Juan Torrel", "CUB", DEFENCE),
    ),
    "a bare name without a state": (person("Juan Torrel", "ECU"), person("Torrel")),
    "a bare name with another post": (
        person("Juan Torrel", "ECU", DEFENCE),
        person("Torrel", "ECU", FOREIGN),
    ),
    "a bare name years later": (
        person("Juan Torrel", "ECU", published="2011-01-01"),
        person("Torrel", "ECU", published="2031-01-01"),
    ),
}


@pytest.mark.parametrize("case", APART)
def test_namesakes_stay_apart(case: str) -> None:
    one, other = APART[case]
    found = identify([one, replace(other, report_id="r2")])
    assert [identity.doubts for identity in found] == [(), ()]


@pytest.mark.parametrize("case", UNSURE)
def test_where_nothing_decides_it_is_left_unsure(case: str) -> None:
    one, other = UNSURE[case]
    left, right = identify([one, replace(other, report_id="r2")])
    assert [doubt.identity for doubt in left.doubts] == [right.id]
    assert [doubt.identity for doubt in right.doubts] == [left.id]
    (doubt,) = left.doubts
    assert doubt.link.opinion == "unsure"
    assert doubt.link.reasons


def test_a_bare_family_name_goes_to_the_one_who_fits() -> None:
    found = parted(
        person("Juan Torrel", "ECU", "general", sector="MIL"),
        person("Juan Torrel", "CUB", FOREIGN, report_id="r2"),
        person("Torrel", "ECU", "general", sector="MIL", report_id="r3"),
    )
    assert frozenset({"Juan Torrel/r1", "Torrel/r3"}) in found


def test_a_bare_family_name_that_two_generals_have_is_unsure() -> None:
    found = identify(
        [
            person("Juan Torrel", "ECU", "general", sector="MIL"),
            person("Pablo Torrel", "ECU", "general", sector="MIL", report_id="r2"),
            person("Torrel", "ECU", "general", sector="MIL", report_id="r3"),
        ]
    )
    (bare,) = (one for one in found if one.name == "Torrel")
    assert {doubt.name for doubt in bare.doubts} == {"Juan Torrel", "Pablo Torrel"}
    assert all("another fits as well" in doubt.link.reasons for doubt in bare.doubts)


def test_the_post_decides_between_two_of_one_family_name() -> None:
    found = parted(
        person("Juan Torrel", "ECU", DEFENCE),
        person("Pablo Torrel", "ECU", FOREIGN, report_id="r2"),
        person("Torrel", "ECU", FOREIGN, report_id="r3"),
    )
    assert found == {
        frozenset({"Juan Torrel/r1"}),
        frozenset({"Pablo Torrel/r2", "Torrel/r3"}),
    }


def test_a_name_without_a_state_that_fits_two_is_unsure() -> None:
    found = parted(
        person("Juan Torrel", "ECU"),
        person("Juan Torrel", "CUB", report_id="r2"),
        person("Juan Torrel", None, report_id="r3"),
    )
    assert len(found) == 3


def test_nothing_joins_two_given_names_by_way_of_a_third_form() -> None:
    found = parted(
        person("Ivan Petrovich Sobrov", "BLR", DEFENCE),
        person("Ivan Andreevich Sobrov", "BLR", "ambassador", report_id="r2"),
        person("Ivan Sobrov", "BLR", report_id="r3"),
        person("Sobrov", "BLR", DEFENCE, report_id="r4"),
    )
    assert not any(
        {"Ivan Petrovich Sobrov/r1", "Ivan Andreevich Sobrov/r2"} <= one for one in found
    )
    assert frozenset({"Ivan Petrovich Sobrov/r1", "Sobrov/r4"}) in found


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("Juan Tоrrel", "two scripts in one name"),
        ("Хуан Torrel", "two scripts in one name"),
        ("Juan T0rrel", "digits among letters"),
        ("Juan \u202eTorrel", "marks that turn the direction of writing"),
        ("Juan " + "Torrel" * 20, "longer than a name"),
    ],
)
def test_a_look_alike_is_flagged_and_never_joined(name: str, flag: str) -> None:
    found = identify([person("Juan Torrel", "ECU"), person(name, "ECU", report_id="r2")])
    assert len(found) == 2
    (odd,) = (one for one in found if one.name == name)
    assert flag in odd.flags


def test_a_name_that_looks_like_another_in_other_letters_is_flagged() -> None:
    found = identify([person("Bopoc Poca", "ECU"), person("Ворос Роса", "ECU", report_id="r2")])
    assert len(found) == 2
    assert all("looks like" in flag for one in found for flag in one.flags)
    assert all(one.flags for one in found)


def test_marks_without_width_are_flagged_and_read_past() -> None:
    (one,) = identify(
        [person("Juan Torrel", "ECU"), person("Ju\u200ban Torrel", "ECU", report_id="r2")]
    )
    assert one.flags == ("marks without width",)


def test_an_identity_keeps_its_id_when_later_reports_join_it() -> None:
    early = person("Juan Torrel", "ECU", published="2030-01-01")
    later = person("Хуан Торрель", "ECU", report_id="r0", published="2031-01-01")
    (before,) = identify([early])
    (late,) = identify([later])
    (after,) = identify([later, early])
    assert before.id == after.id
    assert late.id in after.ids


ONE, OTHER = Key("person", "Juan Torrel", "ECU"), Key("person", "Juan Torrel", "CUB")
TWO_STATES = (person("Juan Torrel", "ECU"), person("Juan Torrel", "CUB", report_id="r2"))


def test_a_judgement_joins_and_the_opinion_of_the_machine_stands() -> None:
    same = Same(ONE, OTHER, "ana", "2031-03-04T05:06:07Z", "an exile")
    (joined,) = identify(TWO_STATES, [same])
    (link,) = joined.joins
    assert (link.opinion, link.judgement) == ("two", same)
    assert len(identify(TWO_STATES)) == 2


def test_a_judgement_parts_and_is_undone_by_leaving_it_out() -> None:
    forms = (
        person("Juan Torrel", "ECU"),
        person("Хуан Торрель", "ECU", report_id="r2"),
        person("Torrel", "ECU", report_id="r3"),
    )
    other = Key("person", "Хуан Торрель", "ECU")
    apart = Different(ONE, other, "ana", "2031-03-04T05:06:07Z")
    found = identify(forms, [apart])
    assert len(found) == 3
    assert all(
        [(link.opinion, link.judgement) for link in one.apart] == [("one", apart)]
        for one in found
        if one.name != "Torrel"
    )
    assert len(identify(forms)) == 1


def test_the_newest_judgement_on_two_names_counts() -> None:
    same = Same(ONE, OTHER, "ana", "2031-03-04T05:06:07Z")
    apart = Different(OTHER, ONE, "ben", "2031-03-05T05:06:07Z")
    assert len(identify(TWO_STATES, [apart, same])) == 2
    assert len(identify(TWO_STATES, [replace(apart, made_at="2031-03-01T00:00:00Z"), same])) == 1


def test_judged_to_be_two_they_are_not_joined_by_way_of_a_third() -> None:
    third = Key("person", "Pablo Mena", None)
    made = "2031-03-04T05:06:07Z"
    judgements = [
        Different(ONE, OTHER, "ana", made),
        Same(ONE, third, "ana", made),
        Same(third, OTHER, "ana", made),
    ]
    found = parted(*TWO_STATES, person("Pablo Mena", report_id="r3"), judgements=judgements)
    assert len(found) == 2
    assert not any({"Juan Torrel/r1", "Juan Torrel/r2"} <= one for one in found)


def test_a_third_form_joins_one_of_two_names_that_were_judged_to_be_one() -> None:
    married = person("Ana Mendel", "ECU", report_id="r2")
    same = Same(Key("person", "Ana Torrel", "ECU"), married.key, "ana", "2031-03-04T05:06:07Z")
    forms = (person("Ana Torrel", "ECU"), married, person("Ана Торрель", "ECU", report_id="r3"))
    assert len(identify(forms)) == 2
    (one,) = identify(forms, [same])
    assert sorted(link.opinion for link in one.joins) == ["one", "two"]


def test_judged_to_be_two_a_third_name_fits_the_other_alone() -> None:
    forms = (
        person("Juan Torrel", "ECU"),
        person("Juan Torrell", "ECU", report_id="r2"),
        person("Juan Torrel", report_id="r3"),
    )
    apart = [
        Different(key, forms[1].key, "ana", "2031-03-04T05:06:07Z")
        for key in (forms[0].key, forms[2].key)
    ]
    found = parted(*forms, judgements=apart)
    assert found == {
        frozenset({"Juan Torrel/r1", "Juan Torrel/r3"}),
        frozenset({"Juan Torrell/r2"}),
    }


def test_one_name_is_parted_by_a_judgement_on_a_single_report() -> None:
    forms = tuple(person("Juan Torrel", "ECU", report_id=f"r{n}") for n in range(3))
    here, there = (ONE._replace(report_id=report) for report in ("r0", "r1"))
    made = "2031-03-04T05:06:07Z"
    found = parted(*forms, judgements=[Different(here, there, "ana", made)])
    assert len(found) == 3
    judgements = [Different(here, there, "ana", made),
                  Same(here, ONE._replace(report_id="r2"), "ana", made)]  # fmt: skip
    found = parted(*forms, judgements=judgements)
    assert found == {
        frozenset({"Juan Torrel/r0", "Juan Torrel/r2"}),
        frozenset({"Juan Torrel/r1"}),
    }
