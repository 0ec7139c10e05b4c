"""What a reader of the article asks for is found: words and phrases, with the facts they mean.

None of them has to be a word of the store: plurals and other endings, British and American
spelling, numbers as words and synonyms all lead to the facts.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Report

STORE = Path(__file__).parents[2] / "facts.toml"

# What is asked for, and ids that have to be among what is found.
SEARCHES = """\
labor | labour-transfer-first labour-brands labour-skills-upgrading
labour | labour-transfer-first labour-brands labour-skills-upgrading
laborers | poor-workers-employed
labour export | labour-transfer-first workers-transported
labor transfer | labour-transfer-first
migrant workers | poor-workers-employed hubei-migrant-workers training-subsidy-rates
organized | labour-transfer-first hubei-six-plus-one counterpart-provinces
organised | labour-transfer-first hubei-six-plus-one counterpart-provinces
rural revitalization | low-income-employment regular-skills-assistance local-talent
rural revitalisation | low-income-employment regular-skills-assistance local-talent
rural development | better-linkage
enrollment | technical-enrolment
enrolled | technical-enrolment tibet-technician-college
enrol | technical-enrolment tibet-technician-college
unemployed | job-transfer-service unemployment-benefits
unemployment | unemployment-benefits job-transfer-service
reemployment | job-transfer-service
re-employment | job-transfer-service
layoffs | job-retention-first
relocation | resettlement-employed resettlement-employment few-resettlement-jobs
relocated | resettlement-employed resettlement-employment few-resettlement-jobs
resettled | few-resettlement-jobs resettlement-employment
impoverished | key-counties four-focus-areas
impoverished areas | key-counties four-focus-areas
poverty reduction | employment-policy-system poor-households-assisted
poverty alleviation | employment-policy-system alleviation-workshops
coronavirus | four-priorities workers-transported hubei-hit-hardest
pandemic | four-priorities hubei-hit-hardest
epidemic | workers-transported spring-breeze
COVID | four-priorities hubei-hit-hardest
Thirteenth Five-Year Plan | technical-enrolment skills-poverty-alleviation skills-importance
13th Five-Year Plan | technical-enrolment skills-poverty-alleviation skills-importance
Spring Breeze Action | spring-breeze
Spring Breeze | spring-breeze
hundred-day online recruitment | hundred-day-recruitment
public welfare positions | public-welfare-posts public-welfare-placed
public welfare posts | public-welfare-posts public-welfare-placed
enterprises | enterprise-commissioners retention-guidance
employers | enterprise-commissioners retention-guidance platform-company-jobs
companies | platform-company-jobs enterprise-commissioners
transportation | point-to-point-return workers-transported training-allowances
transport | point-to-point-return workers-transported
industry | local-talent standards-help
industries | local-talent standards-help
one-on-one | one-to-one-assistance
one-to-one | one-to-one-assistance
job stabilization | job-retention-first
job stabilisation | job-retention-first
Ministry of Human Resources and Social Security | poor-households-assisted skills-importance
Zhang Ying | briefing-2021-01-26 jobs-against-poverty tibet-first-college
China News Service | poor-workers-employed briefing-2021-01-26
Teller Report | poor-workers-employed
wages | wage-income-share
income from wages | wage-income-share
subsidies | training-subsidy-rates
subsidy | training-subsidy-rates
vocational schools | technical-enrolment student-aid
technical schools | technical-enrolment thousand-schools
certification | skills-standards
competition | skills-competition-2020 skills-competitions
contest | skills-competition-2020
Tibetan | four-focus-areas deeply-poor-regions
Kashgar | four-focus-areas southern-xinjiang-prefectures
Shanghai | eastern-provinces hubei-six-plus-one
Hubei | hubei-six-plus-one hubei-migrant-workers eastern-provinces
52 counties | key-counties
three regions and three prefectures | four-focus-areas deeply-poor-regions
work-for-work | work-relief
platform companies | platform-company-jobs
digital platform | platform-company-jobs
job fairs | special-recruitment special-posts
vacancies | special-posts
financial aid | student-aid
scholarships | student-aid
universities | technical-enrolment
teachers | tibet-technician-college
6+1 | hubei-six-plus-one eastern-provinces
chartered flights | point-to-point-return
upskilling | workers-trained labour-skills-upgrading
training | workers-trained more-vocational-training
trained | workers-trained training-record
"""

# The best answer comes first.
BEST = """\
Spring Breeze Action | spring-breeze
unemployed | job-transfer-service unemployment-benefits
enrollment | technical-enrolment
platform companies | platform-company-jobs
Skills China Tour | skills-china-tour
technician college | tibet-technician-college
one-on-one | one-to-one-assistance
work-relief projects | work-relief
32.43 million | poor-workers-employed
93.8% | poor-households-assisted
"""


def cases(table: str) -> list[tuple[str, set[str]]]:
    """The lines of a table: what is asked for, and the ids that are meant."""
    lines = [line.split("|") for line in table.splitlines()]
    return [(asked.strip(), set(ids.split())) for asked, ids in lines]


def test_there_are_enough_of_them() -> None:
    """Every kind of variation has several words."""
    assert len(cases(SEARCHES)) >= 60


@pytest.mark.parametrize(("asked", "meant"), cases(SEARCHES))
def test_words_find_what_they_mean(asked: str, meant: set[str], report: Report) -> None:
    """Typed as words, one argument each, as at a shell."""
    found = report("find", *asked.split(), "--facts", str(STORE), "--json").json
    assert meant <= {fact["id"] for fact in found}


@pytest.mark.parametrize(("asked", "meant"), cases(BEST))
def test_the_best_answer_comes_first(asked: str, meant: set[str], report: Report) -> None:
    """What is named by the words stands above what merely mentions them."""
    found = report("find", *asked.split(), "--facts", str(STORE), "--json").json
    assert {fact["id"] for fact in found[: len(meant)]} == meant
