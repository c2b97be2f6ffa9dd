"""The chapters of the business, one folder each, all of one shape: records, rules, checks, outputs. `catalogue` lists them."""
