"""What is measured of one claim that was verified, and of many.

The names of these figures begin with "claims", so that they stand beside those of questions.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.judge import VERDICTS, Verdict
from app.verify import Verification
from eval import bootstrap, confidence
from eval.bootstrap import Estimate
from eval.measures import latency, names, proof, quotes_exact
from eval.questions import Claim
from eval.verdict_scores import f1, macro_f1
from ingest.report import Report


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One claim with what was said of it, and how long that took.

    `cites` names the citations as `measures.Result` does; `cited` whether the first is gold;
    `exact` whether every quote is the report's text; `proof` is the text of the gold paragraph.
    """

    claim: Claim
    verification: Verification
    cites: tuple[str, ...]
    cited: bool
    exact: bool
    proof: str
    seconds: float

    @property
    def said(self) -> Verdict:
        """The verdict on the whole claim."""
        return self.verification.worst.verdict

    @property
    def right(self) -> bool:
        """Whether the verdict is the known one."""
        return self.said == self.claim.verdict


def judge_claim(
    claim: Claim,
    verification: Verification,
    seconds: float,
    gold: set[str],
    report: Callable[[str], Report],
) -> ClaimResult:
    """Compare what was said of a claim with what is known. `gold` as `measures.judge` has it."""
    citations = verification.worst.citations
    cites = names(citations, gold)
    return ClaimResult(
        claim=claim,
        verification=verification,
        cites=cites,
        cited=bool(cites) and cites[0] in claim.paragraphs,
        exact=all(quotes_exact(c.citations, report) for c in verification.claims),
        proof=proof(claim, gold, report),
        seconds=round(seconds, 4),
    )


def claim_measures(results: Sequence[ClaimResult]) -> dict[str, Estimate]:
    """All figures over these claims, each with its denominator and its interval."""
    w = bootstrap.weights([r.claim.fact for r in results])
    said: list[Verdict] = [r.said for r in results]
    known: list[Verdict] = [r.claim.verdict for r in results]
    ones, right = [1.0] * len(results), [r.right for r in results]
    settled = [float(bool(r.claim.paragraphs)) for r in results]
    out = {"right": bootstrap.ratio(w, right, ones), "macro-F1": macro_f1(w, said, known)}
    out |= {f"{v.replace('_', ' ')} F1": f1(w, said, known, v) for v in VERDICTS}
    out["first citation right"] = bootstrap.ratio(w, [float(r.cited) for r in results], settled)
    out["quotes exact"] = bootstrap.ratio(w, [float(r.exact) for r in results], ones)
    sure = [r.verification.worst.probability for r in results]
    out["calibration error"] = confidence.calibration_error(w, sure, right)
    out |= latency(w, [r.seconds for r in results])
    return {f"claims {name}": figure for name, figure in out.items()}


NAMES = tuple(claim_measures(()))
# of these a smaller value is better
SMALLER = tuple(n for n in NAMES if "latency" in n or "error" in n)
