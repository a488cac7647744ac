"""Invented reports as office files, written with python-docx and openpyxl (extra ``office``)."""
