"""Distribution contracts: terms, clauses, assembly into a paper."""
