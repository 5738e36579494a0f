import pytest

from readinglist.domain.identity.publication import Stage, is_preprint_doi, publisher_doi, stage
from readinglist.domain.paper import Paper


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Stage.UNKNOWN),
        ({"date": "2020", "publisher": "Hemp"}, Stage.UNKNOWN),
        ({"arxiv_id": "2401.00001"}, Stage.PREPRINT),
        ({"arxiv_id": "2401.00001", "venue": "arXiv preprint arXiv:2401.00001"}, Stage.PREPRINT),
        ({"arxiv_id": "2401.00001", "doi": "10.48550/arXiv.2401.00001"}, Stage.PREPRINT),
        ({"venue": "CoRR"}, Stage.PREPRINT),
        ({"doi": "10.1101/2020.01.01.123456"}, Stage.PREPRINT),
        ({"doi": "10.2139/ssrn.123", "venue": "SSRN Electronic Journal"}, Stage.PREPRINT),
        ({"arxiv_id": "2401.00001", "venue": "Journal of Knots"}, Stage.PUBLISHED),
        ({"arxiv_id": "2401.00001", "doi": "10.1000/a"}, Stage.PUBLISHED),
        ({"doi": "10.1101/gr.123456.110"}, Stage.PUBLISHED),
        ({"venue": "Corrosion Science"}, Stage.PUBLISHED),
    ],
)
def test_stages(facts: dict[str, str], expected: Stage) -> None:
    assert stage(Paper("Knots", **facts)) is expected


def test_dois_of_preprint_servers() -> None:
    assert is_preprint_doi("10.21203/RS.3.rs-1/v1")
    assert not is_preprint_doi("10.1101/cshperspect.a012345")
    assert not is_preprint_doi("")
    assert publisher_doi(Paper("Knots", doi="10.48550/arXiv.2401.00001")) == ""
    assert publisher_doi(Paper("Knots", doi="10.1000/A")) == "10.1000/a"
