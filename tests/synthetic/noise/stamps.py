"""Stamps, with numbers and days of their own."""

import random
from datetime import date, timedelta


def incoming_stamp(rng: random.Random, issued_on: date, receiver: str) -> str:
    """The stamp of the office that received the copy."""
    day = issued_on + timedelta(days=rng.randint(1, 9))
    number = rng.randint(40, 9800)
    forms = (
        f"{receiver.upper()}\nĐẾN\tLúc:.....giờ:.....\nSố: {number}\tNgày: {day.day}/{day.month}/{day:%y}",
        f"CÔNG VĂN ĐẾN\nSố: {number}\nNgày {day:%d/%m/%Y}\nChuyển: ............",
        f"VĂN PHÒNG ĐẾN Số: {number} Ngày: {day:%d/%m/%Y}",
    )
    return rng.choice(forms)


def urgency_stamp(rng: random.Random) -> str:
    """How fast it must travel."""
    return rng.choice(("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN", "Hỏa tốc"))


def digital_signature(rng: random.Random, issued_on: date, issuer: str) -> str:
    """The box that signing software leaves on the page."""
    at = f"{rng.randint(7, 18):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}"
    return f"Ký bởi: {issuer}\nCơ quan: {issuer}\nThời gian ký: {issued_on + timedelta(days=rng.choice((0, 0, 1))):%d.%m.%Y} {at} +07:00"
