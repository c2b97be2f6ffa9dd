"""Speed and size beside the peers, in one run on one machine, as ratios; never part of the tests.

`python3 -m benchmarks [NAME…]` measures, writes figures.json and the table in README.md. Peers are installed into a folder of
their own by the command; the project does not need them.
"""
