"""Incentives: the rebate policies that contracts refer to."""
