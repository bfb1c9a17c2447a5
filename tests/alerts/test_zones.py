"""Time zones are offered by the names in use; the older names that browsers give are known with them."""

from __future__ import annotations

from prospect.web.seekers.forms import AlertForm


def offered(**more: object) -> str:
    return str(AlertForm(fallback="America/Chicago", **more)["time_zone"])


def test_names_in_use_are_offered_and_older_ones_are_not() -> None:
    shown = offered()
    assert 'value="Asia/Kolkata"' in shown
    assert 'data-also="Asia/Calcutta"' in shown
    for older in ("Asia/Calcutta", "Europe/Kiev", "America/Buenos_Aires", "US/Central", "Etc/GMT"):
        assert f'value="{older}"' not in shown
    assert shown.count("<optgroup") == 8


def test_a_zone_chosen_before_stays_to_be_chosen_once() -> None:
    assert offered(kept="Asia/Calcutta").count('value="Asia/Calcutta"') == 1
    assert offered(kept="Asia/Kolkata").count('value="Asia/Kolkata"') == 1


def test_the_page_chooses_the_browsers_own_only_where_none_was_said() -> None:
    assert "data-own-zone" not in offered()
    assert 'data-own-zone="America/Chicago"' in offered(asks_zone=True)
