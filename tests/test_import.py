def test_import() -> None:
    import newsfacts

    assert newsfacts.__doc__
