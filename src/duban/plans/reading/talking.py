"""Which sentences give roles: those of tasks, not those of the notice that says who is to supervise it all."""

from duban.plans.reading.lines import Block, Line
from duban.plans.reading.patterns import DATE_LINE, PLAN_YEAR, SIGNATURE, TITLE_END
from duban.plans.reading.pieces import DEPTH, Piece

_LONGEST_LINE = 40
_SENTENCE_ENDS = "。；;！!？?，,：:"


def without_talk(text: str, pieces: list[Piece]) -> list[Piece]:
    """Take sentences for responsibility parts only among items that have some, or where nothing else gives a role.

    A notice says too that somebody is to supervise it all.
    """
    manned = [at for at, piece in enumerate(pieces) if piece.is_manned]
    strong = [at for at in manned if not _is_spoken(pieces[at])]
    if not strong:
        end = next((at for at, piece in enumerate(pieces) if _closes_notice(text, piece.block)), -1)
        talk = list(range(end + 1)) if manned and manned[-1] > end else []
        kept = _with_subjects(text, pieces)
    else:
        talk = [at for at in manned if _is_spoken(pieces[at]) and not _is_among(pieces, at, strong)]
        kept = pieces
    return [piece._replace(tail=None) if at in talk else piece for at, piece in enumerate(kept)]


def _is_spoken(piece: Piece) -> bool:
    return piece.tail is not None and piece.tail.is_spoken


def _closes_notice(text: str, block: Block) -> bool:
    """Say whether the date or the issuer of a notice stands below a block."""
    return block.head.style != "annex" and any(
        DATE_LINE.search(line.span.of(text)) or SIGNATURE.fullmatch(line.span.of(text))
        for line in block.rest
        if line.end - line.start <= _LONGEST_LINE
    )


def _is_among(pieces: list[Piece], at: int, strong: list[int]) -> bool:
    """Say whether a block stands between those that name somebody, or beside one of its kind in one section."""
    if strong[0] < at < strong[-1]:
        return True
    near = strong[0] if at < strong[0] else strong[-1]
    depth = DEPTH[pieces[at].block.head.style]
    if pieces[near].block.head.style != pieces[at].block.head.style:
        return False
    between = pieces[min(at, near) : max(at, near) + 1]
    return all(DEPTH[piece.block.head.style] >= depth for piece in between)


def _with_subjects(text: str, pieces: list[Piece]) -> list[Piece]:
    """Let the sentences of tasks say who does them, where at least two of one kind in a row do."""
    from duban.plans.reading.subjects import subject_tail

    said = [
        piece._replace(tail=subject_tail(text, piece.block)) if piece.tail is None or not _has_words(piece) else piece
        for piece in pieces
    ]
    beside = [
        piece.is_manned
        and any(_are_beside(piece, other) for other in (*said[max(0, at - 1) : at], *said[at + 1 : at + 2]))
        for at, piece in enumerate(said)
    ]
    return [piece if beside[at] else pieces[at] for at, piece in enumerate(said)]


def _has_words(piece: Piece) -> bool:
    """Say whether a task has words besides the sentence that says who does it."""
    return piece.tail is not None and piece.tail.span.start > piece.block.head.body


def _are_beside(piece: Piece, other: Piece) -> bool:
    return other.is_manned and other.block.head.style == piece.block.head.style


def ends_notice(text: str, line: Line) -> bool:
    """Say whether a line is the date or the issuer below a notice, or the title of the plan below it."""
    words = line.span.of(text)
    if len(words) > _LONGEST_LINE or words[-1] in _SENTENCE_ENDS:
        return False
    if DATE_LINE.search(words) or SIGNATURE.fullmatch(words):
        return True
    return PLAN_YEAR.search(words) is not None and TITLE_END.search(words) is not None
