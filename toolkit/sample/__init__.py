"""An invented network of any size: dealers with all that a usual one has, on the ground of a real workspace's content.

Beside site: nothing here reads or writes files. Records come out one dealer at a time, so that ten thousand never stand
in memory together, and what comes out depends on the ground, the seed and the dealer's number alone: the network of a
hundred is the beginning of the network of ten thousand.
"""
