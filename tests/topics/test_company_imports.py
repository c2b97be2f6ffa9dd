"""An import mapping names what there is (C78): whoever imports a table should not be the one to find out."""

from __future__ import annotations

from tests.topics.builders import found, marked
from toolkit.topics.company.checks.imports import CHECKS

PATH = "content/imports/own-list.yaml"


def test_a_mapping_that_names_nothing_is_told() -> None:
    """Fields, lists and codes that are not there, units of words and forms of dates of names; what is right is not told."""
    files = {
        PATH: """\
name: 名单
kind: dealer
match: credit_code  # error[COM172]
columns:
  - {heading: 公司, field: name}
  - {heading: 税号, field: uscc_code}  # error[COM172]
  - {heading: 账号, field: bank_accounts.number}
  - {heading: 账号二, field: "bank_accounts[].number"}
  - {heading: 岗位, field: team.role.en}
  - {heading: 邮箱, field: notice_address.mail}  # error[COM172]
  - {heading: 备注, field: "-"}
  - heading: 性质
    field: entity_type
    words:
      - {word: 个体户, means: sole_trader}
      - {word: 公司, means: firm}  # error[COM173]
  - {heading: 简称, field: short_name, unit: ten_thousand}  # error[COM174]
  - {heading: 合作, field: cooperation_since, dates: day_first}
  - {heading: 地区, field: region, dates: day_first}  # error[COM174]
  - {heading: 占比, field: other_brands.share, unit: percent}
values:
  - {field: taxpayer, value: general}  # error[COM172]
sheets:
  - {sheet: 证照, list: licences}
  - {sheet: 附件, list: "-"}
  - {sheet: 车, list: cars}  # error[COM172]
"""
    }
    assert found(CHECKS, files) == marked(files)


def test_a_mapping_for_no_kind_is_told() -> None:
    """And nothing is said of its fields then."""
    files = {PATH: "name: 名单\nkind: dealers  # error[COM171]\ncolumns: [{heading: 公司, field: nothing}]\n"}
    assert found(CHECKS, files) == marked(files)
