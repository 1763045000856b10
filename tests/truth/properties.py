"""Properties over several exhibits: forms and coverage, low confidence, one sentence a page."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.dataset import Dataset
from khdash.model.selection import FORMS
from khdash.store.places import PROJECT
from tests.truth import cluster, reader
from tests.truth.book import enough
from tests.truth.cluster import Question
from tests.truth.exhibits import World, form_of
from tests.truth.faults import Fault
from tests.truth.figure import Figure
from tests.truth.moving import row_faults
from tests.truth.reader import Number
from tests.truth.tiles import tile_faults
from tests.truth.together import is_amount

# ---- forms


def form_faults(world: World, indicator: str, query: str) -> Iterator[Fault]:
    """A form shows the provinces of the plain view; a missing divisor is named in a note."""
    base = f"chi_so={indicator}&{query}"
    plain = world.ask("comparison", base)
    selection = plain.selection
    question = world.question(selection, indicator, "")
    shown = covered(plain)
    for form in FORMS:
        formed = world.ask("comparison", f"{base}&cach_tinh={form}")
        if form_of(world, formed.selection, indicator) != form:
            continue
        having = covered(formed)
        lost = shown - having
        without = {u for u in lost if not divisible(question, u, form)}
        book = world.book(selection)
        names = ", ".join(book.name_of(u) for u in sorted(lost))
        if lost - without:
            yield Fault("form-loses-provinces", f"{base}&cach_tinh={form}", f"lost: {names}")
        elif without and not _says_why(formed, [book.name_of(u) for u in without]):
            yield Fault("divisor-missing-unsaid", f"{base}&cach_tinh={form}", f"lost: {names}")
        if having - shown:
            yield Fault("form-gains-provinces", f"{base}&cach_tinh={form}", str(having - shown))


def covered(exhibit: Exhibit) -> set[str]:
    table = exhibit.table
    return set(table[(table["missing"] == "") & table["value"].notna()]["unit"])


def divisible(question: Question, unit: str, form: str) -> bool:
    """Whether the newest figure of a unit in the window has what the form divides it by."""
    book = question.book
    own = [f for f in question.figures() if f.unit == unit and f.complete]
    recent = [f for f in own if question.year - question.tolerance <= f.year <= question.year]
    if not recent:
        return False
    newest = max(recent, key=lambda f: f.year)
    if form in ("sum", "mean3"):
        years = (question.first, question.year) if form == "sum" else (0, 0)
        found = book.formed(question.indicator, form, *years)
        return any(f.unit == unit and f.complete and f in _newest(found, question) for f in found)
    if form == "index":
        run = [f for f in own if book.comparable(question.indicator, f, newest)]
        before = [f for f in run if question.first <= f.year < newest.year and f.span.value]
        return bool(before)
    if form == "per_head":
        people = {f.year for f in book.figures("population") if f.unit == unit and f.complete}
        broken = book.crossed(question.indicator, "derived", newest.year, question.year, form)
        return newest.year in people and not broken
    members = book.members(newest.year)
    of_year = [f for f in book.figures(question.indicator) if f.year == newest.year and f.complete]
    return enough(len({f.unit for f in of_year} & set(members)), len(members))


def _newest(figures: Sequence[Figure], question: Question) -> list[Figure]:
    """The newest figure of each unit and basis in the window."""
    window = range(question.year - question.tolerance, question.year + 1)
    newest: dict[tuple[str, str], Figure] = {}
    for figure in sorted((f for f in figures if f.year in window), key=lambda f: f.year):
        newest[figure.unit, figure.basis] = figure
    return list(newest.values())


WHY = re.compile(
    r"một số năm|năm khác|mẫu số|5/8|chưa đủ|tiêu chí|năm đầu|không tính được"
    r"|chưa có dân số|thiếu dân số"
)


def _says_why(exhibit: Exhibit, names: list[str]) -> bool:
    """Whether the notes name the units that are left out and give a reason other than no figure."""
    kinds = ("insufficient", "coverage", "derived", "basis")
    notes = [note.text for note in exhibit.notes if note.kind in kinds]
    return any(WHY.search(n) for n in notes if all(name in n for name in names) or "5/8" in n)


# ---- low confidence


def all_low(dataset: Dataset) -> Dataset:
    """The same dataset in which no figure may be spoken of."""
    return replace(dataset, observations=dataset.observations.assign(confidence="low"))


def low_faults(world: World, name: str, query: str) -> Iterator[Fault]:
    """With every figure of low confidence nothing is spoken, and a note says why."""
    exhibit = world.ask(name, query)
    texts = {"headline": exhibit.headline}
    texts |= {
        k: str(exhibit.extra[k])
        for k in ("total", "change")
        if isinstance(exhibit.extra.get(k), str)
    }
    if name == "headlines":
        texts |= {f"sentence {i}": s for i, s in enumerate(exhibit.table["sentence"])}
    spoken = False
    for where, text in texts.items():
        said = [n for n in reader.numbers(text) if is_amount(n) and not _is_limit(n, text)]
        names = reader.named(text, world.book(exhibit.selection).names)
        leads = any(
            "đứng đầu" in c and not any(w in c for w in ("chưa", "không", "nào", "ai "))
            for c in reader.clauses(text)
        )
        if said or (names and (leads or reader.changes(text))):
            spoken = True
            yield Fault(f"low-confidence-spoken-in-{where.split()[0]}", text)
    for note in exhibit.notes:
        if (
            note.kind == "coverage"
            and reader.changes(note.text)
            and any(c.size for c in reader.changes(note.text))
        ):
            yield Fault("low-confidence-spoken-in-note", note.text)
    valued = "value" in exhibit.table and exhibit.table["value"].notna().any()
    if valued and not spoken and not _says_low(exhibit):
        yield Fault("low-confidence-unsaid", exhibit.headline)


def _is_limit(number: Number, text: str) -> bool:
    return "5/8" in text and number.value in (5, 8)


def _says_low(exhibit: Exhibit) -> bool:
    texts = [exhibit.headline, exhibit.subtitle, *(n.text for n in exhibit.notes)]
    return any("tin cậy" in text for text in texts)


# ---- one sentence, one exhibit


def exhibits_of_pages() -> dict[str, list[tuple[str, str]]]:
    """(exhibit, query) of every page, read from its calls of `exhibit(name, indicator)`."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted((PROJECT / "pages").glob("*.py")):
        asks = [ask for node in ast.walk(ast.parse(path.read_text("utf-8"))) if (ask := _ask(node))]
        if asks:
            found[path.stem] = asks
    for title in ("family", "clan", "community", "unit", "citizen"):
        rate = f"chi_so=learning_{title}_rate"
        found[f"mo_hinh_hoc_tap {title}"] = [("learning_models", rate)] + [
            (name, f"{rate}&mau_so={basis}")
            for name in ("comparison", "trend")
            for basis in ("all", "registered")
        ]
    found["tong_quan"] = [
        *found.get("tong_quan", []),
        *(
            ("tile", f"chi_so={i}")
            for i in ("members", "members_population_rate", "fund_balance", "learning_family_rate")
        ),
    ]
    return found


