"""Reports without any numeric form, most of those before 2014: facts, and no cells."""

from __future__ import annotations

from schemas.form import Form

__all__ = ["FORM"]

FORM = Form(
    id="narrative",
    label="无统计表的年度报告",
    issued="《政府信息公开条例》(2007)第三十一、三十二条",
    first_year=None,
    last_year=None,
    tables=(),
)
