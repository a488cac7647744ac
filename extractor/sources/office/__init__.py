"""Office files: DOCX and XLSX are read here, DOC, WPS, RTF, XLS and ET are first converted by programs of the machine.

A document becomes the same content as a page (``html_content``) and is rendered in the same way. Nothing in a file is
ever executed, and nothing that it refers to is fetched.
"""
