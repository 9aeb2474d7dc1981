"""Linear arithmetic: sums of inputs and constants, each times a number."""

from fractions import Fraction

from leeward.language.expression.literals import read_literal
from leeward.language.expression.meanings import NUMERIC, AGrade, AProposition, meaning_of, unknown_name
from leeward.language.expression.reading import Reading
from leeward.language.expression.syntax import CountOf, Number, Product, Span, Sum, Syntax, Word
from leeward.language.quantity import Quantity
from leeward.model.vocabulary import Input, Kind
from leeward.record import record


@record
class Term:
    """`factor * of`, where it was written."""

    factor: Fraction
    of: Input | Quantity
    span: Span

    @property
    def scalar(self) -> Fraction | None:
        """The value, when it is a plain number."""
        if isinstance(self.of, Quantity) and self.of.unit is None:
            return self.factor * Fraction(self.of.number)
        return None


Linear = tuple[Term, ...]


def times(factor: Fraction, terms: Linear) -> Linear:
    """Every term multiplied by one number."""
    return tuple(Term(factor * term.factor, term.of, term.span) for term in terms)


def linear(node: Syntax, near: Input | None, reading: Reading) -> Linear | None:
    """The terms of an arithmetic expression, or None after at least one problem."""
    match node:
        case Number():
            quantity = read_literal(node, near, reading)
            return None if quantity is None else (Term(Fraction(1), quantity, node.span),)
        case Word():
            return _word(node, reading)
        case Sum(_, parts):
            read = [(sign, linear(part, near, reading)) for sign, part in parts]
            if any(terms is None for _, terms in read):
                return None
            return tuple(term for sign, terms in read for term in times(Fraction(sign), terms or ()))
        case Product():
            return _product(node, near, reading)
        case CountOf():
            message = f"`{reading.words(node.span)}` is not part of a sum"
            reading.fault("not-a-number", message, node.span, "compare it alone with a whole number")
        case _:
            message = f"a number is wanted here, not the condition `{reading.words(node.span)}`"
            reading.fault("not-a-number", message, node.span)
    return None


def first_input(nodes: tuple[Syntax, ...], reading: Reading) -> Input | None:
    """The first number input mentioned."""
    for node in nodes:
        match node:
            case Word(_, text):
                found = meaning_of(text, reading.names)
                if isinstance(found, Input) and found.kind in NUMERIC:
                    return found
            case Sum(_, signed):
                if inner := first_input(tuple(part for _, part in signed), reading):
                    return inner
            case Product(_, parts):
                if inner := first_input(parts, reading):
                    return inner
            case _:
                pass
    return None


def _word(word: Word, reading: Reading) -> Linear | None:
    found = meaning_of(word.text, reading.names)
    match found:
        case Quantity():
            return (Term(Fraction(1), found, word.span),)
        case Input(kind=kind) if kind in NUMERIC:
            return (Term(Fraction(1), found, word.span),)
        case None:
            unknown_name(word, reading)
            return None
        case AGrade():
            what, help = "a grade", "compare it alone with a whole number, as in `" + word.text + " >= 2`"
        case AProposition() | bool() | Input(kind=Kind.YES_NO):
            what, help = "yes or no", f"write `{word.text}` or `not {word.text}`, without a comparison"
        case Input(kind=Kind.SET):
            what, help = "a set", f"compare `count({word.text})`"
        case frozenset():
            what, help = "a list of options", ""
        case _:
            what, help = "a word", ""
    reading.fault("not-a-number", f"`{word.text}` is {what}, and a number is wanted", word.span, help)
    return None


def _product(node: Product, near: Input | None, reading: Reading) -> Linear | None:
    factors = [linear(part, near, reading) for part in node.parts]
    if any(factor is None for factor in factors):
        return None
    scalar, rest = Fraction(1), None
    for factor in factors:
        assert factor is not None
        value = factor[0].scalar if len(factor) == 1 else None
        if value is not None:
            scalar *= value
        elif rest is None:
            rest = factor
        else:
            named = reading.words(node.span)
            reading.fault(
                "product-of-inputs", f"`{named}` multiplies two values", node.span, "multiply by a number"
            )
            return None
    if rest is None or not any(isinstance(part, Word | Sum) for part in node.parts):
        # 10*3/uL reads as a product; nobody who writes two numbers means one
        message = f"`{reading.words(node.span)}` multiplies two numbers"
        reading.fault(
            "product-of-inputs", message, node.span, "write the result, with a space before its unit"
        )
        return None
    return tuple(Term(scalar * term.factor, term.of, node.span) for term in rest)