def _ask(node: ast.AST) -> tuple[str, str] | None:
    if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "exhibit" and node.args):
        return None
    values = [a.value for a in node.args if isinstance(a, ast.Constant)]
    if len(values) != len(node.args):
        return None
    return str(values[0]), "&".join(f"chi_so={code!s}" for code in values[1:])


def page_faults(world: World, query: str) -> Iterator[Fault]:
    """No sentence heads two different exhibits of one page."""
    for page, asks in exhibits_of_pages().items():
        heads: dict[str, list[str]] = defaultdict(list)
        for name, own in dict.fromkeys(asks):
            headline = reader.plain(world.ask(name, "&".join(filter(None, [own, query]))).headline)
            heads[headline].append(f"{name}?{own}")
        for headline, where in heads.items():
            if headline and len(where) > 1:
                said = any(is_amount(n) for n in reader.numbers(headline))
                kind = "same-sentence-on-one-page" if said else "same-empty-sentence-on-one-page"
                yield Fault(kind, headline, f"{page}: {', '.join(where)} ({query})")


# ---- two languages


def language_faults(world: World, name: str, query: str) -> Iterator[Fault]:
    """The English texts hold the numbers, counts, limits and provinces of the Vietnamese ones."""
    both = [world.ask(name, f"{query}&lang={lang}") for lang in ("vi", "en")]
    names = world.book(both[0].selection).names
    for one, other in zip(*map(_texts, both), strict=True):
        held = _held(one, "vi", names), _held(other, "en", names)
        if held[0] != held[1]:
            lost, gained = held[0] - held[1], held[1] - held[0]
            yield Fault("languages-differ", f"{one} / {other}", f"{dict(lost)} / {dict(gained)}")


