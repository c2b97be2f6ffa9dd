"""Tables of spreadsheets and text files read as records."""
