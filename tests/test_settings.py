"""Settings survive what people and other versions do to their file."""

from pathlib import Path

from readinglist.settings import Appearance, Density, Services, Settings, WindowPlace, load, save


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "settings.toml"
    wanted = Settings(Appearance.DARK, Density.COMPACT, "year")
    save(wanted, file)
    assert load(Settings, file) == (wanted, ())
    place = WindowPlace(1, 2, 1200, 800, 500, 468)
    save(place, tmp_path / "window.toml")
    assert load(WindowPlace, tmp_path / "window.toml") == (place, ())


def test_no_file_holds_the_defaults(tmp_path: Path) -> None:
    assert load(Settings, tmp_path / "settings.toml") == (Settings(), ())


def test_a_bad_value_falls_back_alone_and_is_noted(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "plaid"\ndensity = "compact"\nsort = 7\n')
    settings, notes = load(Settings, file)
    assert settings == Settings(density=Density.COMPACT)
    assert [("theme" in note, "sort" in note) for note in notes] == [(True, False), (False, True)]


def test_a_broken_file_is_noted_and_mended_by_the_next_save(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"theme = \xff")
    settings, [note] = load(Settings, file)
    assert settings == Settings()
    assert str(file) in note
    save(settings, file)
    assert load(Settings, file) == (Settings(), ())


def test_keys_and_comments_of_others_survive(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('# mine\nfuture = "yes"\ntheme = "light"\n')
    save(Settings(Appearance.DARK), file)
    text = file.read_text()
    assert "# mine" in text
    assert 'future = "yes"' in text
    assert load(Settings, file)[0].theme is Appearance.DARK


def test_services_are_kept_like_settings(tmp_path: Path) -> None:
    file = tmp_path / "services.toml"
    wanted = Services(look_up=False, mailto="ana@example.org", crossref="http://127.0.0.1:1/works")
    save(wanted, file)
    assert load(Services, file) == (wanted, ())
    file.write_text("look_up = 1\n")
    services, [note] = load(Services, file)
    assert services == Services()
    assert "look_up" in note
