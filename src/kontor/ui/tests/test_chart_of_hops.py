from dataclasses import dataclass

import pytest

from kontor.ui.chart_of_hops import HEIGHT, WIDTH, draw


@dataclass(frozen=True)
class Hop:
    country: str
    reached: bool = True
    here: bool = False


@pytest.mark.rule("TRD-13")
@pytest.mark.parametrize("ways", ["CN BG", "CN TR BG", "CN US", "NL BE", "RU BR", "NZ IS", "CN AE BR"])
def test_every_way_fits_the_chart(ways):
    way = ways.split()
    chart = draw([Hop(country) for country in way])
    assert [point.country for point in chart.points] == way
    assert all(0 < point.x < WIDTH and 0 < point.y < HEIGHT for point in chart.points)
    assert len(chart.legs) == len(way) - 1


def test_the_way_over_the_pacific_is_one_arc_eastward():
    china, america = draw([Hop("JP"), Hop("US")]).points
    assert china.x < america.x


def test_what_is_ahead_is_not_drawn_as_done():
    chart = draw([Hop("CN"), Hop("TR", here=True), Hop("BG", reached=False)])
    assert [leg.done for leg in chart.legs] == [True, False]
    assert [point.here for point in chart.points] == [False, True, False]


def test_without_a_known_place_there_is_no_chart():
    assert draw([Hop("CN"), Hop("ZZ")]) is None
    assert draw([Hop("CN")]) is None