def _texts(exhibit: Exhibit) -> list[str]:
    extra = [str(exhibit.extra.get(key, "")) for key in ("total", "change")]
    notes = [note.text for note in exhibit.notes if note.kind == "coverage"]
    return [reader.plain(t) for t in (exhibit.headline, *extra, *notes, *_sentences(exhibit))]


def _sentences(exhibit: Exhibit) -> list[str]:
    return [*exhibit.table["sentence"]] if "sentence" in exhibit.table else []


def _held(text: str, lang: str, names: dict[str, str]) -> Counter[str]:
    """Numbers in one unit, limits in one word, provinces by key."""
    found = Counter(key for _, _, key in reader.named(text, names))
    text = re.sub(r"(\d+) of (\d+) ", r"\1/\2 ", text)
    for number in reader.numbers(text, lang):
        found[f"{number.limit} {number.value:g}".strip()] += 1
    return found


# ---- rates of the whole that figures are compared with


def rate_faults(world: World, indicator: str, window: str, basis: str) -> Iterator[Fault]:
    """The number of a tile is the rate of the basis that its words name, within its provinces."""
    query = f"chi_so={indicator}&{window}" + (f"&mau_so={basis}" if basis else "")
    exhibit = world.ask("tile", query)
    question = world.question(exhibit.selection, indicator)
    for fault in tile_faults(exhibit, question):
        yield Fault(fault.kind, f"{query}: {fault.text}", fault.evidence)


def reference_faults(world: World, indicator: str, query: str) -> Iterator[Fault]:
    """A rate of the cluster, or of its others, lies within its provinces on the row's basis."""
    for reference in ("cluster", "others"):
        asked = f"chi_so={indicator}&{query}&so_voi={reference}"
        exhibit = world.ask("comparison", asked)
        if "reference_value" not in exhibit.table:
            continue
        selection = exhibit.selection
        question = replace(
            world.question(selection, indicator),
            units=world.book(selection).members(selection.last_year or 0),
            basis="",
        )
        faults = row_faults(exhibit, question)
        yield from (Fault(f.kind, f"{asked}: {f.text}", f.evidence) for f in faults)
        rows = exhibit.table[exhibit.table["reference_value"].notna()]
        for row in rows.to_dict("records"):
            basis = row["basis"] if row["basis"] in cluster.bases(question) else ""
            others = tuple(u for u in question.units if reference == "cluster" or u != row["unit"])
            rate = cluster.cluster_rate(replace(question, units=others), basis)
            if rate is None:
                yield Fault("reference-rate-from-nowhere", asked, f"{row['unit_name']} {basis}")
            elif not rate.lowest - 1e-9 <= row["reference_value"] <= rate.highest + 1e-9:
                text = f"{row['reference_value']:g} not in [{rate.lowest:g}, {rate.highest:g}]"
                yield Fault("reference-rate-outside-its-provinces", asked, text)
            elif abs(rate.span.value - row["reference_value"]) > 1e-9 * max(1, rate.span.value):
                text = f"{row['reference_value']:g} is not {rate.span.value:g}"
                yield Fault("reference-rate-wrong", asked, f"{row['unit_name']}: {text}")
