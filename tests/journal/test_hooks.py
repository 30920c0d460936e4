"""Questions and events through which a lower package is answered from above."""

import pytest

from duban.core import hooks


@pytest.fixture
def question(monkeypatch: pytest.MonkeyPatch) -> hooks.Question[str, int]:
    monkeypatch.setattr(hooks, "_declared", {})
    return hooks.Question("tests.length_of")


def test_a_question_collects_the_answers_of_all_in_their_order(question: hooks.Question[str, int]) -> None:
    question.register(len)
    question.register(lambda word: word.count("a"))
    assert question.ask("banana") == [6, 3]


def test_the_same_answer_registered_twice_counts_once(question: hooks.Question[str, int]) -> None:
    question.register(len)
    question.register(len)
    assert question.ask_one("ab") == 2


def test_a_question_for_one_answer_refuses_none_and_two(question: hooks.Question[str, int]) -> None:
    with pytest.raises(hooks.Unanswered):
        question.ask_one("a")
    question.register(len)
    question.register(hash)
    with pytest.raises(hooks.Unanswered):
        question.ask_one("a")


def test_an_answer_can_be_taken_back(question: hooks.Question[str, int]) -> None:
    question.register(len)
    question.withdraw(len)
    assert question.ask("a") == []


def test_an_event_tells_everybody_and_an_exception_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "_declared", {})
    heard: list[str] = []
    event: hooks.Event[str] = hooks.Event("tests.happened")
    event.register(heard.append)
    event.announce("once")
    assert heard == ["once"]

    def refuse(happened: str) -> None:
        raise ValueError(happened)

    event.register(refuse)
    with pytest.raises(ValueError, match="twice"):
        event.announce("twice")


def test_declared_hooks_are_listed_with_whether_anybody_answers(question: hooks.Question[str, int]) -> None:
    assert hooks.declared() == {"tests.length_of": False}
    question.register(len)
    assert hooks.declared() == {"tests.length_of": True}


def test_a_name_is_declared_once(question: hooks.Question[str, int]) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        hooks.Event("tests.length_of")
