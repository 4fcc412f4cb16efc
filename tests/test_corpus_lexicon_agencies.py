"""Bodies of the lexicon: each named once, each level there, each merged one with its successor."""

from collections import Counter
from typing import get_args

import pytest

from corpus import lexicon
from corpus.lexicon import Level, phrase_key
from corpus.names.agencies import agency_named

MINISTRIES = (  # before 2025 and since
    "Công an, Quốc phòng, Ngoại giao, Nội vụ, Tư pháp, Tài chính, Công Thương, Xây dựng, Y tế, Giáo dục và Đào tạo, "
    "Khoa học và Công nghệ, Dân tộc và Tôn giáo, Nông nghiệp và Môi trường, Kế hoạch và Đầu tư, Giao thông vận tải, "
    "Tài nguyên và Môi trường, Nông nghiệp và Phát triển nông thôn, Lao động - Thương binh và Xã hội, "
    "Thông tin và Truyền thông"
)


def repeated(forms: list[str]) -> list[str]:
    return [form for form, count in Counter(forms).items() if count > 1]


def test_full_name_means_one_agency() -> None:
    forms = [phrase_key(form) for a in lexicon.agencies() for form in {a.name, a.en, *a.other_names}]
    assert len(lexicon.agencies()) >= 750
    assert not repeated(forms)


def test_agency_repeats_no_form() -> None:
    for agency in lexicon.agencies():
        forms = [phrase_key(form) for form in (agency.name, agency.en, *agency.other_names, *agency.typed)]
        assert all(forms), agency.name
        assert not repeated(forms), agency.name
        assert agency.level is not None, agency.name


def test_successors_are_known_and_end() -> None:
    successor = {a.name: a.successor.name for a in lexicon.agencies() if a.successor}
    assert set(successor.values()) <= {a.name for a in lexicon.agencies()}
    for name in successor:
        chain = [name]
        while chain[-1] in successor:
            chain.append(successor[chain[-1]])
            assert len(chain) < 5, f"{name} succeeds itself: {chain}"


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
    ],
)
def test_department_merged_in_2025(former: str, present: str) -> None:
    [agency] = [a for a in lexicon.agencies() if a.name == former]
    assert agency.successor
    assert (agency.successor.name, str(agency.successor.since)) == (present, "2025-03-01")


@pytest.mark.parametrize(
    ("former", "present", "since"),
    [
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ", "2025-03-01"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", "2025-03-01"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng", "2025-03-01"),
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường", "2025-03-01"),
        ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp và Môi trường", "2025-03-01"),
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ", "2025-03-01"),
        ("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo", "2025-03-01"),
        ("Tổng cục Thuế", "Cục Thuế", "2025-03-01"),
        ("Tổng cục Hải quan", "Cục Hải quan", "2025-03-01"),
        ("Cục Thuế tỉnh", "Chi cục Thuế khu vực", "2025-03-01"),
        ("Cục Hải quan tỉnh", "Chi cục Hải quan khu vực", "2025-03-01"),
        ("Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước khu vực", "2025-03-01"),
        ("Công an huyện", "Công an tỉnh", "2025-03-01"),
        ("Tòa án nhân dân huyện", "Tòa án nhân dân khu vực", "2025-07-01"),
        ("Viện kiểm sát nhân dân huyện", "Viện kiểm sát nhân dân khu vực", "2025-07-01"),
        ("Đài Phát thanh và Truyền hình tỉnh", "Báo và Phát thanh, truyền hình tỉnh", "2025-07-01"),
    ],
)
def test_body_succeeded_in_2025(former: str, present: str, since: str) -> None:
    [agency] = [a for a in lexicon.agencies() if a.name == former]
    assert agency.successor
    assert (agency.successor.name, str(agency.successor.since)) == (present, since)


@pytest.mark.parametrize("level", get_args(Level))
def test_every_level_has_agencies(level: str) -> None:
    assert [a for a in lexicon.agencies() if a.level == level]


def test_ministries_are_all_there() -> None:
    names = {a.name for a in lexicon.agencies()}
    assert not {f"Bộ {name}" for name in MINISTRIES.split(", ")} - names


@pytest.mark.parametrize(
    ("typed", "agency"),
    [
        ("sở nn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("snnptnt", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("sở gdđt", "Sở Giáo dục và Đào tạo"),
        ("SO GD-DT", "Sở Giáo dục và Đào tạo"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("so ldtbxh", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở KH và ĐT", "Sở Kế hoạch và Đầu tư"),
        ("BQL KKT", "Ban Quản lý Khu kinh tế"),
        ("BCH QS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
        ("BCHBP", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ tỉnh"),
        ("tỉnh đoàn", "Tỉnh Đoàn"),
        ("CDC", "Trung tâm Kiểm soát bệnh tật tỉnh"),
        ("PC07", "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
        ("EVN", "Tập đoàn Điện lực Việt Nam"),
    ],
)
def test_agency_is_known_by_what_people_type(typed: str, agency: str) -> None:
    found = agency_named(typed)
    assert found is not None
    assert found.name == agency
