"""Results as one static page for a person who settles doubtful cells: the form beside the source.

The page takes results and the sources' rendered text, which its caller reads; nothing of a source but escaped text
gets into it. ``page.review_page`` makes it, ``static/`` holds the parts that run in the browser.
"""
