"""Where bytes come from: trees of files, and YAML, CSV and Markdown read into documents that know their places.

Nothing here knows the business, and nothing above here opens a file of the workspace.
"""
